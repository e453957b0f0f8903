// Any line given to `ocop sell`: an action or a refusal, never a crash; canonical JSON is stable.

#include "pos/core/action.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ocop;
    const std::string_view line{reinterpret_cast<const char*>(data), size};
    const auto action = parse_action(line);
    if (!action && words(action.error(), Language::vi).empty()) {
        std::abort();
    }
    if (const auto json = parse_json(line)) {
        const std::string text = canonical(*json);
        const auto again = parse_json(text);
        if (!again || canonical(*again) != text) {
            std::abort();
        }
    }
    return 0;
}
