#include "pos/compose/shop_backup.hpp"
#include "pos/compose/shop_store.hpp"
#include "pos/compose/writing_key.hpp"
#include "pos/core/till.hpp"
#include "pos/store/restore.hpp"

#include <utility>

namespace ocop::compose {

namespace {

/// The journal in `folder`, opened with its key: not as a shop, whose PINs may be what is missing.
Expected<std::unique_ptr<store::SqliteJournal>, Failure>
open_journal(const std::filesystem::path& folder) {
    const auto key = writing_key(folder);
    return key ? store::SqliteJournal::open(folder, store::Use::write, *key)
               : Unexpected{key.error()};
}

/// Appends `draft`, behind a `clock` record where the clock was set back.
Expected<Record, Failure> append(store::SqliteJournal& journal, RecordDraft draft) {
    std::optional<Record> last;
    for (RecordDraft& next : with_clock(journal.ledger(), std::move(draft))) {
        auto record = journal.append(std::move(next));
        if (!record) {
            return Unexpected{record.error()};
        }
        last = std::move(*record);
    }
    return std::move(*last);
}

/// Why `approver` may not decide about the store in `staged`; nullopt if they may.
Expected<std::optional<Refusal>, Failure> refusal_of(
    const RestoreApprover& approver, const std::filesystem::path& staged, const Ledger& held
) {
    const auto user = held.users.find(approver.user);
    const bool is_manager =
        user != held.users.end() && user->second.active && user->second.role == Role::manager;
    if (!is_manager) {
        return std::optional{Refusal{RefusalCode::unknown_user, approver.user, {}, {}}};
    }
    const auto is_right = PinBook{staged}.check(approver.user, approver.pin);
    if (!is_right) {
        return Unexpected{is_right.error()};
    }
    return *is_right ? std::nullopt
                     : std::optional{Refusal{RefusalCode::wrong_pin, approver.user, {}, {}}};
}

/// The restore of a shop, step by step.
class Restoring {
public:
    Restoring(const std::filesystem::path& folder, const RestoreChoice& choice)
        : folder_{folder},
          choice_{choice},
          proof_{
              choice.is_sure ? StoreProof::Strictness::journal_and_key
                             : StoreProof::Strictness::whole,
              choice.progress} {}

    Expected<RestoreDone, BackupRefusal> run() {
        store::RestoreOrder order;
        order.source = choice_.source;
        order.passphrase = choice_.passphrase;
        order.prove = std::ref(proof_);
        order.replace = choice_.replace;
        order.now = digits_of(choice_.now);
        order.prepare = [this](const store::StagedStore& staged) { return prepare(staged); };
        auto restored = store::restore(folder_, order);
        if (!restored) {
            const bool by_store = restored.error().code == FailureCode::corrupt;
            return Unexpected{BackupRefusal{
                restored.error(),
                by_store ? proof_.finding() : std::nullopt,
                numbers_refused_,
                {},
                approver_refused_}};
        }
        done_.about = restored->about;
        done_.aside = restored->aside;
        done_.finding = proof_.finding();
        return std::move(done_);
    }

private:
    /// "20261201-083000", to name a folder after.
    static std::string digits_of(const std::function<Moment(const Ledger&)>& now) {
        std::string digits;
        for (const char c : iso(now(Ledger{})).substr(0, 19)) {
            if (c >= '0' && c <= '9') {
                digits += c;
            } else if (c == 'T') {
                digits += '-';
            }
        }
        return digits;
    }

    Expected<void, Failure> prepare(const store::StagedStore& staged) {
        auto journal = open_journal(staged.folder);
        if (!journal) {
            return Unexpected{journal.error()};
        }
        const Ledger& held = (*journal)->ledger();
        if (auto allowed = approve(staged, held); !allowed) {
            return allowed;
        }
        const Moment at = choice_.now(held);
        const auto numbers = epoch_numbers(
            held,
            staged.present.is_readable ? known_numbers(folder_, held.identity->till)
                                       : EpochNumbers{},
            choice_.numbers,
            {held.identity->training || staged.present.is_the_same,
             choice_.is_sure,
             int{at.day().date().year()}}
        );
        if (!numbers) {
            numbers_refused_ = numbers.error();
            return Unexpected{
                Failure{FailureCode::exists, words(numbers.error(), Language::en), {}}};
        }
        done_.numbers = *numbers;
        auto record = append(**journal, draft(staged, held, at));
        if (!record) {
            return Unexpected{record.error()};
        }
        done_.record = std::move(*record);
        return (*journal)->write_head();
    }

    Expected<void, Failure> approve(const store::StagedStore& staged, const Ledger& held) {
        if (!choice_.approver) {
            return {};
        }
        auto refusal = refusal_of(*choice_.approver, staged.folder, held);
        if (!refusal) {
            return Unexpected{refusal.error()};
        }
        approver_refused_ = std::move(*refusal);
        if (approver_refused_) {
            return Unexpected{
                Failure{FailureCode::exists, words(*approver_refused_, Language::en), {}}};
        }
        return {};
    }

    [[nodiscard]] RecordDraft
    draft(const store::StagedStore& staged, const Ledger& held, Moment at) const {
        // A clock that was set back takes a record of its own, before this one.
        const std::int64_t clock_records =
            static_cast<std::int64_t>(with_clock(held, RecordDraft{"restore", at, {}}).size()) - 1;
        Json body = to_json(done_.numbers, held.identity->till);
        body["records"] = staged.about.records;
        body["head"] = hex(staged.about.head);
        body["from_seq"] = held.records + clock_records;
        body["by"] = choice_.by;
        body["source"] = choice_.source.filename().string();
        if (const auto& last = staged.present.last; last && !staged.present.is_continued) {
            body["replaced"] = {{"records", last->seq + 1}, {"head", hex(last->hash)}};
        }
        return RecordDraft{"restore", at, std::move(body)};
    }

    const std::filesystem::path& folder_;
    const RestoreChoice& choice_;
    StoreProof proof_;
    RestoreDone done_{};
    std::optional<EpochRefusal> numbers_refused_{};
    std::optional<Refusal> approver_refused_{};
};

} // namespace

EpochNumbers known_numbers(const std::filesystem::path& folder, const std::string& till) {
    const auto journal = store::SqliteJournal::open(folder, store::Use::read);
    const bool is_of_till = journal && (*journal)->ledger().identity->till == till;
    return is_of_till ? numbers_in_use((*journal)->ledger()) : EpochNumbers{};
}

Expected<RestoreDone, BackupRefusal>
restore_shop(const std::filesystem::path& folder, const RestoreChoice& choice) {
    if (auto refusal = sealed_against(choice.source, choice.passphrase)) {
        return Unexpected{std::move(*refusal)};
    }
    return Restoring{folder, choice}.run();
}

Expected<Record, BackupRefusal>
restore_pins(const std::filesystem::path& folder, const RestoreChoice& choice) {
    const auto refused = [](Failure failure, std::optional<StoreFinding> finding = {}) {
        return Unexpected{BackupRefusal{std::move(failure), std::move(finding), std::nullopt, {}}};
    };
    if (auto refusal = sealed_against(choice.source, choice.passphrase)) {
        return Unexpected{std::move(*refusal)};
    }
    auto journal = open_journal(folder);
    if (!journal) {
        return refused(journal.error());
    }
    StoreProof proof{StoreProof::Strictness::whole, choice.progress};
    std::optional<Record> record;
    const auto check = [&](const std::filesystem::path& unpacked) -> Expected<void, Failure> {
        const auto verdict = proof(unpacked);
        // Of its catalogue nothing is taken.
        if (!verdict && (!proof.finding() || proof.finding()->file == store::pins_file)) {
            return Unexpected{verdict.error()};
        }
        // Before the PINs: they never change without a record.
        auto appended = append(
            **journal,
            RecordDraft{
                "pin",
                choice.now((*journal)->ledger()),
                {{"do", "restored-from-backup"},
                 {"by", choice.by},
                 {"source", choice.source.filename().string()}}}
        );
        if (!appended) {
            return Unexpected{appended.error()};
        }
        record = std::move(*appended);
        return (*journal)->write_head();
    };
    const auto done =
        store::restore_one(choice.source, choice.passphrase, folder, store::pins_file, check);
    if (!done) {
        return refused(done.error(), proof.finding());
    }
    return std::move(*record);
}

} // namespace ocop::compose
