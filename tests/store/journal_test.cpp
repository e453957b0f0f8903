#include "pos/shell/atomic_file.hpp"
#include "pos/sqlite/sqlite_error.hpp"
#include "pos/store/migrations.hpp"
#include "pos/store/rebuild.hpp"
#include "pos/store/sqlite_journal.hpp"
#include "pos/store/verify.hpp"
#include "tests/fakes/changed_body.hpp"
#include "tests/store/shop.hpp"

#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <map>
#include <sys/wait.h>
#include <unistd.h>

namespace ocop::store::test {
namespace {

using ocop::testing::changed;

constexpr Use both_uses[] = {Use::read, Use::write};

FailureCode failure_of(const Expected<std::unique_ptr<SqliteJournal>, Failure>& journal) {
    EXPECT_FALSE(journal.has_value());
    return journal ? FailureCode::device : journal.error().code; // device: none the store gives
}

FailureCode opening(const std::filesystem::path& folder, Use use) {
    return failure_of(SqliteJournal::open(folder, use, test_key()));
}

TEST(SqliteJournal, AppendsBehindTheLastRecordAndChainsTheHash) {
    const TestFolder folder;
    const auto journal = make_store(folder.path());
    const Record first = put(*journal, user("hoa", Role::manager));
    const Record second = put(*journal, user("lan", Role::cashier));
    EXPECT_EQ(first.seq, 1);
    EXPECT_EQ(second.seq, 2);
    EXPECT_EQ(second.prev, first.hash);
    EXPECT_TRUE(check_hash(second));
    EXPECT_EQ(journal->ledger().records, 3);
    EXPECT_EQ(journal->ledger().head, second.hash);
}

TEST(SqliteJournal, OpensAgainWithTheSameSums) {
    const TestFolder folder;
    Ledger before;
    {
        const auto journal = make_store(folder.path());
        live_a_day(*journal);
        before = journal->ledger();
    }
    EXPECT_EQ(open_store(folder.path())->ledger(), before);
    EXPECT_EQ(open_store(folder.path(), Use::read)->ledger(), before);
    EXPECT_EQ(before.users.size(), 2U);
    EXPECT_EQ(before.holds.size(), 1U);
    EXPECT_TRUE(before.shift.has_value());
    EXPECT_TRUE(before.last_shift.has_value());
    // Received 100, sold 0.5 three times, 0.5 taken back.
    EXPECT_EQ(before.stock.at("QNA-001"), Quantity{99'000});
}

TEST(SqliteJournal, AppendsASaleOnceHoweverOftenItIsAsked) {
    const TestFolder folder;
    const auto journal = make_store(folder.path());
    put(*journal, shift_open(journal->ledger()));
    const RecordDraft draft = sale(journal->ledger());
    const Record first = put(*journal, draft);
    const Ledger before = journal->ledger();
    const Record again = put(*journal, draft);
    EXPECT_EQ(line_text(again), line_text(first));
    EXPECT_EQ(journal->ledger(), before);
}

TEST(SqliteJournal, RefusesAReceiptNumberThatIsThereWithAnotherBody) {
    const TestFolder folder;
    const auto journal = make_store(folder.path());
    put(*journal, shift_open(journal->ledger()));
    const Ledger before_sale = journal->ledger();
    put(*journal, sale(before_sale, 2));
    const auto other = journal->append(sale(before_sale, 3));
    ASSERT_FALSE(other.has_value());
    EXPECT_EQ(other.error().code, FailureCode::exists);
    EXPECT_EQ(journal->ledger().receipts, 1);
}

TEST(SqliteJournal, WritesNothingAndKeepsItsSumsWhenARecordCannotBeFolded) {
    const TestFolder folder;
    const auto journal = make_store(folder.path());
    live_a_day(*journal);
    const Ledger before = journal->ledger();
    const std::string lines = dump(folder.path());

    RecordDraft crooked = sale(before, 3);
    crooked.body = changed(crooked.body, [](Json& body) { body["total"] = 1; });
    EXPECT_EQ(journal->append(crooked).error().code, FailureCode::corrupt);
    EXPECT_EQ(journal->ledger(), before);
    // Fails after the fold has touched the stock of a product never seen before.
    RecordDraft stock = receive("NEW-1", 1000);
    stock.body = changed(stock.body, [](Json& body) { body["quantity"] = "much"; });
    EXPECT_EQ(journal->append(stock).error().code, FailureCode::corrupt);
    EXPECT_EQ(journal->ledger(), before);
    EXPECT_EQ(dump(folder.path()), lines);
}

TEST(SqliteJournal, WritesNothingWhenTextIsNotUtf8) {
    const TestFolder folder;
    const auto journal = make_store(folder.path());
    const Ledger before = journal->ledger();
    EXPECT_FALSE(journal->append(setting("shop.name", "\xff\xfe")).has_value());
    EXPECT_EQ(journal->ledger(), before);
    EXPECT_EQ(open_store(folder.path(), Use::read)->ledger(), before);
}

TEST(SqliteJournal, ReadsARangeInOrderAndStopsWhenTold) {
    const TestFolder folder;
    const auto journal = make_store(folder.path());
    live_a_day(*journal);
    std::vector<std::int64_t> seen;
    ASSERT_TRUE(journal->read(3, 6, [&](const Record& record) {
        seen.push_back(record.seq);
        return true;
    }));
    EXPECT_EQ(seen, (std::vector<std::int64_t>{3, 4, 5, 6}));
    seen.clear();
    ASSERT_TRUE(journal->read(3, -1, [&](const Record& record) {
        seen.push_back(record.seq);
        return record.seq < 5;
    }));
    EXPECT_EQ(seen, (std::vector<std::int64_t>{3, 4, 5}));
}

TEST(SqliteJournal, ReadsTheRecordsOfVietnameseDaysAlone) {
    const TestFolder folder;
    const auto journal = make_store(folder.path());
    const Day day = genesis().at.day();
    // 00:00:00 in Vietnam is 17:00:00 of the day before in UTC.
    const std::int64_t midnight =
        day.plus_days(1).days().time_since_epoch().count() * 86'400 - 25'200;
    for (const std::int64_t second :
         {midnight - 1, midnight, midnight + 86'399, midnight + 86'400}) {
        RecordDraft draft = setting("shop.name", std::to_string(second));
        draft.at = Moment{second};
        put(*journal, draft);
    }
    std::vector<std::int64_t> seen;
    ASSERT_TRUE(journal->read_days(day.plus_days(1), day.plus_days(1), [&](const Record& record) {
        seen.push_back(record.seq);
        return true;
    }));
    EXPECT_EQ(seen, (std::vector<std::int64_t>{2, 3}));
}

TEST(SqliteJournal, FindsASaleWithItsReturnsByNumber) {
    const TestFolder folder;
    const auto journal = make_store(folder.path());
    put(*journal, shift_open(journal->ledger()));
    const Record sold = put(*journal, sale(journal->ledger()));
    const Record other = put(*journal, sale(journal->ledger()));
    const Record back = put(*journal, take_back(journal->ledger(), sold));

    const auto found = journal->find("QNA-HOIAN-01-1-000001");
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->sale.seq, sold.seq);
    ASSERT_EQ((*found)->returns.size(), 1U);
    EXPECT_EQ((*found)->returns.front().seq, back.seq);
    EXPECT_TRUE((*journal->find("QNA-HOIAN-01-1-000002"))->returns.empty());
    EXPECT_EQ((*journal->find("QNA-HOIAN-01-1-000003"))->sale.kind, "return");
    EXPECT_FALSE(journal->find("QNA-HOIAN-01-1-000004")->has_value());
    EXPECT_EQ((*journal->find("QNA-HOIAN-01-1-000002"))->sale.seq, other.seq);
}

TEST(SqliteJournal, SaysWhereAShiftLies) {
    const TestFolder folder;
    const auto journal = make_store(folder.path());
    live_a_day(*journal);
    EXPECT_EQ(**journal->shift(1), (ShiftSpan{5, 10}));
    EXPECT_EQ(**journal->shift(2), (ShiftSpan{11, std::nullopt}));
    EXPECT_FALSE(journal->shift(3)->has_value());
}

TEST(SqliteJournal, LetsOthersReadWhileItSells) {
    const TestFolder folder;
    const auto selling = make_store(folder.path());
    put(*selling, shift_open(selling->ledger()));
    const auto reading = open_store(folder.path(), Use::read);
    put(*selling, sale(selling->ledger()));
    EXPECT_TRUE(reading->find("QNA-HOIAN-01-1-000001")->has_value());
    EXPECT_EQ(reading->append(user("eve", Role::manager)).error().code, FailureCode::permission);
}

TEST(SqliteJournal, RefusesAFolderWithoutALedgerAndLeavesItAsItWas) {
    const TestFolder folder;
    for (const Use use : both_uses) {
        EXPECT_EQ(opening(folder.path(), use), FailureCode::no_store);
        EXPECT_EQ(opening(folder.path() / "no" / "where", use), FailureCode::no_store);
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(SqliteJournal, RefusesToMakeASecondLedger) {
    const TestFolder folder;
    make_store(folder.path());
    const std::string before = dump(folder.path());
    EXPECT_EQ(
        failure_of(SqliteJournal::create(folder.path(), identity(), genesis())), FailureCode::exists
    );
    EXPECT_EQ(dump(folder.path()), before);
}

TEST(SqliteJournal, LeavesNothingBehindWhenGenesisIsOfAnotherTill) {
    const TestFolder folder;
    Identity other = identity();
    other.district = "Điện Bàn";
    EXPECT_EQ(
        failure_of(SqliteJournal::create(folder.path(), other, genesis())), FailureCode::corrupt
    );
    EXPECT_EQ(opening(folder.path(), Use::write), FailureCode::no_store);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "ledger.db.new"));
}

TEST(SqliteJournal, SaysThatAStoreLostItsLedgerInsteadOfThatThereIsNone) {
    const TestFolder folder;
    make_store(folder.path());
    std::filesystem::remove(folder.path() / "ledger.db");
    for (const Use use : both_uses) {
        const auto journal = SqliteJournal::open(folder.path(), use);
        ASSERT_FALSE(journal.has_value());
        EXPECT_EQ(journal.error().code, FailureCode::incomplete);
        EXPECT_EQ(journal.error().what, "no ledger.db, but head, ledger.lock");
        EXPECT_EQ(journal.error().where, (folder.path() / "ledger.db").string());
    }
    EXPECT_EQ(rebuild(folder.path(), test_key()).error().code, FailureCode::incomplete);
    EXPECT_EQ(
        verify(folder.path(), Depth::chain, test_check()).error().code, FailureCode::incomplete
    );
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "ledger.db"));
}

TEST(SqliteJournal, RefusesAFileThatIsNoDatabase) {
    for (const char* bytes : {"", "SQLite", "an old price list, saved under the wrong name"}) {
        const TestFolder folder;
        std::ofstream{folder.path() / ledger_file} << bytes;
        for (const Use use : both_uses) {
            EXPECT_EQ(opening(folder.path(), use), FailureCode::foreign) << bytes;
        }
        EXPECT_EQ(*read_file(folder.path() / ledger_file, 1000), bytes);
    }
}

TEST(SqliteJournal, RefusesADatabaseOfAnotherProgram) {
    const TestFolder folder;
    sqlite::Connection{folder.path() / ledger_file, sqlite::Access::create}.execute(
        "CREATE TABLE journal (seq INTEGER PRIMARY KEY)"
    );
    for (const Use use : both_uses) {
        EXPECT_EQ(opening(folder.path(), use), FailureCode::foreign);
    }
}

TEST(SqliteJournal, RefusesALedgerOfANewerProgram) {
    const TestFolder folder;
    make_store(folder.path());
    sqlite::Connection{folder.path() / ledger_file, sqlite::Access::write}.execute(
        "PRAGMA user_version = 99"
    );
    for (const Use use : both_uses) {
        EXPECT_EQ(opening(folder.path(), use), FailureCode::newer);
    }
}

TEST(SqliteJournal, RefusesToSellWhileAnotherProcessSells) {
    const TestFolder folder;
    make_store(folder.path());
    std::array<int, 2> ready{};
    std::array<int, 2> done{};
    ASSERT_EQ(::pipe(ready.data()), 0);
    ASSERT_EQ(::pipe(done.data()), 0);
    const pid_t other = ::fork();
    if (other == 0) {
        const auto journal = open_store(folder.path());
        char byte = journal ? 'r' : 'n';
        const bool told = ::write(ready[1], &byte, 1) == 1 && ::read(done[0], &byte, 1) == 1;
        ::_exit(told ? 0 : 1);
    }
    char byte = 0;
    ASSERT_EQ(::read(ready[0], &byte, 1), 1);
    const auto refused = SqliteJournal::open(folder.path(), Use::write, test_key());
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, FailureCode::locked);
    EXPECT_NE(refused.error().what.find(std::to_string(other)), std::string::npos);
    EXPECT_TRUE(SqliteJournal::open(folder.path(), Use::read).has_value());
    ASSERT_EQ(::write(done[1], &byte, 1), 1);
    int status = 0;
    ASSERT_EQ(::waitpid(other, &status, 0), other);
    EXPECT_EQ(status, 0);
    // The other one died without letting go; the system has done it.
    EXPECT_TRUE(SqliteJournal::open(folder.path(), Use::write, test_key()).has_value());
}

TEST(SqliteJournal, FailsWithLockedWhenAnotherProgramHoldsTheDatabase) {
    const TestFolder folder;
    const auto journal = make_store(folder.path());
    const Ledger before = journal->ledger();
    sqlite::Connection other{folder.path() / ledger_file, sqlite::Access::write};
    other.execute("BEGIN IMMEDIATE");
    EXPECT_EQ(journal->append(user("hoa", Role::manager)).error().code, FailureCode::locked);
    EXPECT_EQ(journal->ledger(), before);
    other.execute("ROLLBACK");
    EXPECT_TRUE(journal->append(user("hoa", Role::manager)).has_value());
}

TEST(SqliteJournal, ReadsButDoesNotSellInAFolderNothingCanBeWrittenTo) {
    const TestFolder folder;
    live_a_day(*make_store(folder.path()));
    const std::int64_t records = open_store(folder.path(), Use::read)->ledger().records;
    std::filesystem::remove(folder.path() / lock_file);
    for (const auto& entry : std::filesystem::directory_iterator{folder.path()}) {
        std::filesystem::permissions(entry.path(), std::filesystem::perms{0444});
    }
    std::filesystem::permissions(folder.path(), std::filesystem::perms{0555});
    const pid_t guest = ::fork();
    if (guest == 0) {
        // The superuser may write anywhere: be somebody else.
        if (::getuid() == 0 && ::setuid(65'534) != 0) {
            ::_exit(9);
        }
        const auto reading = SqliteJournal::open(folder.path(), Use::read);
        if (!reading || (*reading)->ledger().records != records) {
            ::_exit(1);
        }
        const auto selling = SqliteJournal::open(folder.path(), Use::write);
        ::_exit(!selling && selling.error().code == FailureCode::permission ? 0 : 2);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(guest, &status, 0), guest);
    EXPECT_EQ(WEXITSTATUS(status), 0);
    std::filesystem::permissions(folder.path(), std::filesystem::perms{0755});
}

/// What a connection that knows nothing of us (no recursive_triggers) may try on the journal.
TEST(SqliteJournal, AbortsEveryChangeOfTheJournalButAnInsertAtItsEnd) {
    const TestFolder folder;
    live_a_day(*make_store(folder.path()));
    const std::string before = dump(folder.path());
    sqlite::Connection raw{folder.path() / ledger_file, sqlite::Access::write};
    raw.execute("PRAGMA recursive_triggers = OFF; PRAGMA foreign_keys = OFF");
    for (const char* sql :
         {"UPDATE journal SET record = 'x' WHERE seq = 3",
          "UPDATE journal SET seq = 99 WHERE seq = 3",
          "DELETE FROM journal WHERE seq = 3",
          "DELETE FROM journal",
          R"(INSERT OR REPLACE INTO journal
             SELECT seq, kind, day, receipt, 'x' FROM journal WHERE seq = 3)",
          "REPLACE INTO journal SELECT 13, kind, day, receipt, 'x' FROM journal WHERE seq = 6",
          "INSERT INTO journal VALUES (14, 'x', 1, NULL, 'x')",
          "INSERT INTO journal VALUES (-1, 'x', 1, NULL, 'x')",
          "INSERT INTO journal VALUES (NULL, 'x', 1, NULL, 'x')",
          R"(INSERT INTO journal (seq, kind, day, record) VALUES (3, 'x', 1, 'x')
             ON CONFLICT (seq) DO UPDATE SET record = 'x')"}) {
        EXPECT_THROW(raw.execute(sql), sqlite::SqliteError) << sql;
    }
    EXPECT_EQ(dump(folder.path()), before);
}

TEST(SqliteJournal, SyncsFullyInWalModeWithoutTrustingTheSchema) {
    const TestFolder folder;
    make_store(folder.path());
    sqlite::Connection raw{folder.path() / ledger_file, sqlite::Access::write};
    EXPECT_EQ(raw.text("PRAGMA journal_mode"), "wal");
    EXPECT_EQ(raw.integer("PRAGMA synchronous"), 2);
    EXPECT_EQ(raw.integer("PRAGMA foreign_keys"), 1);
    EXPECT_EQ(raw.integer("PRAGMA recursive_triggers"), 1);
    EXPECT_EQ(raw.integer("PRAGMA trusted_schema"), 0);
    EXPECT_EQ(raw.integer("PRAGMA application_id"), application_id);
}

TEST(SqliteJournalHead, IsSignedAtGenesisAndFollowsAtTheEnd) {
    const TestFolder folder;
    Hash last{};
    {
        const auto journal = make_store(folder.path());
        const auto head = *read_head(folder.path());
        ASSERT_TRUE(head && head->anchor);
        EXPECT_EQ(head->last, head->anchor->point);
        EXPECT_EQ(head->last.seq, 0);
        last = put(*journal, user("hoa", Role::manager)).hash;
        EXPECT_EQ(*read_head(folder.path()), head)
            << "an append alone does not wait for a second file";
        ASSERT_TRUE(journal->write_head());
    }
    const auto head = *read_head(folder.path());
    EXPECT_EQ(head->last, (HeadPoint{1, last}));
    EXPECT_EQ(head->anchor->point.seq, 0);
}

TEST(SqliteJournalHead, IsSignedAnewWhenAShiftCloses) {
    const TestFolder folder;
    const auto journal = make_store(folder.path());
    put(*journal, shift_open(journal->ledger()));
    const Record closed = put(*journal, shift_close(journal->ledger()));
    const auto head = *read_head(folder.path());
    ASSERT_TRUE(head && head->anchor);
    EXPECT_EQ(head->anchor->point, (HeadPoint{closed.seq, closed.hash}));
    EXPECT_EQ(
        head->anchor->signature, test_sign()(signed_text("QNA-HOIAN-01-1", head->anchor->point))
    );
}

TEST(SqliteJournalHead, IsSignedWhenTheProcessThatClosedTheShiftDiedBeforeIt) {
    const TestFolder folder;
    Head announced;
    Record closed;
    {
        const auto journal = make_store(folder.path());
        put(*journal, shift_open(journal->ledger()));
        announced = **read_head(folder.path());
        closed = put(*journal, shift_close(journal->ledger()));
    }
    // What the close wrote before its record, and a kill left.
    announced.next = HeadPoint{closed.seq, closed.hash};
    ASSERT_TRUE(write_head(folder.path(), announced));
    EXPECT_FALSE(verify(folder.path(), Depth::full, test_check(), {}, test_seal())->fault);
    open_store(folder.path());
    const Head head = **read_head(folder.path());
    EXPECT_EQ(head.anchor->point, (HeadPoint{closed.seq, closed.hash}));
    EXPECT_FALSE(head.next.has_value());
}

TEST(SqliteJournalHead, AnnouncesAShiftCloseBeforeItIsThereAndSurvivesThatItNeverCame) {
    const TestFolder folder;
    {
        const auto journal = make_store(folder.path());
        put(*journal, shift_open(journal->ledger()));
        ASSERT_TRUE(journal->write_head());
    }
    Head announced = **read_head(folder.path());
    announced.next = HeadPoint{2, blake2b("a close that was never written")};
    ASSERT_TRUE(write_head(folder.path(), announced));
    EXPECT_FALSE(verify(folder.path(), Depth::full, test_check(), {}, test_seal())->fault);
    const auto journal = open_store(folder.path());
    EXPECT_FALSE(journal->head()->next.has_value());
    put(*journal, shift_close(journal->ledger()));
}

TEST(SqliteJournalHead, RefusesAnOlderOnePutBackAndOneThatIsGoneAfterASignedShift) {
    const TestFolder folder;
    std::string old_head;
    {
        const auto journal = make_store(folder.path());
        put(*journal, shift_open(journal->ledger()));
        old_head = *read_file(folder.path() / head_file, 10'000);
        put(*journal, shift_close(journal->ledger()));
    }
    for (const bool is_gone : {false, true}) {
        is_gone ? static_cast<void>(std::filesystem::remove(folder.path() / head_file))
                : static_cast<void>(write_atomically(folder.path() / head_file, old_head));
        for (int attempt = 0; attempt < 3; ++attempt) { // however often it is tried
            EXPECT_EQ(opening(folder.path(), Use::write), FailureCode::corrupt);
        }
        EXPECT_TRUE(SqliteJournal::open(folder.path(), Use::read, test_key()).has_value());
        EXPECT_TRUE(verify(folder.path(), Depth::full, test_check(), {}, test_seal())->fault);
    }
    EXPECT_FALSE(std::filesystem::exists(folder.path() / head_file)) << "none is made up";
}

/// Every file of a folder with its bytes.
std::map<std::string, std::string> bytes_of(const std::filesystem::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        files[entry.path().filename().string()] = *read_file(entry.path(), 10'000'000);
    }
    return files;
}

/// Yesterday's ledger beside today's head.
void lose_the_end(const std::filesystem::path& folder) {
    const TestFolder earlier;
    {
        const auto journal = make_store(folder);
        live_a_day(*journal);
        ASSERT_TRUE(journal->write_head());
    }
    std::filesystem::copy_file(folder / ledger_file, earlier.path() / ledger_file);
    {
        const auto journal = open_store(folder);
        put(*journal, sale(journal->ledger()));
        put(*journal, shift_close(journal->ledger()));
    }
    std::filesystem::remove(folder / ledger_file);
    std::filesystem::copy_file(earlier.path() / ledger_file, folder / ledger_file);
}

TEST(SqliteJournalHead, StopsTheSellingOnAJournalThatLostItsEndHoweverOftenItIsTried) {
    const TestFolder folder;
    ASSERT_NO_FATAL_FAILURE(lose_the_end(folder.path()));
    const auto before = bytes_of(folder.path());
    for (int attempt = 0; attempt < 3; ++attempt) {
        EXPECT_EQ(opening(folder.path(), Use::write), FailureCode::corrupt);
        EXPECT_EQ(bytes_of(folder.path()), before) << "a refused start writes nothing";
    }
    const auto looking = SqliteJournal::open(folder.path(), Use::read, test_key());
    ASSERT_TRUE(looking.has_value());
    EXPECT_EQ((*looking)->fault()->seq, 13);
    EXPECT_FALSE(
        verify(folder.path(), Depth::full, test_check(), {}, test_seal())->fault->what.empty()
    );
}

TEST(SqliteJournalHead, GoesOnWithoutWhatIsLostOnlyByARecordedDecision) {
    const TestFolder folder;
    ASSERT_NO_FATAL_FAILURE(lose_the_end(folder.path()));
    const auto decide = [](const Ledger& ledger, const Fault& fault, const std::optional<Head>&) {
        return RecordDraft{
            "restore",
            ledger.last_at,
            {{"from_seq", ledger.records}, {"lost", {{"from_seq", *fault.seq}}}}};
    };
    {
        const auto journal = SqliteJournal::open_with_loss(folder.path(), test_key(), decide);
        ASSERT_TRUE(journal.has_value()) << journal.error().what;
        EXPECT_EQ((*journal)->ledger().records, 14);
    }
    EXPECT_FALSE(verify(folder.path(), Depth::full, test_check(), {}, test_seal())->fault);
    EXPECT_EQ((*read_head(folder.path()))->anchor->point.seq, 13);
    const auto journal = open_store(folder.path());
    put(*journal, shift_close(journal->ledger()));
    EXPECT_EQ(
        failure_of(SqliteJournal::open_with_loss(folder.path(), test_key(), decide)),
        FailureCode::locked
    );
}

TEST(SqliteJournalHead, HasNothingToDecideWhereNothingIsLost) {
    const TestFolder folder;
    make_store(folder.path());
    EXPECT_EQ(
        failure_of(SqliteJournal::open_with_loss(
            folder.path(),
            test_key(),
            [](const Ledger&, const Fault&, const std::optional<Head>&) { return RecordDraft{}; }
        )),
        FailureCode::exists
    );
}

TEST(Head, ReadsWhatItWroteAndNothingElse) {
    const Head head{{41, blake2b("a")}, SignedPoint{{40, blake2b("b")}, "RUQ"}, {}, blake2b("d")};
    EXPECT_EQ(parse_head(head_text(head)), head);
    const Head unsigned_head{{0, Hash{}}, {}, {}, {}};
    EXPECT_EQ(parse_head(head_text(unsigned_head)), unsigned_head);
    const Head announcing{{0, Hash{}}, std::nullopt, HeadPoint{1, blake2b("c")}, {}};
    EXPECT_EQ(parse_head(head_text(announcing)), announcing);
    const std::string text = head_text(head);
    for (std::size_t cut = 0; cut + 1 < text.size(); ++cut) {
        EXPECT_FALSE(parse_head(text.substr(0, cut)).has_value()) << cut;
    }
    EXPECT_EQ(
        signed_text("T-1", {7, Hash{}}),
        R"({"hash":"0000000000000000000000000000000000000000000000000000000000000000","seq":7,"till":"T-1"})"
    );
}

} // namespace
} // namespace ocop::store::test
