#include "pos/compose/catalog_change.hpp"

#include "pos/compose/account.hpp"
#include "pos/compose/shop_store.hpp"
#include "pos/core/clock_check.hpp"
#include "pos/core/json_fields.hpp"
#include "pos/core/till.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/shell/regular_file.hpp"
#include "pos/shell/still_there.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace ocop::compose {

namespace {

constexpr const char* kind = "catalog-change";
constexpr const char* kept_file = "catalog-changes.pending";
constexpr off_t kept_bytes_max = off_t{1} << 20U;

/// The file of kept changes, one program at a time. Neither a link is followed nor a pipe waited
/// for.
class KeptFile {
public:
    explicit KeptFile(std::filesystem::path path)
        : path_{std::move(path)} {}

    ~KeptFile() {
        if (file_ >= 0) {
            ::close(file_);
        }
    }

    KeptFile(const KeptFile&) = delete;
    KeptFile& operator=(const KeptFile&) = delete;

    /// `missing` where it is not there and not to be made.
    Expected<void, Failure> open(bool make) {
        constexpr int flags = O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
        // Whoever recorded what was in it takes it away with the lock held: then once more.
        do {
            if (file_ >= 0) {
                ::close(file_);
            }
            file_ = ::open(path_.c_str(), make ? flags | O_CREAT : flags, 0600);
            if (file_ < 0 || ::flock(file_, LOCK_EX) != 0) {
                return Unexpected{system_failure(errno, "opening", path_)};
            }
        } while (!is_still_there(file_, path_));

        struct stat status {};

        if (::fstat(file_, &status) != 0 || !S_ISREG(status.st_mode)) {
            return Unexpected{not_a_regular_file(status.st_mode, path_)};
        }
        size_ = status.st_size;
        return {};
    }

    [[nodiscard]] Expected<void, Failure> add(const std::string& line) const {
        if (size_ + static_cast<off_t>(line.size()) > kept_bytes_max) {
            return Unexpected{Failure{
                FailureCode::disk_full, "too many changes wait for the till", path_.string()}};
        }
        const bool written =
            ::write(file_, line.data(), line.size()) == static_cast<ssize_t>(line.size())
            && ::fsync(file_) == 0;
        return written ? sync_folder(path_.parent_path())
                       : Unexpected{system_failure(errno, "writing", path_)};
    }

    [[nodiscard]] Expected<std::string, Failure> text() const {
        return read_file(path_, static_cast<std::size_t>(kept_bytes_max));
    }

    [[nodiscard]] Expected<void, Failure> remove() const {
        return ::unlink(path_.c_str()) == 0 ? sync_folder(path_.parent_path())
                                            : Unexpected{system_failure(errno, "removing", path_)};
    }

private:
    std::filesystem::path path_;
    int file_ = -1;
    off_t size_ = 0;
};

/// A change a till was selling through.
struct KeptChange {
    std::int64_t after = 0; // records in the journal before it: its own is none of those
    Json body{};            // with `noted`
};

std::vector<KeptChange> changes_in(std::string_view text) {
    std::vector<KeptChange> changes;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        const auto json = parse_json(line);
        if (!json || !json->is_object()) {
            continue; // cut off by a full disk
        }
        const auto change = read_fields<KeptChange>(*json, [](const Fields& fields) {
            KeptChange read{fields.integer("after"), fields.object("body").json()};
            read.body["noted"] = iso(fields.parsed("noted", parse_moment));
            return read;
        });
        if (change) {
            changes.push_back(*change);
        }
    }
    return changes;
}

/// True if the journal holds it: a program was killed before it took the file away.
Expected<bool, Failure> is_recorded(store::SqliteJournal& journal, const KeptChange& change) {
    bool found = false;
    const auto read = journal.read(change.after, -1, [&](const Record& record) {
        found = record.kind == kind && record.body.json() == change.body;
        return !found;
    });
    return read ? Expected<bool, Failure>{found} : Unexpected{read.error()};
}

Expected<void, Failure> append(store::SqliteJournal& journal, RecordDraft draft) {
    for (RecordDraft& next : with_clock(journal.ledger(), std::move(draft))) {
        if (const auto record = journal.append(std::move(next)); !record) {
            return Unexpected{record.error()};
        }
    }
    return {};
}

Expected<void, Failure> keep(const std::filesystem::path& folder, Moment at, const Json& body) {
    auto journal = store::SqliteJournal::open(folder, store::Use::read);
    if (!journal) {
        return Unexpected{journal.error()};
    }
    // As the journal would: what it says of the time is to be read again.
    if (const auto doubt = check_clock((*journal)->ledger(), at)) {
        return Unexpected{Failure{FailureCode::clock, doubt->detail, doubt->subject}};
    }
    KeptFile file{folder / kept_file};
    if (auto opened = file.open(true); !opened) {
        return opened;
    }
    return file.add(
        canonical({{"after", (*journal)->ledger().records}, {"body", body}, {"noted", iso(at)}})
        + '\n'
    );
}

} // namespace

Expected<void, Failure>
note_catalog_change(const std::filesystem::path& folder, Moment at, Json body) {
    body["by"] = account_name();
    auto shop = ShopStore::open(folder, store::Use::write, Language::vi);
    if (!shop) {
        return shop.error().code == FailureCode::locked ? keep(folder, at, body)
                                                        : Unexpected{shop.error()};
    }
    auto noted = append((*shop)->journal(), RecordDraft{kind, at, std::move(body)});
    (*shop)->finish();
    return noted;
}

Expected<void, Failure>
record_kept_changes(const std::filesystem::path& folder, store::SqliteJournal& journal) {
    KeptFile file{folder / kept_file};
    if (const auto opened = file.open(false); !opened) {
        return opened.error().code == FailureCode::missing ? Expected<void, Failure>{} : opened;
    }
    const auto text = file.text();
    if (!text) {
        return Unexpected{text.error()};
    }
    for (KeptChange& change : changes_in(*text)) {
        const auto recorded = is_recorded(journal, change);
        if (!recorded) {
            return Unexpected{recorded.error()};
        }
        // Its own time may lie before records that are there.
        RecordDraft draft{kind, journal.ledger().last_at, std::move(change.body)};
        if (auto done = *recorded ? Expected<void, Failure>{} : append(journal, std::move(draft));
            !done) {
            return done;
        }
    }
    return file.remove();
}

} // namespace ocop::compose
