#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::province {

/// One file of a zip archive.
struct ArchiveFile {
    std::string name{};
    std::string bytes{};
};

/// What an archive from outside may hold at most; read before a byte is unpacked.
struct ArchiveLimits {
    std::uint64_t packed_bytes_max = 0;
    std::uint64_t unpacked_bytes_max = 0;
    std::uint64_t files_max = 0;
};

enum class ArchiveFault {
    too_big,        // beyond a limit
    not_an_archive, // no zip archive, or one that contradicts itself
    altered,        // its bytes are not the ones that were sealed
};

/// `files` as a zip archive, in their order. Nothing in it but names and contents: the same files
/// give the same bytes. Its comment, "ocop-bundle-1 blake2b <64 hex>", seals all bytes before it,
/// because a zip has many bytes that no content depends on.
[[nodiscard]] Expected<std::string, Failure> write_archive(std::span<const ArchiveFile> files);

/// The files of an archive with a right seal, or of one without any comment (packed anew by another
/// tool; its contents must then prove themselves). Refuses repeated names and passwords.
/// Names are only names here: nothing is written to disk by them.
[[nodiscard]] Expected<std::vector<ArchiveFile>, ArchiveFault>
read_archive(std::string_view bytes, const ArchiveLimits& limits);

} // namespace ocop::province
