#include "devices/keyboard_report.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

/// Any bytes as reports, the first byte telling how long they are and which keyboard's, FF in front
/// of one a silence: never crashes, and a code is never empty nor longer than the longest.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::span<const std::uint8_t> bytes{data, size};
    if (bytes.empty()) {
        return 0;
    }
    const std::size_t report_size = bytes.front() % 12U + 1U;
    bytes = bytes.subspan(1);
    constexpr std::array layouts{
        ocop::KeyboardLayout::us, ocop::KeyboardLayout::fr, ocop::KeyboardLayout::de};
    ocop::devices::KeyboardDecoder decoder{layouts[data[0] / 12U % layouts.size()]};
    while (!bytes.empty()) {
        const auto report = bytes.first(bytes.size() < report_size ? bytes.size() : report_size);
        const bool is_silence = report.front() == 0xFF;
        if (const auto code = is_silence ? decoder.silence() : decoder.take(report)) {
            if (code->empty() || code->size() > ocop::devices::code_size_bytes_max) {
                std::abort();
            }
        }
        bytes = bytes.subspan(report.size());
    }
    return 0;
}
