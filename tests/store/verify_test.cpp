#include "pos/shell/atomic_file.hpp"
#include "pos/store/chain_check.hpp"
#include "pos/store/migrations.hpp"
#include "pos/store/rebuild.hpp"
#include "pos/store/verify.hpp"
#include "tests/fakes/changed_body.hpp"
#include "tests/store/shop.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

namespace ocop::store::test {
namespace {

using ocop::testing::changed;

/// A row of the journal with texts of its own, to be tampered with.
struct Row {
    std::int64_t seq = 0;
    std::string kind{};
    std::int64_t day = 0;
    std::optional<std::string> receipt{};
    std::string record{};
};

std::vector<Row> rows_of(const std::filesystem::path& folder) {
    sqlite::Connection database{folder / ledger_file, sqlite::Access::read};
    auto statement =
        database.prepare("SELECT seq, kind, day, receipt, record FROM journal ORDER BY seq");
    std::vector<Row> rows;
    while (statement.step()) {
        rows.push_back(
            {statement.integer(0),
             std::string{statement.text(1)},
             statement.integer(2),
             statement.is_null(3) ? std::nullopt : std::optional{std::string{statement.text(3)}},
             std::string{statement.text(4)}}
        );
    }
    return rows;
}

std::optional<Fault> fault_of(const std::filesystem::path& folder, Depth depth = Depth::full) {
    const auto verdict = verify(folder, depth, test_check(), {}, test_seal());
    EXPECT_TRUE(verdict.has_value());
    return verdict ? verdict->fault : Fault{std::nullopt, "could not be looked at"};
}

/// One who can write to the file: drops the triggers, and puts them back afterwards.
void tamper(const std::filesystem::path& folder, const std::string& sql) {
    sqlite::Connection raw{folder / ledger_file, sqlite::Access::write};
    std::vector<std::string> names;
    std::string put_back;
    {
        auto triggers = raw.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
        while (triggers.step()) {
            names.emplace_back(triggers.text(0));
            put_back += std::string{triggers.text(1)} + ";";
        }
    }
    raw.execute("PRAGMA foreign_keys = OFF");
    for (const std::string& name : names) {
        raw.execute("DROP TRIGGER " + name);
    }
    raw.execute(sql);
    raw.execute(put_back);
}

void copy_folder(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::filesystem::remove_all(to);
    std::filesystem::copy(from, to);
}

TEST(Verify, FindsNothingWrongWithAWholeJournal) {
    const TestFolder folder;
    live_a_day(*make_store(folder.path()));
    const auto verdict = verify(folder.path(), Depth::full, test_check());
    ASSERT_TRUE(verdict.has_value());
    EXPECT_FALSE(verdict->fault.has_value()) << words(*verdict->fault);
    EXPECT_EQ(verdict->records, 13);
    EXPECT_EQ(verdict->head, open_store(folder.path(), Use::read)->ledger().head);
}

TEST(Verify, WorksWhileTheTillSells) {
    const TestFolder folder;
    const auto journal = make_store(folder.path());
    live_a_day(*journal);
    EXPECT_FALSE(fault_of(folder.path()).has_value());
}

/// Every bit of every column of every record: the promise of an append-only journal.
TEST(Verify, FindsAndNamesEveryFlippedBitOfEveryRecord) {
    const TestFolder folder;
    live_a_day(*make_store(folder.path()));
    std::vector<Row> rows = rows_of(folder.path());
    sqlite::Connection database{folder.path() / ledger_file, sqlite::Access::read};
    ChainCheck good{std::nullopt, receipts_in(database)};
    std::size_t flips = 0;
    for (Row& row : rows) {
        const std::int64_t place = good.sums().ledger.records;
        const auto expect_named = [&](const char* column) {
            ++flips;
            ChainCheck chain = good;
            const auto fault = chain.next({row.seq, row.kind, row.day, row.receipt, row.record});
            ASSERT_TRUE(fault.has_value()) << column << " of seq " << place;
            ASSERT_EQ(fault->seq, place) << column;
        };
        const auto flip_text = [&](std::string& text, const char* column) {
            for (char& byte : text) {
                const char old = byte;
                for (unsigned bit = 0; bit < 8; ++bit) {
                    byte = static_cast<char>(static_cast<unsigned char>(old) ^ (1U << bit));
                    expect_named(column);
                }
                byte = old;
            }
        };
        const auto flip_integer = [&](std::int64_t& value, const char* column) {
            const std::int64_t old = value;
            for (unsigned bit = 0; bit < 64; ++bit) {
                value = static_cast<std::int64_t>(static_cast<std::uint64_t>(old) ^ (1ULL << bit));
                expect_named(column);
            }
            value = old;
        };
        flip_integer(row.seq, "seq");
        flip_text(row.kind, "kind");
        flip_integer(row.day, "day");
        if (row.receipt) {
            flip_text(*row.receipt, "receipt");
        }
        flip_text(row.record, "record");
        ASSERT_FALSE(good.next({row.seq, row.kind, row.day, row.receipt, row.record}).has_value());
    }
    EXPECT_GT(flips, 80'000U);
}

/// The same on the disk itself: wherever a record's text lies in the file, each bit is flipped.
TEST(Verify, FindsAndNamesFlippedBitsInTheFile) {
    const TestFolder folder;
    {
        const auto journal = make_store(folder.path());
        put(*journal, user("hoa", Role::manager));
        put(*journal, setting("rounding", "on"));
        put(*journal, user("lan", Role::cashier));
    }
    const std::vector<Row> rows = rows_of(folder.path());
    const std::string good = *read_file(folder.path() / ledger_file, 10'000'000);
    for (const Row& row : rows) {
        const std::size_t start = good.find(row.record);
        ASSERT_NE(start, std::string::npos);
        // Every bit of every 7th byte: the rows above take every one, here SQLite reads them.
        for (std::size_t byte = start; byte < start + row.record.size(); byte += 7) {
            for (unsigned bit = 0; bit < 8; ++bit) {
                std::fstream file{
                    folder.path() / ledger_file, std::ios::binary | std::ios::in | std::ios::out};
                file.seekp(static_cast<std::streamoff>(byte));
                file.put(static_cast<char>(static_cast<unsigned char>(good[byte]) ^ (1U << bit)));
                file.close();
                const auto fault = fault_of(folder.path(), Depth::chain);
                ASSERT_TRUE(fault.has_value()) << "byte " << byte << " bit " << bit;
                ASSERT_EQ(fault->seq, row.seq);
                std::fstream mend{
                    folder.path() / ledger_file, std::ios::binary | std::ios::in | std::ios::out};
                mend.seekp(static_cast<std::streamoff>(byte));
                mend.put(good[byte]);
            }
        }
    }
    EXPECT_FALSE(fault_of(folder.path()).has_value());
}

/// Wherever in the file a bit falls over: it is found, or it changed nothing that can be read.
TEST(Verify, NeverPassesAFileThatReadsOtherwise) {
    const TestFolder folder;
    live_a_day(*make_store(folder.path()));
    const std::string lines = dump(folder.path());
    const std::string good = *read_file(folder.path() / ledger_file, 10'000'000);
    const unsigned seed = 20'261'122;
    std::uint64_t state = seed;
    int found = 0;
    for (int i = 0; i < 400; ++i) {
        state = state * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL;
        const std::size_t byte = 100 + (state >> 20U) % (good.size() - 100);
        std::string bad = good;
        bad[byte] = static_cast<char>(
            static_cast<unsigned char>(bad[byte]) ^ (1U << ((state >> 60U) & 7U))
        );
        std::ofstream{folder.path() / ledger_file, std::ios::binary} << bad;
        const auto verdict = verify(folder.path(), Depth::full, test_check());
        if (!verdict || verdict->fault) {
            ++found;
        } else {
            ASSERT_EQ(dump(folder.path()), lines) << "seed " << seed << " byte " << byte;
        }
    }
    EXPECT_GT(found, 50);
}

TEST(Verify, NamesARecordThatIsGone) {
    const TestFolder folder;
    live_a_day(*make_store(folder.path()));
    tamper(folder.path(), "DELETE FROM journal WHERE seq = 7");
    EXPECT_EQ(fault_of(folder.path())->seq, 7);
}

TEST(Verify, NamesTheSumThatDoesNotAgreeThoughEveryHashWasMadeAnew) {
    const TestFolder folder;
    {
        const auto journal = make_store(folder.path());
        put(*journal, shift_open(journal->ledger()));
        put(*journal, sale(journal->ledger()));
        put(*journal, setting("rounding", "on"));
    }
    std::filesystem::remove(folder.path() / head_file); // no shift closed yet: it may be missing
    const std::vector<Row> rows = rows_of(folder.path());
    Record forged = *parse_record(rows[2].record);
    forged.body = changed(forged.body, [](Json& body) {
        body["lines"][0]["net"] = body["lines"][0]["net"].get<std::int64_t>() - 1000;
    });
    forged = seal({forged.kind, forged.at, forged.body}, forged.till, 2, forged.prev);
    Record after = *parse_record(rows[3].record);
    after = seal({after.kind, after.at, after.body}, after.till, 3, forged.hash);
    for (const Record& record : {forged, after}) {
        std::string text = line_text(record);
        for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 2) {
            text.insert(at, "'");
        }
        tamper(
            folder.path(),
            "UPDATE journal SET record = '" + text + "' WHERE seq = " + std::to_string(record.seq)
        );
    }
    const auto fault = fault_of(folder.path());
    ASSERT_TRUE(fault.has_value());
    EXPECT_EQ(fault->seq, 2);
    EXPECT_EQ(fault->what, "line 1: net is not gross less discounts");
}

TEST(Verify, NamesAReturnOfWhatWasNeverSoldThoughEverySumAndHashIsRight) {
    const auto fault_with = [](const auto& forge) {
        const TestFolder folder;
        {
            const auto journal = make_store(folder.path());
            put(*journal, shift_open(journal->ledger()));
            const Record sold = put(*journal, sale(journal->ledger()));
            RecordDraft goods_back = take_back(journal->ledger(), sold);
            goods_back.body = changed(goods_back.body, forge);
            put(*journal, goods_back);
            RecordDraft again = take_back(journal->ledger(), sold);
            // Goods without a receipt: nothing to hold them against.
            again.body = changed(again.body, [](Json& body) { body["of"] = nullptr; });
            put(*journal, again);
        }
        return fault_of(folder.path());
    };
    EXPECT_FALSE(fault_with([](Json&) {}).has_value());
    const auto foreign = fault_with([](Json& body) { body["of"] = "QNA-HOIAN-01-1-000077"; });
    ASSERT_TRUE(foreign.has_value());
    EXPECT_EQ(foreign->seq, 3);
    EXPECT_NE(foreign->what.find("QNA-HOIAN-01-1-000077"), std::string::npos) << foreign->what;
    const auto renamed = fault_with([](Json& body) { body["lines"][0]["product"] = "DEARER"; });
    ASSERT_TRUE(renamed.has_value());
    EXPECT_EQ(renamed->seq, 3);
    EXPECT_NE(renamed->what.find("line 1"), std::string::npos) << renamed->what;
}

TEST(Verify, NamesAReturnOfGoodsThatCameBackBefore) {
    const TestFolder folder;
    {
        const auto journal = make_store(folder.path());
        put(*journal, shift_open(journal->ledger()));
        const Record sold = put(*journal, sale(journal->ledger()));
        put(*journal, take_back(journal->ledger(), sold));
        put(*journal, take_back(journal->ledger(), sold));
    }
    const auto fault = fault_of(folder.path());
    ASSERT_TRUE(fault.has_value());
    EXPECT_EQ(fault->seq, 4);
}

TEST(Verify, NamesAShiftWhoseTendersDoNotFollowFromItsSales) {
    const TestFolder folder;
    const auto journal = make_store(folder.path());
    put(*journal, shift_open(journal->ledger()));
    put(*journal, sale(journal->ledger()));
    RecordDraft close = shift_close(journal->ledger());
    close.body = changed(close.body, [](Json& body) { body["by_tender"]["transfer"] = 5; });
    put(*journal, close);
    EXPECT_EQ(fault_of(folder.path())->seq, 3);
}

TEST(Verify, SaysThatATriggerIsGone) {
    const TestFolder folder;
    make_store(folder.path());
    sqlite::Connection{folder.path() / ledger_file, sqlite::Access::write}.execute(
        "DROP TRIGGER journal_keeps_every_record"
    );
    ASSERT_TRUE(fault_of(folder.path(), Depth::chain).has_value());
}

TEST(VerifyHead, WantsAHeadAfterAClosedShiftOnly) {
    const TestFolder folder;
    {
        const auto journal = make_store(folder.path());
        put(*journal, shift_open(journal->ledger()));
    }
    std::filesystem::remove(folder.path() / head_file);
    EXPECT_FALSE(fault_of(folder.path()).has_value());
    {
        const auto journal = open_store(folder.path());
        put(*journal, shift_close(journal->ledger()));
    }
    EXPECT_FALSE(fault_of(folder.path()).has_value());
    std::filesystem::remove(folder.path() / head_file);
    EXPECT_TRUE(fault_of(folder.path()).has_value());
}

TEST(VerifyHead, WantsItSignedByTheTillAndReadable) {
    const TestFolder folder;
    live_a_day(*make_store(folder.path()));
    const Head good = **read_head(folder.path());
    Head bad = good;
    bad.anchor.reset();
    ASSERT_TRUE(write_head(folder.path(), bad));
    EXPECT_TRUE(fault_of(folder.path()).has_value()) << "unsigned";
    bad = good;
    bad.anchor->signature.back() = '!';
    ASSERT_TRUE(write_head(folder.path(), bad));
    EXPECT_EQ(fault_of(folder.path())->seq, 10) << "another signature";
    bad = good;
    bad.anchor->point = {11, parse_record(rows_of(folder.path())[11].record)->hash};
    ASSERT_TRUE(write_head(folder.path(), bad));
    EXPECT_EQ(fault_of(folder.path())->seq, 11) << "the signature of another place";
    bad = good;
    bad.last.hash[31] ^= 1U;
    ASSERT_TRUE(write_head(folder.path(), bad));
    EXPECT_EQ(fault_of(folder.path())->seq, 10) << "another hash";
    ASSERT_TRUE(write_atomically(folder.path() / head_file, "{}"));
    EXPECT_TRUE(fault_of(folder.path()).has_value()) << "no head";
    ASSERT_TRUE(write_head(folder.path(), good));
    EXPECT_FALSE(fault_of(folder.path()).has_value());
}

TEST(VerifyHead, FindsALostWriteAheadFileBeforeTheFirstShiftWasClosed) {
    const TestFolder folder;
    const TestFolder lost;
    const auto journal = make_store(folder.path());
    put(*journal, user("lan", Role::cashier));
    put(*journal, shift_open(journal->ledger()));
    put(*journal, sale(journal->ledger()));
    ASSERT_TRUE(journal->write_head());
    // Nothing of it is in the database yet: a copy without `ledger.db-wal` lost it.
    ASSERT_GT(std::filesystem::file_size(folder.path() / "ledger.db-wal"), 0u);
    copy_folder(folder.path(), lost.path());
    EXPECT_FALSE(fault_of(lost.path())) << "with it";
    std::filesystem::remove(lost.path() / "ledger.db-wal");
    std::filesystem::remove(lost.path() / "ledger.db-shm");
    const auto fault = fault_of(lost.path());
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->seq, 1);
    EXPECT_TRUE(fault->is_loss);
    const auto again = SqliteJournal::open(lost.path(), Use::write, test_key());
    ASSERT_FALSE(again) << "and nothing goes on after it unseen";
    EXPECT_EQ(again.error().code, FailureCode::corrupt);
}

TEST(VerifyHead, FindsAJournalCutShortButNotAHeadLeftBehindInTheOpenShift) {
    const TestFolder folder;
    const TestFolder earlier;
    {
        const auto journal = make_store(folder.path());
        put(*journal, shift_open(journal->ledger()));
        put(*journal, shift_close(journal->ledger()));
    }
    copy_folder(folder.path(), earlier.path());
    {
        const auto journal = open_store(folder.path());
        put(*journal, shift_open(journal->ledger()));
        put(*journal, sale(journal->ledger()));
        ASSERT_TRUE(journal->write_head());
    }
    const std::string new_head = *read_file(folder.path() / head_file, 10'000);
    const std::string old_head = *read_file(earlier.path() / head_file, 10'000);
    ASSERT_TRUE(write_atomically(folder.path() / head_file, old_head));
    EXPECT_FALSE(fault_of(folder.path()).has_value()) << "behind, but not behind the last close";
    ASSERT_TRUE(write_atomically(earlier.path() / head_file, new_head));
    EXPECT_EQ(fault_of(earlier.path())->seq, 3) << "ahead";
}

TEST(VerifyFull, ReadsALedgerFromBeforeInvoicesWereCountedAndRaisesItWhenItSells) {
    const TestFolder folder;
    {
        RecordDraft old_genesis = genesis();
        old_genesis.body =
            changed(old_genesis.body, [](Json& body) { body.erase("signed_shifts"); });
        auto journal = SqliteJournal::create(folder.path(), identity(), old_genesis);
        put(**journal, hold((*journal)->ledger()));
    }
    std::filesystem::remove(folder.path() / head_file);
    sqlite::Connection{folder.path() / ledger_file, sqlite::Access::write}.execute(
        "DROP TABLE pin_tries; DROP TABLE seal; DROP INDEX journal_signed; DROP TABLE einvoice; "
        "PRAGMA user_version = 1"
    );
    EXPECT_EQ(open_store(folder.path(), Use::read)->ledger().last_hold, 1);
    EXPECT_FALSE(fault_of(folder.path(), Depth::full).has_value());
    auto journal = open_store(folder.path(), Use::write);
    put(*journal, shift_open(journal->ledger()));
    put(*journal, sale(journal->ledger(), 1));
    EXPECT_EQ(open_store(folder.path(), Use::read)->ledger().einvoices.at("1C26MYY"), 1);
}

TEST(VerifyFull, FindsEveryProjectionThatWasChangedAndRebuildMakesItAgain) {
    const TestFolder good;
    live_a_day(*make_store(good.path()));
    const TestFolder bad;
    for (const char* sql :
         {"UPDATE counters SET records = records - 1",
          "UPDATE counters SET head = printf('%064d', 0)",
          "UPDATE counters SET last_at = 0",
          "UPDATE counters SET shifts = 9",
          "UPDATE counters SET receipts = 9",
          "UPDATE counters SET last_hold = 9",
          "UPDATE counters SET catalog = 9",
          "DELETE FROM counters",
          "UPDATE user SET role = 'manager'",
          "UPDATE user SET active = 0",
          "DELETE FROM user WHERE name = 'lan'",
          "UPDATE setting SET value = 'x'",
          "INSERT INTO setting VALUES ('a', 'b')",
          "DELETE FROM einvoice WHERE series = '1C26MYY'",
          "UPDATE einvoice SET last = last + 1 WHERE series = 'M1-26-MNZLR'",
          "DELETE FROM hold",
          "UPDATE hold SET basket = '{}'",
          "UPDATE hold SET basket = 'no JSON'",
          "UPDATE stock SET quantity = quantity + 1 WHERE product = 'QNA-002'",
          "DELETE FROM stock WHERE product = 'QNA-001'",
          "DELETE FROM shift_summary WHERE state = 'open'",
          "DELETE FROM shift_summary WHERE state = 'closed'",
          "UPDATE shift_summary SET summary = replace(summary, '\"sales\":2', '\"sales\":3')",
          "UPDATE shift_span SET closed = 3 WHERE shift = 1",
          "DELETE FROM shift_span WHERE shift = 2",
          "DELETE FROM returned",
          "INSERT INTO returned VALUES ('QNA-HOIAN-01-1-000002', 9)"}) {
        copy_folder(good.path(), bad.path());
        sqlite::Connection{bad.path() / ledger_file, sqlite::Access::write}.execute(sql);
        EXPECT_FALSE(fault_of(bad.path(), Depth::chain).has_value()) << sql;
        EXPECT_TRUE(fault_of(bad.path(), Depth::full).has_value()) << sql;
        const auto rebuilt = rebuild(bad.path(), test_key());
        ASSERT_TRUE(rebuilt.has_value()) << sql;
        EXPECT_TRUE(rebuilt->difference.has_value()) << sql;
        EXPECT_FALSE(fault_of(bad.path(), Depth::full).has_value()) << sql;
        EXPECT_EQ(
            open_store(bad.path(), Use::read)->ledger(),
            open_store(good.path(), Use::read)->ledger()
        );
    }
}

TEST(VerifyFull, FindsAnIndexThatDoesNotLeadToItsRecord) {
    const TestFolder folder;
    live_a_day(*make_store(folder.path()));
    std::string bytes = *read_file(folder.path() / ledger_file, 10'000'000);
    // The index holds the bare number behind a record header; the records hold it in quotes.
    const std::string number = "QNA-HOIAN-01-1-000002";
    std::size_t at = bytes.find(number);
    while (at != std::string::npos && (bytes[at - 1] == '"' || bytes[at + number.size()] == '{')) {
        at = bytes.find(number, at + 1);
    }
    ASSERT_NE(at, std::string::npos);
    bytes[at + number.size() - 1] = '9';
    std::ofstream{folder.path() / ledger_file, std::ios::binary} << bytes;
    EXPECT_TRUE(fault_of(folder.path(), Depth::full).has_value());
}

TEST(Rebuild, ComesOutEqual) {
    const TestFolder folder;
    live_a_day(*make_store(folder.path()));
    const auto rebuilt = rebuild(folder.path(), test_key());
    ASSERT_TRUE(rebuilt.has_value());
    EXPECT_EQ(rebuilt->records, 13);
    EXPECT_FALSE(rebuilt->difference.has_value()) << *rebuilt->difference;
    EXPECT_FALSE(fault_of(folder.path()).has_value());
}

TEST(Rebuild, RefusesABrokenJournalAndOneThatIsBeingSoldFrom) {
    const TestFolder folder;
    {
        const auto journal = make_store(folder.path());
        live_a_day(*journal);
        EXPECT_EQ(rebuild(folder.path(), test_key()).error().code, FailureCode::locked);
    }
    tamper(
        folder.path(), "UPDATE journal SET record = replace(record, 'lan', 'lam') WHERE seq = 6"
    );
    const auto rebuilt = rebuild(folder.path(), test_key());
    ASSERT_FALSE(rebuilt.has_value());
    EXPECT_EQ(rebuilt.error().code, FailureCode::corrupt);
    EXPECT_NE(rebuilt.error().what.find("seq 6"), std::string::npos) << rebuilt.error().what;
}

} // namespace
} // namespace ocop::store::test
