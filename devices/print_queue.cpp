#include "devices/print_queue.hpp"

#include "pos/shell/atomic_file.hpp"
#include "pos/shell/folder_entries.hpp"
#include "pos/shell/folders.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <system_error>
#include <utility>

namespace ocop::devices {

namespace {

constexpr std::string_view format_line = "ocop-print 1";
constexpr std::size_t header_size_bytes_max = 512;
constexpr std::size_t id_digits = 6;
constexpr std::size_t name_size_bytes_max = 200;
constexpr std::string_view new_ending = ".new";
constexpr std::string_view begun_ending = ".begun";

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

/// The next line, which is taken away; nullopt without its end.
std::optional<std::string_view> take_line(std::string_view& text) {
    const std::size_t end = text.substr(0, header_size_bytes_max).find('\n');
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

/// A name that is one line.
std::string one_line(std::string name) {
    std::replace_if(
        name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' '
    );
    return name.substr(0, name_size_bytes_max);
}

/// True if what lies there is no job, as against a disk that could not be read.
bool is_damage(const Failure& failure) {
    return failure.code == FailureCode::corrupt || failure.code == FailureCode::wrong_kind;
}

Failure failure(std::string what, const std::filesystem::path& where) {
    return Failure{FailureCode::device, std::move(what), where.string()};
}

} // namespace

std::string encode_job(const PrintJob& job) {
    std::string bytes{format_line};
    bytes += '\n' + one_line(job.name) + '\n' + std::to_string(job.seq) + '\n'
             + std::to_string(job.first.size()) + ' ' + std::to_string(job.again.size()) + '\n';
    return bytes + job.first + job.again;
}

std::optional<PrintJob> decode_job(std::string_view bytes) {
    const auto format = take_line(bytes);
    const auto name = take_line(bytes);
    const auto seq = take_line(bytes);
    const auto sizes = take_line(bytes);
    if (!format || *format != format_line || !name || !seq || !sizes) {
        return std::nullopt;
    }
    const std::size_t blank = std::min(sizes->find(' '), sizes->size());
    const auto record = number(*seq);
    const auto first = number(sizes->substr(0, blank));
    const auto again = number(sizes->substr(std::min(blank + 1, sizes->size())));
    const auto limit = static_cast<std::int64_t>(PrintQueue::job_size_bytes_max);
    if (!record || *record < -1 || !first || *first < 0 || *first > limit || !again || *again < 0
        || *again > limit || static_cast<std::size_t>(*first + *again) != bytes.size()) {
        return std::nullopt;
    }
    const auto size = static_cast<std::size_t>(*first);
    return PrintJob{
        std::string{*name},
        *record,
        std::string{bytes.substr(0, size)},
        std::string{bytes.substr(size)}};
}

Expected<PrintQueue, Failure> PrintQueue::open(std::filesystem::path folder) {
    PrintQueue queue{std::move(folder)};
    if (auto read = queue.read_folder(); !read) {
        return Unexpected{read.error()};
    }
    return queue;
}

Expected<void, Failure> PrintQueue::read_folder() {
    if (auto made = make_folders(folder_); !made) {
        return made;
    }
    // Known as a whole before anything in there is renamed or removed.
    const auto files = entries_of(folder_);
    if (!files) {
        return Unexpected{files.error()};
    }
    for (const std::filesystem::path& file : *files) {
        const std::string name = file.filename().string();
        const std::size_t dot = std::min(name.find('.'), name.size());
        const auto id = number(std::string_view{name}.substr(0, dot));
        const std::string_view ending = std::string_view{name}.substr(dot);
        if (id && *id > 0) {
            next_id_ = std::max(next_id_, *id + 1);
        }
        if (id && (ending == new_ending || ending == begun_ending)) {
            if (auto read = read_job(*id, ending == new_ending ? Begun::no : Begun::yes); !read) {
                return read;
            }
        } else if (name == "last") {
            const auto text = read_file(file, header_size_bytes_max);
            if (!text && !is_damage(text.error())) {
                return Unexpected{text.error()}; // what cannot be read now is not lost
            }
            passed_ = text ? number(*text).value_or(-1) : -1;
        } else if (ending != ".damaged") {
            std::error_code goes_next_time;
            std::filesystem::remove(file, goes_next_time); // what write_atomically() did not finish
        }
    }
    std::sort(jobs_.begin(), jobs_.end(), [](const QueuedJob& left, const QueuedJob& right) {
        return left.id < right.id;
    });
    return {};
}

Expected<void, Failure> PrintQueue::read_job(std::int64_t id, Begun begun) {
    QueuedJob job{id, begun, {}, -1};
    const auto path = path_of(job);
    const auto bytes = read_file(path, 2 * job_size_bytes_max + 4 * header_size_bytes_max);
    if (!bytes && !is_damage(bytes.error())) {
        return Unexpected{bytes.error()};
    }
    const auto read = bytes ? decode_job(*bytes) : std::nullopt;
    if (!read) {
        std::error_code error;
        std::filesystem::rename(path, path.string() + ".damaged", error);
        return error ? Expected<void, Failure>{Unexpected{
                   system_failure(error.value(), "setting a damaged job aside", path)}}
                     : Expected<void, Failure>{};
    }
    job.name = read->name;
    job.seq = read->seq;
    jobs_.push_back(std::move(job));
    return {};
}

std::filesystem::path PrintQueue::path_of(const QueuedJob& job) const {
    std::string name = std::to_string(job.id);
    name.insert(0, id_digits - std::min(id_digits, name.size()), '0');
    return folder_ / (name + std::string{job.begun == Begun::no ? new_ending : begun_ending});
}

const QueuedJob* PrintQueue::find(std::int64_t id) const {
    const auto found = std::find_if(jobs_.begin(), jobs_.end(), [id](const QueuedJob& job) {
        return job.id == id;
    });
    return found == jobs_.end() ? nullptr : &*found;
}

Expected<std::int64_t, Failure> PrintQueue::put(const PrintJob& job) {
    if (jobs_.size() >= jobs_max) {
        return Unexpected{
            failure(std::to_string(jobs_max) + " jobs wait for the printer already", folder_)};
    }
    if (job.first.size() + job.again.size() > job_size_bytes_max) {
        return Unexpected{failure("the job is too large to be printed", job.name)};
    }
    QueuedJob queued{next_id_, Begun::no, one_line(job.name), job.seq};
    if (auto written = write_atomically(path_of(queued), encode_job(job)); !written) {
        return Unexpected{written.error()};
    }
    jobs_.push_back(std::move(queued));
    return next_id_++;
}

Expected<PrintJob, Failure> PrintQueue::read(std::int64_t id) const {
    const QueuedJob* const job = find(id);
    if (job == nullptr) {
        return Unexpected{Failure{FailureCode::missing, "no such job", std::to_string(id)}};
    }
    const auto bytes = read_file(path_of(*job), 2 * job_size_bytes_max);
    if (!bytes) {
        return Unexpected{bytes.error()};
    }
    auto decoded = decode_job(*bytes);
    if (!decoded) {
        return Unexpected{Failure{FailureCode::corrupt, "a damaged job", path_of(*job).string()}};
    }
    return std::move(*decoded);
}

Expected<void, Failure> PrintQueue::begin(std::int64_t id) {
    const auto found = std::find_if(jobs_.begin(), jobs_.end(), [id](const QueuedJob& job) {
        return job.id == id;
    });
    if (found == jobs_.end() || found->begun == Begun::yes) {
        return {};
    }
    QueuedJob begun = *found;
    begun.begun = Begun::yes;
    if (std::rename(path_of(*found).c_str(), path_of(begun).c_str()) != 0) {
        return Unexpected{system_failure(errno, "beginning a job", path_of(*found))};
    }
    *found = begun; // as the folder now says, synced or not
    return sync_folder(folder_);
}

Expected<void, Failure> PrintQueue::done(std::int64_t id) {
    const QueuedJob* const job = find(id);
    if (job == nullptr) {
        return {};
    }
    if (auto passed = pass_over(job->seq); !passed) {
        return passed;
    }
    std::error_code error;
    std::filesystem::remove(path_of(*job), error);
    if (error) {
        return Unexpected{system_failure(error.value(), "removing a job", path_of(*job))};
    }
    jobs_.erase(jobs_.begin() + (job - jobs_.data()));
    return sync_folder(folder_);
}

std::optional<std::int64_t> PrintQueue::last_seq() const {
    std::int64_t last = passed_;
    for (const QueuedJob& job : jobs_) {
        last = std::max(last, job.seq);
    }
    return last < 0 ? std::nullopt : std::optional{last};
}

Expected<void, Failure> PrintQueue::pass_over(std::int64_t seq) {
    if (seq <= passed_) {
        return {};
    }
    auto written = write_atomically(folder_ / "last", std::to_string(seq));
    if (written) {
        passed_ = seq;
    }
    return written;
}

} // namespace ocop::devices
