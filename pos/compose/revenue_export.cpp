#include "pos/compose/revenue_export.hpp"

#include "pos/compose/export_draft.hpp"
#include "pos/compose/export_pending.hpp"
#include "pos/core/till.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/shell/made_folders.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

namespace ocop::compose {

namespace {

using Pending = std::vector<PendingExport>;

/// Of more exports than these that never came into place, the oldest are given up.
constexpr std::size_t pending_max = 16;

/// True if the journal holds the record of `pending`.
Expected<bool, Failure> is_noted(ShopStore& shop, const PendingExport& pending) {
    bool found = false;
    const auto read = shop.journal().read(pending.after, -1, [&](const Record& record) {
        found = record.kind == "export" && record.body.json() == pending.body;
        return !found;
    });
    return read ? Expected<bool, Failure>{found} : Unexpected{read.error()};
}

WaitingExport waiting(const PendingExport& pending, Failure why) {
    return {pending.folder / pending.files.front().name, std::move(why)};
}

/// How far an export that was cut off could be brought.
enum class Settled {
    in_place, // the journal holds it, and its files stand
    waits,    // the journal holds it, and its folder is not there
    gone,     // the journal does not, and nothing is left of it
    unseen    // nor does it, and what is left of it is out of reach
};

Expected<Settled, Failure>
settle(ShopStore& shop, const PendingExport& pending, FinishedExports& told) {
    const auto noted = is_noted(shop, pending);
    if (!noted) {
        return Unexpected{noted.error()};
    }
    if (!*noted) {
        return remove_parts(pending) ? Settled::gone : Settled::unseen;
    }
    if (auto placed = put_in_place(pending); !placed) {
        told.waiting.push_back(waiting(pending, std::move(placed.error())));
        return Settled::waits;
    }
    told.bundles.push_back(pending.folder / pending.files.front().name);
    return Settled::in_place;
}

/// True if all that `later` sent makes up for `earlier`, which never came into place.
bool makes_up_for(const PendingExport& later, const PendingExport& earlier) {
    return number_of(later, "first_seq") <= number_of(earlier, "first_seq")
           && number_of(earlier, "last_seq") <= number_of(later, "last_seq");
}

/// Where an export cannot go: a name that cannot be kept, a folder or device in a file's place.
Expected<void, Failure> check_places(const PendingExport& pending) {
    if (!can_be_kept(pending.folder)) {
        return Unexpected{
            Failure{FailureCode::missing, "its name is not UTF-8", pending.folder.string()}};
    }
    for (const ExportFile& file : pending.files) {
        for (const auto& path : {pending.folder / file.name, part_of(pending, file.name)}) {
            std::error_code error;
            const auto type = std::filesystem::symlink_status(path, error).type();
            if (type == std::filesystem::file_type::not_found) {
                continue;
            }
            if (error) {
                return Unexpected{system_failure(error.value(), "looking at", path)};
            }
            if (type != std::filesystem::file_type::regular) {
                return Unexpected{
                    Failure{FailureCode::wrong_kind, "not an ordinary file", path.string()}};
            }
        }
    }
    return {};
}

/// One run of export_revenue(), from the draft on.
class Exporting {
public:
    Exporting(ShopStore& shop, Pending before, ExportDraft draft, const ExportOrder& order)
        : shop_{shop},
          pending_{std::move(before)},
          draft_{std::move(draft)},
          folder_{order.folder},
          umask_{order.umask} {
        PendingExport own;
        std::error_code error; // a working folder that is gone: then making ours fails, in words
        const auto absolute = std::filesystem::absolute(order.folder, error);
        own.folder = (error ? order.folder : absolute).lexically_normal();
        own.after = shop.ledger().records;
        own.body = draft_.record.body.json();
        for (const auto& [name, bytes] : draft_.files) {
            own.files.push_back({name, blake2b(bytes)});
        }
        pending_.push_back(std::move(own));
    }

    Expected<RevenueExport, ExportFailure> run() {
        auto folders = MadeFolders::make(own().folder, 0777 & ~umask_);
        if (!folders) {
            return Unexpected{ExportFailure{folders.error(), {}}};
        }
        auto written = write_parts(*folders);
        bool noted = false;
        if (written) {
            written = append();
            const auto found = is_noted(shop_, own());
            if (!found) { // the next opening can tell
                folders->keep();
                return Unexpected{ExportFailure{written ? found.error() : written.error(), {}}};
            }
            noted = *found;
        }
        if (!noted) {
            undo();
            return Unexpected{ExportFailure{written.error(), {}}};
        }
        folders->keep();
        return place();
    }

private:
    [[nodiscard]] const PendingExport& own() const { return pending_.back(); }

    /// First the word that they may be there, then the files under their first names.
    Expected<void, Failure> write_parts(const MadeFolders& folders) {
        auto done = check_places(own());
        if (done) {
            if (pending_.size() > pending_max) {
                pending_.erase(pending_.begin());
            }
            done = write_pending(shop_.folder(), pending_);
        }
        for (const auto& [name, bytes] : draft_.files) {
            if (done) {
                std::error_code not_there; // of an earlier try
                std::filesystem::remove(part_of(own(), name), not_there);
                done = write_new_file(part_of(own(), name), bytes, 0666 & ~umask_);
            }
        }
        if (done) {
            done = sync_folder(own().folder);
        }
        return done ? folders.sync() : done;
    }

    Expected<void, Failure> append() {
        for (RecordDraft& record : with_clock(shop_.ledger(), draft_.record)) {
            if (auto appended = shop_.journal().append(std::move(record)); !appended) {
                return Unexpected{appended.error()};
            }
        }
        return {};
    }

    void undo() {
        static_cast<void>(remove_parts(own()));
        pending_.pop_back();
        static_cast<void>(write_pending(shop_.folder(), pending_)); // else the next opening does
    }

    Expected<RevenueExport, ExportFailure> place() {
        auto placed = put_in_place(own());
        if (!placed) { // once more: what is noted is promised
            placed = put_in_place(own());
        }
        if (!placed) {
            return Unexpected{ExportFailure{placed.error(), waiting(own(), placed.error())}};
        }
        RevenueExport made;
        made.bundle = folder_ / draft_.files.front().first;
        for (const auto& [name, bytes] : draft_.files) {
            made.files.push_back(folder_ / name);
        }
        made.first_seq = draft_.first_seq;
        made.last_seq = draft_.last_seq;
        forget();
        return made;
    }

    /// This one, and those it makes up for. Where it cannot be written, the next opening sees that
    /// all is in place.
    void forget() {
        const PendingExport done = std::move(pending_.back());
        pending_.pop_back();
        std::erase_if(pending_, [&](const PendingExport& earlier) {
            const bool goes = makes_up_for(done, earlier);
            if (goes) {
                static_cast<void>(remove_parts(earlier)); // out of reach: a stick's dead weight
            }
            return goes;
        });
        static_cast<void>(write_pending(shop_.folder(), pending_));
    }

    ShopStore& shop_;
    Pending pending_;
    ExportDraft draft_;
    std::filesystem::path folder_; // as it was asked for
    mode_t umask_;
};

} // namespace

Expected<RevenueExport, ExportFailure> export_revenue(ShopStore& shop, const ExportOrder& order) {
    auto draft = draft_export(shop, order);
    if (!draft) {
        return Unexpected{ExportFailure{draft.error(), {}}};
    }
    // One that cannot be read is of no use to anybody, and was told at the opening.
    auto before = read_pending(shop.folder());
    if (!before && before.error().code != FailureCode::corrupt) {
        return Unexpected{ExportFailure{before.error(), {}}};
    }
    return Exporting{shop, before.value_or(Pending{}), std::move(*draft), order}.run();
}

Expected<FinishedExports, Failure> finish_exports(ShopStore& shop) {
    FinishedExports told;
    auto pending = read_pending(shop.folder());
    if (!pending) {
        return Unexpected{pending.error()};
    }
    Pending left;
    for (PendingExport& one : *pending) {
        const auto settled = settle(shop, one, told);
        if (!settled) {
            return Unexpected{settled.error()};
        }
        if (*settled == Settled::waits || *settled == Settled::unseen) {
            left.push_back(std::move(one));
        }
    }
    if (left.size() != pending->size()) {
        if (auto written = write_pending(shop.folder(), left); !written) {
            return Unexpected{written.error()};
        }
    }
    return told;
}

std::string words(const WaitingExport& waiting, Language language) {
    const std::string why = words(waiting.why, language);
    return language == Language::vi
               ? "Gói doanh thu " + waiting.bundle.string()
                     + " đã ghi trong sổ nhưng tệp chưa nằm đúng chỗ; hãy cắm lại USB hoặc nối lại "
                       "thư mục ấy (máy tự hoàn tất ở lần mở sau), hoặc xuất lại kỳ này. "
                     + why
               : "The bundle " + waiting.bundle.string()
                     + " is noted in the journal but its files are not in place; plug the stick in "
                       "or bring the folder back (the next start completes it), or export the "
                       "period again. "
                     + why;
}

std::string words(const Expected<FinishedExports, Failure>& finished, Language language) {
    const bool vi = language == Language::vi;
    if (!finished) {
        return (vi ? "Không xem được các lần xuất dở dang: "
                   : "Exports that were cut off cannot be looked at: ")
               + words(finished.error(), language);
    }
    std::string text;
    const auto add = [&](const std::string& line) { text += (text.empty() ? "" : "\n") + line; };
    for (const auto& bundle : finished->bundles) {
        add((vi ? "Đã hoàn tất lần xuất dở dang: " : "Completed an export that was cut off: ")
            + bundle.string());
    }
    for (const WaitingExport& one : finished->waiting) {
        add(words(one, language));
    }
    return text;
}

} // namespace ocop::compose
