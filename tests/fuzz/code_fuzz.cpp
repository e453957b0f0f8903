// Whatever a scanner sends: a code or a refusal in words, never a crash.

#include "pos/core/code.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ocop;
    const std::string_view raw{reinterpret_cast<const char*>(data), size};
    const InStoreRules weighed{{"21", {}}, {"22", {InStoreValue::price, 1000, 6, false}}};
    for (const InStoreRules& rules : {InStoreRules{}, weighed}) {
        const auto code = parse_code(raw, Day{2026, 11, 22}, rules);
        if (!code && words(code.error(), Language::vi).empty()) {
            std::abort();
        }
        if (code && code->gtin && Gtin::parse(code->gtin->digits14()) != code->gtin) {
            std::abort();
        }
    }
    return 0;
}
