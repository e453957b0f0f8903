#include "devices/serial_text.hpp"
#include "devices/usb_texts.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

/// Any bytes from a serial scanner in pieces, with silences between, and as the texts and class
/// descriptors of a device: never crashes, a code is never empty, too long, or with its end in it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ocop::devices;
    const std::span<const std::uint8_t> bytes{data, size};
    static_cast<void>(cdc_data_interface(bytes));
    static_cast<void>(usb_language(bytes));
    if (usb_text(bytes).size() > std::size_t{126} * 3) {
        std::abort();
    }
    SerialDecoder decoder;
    for (auto rest = bytes; !rest.empty();) {
        const std::size_t piece = std::size_t{rest.front() % 70U} + 1U;
        const auto part = rest.first(rest.size() < piece ? rest.size() : piece);
        auto codes = decoder.take(part);
        if (rest.front() == 0xFF) {
            if (auto code = decoder.silence()) {
                codes.push_back(*code);
            }
        }
        for (const auto& code : codes) {
            if (ocop::devices::utf8_code(code).size() > 2 * code.size()) {
                std::abort();
            }
            if (code.empty() || code.size() > code_size_bytes_max
                || code.find('\r') != std::string::npos) {
                std::abort();
            }
        }
        rest = rest.subspan(part.size());
    }
    return 0;
}
