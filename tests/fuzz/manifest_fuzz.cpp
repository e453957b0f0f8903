#include "catalog-sync/manifest.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace ocop::catalog_sync;

namespace {

void check(bool is_right) {
    if (!is_right) {
        std::abort();
    }
}

} // namespace

/// Any bytes as a feed's manifest. Never crashes; what is taken keeps within every limit, names no
/// file outside the feed, and comes back the same from what is written of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const auto manifest = parse_manifest(bytes);
    if (!manifest) {
        static_cast<void>(words(manifest.error(), ocop::Language::vi));
        return 0;
    }
    check(is_feed_name(manifest->full.name) && manifest->full.bytes <= packed_size_bytes_max);
    check(manifest->version >= 1 && manifest->version <= feed_version_max);
    for (const FeedDelta& delta : manifest->deltas) {
        check(is_feed_name(delta.file.name) && delta.from < delta.to);
    }
    for (const FeedFile& image : manifest->images) {
        check(is_image_name(image.name) && image.bytes <= image_size_bytes_max);
    }
    const auto again = parse_manifest(write_manifest(*manifest));
    check(again.has_value() && *again == *manifest);
    return 0;
}
