// Whatever lies on a USB stick as revenue-….zip is refused or taken, never a crash. The parts
// behind the archive are fuzzed by themselves too: a fuzzer does not forge seals or signatures.

#include "pos/core/json.hpp"
#include "pos/province/bundle.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ocop;
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const auto bundle = province::check_bundle(bytes, {1u << 20, 4u << 20, 5});
    if (!bundle && name(bundle.error().fault).empty()) {
        std::abort(); // a refusal without a name
    }
    static_cast<void>(province::read_archive(bytes, {1u << 20, 4u << 20, 100}));
    if (const auto json = parse_json(bytes)) {
        const auto manifest = province::parse_manifest(*json);
        // What was read must be written and read again the same.
        const auto again =
            manifest ? province::parse_manifest(province::to_json(*manifest)) : manifest;
        if (manifest && (!again || *again != *manifest)) {
            std::abort();
        }
    }
    return 0;
}
