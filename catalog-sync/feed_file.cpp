#include "catalog-sync/feed_file.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace ocop::catalog_sync {

namespace {

constexpr std::size_t block_size_bytes = 1U << 20U;

} // namespace

Expected<std::size_t, Failure> VerifiedFile::read(std::int64_t at, std::span<char> into) const {
    const auto left = static_cast<std::size_t>(std::max<std::int64_t>(0, bytes_ - at));
    return file_.read_at(
        static_cast<std::uint64_t>(at), into.subspan(0, std::min(into.size(), left))
    );
}

Expected<VerifiedFile, FeedFault>
verify_file(const std::filesystem::path& path, const FeedFile& stated) {
    auto file = RegularFile::open(path);
    if (!file) {
        return Unexpected{FeedFault{file.error()}};
    }
    if (file->size_bytes() != static_cast<std::uint64_t>(stated.bytes)) {
        return Unexpected{FeedFault{FeedRefusal{
            FeedRefusalCode::wrong_size,
            std::to_string(file->size_bytes()) + " ≠ " + std::to_string(stated.bytes),
            {},
            stated.name,
            {}}}};
    }
    VerifiedFile verified{std::move(*file), stated.name, stated.bytes};
    std::vector<char> block(block_size_bytes);
    Blake2b hash;
    for (std::int64_t at = 0; at < stated.bytes;) {
        const auto got = verified.read(at, block);
        if (!got) {
            return Unexpected{FeedFault{got.error()}};
        }
        if (*got == 0) {
            break; // it became shorter: the hash will say so
        }
        hash.update({block.data(), *got});
        at += static_cast<std::int64_t>(*got);
    }
    if (hash.finish() != stated.blake2b) {
        return Unexpected{
            FeedFault{FeedRefusal{FeedRefusalCode::wrong_hash, {}, {}, stated.name, {}}}};
    }
    return verified;
}

} // namespace ocop::catalog_sync
