#pragma once

#include "catalog-sync/feed_file.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::catalog_sync {

/// No file unpacks to more: a million products take about 1 GB.
inline constexpr std::int64_t unpacked_size_bytes_max = std::int64_t{4} << 30U;
/// No line of a feed is longer: a product with every field full.
inline constexpr std::size_t line_size_bytes_max = std::size_t{256} << 10U;
/// Room behind a line that may be read but means nothing, as JSON parsers want it.
inline constexpr std::size_t line_padding_bytes = 64;

/// Packs text into a zstd file, always the same bytes for the same text, in bounded memory.
class ZstdWriter {
public:
    /// Begins the file `path`, or begins it anew.
    [[nodiscard]] static Expected<ZstdWriter, Failure> create(const std::filesystem::path& path);

    [[nodiscard]] Expected<void, Failure> write(std::string_view text);
    /// Ends the file and makes it durable; what a manifest states of it. `name` is its name there.
    [[nodiscard]] Expected<FeedFile, Failure> finish(std::string name);

private:
    struct Free {
        void operator()(void* context) const noexcept;
    };

    ZstdWriter(OpenFile file, std::filesystem::path path);
    [[nodiscard]] Expected<void, Failure> pack(std::string_view text, bool is_last);

    OpenFile file_;
    std::filesystem::path path_;
    std::unique_ptr<void, Free> context_;
    std::vector<char> out_;
    Blake2b hash_{};
    std::int64_t bytes_ = 0;
};

/// Unpacks a verified file line by line, in memory that does not grow with it: it takes no frame
/// that wants a larger window than ours, no line beyond line_size_bytes_max, and stops at
/// `unpacked_max` bytes whatever is still packed.
class ZstdLines {
public:
    /// `file` must outlive this.
    explicit ZstdLines(
        const VerifiedFile& file, std::int64_t unpacked_max = unpacked_size_bytes_max
    );

    /// The next line without its end into `line`, which stays valid until the next call and has
    /// line_padding_bytes of readable room behind it; false after the last. Refuses (bad_archive)
    /// what is not zstd, cut off, more than may be, or does not end in a line's end.
    [[nodiscard]] Expected<bool, FeedFault> next(std::string_view& line);

    /// The number of the line last given, from 1.
    [[nodiscard]] std::size_t line_number() const { return line_number_; }

private:
    struct Free {
        void operator()(void* context) const noexcept;
    };

    /// Unpacks some more behind what is there; false at the end of the file.
    [[nodiscard]] Expected<bool, FeedFault> fill();
    [[nodiscard]] FeedFault refused(std::string why) const;

    const VerifiedFile* file_;
    std::int64_t unpacked_max_;
    std::unique_ptr<void, Free> context_;
    std::vector<char> in_;
    std::size_t in_begin_ = 0;
    std::size_t in_end_ = 0;
    std::int64_t read_ = 0;
    bool frame_ended_ = true; // nothing of a frame is outstanding
    bool is_full_ = false;    // the room for text was all taken
    std::vector<char> text_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::int64_t unpacked_ = 0;
    std::size_t line_number_ = 0;
};

} // namespace ocop::catalog_sync
