// The signature file of a feed, one or two signatures long.

#include "catalog-sync/manifest.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

using namespace ocop;
using namespace ocop::catalog_sync;

namespace {

void check(bool is_right) {
    if (!is_right) {
        std::abort();
    }
}

} // namespace

/// Any bytes as signatures. Nothing of them is lost or seen twice, and nobody can have signed with
/// a key made a moment ago.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{reinterpret_cast<const char*>(data), size};
    const auto signatures = signatures_in(text);
    check(signatures.size() == 1 || signatures.size() == 2);
    std::string joined;
    for (const std::string_view one : signatures) {
        joined += one;
    }
    check(joined == text);
    static const std::array keys{signing::SecretKey::generate().public_key()};
    const auto taken = verify_manifest(Outside{"{}"}, Outside{text}, keys, Moment{}, OwnFeed{});
    check(!taken && taken.error().code != FeedRefusalCode::bad_manifest);
    return 0;
}
