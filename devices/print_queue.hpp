#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::devices {

/// One thing to print, in both its forms: the first copy, and the one that says it is a reprint.
struct PrintJob {
    std::string name{};    // for people and files: "QNA-HOIAN-01-1-000017"
    std::int64_t seq = -1; // of the journal's record it prints; -1: none
    std::string first{};   // ESC/POS
    std::string again{};   // the same, marked "BẢN IN LẠI"
    bool operator==(const PrintJob&) const = default;
};

/// Whether any byte of a job may be on paper.
enum class Begun { no, yes };

/// A job on disk, without its bytes.
struct QueuedJob {
    std::int64_t id = 0; // counts up; jobs print in this order
    Begun begun = Begun::no;
    std::string name{};
    std::int64_t seq = -1;
    bool operator==(const QueuedJob&) const = default;
};

/// A job as it lies on disk: four lines, then the bytes of both forms.
///
///     ocop-print 1
///     QNA-HOIAN-01-1-000017
///     23
///     5120 5632
[[nodiscard]] std::string encode_job(const PrintJob& job);

/// nullopt for what encode_job() cannot have made.
[[nodiscard]] std::optional<PrintJob> decode_job(std::string_view bytes);

/// The jobs that have not come out, on disk: each is a file that is synced before put() returns,
/// `000017.new`, and becomes `000017.begun` before its first byte leaves; done, it is gone. So
/// after a power cut it is known of each whether it may be on paper. `last` holds the newest
/// record that was ever put, so that sales that never got here can be found.
class PrintQueue {
public:
    static constexpr std::size_t jobs_max = 500;
    /// Of both forms: thrice what 500 lines with lots and discounts are as dots.
    static constexpr std::size_t job_size_bytes_max = std::size_t{32} * 1024 * 1024;

    /// Reads what lies in `folder`, which is made where it is not there. What a crash left half
    /// written is removed; a job that cannot be read is set aside as `.damaged` and left.
    [[nodiscard]] static Expected<PrintQueue, Failure> open(std::filesystem::path folder);

    /// In the order of printing.
    [[nodiscard]] const std::vector<QueuedJob>& jobs() const { return jobs_; }

    /// Null if there is none of this id.
    [[nodiscard]] const QueuedJob* find(std::int64_t id) const;

    /// Its id, once it is safe on disk. Fails (device) where jobs_max wait or it is too large, and
    /// as the disk fails; then nothing was put.
    [[nodiscard]] Expected<std::int64_t, Failure> put(const PrintJob& job);

    /// The bytes of a job.
    [[nodiscard]] Expected<PrintJob, Failure> read(std::int64_t id) const;

    /// Its first byte is about to leave. Only after this succeeded may it.
    [[nodiscard]] Expected<void, Failure> begin(std::int64_t id);

    /// It came out, or nobody wants it any more.
    [[nodiscard]] Expected<void, Failure> done(std::int64_t id);

    /// The newest record that was put; nullopt if none ever was.
    [[nodiscard]] std::optional<std::int64_t> last_seq() const;

    /// Records up to `seq` need no paper, or had it from elsewhere. Never goes back.
    [[nodiscard]] Expected<void, Failure> pass_over(std::int64_t seq);

private:
    explicit PrintQueue(std::filesystem::path folder)
        : folder_{std::move(folder)} {}

    [[nodiscard]] std::filesystem::path path_of(const QueuedJob& job) const;
    [[nodiscard]] Expected<void, Failure> read_folder();
    [[nodiscard]] Expected<void, Failure> read_job(std::int64_t id, Begun begun);

    std::filesystem::path folder_;
    std::vector<QueuedJob> jobs_{};
    std::int64_t next_id_ = 1;
    std::int64_t passed_ = -1; // what `last` says
};

} // namespace ocop::devices
