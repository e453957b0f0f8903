#include "pos/province/archive.hpp"

#include "pos/core/chain.hpp"

#include <zip.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace ocop::province {
namespace {

constexpr std::string_view seal_word = "ocop-bundle-1 blake2b ";
constexpr std::size_t seal_bytes = seal_word.size() + 64;
// "PK\5\6", then 16 bytes, then the comment's length in two: the end record of every zip.
constexpr std::string_view end_mark = "PK\x05\x06";
constexpr std::size_t end_bytes = 22;
// 1 January 1980, midnight, as DOS wrote it: the earliest time a zip can hold.
constexpr std::uint16_t first_dos_day = 0x21;

struct CloseArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};

struct FreeSource {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};

struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

using Archive = std::unique_ptr<zip_t, CloseArchive>;
using Source = std::unique_ptr<zip_source_t, FreeSource>;

std::string seal_of(std::string_view bytes_before) {
    return std::string{seal_word} + hex(blake2b(bytes_before));
}

Unexpected<Failure> failure(const std::string& what) {
    return Unexpected{Failure{FailureCode::disk_error, "the archive was not made: " + what, ""}};
}

/// All bytes of a source that an archive was written to.
std::string bytes_of(zip_source_t* source) {
    std::string bytes;
    zip_stat_t stat{};
    if (zip_source_stat(source, &stat) == 0 && zip_source_open(source) == 0) {
        bytes.resize(stat.size);
        const zip_int64_t count = zip_source_read(source, bytes.data(), bytes.size());
        bytes.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
        zip_source_close(source);
    }
    return bytes;
}

bool add_file(zip_t* archive, const ArchiveFile& file) {
    zip_source_t* content = zip_source_buffer(archive, file.bytes.data(), file.bytes.size(), 0);
    if (content == nullptr) {
        return false;
    }
    const zip_int64_t added = zip_file_add(archive, file.name.c_str(), content, ZIP_FL_ENC_UTF_8);
    if (added < 0) {
        zip_source_free(content);
        return false;
    }
    const auto index = static_cast<zip_uint64_t>(added);
    return zip_file_set_dostime(archive, index, 0, first_dos_day, 0) == 0
           && zip_set_file_compression(archive, index, ZIP_CM_DEFLATE, 6) == 0;
}

/// True if the end of `bytes` is as we leave it: our seal over everything before it, or an end
/// record without comment. A single altered byte cannot turn the one into the other.
bool end_is_whole(std::string_view bytes) {
    const auto has_end_record = [&](std::size_t comment_bytes) {
        if (bytes.size() < end_bytes + comment_bytes) {
            return false;
        }
        const std::string_view record =
            bytes.substr(bytes.size() - comment_bytes - end_bytes, end_bytes);
        const auto length = static_cast<std::size_t>(static_cast<unsigned char>(record[20]))
                            + std::size_t{256} * static_cast<unsigned char>(record[21]);
        return record.starts_with(end_mark) && length == comment_bytes;
    };
    if (has_end_record(seal_bytes)) {
        const std::size_t sealed = bytes.size() - seal_bytes;
        return bytes.substr(sealed) == seal_of(bytes.substr(0, sealed));
    }
    return has_end_record(0);
}

std::optional<ArchiveFile> read_file(zip_t* archive, const zip_stat_t& stat) {
    const std::unique_ptr<zip_file_t, CloseFile> file{zip_fopen_index(archive, stat.index, 0)};
    if (!file) {
        return std::nullopt;
    }
    ArchiveFile result{stat.name, std::string(stat.size, '\0')};
    std::size_t at = 0;
    while (at < result.bytes.size()) {
        const zip_int64_t count =
            zip_fread(file.get(), result.bytes.data() + at, result.bytes.size() - at);
        if (count <= 0) {
            return std::nullopt;
        }
        at += static_cast<std::size_t>(count);
    }
    // Reading on must find the end: only there does libzip compare the checksum.
    char beyond = 0;
    return zip_fread(file.get(), &beyond, 1) == 0 ? std::optional{std::move(result)} : std::nullopt;
}

} // namespace

Expected<std::string, Failure> write_archive(std::span<const ArchiveFile> files) {
    zip_error_t error;
    zip_error_init(&error);
    const Source target{zip_source_buffer_create(nullptr, 0, 0, &error)};
    if (!target) {
        return failure(zip_error_strerror(&error));
    }
    Archive archive{zip_open_from_source(target.get(), ZIP_CREATE | ZIP_TRUNCATE, &error)};
    if (!archive) {
        return failure(zip_error_strerror(&error));
    }
    zip_source_keep(target.get()); // the archive took it over; we read it when it is closed
    for (const ArchiveFile& file : files) {
        if (!add_file(archive.get(), file)) {
            return failure(zip_strerror(archive.get()));
        }
    }
    const std::string placeholder(seal_bytes, '-');
    const auto length = static_cast<zip_uint16_t>(placeholder.size());
    if (zip_set_archive_comment(archive.get(), placeholder.c_str(), length) != 0
        || zip_close(archive.get()) != 0) {
        return failure(zip_strerror(archive.get()));
    }
    static_cast<void>(archive.release()); // zip_close freed it
    std::string bytes = bytes_of(target.get());
    if (bytes.size() < seal_bytes) {
        return failure("it could not be read back");
    }
    const std::size_t sealed = bytes.size() - seal_bytes;
    bytes.replace(sealed, seal_bytes, seal_of(std::string_view{bytes}.substr(0, sealed)));
    return bytes;
}

Expected<std::vector<ArchiveFile>, ArchiveFault>
read_archive(std::string_view bytes, const ArchiveLimits& limits) {
    if (bytes.size() > limits.packed_bytes_max) {
        return Unexpected{ArchiveFault::too_big};
    }
    if (!bytes.starts_with("PK")) {
        return Unexpected{ArchiveFault::not_an_archive};
    }
    if (!end_is_whole(bytes)) {
        return Unexpected{ArchiveFault::altered};
    }
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source == nullptr) {
        return Unexpected{ArchiveFault::not_an_archive};
    }
    const Archive archive{zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error)};
    if (!archive) {
        zip_source_free(source);
        return Unexpected{ArchiveFault::not_an_archive};
    }
    const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
    if (count < 0 || static_cast<std::uint64_t>(count) > limits.files_max) {
        return Unexpected{ArchiveFault::too_big};
    }
    std::vector<zip_stat_t> stats;
    std::uint64_t unpacked = 0;
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
        zip_stat_t stat{};
        constexpr zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_INDEX;
        if (zip_stat_index(archive.get(), i, 0, &stat) != 0 || (stat.valid & needed) != needed) {
            return Unexpected{ArchiveFault::not_an_archive};
        }
        // One by one, so that no sum of sizes can run over.
        if (stat.size > limits.unpacked_bytes_max - unpacked) {
            return Unexpected{ArchiveFault::too_big};
        }
        unpacked += stat.size;
        const std::string_view name = stat.name;
        const bool repeated =
            std::any_of(stats.begin(), stats.end(), [&](const zip_stat_t& earlier) {
                return name == earlier.name;
            });
        if (repeated || name.empty()
            || ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0
                && stat.encryption_method != ZIP_EM_NONE)) {
            return Unexpected{ArchiveFault::not_an_archive};
        }
        stats.push_back(stat);
    }
    std::vector<ArchiveFile> files;
    for (const zip_stat_t& stat : stats) {
        std::optional<ArchiveFile> file = read_file(archive.get(), stat);
        if (!file) {
            return Unexpected{ArchiveFault::altered};
        }
        files.push_back(std::move(*file));
    }
    return files;
}

} // namespace ocop::province
