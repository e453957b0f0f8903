#include "catalog-sync/zstd_file.hpp"

#include "pos/core/assert.hpp"
#include "pos/shell/atomic_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <zstd.h>

namespace ocop::catalog_sync {

namespace {

constexpr int level = 9;           // 18 MB of rows in a quarter of a second
constexpr int window_log_max = 23; // 8 MiB, more than the level above takes
constexpr std::size_t block_size_bytes = 256U << 10U;

ZSTD_CCtx* packing(void* context) {
    return static_cast<ZSTD_CCtx*>(context);
}

ZSTD_DCtx* unpacking(void* context) {
    return static_cast<ZSTD_DCtx*>(context);
}

} // namespace

void ZstdWriter::Free::operator()(void* context) const noexcept {
    ZSTD_freeCCtx(static_cast<ZSTD_CCtx*>(context));
}

void ZstdLines::Free::operator()(void* context) const noexcept {
    ZSTD_freeDCtx(static_cast<ZSTD_DCtx*>(context));
}

ZstdWriter::ZstdWriter(OpenFile file, std::filesystem::path path)
    : file_{std::move(file)},
      path_{std::move(path)},
      context_{ZSTD_createCCtx()},
      out_(block_size_bytes) {
    OCOP_ASSERT(context_ != nullptr);
    ZSTD_CCtx_setParameter(packing(context_.get()), ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(packing(context_.get()), ZSTD_c_checksumFlag, 1);
}

Expected<ZstdWriter, Failure> ZstdWriter::create(const std::filesystem::path& path) {
    OpenFile file{::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)};
    // Whatever the umask says: a web server hands it out.
    if (!file.is_open() || ::fchmod(file.get(), 0644) != 0) {
        return Unexpected{system_failure(errno, "creating", path)};
    }
    return ZstdWriter{std::move(file), path};
}

Expected<void, Failure> ZstdWriter::pack(std::string_view text, bool is_last) {
    ZSTD_inBuffer in{text.data(), text.size(), 0};
    for (bool done = false; !done;) {
        ZSTD_outBuffer out{out_.data(), out_.size(), 0};
        const std::size_t left = ZSTD_compressStream2(
            packing(context_.get()), &out, &in, is_last ? ZSTD_e_end : ZSTD_e_continue
        );
        OCOP_ASSERT(ZSTD_isError(left) == 0U);
        done = is_last ? left == 0 : in.pos == in.size;
        for (std::size_t written = 0; written < out.pos;) {
            const ssize_t more = ::write(file_.get(), out_.data() + written, out.pos - written);
            if (more < 0 && errno != EINTR) {
                return Unexpected{system_failure(errno, "writing", path_)};
            }
            written += static_cast<std::size_t>(std::max<ssize_t>(0, more));
        }
        hash_.update({out_.data(), out.pos});
        bytes_ += static_cast<std::int64_t>(out.pos);
    }
    return {};
}

Expected<void, Failure> ZstdWriter::write(std::string_view text) {
    return pack(text, false);
}

Expected<FeedFile, Failure> ZstdWriter::finish(std::string name) {
    if (auto ended = pack({}, true); !ended) {
        return Unexpected{ended.error()};
    }
    if (::fsync(file_.get()) != 0) {
        return Unexpected{system_failure(errno, "syncing", path_)};
    }
    return FeedFile{std::move(name), bytes_, hash_.finish()};
}

ZstdLines::ZstdLines(const VerifiedFile& file, std::int64_t unpacked_max)
    : file_{&file},
      unpacked_max_{unpacked_max},
      context_{ZSTD_createDCtx()},
      in_(block_size_bytes),
      text_(block_size_bytes + line_padding_bytes) {
    OCOP_ASSERT(context_ != nullptr);
    ZSTD_DCtx_setParameter(unpacking(context_.get()), ZSTD_d_windowLogMax, window_log_max);
}

FeedFault ZstdLines::refused(std::string why) const {
    return FeedRefusal{FeedRefusalCode::bad_archive, std::move(why), {}, file_->name(), {}};
}

Expected<bool, FeedFault> ZstdLines::next(std::string_view& line) {
    std::size_t searched = begin_;
    while (true) {
        const char* start = text_.data() + begin_;
        const void* found = std::memchr(text_.data() + searched, '\n', end_ - searched);
        if (found != nullptr) {
            const auto length = static_cast<std::size_t>(static_cast<const char*>(found) - start);
            line = {start, length};
            begin_ += length + 1;
            ++line_number_;
            return true;
        }
        if (end_ - begin_ > line_size_bytes_max) {
            return Unexpected{refused("line " + std::to_string(line_number_ + 1) + " is too long")};
        }
        const std::size_t kept = end_ - begin_;
        const auto more = fill();
        if (!more) {
            return Unexpected{more.error()};
        }
        if (!*more) {
            if (kept > 0) {
                return Unexpected{refused("its last line has no end")};
            }
            return false;
        }
        searched = begin_ + kept;
    }
}

Expected<bool, FeedFault> ZstdLines::fill() {
    // The line begun moves to the front; the buffer holds it and another block.
    std::memmove(text_.data(), text_.data() + begin_, end_ - begin_);
    end_ -= std::exchange(begin_, 0);
    text_.resize(std::max(text_.size(), end_ + block_size_bytes + line_padding_bytes));
    while (true) {
        if (in_begin_ == in_end_ && !is_full_) {
            const auto got = file_->read(read_, in_);
            if (!got) {
                return Unexpected{FeedFault{got.error()}};
            }
            if (*got == 0) {
                if (!frame_ended_) {
                    return Unexpected{refused("it is cut off")};
                }
                return false;
            }
            read_ += static_cast<std::int64_t>(*got);
            in_begin_ = 0;
            in_end_ = *got;
        }
        ZSTD_inBuffer in{in_.data(), in_end_, in_begin_};
        ZSTD_outBuffer out{text_.data(), text_.size() - line_padding_bytes, end_};
        const std::size_t left = ZSTD_decompressStream(unpacking(context_.get()), &out, &in);
        if (ZSTD_isError(left) != 0U) {
            return Unexpected{refused(ZSTD_getErrorName(left))};
        }
        frame_ended_ = left == 0;
        in_begin_ = in.pos;
        const std::size_t made = out.pos - end_;
        end_ = out.pos;
        unpacked_ += static_cast<std::int64_t>(made);
        if (unpacked_ > unpacked_max_) {
            return Unexpected{
                refused("it unpacks to more than " + std::to_string(unpacked_max_) + " bytes")};
        }
        is_full_ = out.pos == out.size; // there may be more of what was read already
        if (made > 0) {
            return true;
        }
    }
}

} // namespace ocop::catalog_sync
