#include "devices/hid_pos.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

/// Any bytes as reports of a scanner whose descriptor tells nothing, the first byte telling how
/// long they are: never crashes, and a code is never empty nor longer than the longest.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ocop::devices;
    std::span<const std::uint8_t> bytes{data, size};
    if (bytes.empty()) {
        return 0;
    }
    const std::size_t report_size = bytes.front() % 80U + 1U;
    bytes = bytes.subspan(1);
    HidPosDecoder decoder{std::nullopt};
    while (!bytes.empty()) {
        const auto report = bytes.first(bytes.size() < report_size ? bytes.size() : report_size);
        if (const auto code = decoder.take(report);
            code && (code->empty() || code->size() > code_size_bytes_max)) {
            std::abort();
        }
        bytes = bytes.subspan(report.size());
    }
    return 0;
}
