#include "catalog-sync/feed_file.hpp"

#include "pos/shell/atomic_file.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace ocop::catalog_sync {

namespace {

constexpr std::size_t block_size_bytes = 1U << 20U;

} // namespace

Expected<std::size_t, Failure> VerifiedFile::read(std::int64_t at, std::span<char> into) const {
    const auto left = static_cast<std::size_t>(std::max<std::int64_t>(0, bytes_ - at));
    const std::size_t wanted = std::min(into.size(), left);
    while (true) {
        const ssize_t got = ::pread(file_.get(), into.data(), wanted, at);
        if (got >= 0) {
            return static_cast<std::size_t>(got);
        }
        if (errno != EINTR) {
            return Unexpected{system_failure(errno, "reading", path_)};
        }
    }
}

Expected<VerifiedFile, FeedFault>
verify_file(const std::filesystem::path& path, const FeedFile& stated) {
    OpenFile file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!file.is_open()) {
        return Unexpected{FeedFault{system_failure(errno, "opening", path)}};
    }

    struct stat status {};

    if (::fstat(file.get(), &status) != 0) {
        return Unexpected{FeedFault{system_failure(errno, "looking at", path)}};
    }
    if (status.st_size != stated.bytes) {
        return Unexpected{FeedFault{FeedRefusal{
            FeedRefusalCode::wrong_size,
            std::to_string(status.st_size) + " ≠ " + std::to_string(stated.bytes),
            {},
            stated.name,
            {}}}};
    }
    VerifiedFile verified{std::move(file), stated.name, path, stated.bytes};
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
