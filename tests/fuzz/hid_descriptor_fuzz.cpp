#include "devices/hid_pos.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

/// Any bytes as a report descriptor, and half of them as reports in the layout it gives: never
/// crashes, no more fields than the limit, none beyond the largest report, no empty or endless
/// code.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ocop::devices;
    const std::span<const std::uint8_t> bytes{data, size};
    const auto fields = hid_fields(bytes);
    if (fields.size() > hid_fields_max) {
        std::abort();
    }
    for (const HidField& field : fields) {
        if (field.bits == 0 || field.count == 0
            || std::uint64_t{field.bit} + std::uint64_t{field.bits} * field.count
                   > hid_report_bits_max) {
            std::abort();
        }
    }
    if (const auto layout = hid_pos_layout(fields)) {
        HidPosDecoder decoder{layout};
        for (auto rest = bytes.subspan(size / 2); !rest.empty();) {
            const auto report = rest.first(rest.size() < 64 ? rest.size() : 64);
            if (const auto code = decoder.take(report);
                code && (code->empty() || code->size() > code_size_bytes_max)) {
                std::abort();
            }
            rest = rest.subspan(report.size());
        }
    }
    static_cast<void>(is_hid_pos(fields));
    return 0;
}
