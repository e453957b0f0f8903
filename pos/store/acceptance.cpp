#include "pos/store/acceptance.hpp"

#include "pos/sqlite/transaction.hpp"
#include "pos/store/guard.hpp"
#include "pos/store/migrations.hpp"
#include "pos/store/projections.hpp"
#include "pos/store/seal.hpp"
#include "pos/store/signed_record.hpp"

#include <utility>

namespace ocop::store {

namespace {

bool anything_goes(std::string_view, std::string_view, std::string_view) {
    return true;
}

class Accepting {
public:
    Accepting(
        sqlite::Connection& database,
        const std::filesystem::path& folder,
        const TillKey& key,
        Purpose purpose
    )
        : database_{database},
          path_{folder / ledger_file},
          key_{key},
          purpose_{purpose},
          is_sealed_{database.integer("PRAGMA user_version") >= version_with_seal} {}

    Acceptance run(Expected<std::optional<Head>, Failure> head) {
        const Record last = last_record();
        const Record genesis = record_at(0, "SELECT seq, record FROM journal WHERE seq = 0");
        signs_ = promises_signatures(genesis);
        const bool is_ours = check_key(genesis);
        const bool sealed_right = !is_ours || check_seal(last);
        load_sums(last);
        if (is_sealed_) {
            check_signed_records();
        } else if (purpose_ == Purpose::writing) {
            read_all();
        }
        if (head) {
            found_.head = *head;
        } else if (head.error().code != FailureCode::corrupt) {
            throw StoreError{head.error()}; // a disk that could not be read is no damage
        }
        if (!found_.fault) {
            found_.fault = check_head(head, end(), key_.check ? key_.check : anything_goes);
        }
        const bool is_loss = found_.fault && found_.fault->is_loss;
        if ((!found_.fault || is_loss) && !sealed_right) {
            found_.fault = Fault{
                found_.last_signed ? found_.last_signed->seq + 1 : 0, std::string{broken_seal}};
        } else if (is_loss && is_ours && !head_is_sealed()) {
            // Whoever made it could make up what is missing.
            found_.fault = Fault{std::nullopt, "the file `head` is not as the till sealed it"};
        }
        return std::move(found_);
    }

private:
    [[noreturn]] void corrupt(std::int64_t seq, const std::string& what) const {
        throw StoreError{Failure{
            FailureCode::corrupt, "seq " + std::to_string(seq) + " " + what, path_.string()}};
    }

    Record parsed(std::int64_t seq, std::string_view line) const {
        auto record = parse_record(line);
        if (!record) {
            corrupt(seq, record.error().what);
        }
        if (record->seq != seq || !check_hash(*record)) {
            corrupt(seq, "hash does not match");
        }
        return std::move(*record);
    }

    Record record_at(std::int64_t seq, const char* sql) {
        auto row = database_.prepare(sql);
        if (!row.step()) {
            corrupt(seq, "is missing");
        }
        return parsed(row.integer(0), row.text(1));
    }

    Record last_record() {
        return record_at(0, "SELECT seq, record FROM journal ORDER BY seq DESC LIMIT 1");
    }

    /// What another key signs, nobody could check against the genesis record: false for one.
    bool check_key(const Record& genesis) const {
        const Json& body = genesis.body.json();
        const auto named = body.find("public_key");
        const bool is_ours =
            key_.public_key.empty() || (named != body.end() && *named == key_.public_key);
        if (!is_ours && purpose_ == Purpose::writing) {
            throw StoreError{Failure{
                FailureCode::corrupt,
                "the till's key is not the one this journal names",
                path_.string()}};
        }
        return is_ours;
    }

    /// False if the seal does not fit the last record. Without a key nobody can tell.
    bool check_seal(const Record& last) {
        return !is_sealed_ || !key_.seal
               || Seal{database_}.fits(last.till, {last.seq, last.hash}, key_.seal);
    }

    /// False for a head that another hand made. One from before seals is proved by its signature.
    bool head_is_sealed() const {
        const Head& head = *found_.head;
        if (!key_.seal || !is_sealed_) {
            return true;
        }
        if (!head.seal) {
            return head.anchor && head.anchor->point == head.last;
        }
        return *head.seal == key_.seal(text_to_seal(found_.ledger.identity->till, head.last));
    }

    void load_sums(const Record& last) {
        found_.ledger = Projections{database_}.load();
        if (found_.ledger.records != last.seq + 1 || found_.ledger.head != last.hash) {
            throw StoreError{Failure{
                FailureCode::tables,
                "the sums end at seq " + std::to_string(found_.ledger.records - 1)
                    + ", the journal at seq " + std::to_string(last.seq),
                path_.string()}};
        }
    }

    void check_signed_records() {
        auto rows = database_.prepare("SELECT seq, record FROM journal INDEXED BY journal_signed "
                                      "WHERE kind IN ('shift-close', 'restore') ORDER BY seq");
        while (rows.step()) {
            const Record record = parsed(rows.integer(0), rows.text(1));
            if (auto what = wrong_with_signature(
                    record, found_.ledger.identity->public_key, signs_, key_.check
                )) {
                found_.fault = Fault{record.seq, std::move(*what)};
                rows.reset();
                return;
            }
            if (has_signature(record)) {
                signs_ = true;
                found_.last_signed = HeadPoint{record.seq, record.hash};
                restores_ = record.kind == "restore";
            }
        }
    }

    /// A version of the file from before seals, where a journal of ours already had one, was made
    /// by somebody else.
    void read_all() {
        ChainCheck chain{std::nullopt, receipts_in(database_), key_.check};
        if (const auto fault = check_records(database_, chain, {})) {
            throw StoreError{Failure{FailureCode::corrupt, words(*fault), path_.string()}};
        }
        if (chain.signs()) {
            corrupt(0, "belongs to a sealed journal, which this file no longer is");
        }
    }

    JournalEnd end() {
        const Ledger& ledger = found_.ledger;
        return JournalEnd{
            ledger.records,
            ledger.identity->till,
            ledger.identity->public_key,
            ledger.last_shift.has_value(),
            found_.last_signed,
            restores_,
            [this](std::int64_t seq) -> std::optional<Hash> {
                auto row = database_.prepare("SELECT seq, record FROM journal WHERE seq = ?1");
                return row.bind(1, seq).step() ? std::optional{parsed(seq, row.text(1)).hash}
                                               : std::nullopt;
            }};
    }

    sqlite::Connection& database_;
    std::filesystem::path path_;
    const TillKey& key_;
    Purpose purpose_;
    bool is_sealed_;
    bool signs_ = false;
    bool restores_ = false; // the last signed record does
    Acceptance found_{};
};

} // namespace

Acceptance accept(
    sqlite::Connection& database,
    const std::filesystem::path& folder,
    const TillKey& key,
    Purpose purpose
) {
    // Before the ledger: a till that sells on meanwhile leaves the head behind, not ahead.
    auto head = read_head(folder);
    // Sums, records and seal must be of one moment, whoever else is writing.
    const sqlite::Transaction one_view{database, sqlite::Begin::deferred};
    return Accepting{database, folder, key, purpose}.run(std::move(head));
}

} // namespace ocop::store
