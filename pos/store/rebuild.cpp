#include "pos/store/rebuild.hpp"

#include "pos/shell/atomic_file.hpp"
#include "pos/sqlite/transaction.hpp"
#include "pos/store/chain_check.hpp"
#include "pos/store/guard.hpp"
#include "pos/store/ledger_file.hpp"
#include "pos/store/migrations.hpp"
#include "pos/store/projections.hpp"
#include "pos/store/seal.hpp"
#include "pos/store/store_lock.hpp"

#include <utility>

namespace ocop::store {

namespace {

[[noreturn]] void refuse(const Fault& fault, const std::filesystem::path& path) {
    throw StoreError{Failure{FailureCode::corrupt, words(fault), path.string()}};
}

/// True if the head was sealed with the till's key over the journal's last record: then a seal that
/// is lost or damaged may be made again. That is not so while the head is behind.
bool head_proves(const std::filesystem::path& folder, const Ledger& sums, const TillKey& key) {
    const auto head = read_head(folder);
    const HeadPoint last{sums.records - 1, sums.head};
    return head && *head && (*head)->last == last && (*head)->seal && key.seal
           && *(*head)->seal == key.seal(text_to_seal(sums.identity->till, last));
}

/// Reads the journal as verify() does, before anything is written.
Projected
checked(const std::filesystem::path& folder, const TillKey& key, const Progress& progress) {
    const std::filesystem::path path = folder / ledger_file;
    sqlite::Connection database = look_at_ledger(folder, true);
    ChainCheck chain{std::nullopt, receipts_in(database), key.check};
    if (const auto fault = check_records(database, chain, progress)) {
        refuse(*fault, path);
    }
    if (const auto fault = check_seal(database, chain, key.seal);
        fault && !head_proves(folder, chain.sums().ledger, key)) {
        refuse(*fault, path);
    }
    return chain.sums();
}

/// What the tables said otherwise; makes them say what `sums` are.
std::optional<std::string>
replace_tables(sqlite::Connection& database, const Projected& sums, const MakeSeal& make_seal) {
    sqlite::Transaction transaction{database};
    Projections projections{database};
    const auto before = guard({}, [&] { return projections.load_all(); });
    auto differs = before ? difference(*before, sums) : std::optional{before.error().what};
    projections.replace(sums);
    const HeadPoint last{sums.ledger.records - 1, sums.ledger.head};
    Seal seal{database};
    if (make_seal && !seal.fits(sums.ledger.identity->till, last, make_seal)) {
        seal.set(sums.ledger.identity->till, last, make_seal);
        differs = differs.value_or("seal");
    }
    transaction.commit();
    return differs;
}

/// Moves what is in the log into the file. The tables are made and durable before it: a disk that
/// refuses this leaves the log where it is, and the next writer moves it.
void tidy_log(sqlite::Connection& database) {
    const auto moved = guard({}, [&] { database.execute("PRAGMA wal_checkpoint(TRUNCATE)"); });
    if (!moved && moved.error().code == FailureCode::corrupt) {
        throw StoreError{moved.error()};
    }
}

/// The same records in a new file with new tables, put in the old one's place.
void replace_file(const std::filesystem::path& folder, const Projected& sums, const TillKey& key) {
    const std::filesystem::path path = folder / ledger_file;
    const std::filesystem::path fresh = path.string() + ".rebuilt";
    for (const char* left_over : {"", "-journal", "-wal", "-shm"}) {
        std::filesystem::remove(fresh.string() + left_over);
    }
    {
        sqlite::Connection target{fresh, sqlite::Access::create};
        migrate(target);
        sqlite::Connection source = look_at_ledger(folder, true);
        sqlite::Transaction transaction{target};
        auto rows =
            source.prepare("SELECT seq, kind, day, receipt, record FROM journal ORDER BY seq");
        auto put = target.prepare("INSERT INTO journal (seq, kind, day, receipt, record) "
                                  "VALUES (?1, ?2, ?3, ?4, ?5)");
        while (rows.step()) {
            put.bind(1, rows.integer(0)).bind(2, rows.text(1)).bind(3, rows.integer(2));
            rows.is_null(3) ? put.bind_null(4) : put.bind(4, rows.text(3));
            put.bind(5, rows.text(4)).run();
        }
        Projections{target}.replace(sums);
        const Ledger& ledger = sums.ledger;
        Seal{target}.set(ledger.identity->till, {ledger.records - 1, ledger.head}, key.seal);
        transaction.commit();
        target.execute("PRAGMA journal_mode = WAL");
    }
    // A log that stayed beside the new file would be taken for its own.
    std::error_code none;
    if (std::filesystem::file_size(path.string() + "-wal", none) > 0 && !none) {
        throw StoreError{
            Failure{FailureCode::locked, "another program is reading the ledger", path.string()}};
    }
    std::filesystem::rename(fresh, path);
    value_of(sync_folder(folder));
}

} // namespace

Expected<Rebuilt, Failure>
rebuild(const std::filesystem::path& folder, const TillKey& key, const Progress& progress) {
    const std::filesystem::path path = folder / ledger_file;
    return guard(path, [&] {
        static_cast<void>(look_at_ledger(folder)); // `missing` before a lock file is made
        const StoreLock lock{folder};
        const Projected sums = checked(folder, key, progress);
        Rebuilt rebuilt{sums.ledger.records, std::nullopt};
        const auto in_place = guard(path, [&] {
            sqlite::Connection database = open_ledger(folder, key.seal);
            auto differs = replace_tables(database, sums, key.seal);
            tidy_log(database);
            return differs;
        });
        if (in_place) {
            rebuilt.difference = *in_place;
        } else if (in_place.error().code == FailureCode::corrupt && key.seal) {
            replace_file(folder, sums, key);
            rebuilt.difference = in_place.error().what;
        } else {
            throw StoreError{in_place.error()};
        }
        return rebuilt;
    });
}

} // namespace ocop::store
