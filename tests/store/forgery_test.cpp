// What somebody can do who may write to every file of a store but has not the till's key.

#include "pos/sqlite/connection.hpp"
#include "pos/store/rebuild.hpp"
#include "pos/store/verify.hpp"
#include "tests/fakes/changed_body.hpp"
#include "tests/store/shop.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace ocop::store::test {
namespace {

using ocop::testing::changed;

constexpr std::int64_t first_sale = 6; // of live_a_day(), in the closed shift
constexpr std::int64_t close = 10;
constexpr std::int64_t open_sale = 12; // in the shift that is still open

std::optional<Fault> fault_of(const std::filesystem::path& folder) {
    const auto verdict = verify(folder, Depth::full, test_check(), {}, test_seal());
    EXPECT_TRUE(verdict.has_value());
    return verdict ? verdict->fault : Fault{std::nullopt, "could not be looked at"};
}

bool sells(const std::filesystem::path& folder) {
    return SqliteJournal::open(folder, Use::write, test_key()).has_value();
}

std::vector<Record> records_of(const std::filesystem::path& folder) {
    std::vector<Record> records;
    const auto journal = open_store(folder, Use::read);
    EXPECT_TRUE(journal->read(0, -1, [&](const Record& record) {
        records.push_back(record);
        return true;
    }));
    return records;
}

/// Puts `records` in the place of those that are there: each hash and every sum is made anew, as
/// one would who has the source of this program.
void replace_journal(const std::filesystem::path& folder, std::vector<Record> records) {
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
    raw.execute("DELETE FROM journal");
    auto insert = raw.prepare("INSERT INTO journal (seq, kind, day, receipt, record) "
                              "VALUES (?1, ?2, ?3, ?4, ?5)");
    Projected sums;
    Hash prev{};
    for (const Record& record : records) {
        const auto [sealed, line] =
            seal_with_line({record.kind, record.at, record.body}, record.till, record.seq, prev);
        insert.bind(1, sealed.seq)
            .bind(2, sealed.kind)
            .bind(3, sealed.at.day().days().time_since_epoch().count())
            .bind_optional(4, receipt_of(sealed.kind, sealed.body))
            .bind(5, line)
            .run();
        const auto fault = sums.apply(sealed);
        ASSERT_FALSE(fault.has_value()) << fault->what;
        prev = sealed.hash;
    }
    Projections{raw}.replace(sums);
    raw.execute(put_back);
    // The part of the head that nobody signed.
    Head head = **read_head(folder);
    head.last = {sums.ledger.records - 1, sums.ledger.head};
    ASSERT_TRUE(write_head(folder, head));
}

/// Makes the sale at `seq` somebody else's, with all its sums right.
void cheat(const std::filesystem::path& folder, std::int64_t seq) {
    auto records = records_of(folder);
    Record& sold = records[static_cast<std::size_t>(seq)];
    sold.body = changed(sold.body, [](Json& body) { body["cashier"] = "eve"; });
    replace_journal(folder, std::move(records));
}

class Forgery : public ::testing::Test {
protected:
    void SetUp() override {
        const auto journal = make_store(folder());
        live_a_day(*journal);
        ASSERT_TRUE(journal->write_head());
    }

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

private:
    TestFolder folder_;
};

TEST_F(Forgery, OfNothingLeavesTheJournalWhole) {
    replace_journal(folder(), records_of(folder()));
    EXPECT_FALSE(fault_of(folder()).has_value());
    EXPECT_TRUE(sells(folder()));
}

TEST_F(Forgery, OfASaleOfTheOpenShiftIsSeenThoughEveryHashAndTheHeadFit) {
    cheat(folder(), open_sale);
    const auto fault = fault_of(folder());
    ASSERT_TRUE(fault.has_value());
    EXPECT_EQ(fault->seq, close + 1);
    EXPECT_EQ(fault->what, broken_seal);
    EXPECT_FALSE(sells(folder()));
    EXPECT_EQ(rebuild(folder(), test_key()).error().code, FailureCode::corrupt)
        << "and is not made whole by building it again";
}

TEST_F(Forgery, OfASaleOfAClosedShiftIsSeenThoughAnOlderSignedAnchorIsPutBack) {
    const Head genesis_head{
        {0, records_of(folder())[0].hash},
        SignedPoint{
            {0, records_of(folder())[0].hash},
            test_sign()(signed_text("QNA-HOIAN-01-1", {0, records_of(folder())[0].hash}))},
        {},
        {}};
    cheat(folder(), first_sale);
    Head head = **read_head(folder());
    head.anchor = genesis_head.anchor;
    ASSERT_TRUE(write_head(folder(), head));
    const auto fault = fault_of(folder());
    ASSERT_TRUE(fault.has_value());
    EXPECT_EQ(fault->seq, close) << "the first signature that does not fit";
    EXPECT_FALSE(sells(folder()));
}

TEST_F(Forgery, OfTheSignatureItselfIsSeen) {
    auto records = records_of(folder());
    Record& closing = records[close];
    closing.body = changed(closing.body, [](Json& body) { body["signature"] = "signed:00"; });
    replace_journal(folder(), std::move(records));
    EXPECT_EQ(fault_of(folder())->seq, close);
    EXPECT_FALSE(sells(folder()));
}

TEST_F(Forgery, ThatTakesTheSignatureAwayIsSeen) {
    auto records = records_of(folder());
    records[close].body = changed(records[close].body, [](Json& body) { body.erase("signature"); });
    replace_journal(folder(), std::move(records));
    EXPECT_EQ(fault_of(folder())->seq, close);
    EXPECT_FALSE(sells(folder()));
}

TEST_F(Forgery, ThatCutsOffTheLastSalesIsSeen) {
    auto records = records_of(folder());
    records.pop_back();
    replace_journal(folder(), std::move(records));
    EXPECT_TRUE(fault_of(folder()).has_value());
    EXPECT_FALSE(sells(folder()));
    sqlite::Connection{folder() / ledger_file, sqlite::Access::write}.execute("DELETE FROM seal");
    EXPECT_FALSE(rebuild(folder(), test_key()).has_value()) << "and no rebuild covers it up";
}

TEST_F(Forgery, ThatAddsASaleIsSeen) {
    auto records = records_of(folder());
    const auto ledger = open_store(folder(), Use::read)->ledger();
    RecordDraft more = sale(ledger);
    records.push_back(seal(more, records.back().till, ledger.records, records.back().hash));
    replace_journal(folder(), std::move(records));
    EXPECT_TRUE(fault_of(folder()).has_value());
    EXPECT_FALSE(sells(folder()));
}

TEST_F(Forgery, ThatTakesTheSealAwayOrMakesOneUpIsSeen) {
    for (const char* sql :
         {"UPDATE seal SET hash = printf('%064d', 0)",
          "UPDATE seal SET seq = 11",
          "DELETE FROM seal"}) {
        sqlite::Connection{folder() / ledger_file, sqlite::Access::write}.execute(sql);
        EXPECT_EQ(fault_of(folder())->seq, close + 1) << sql;
        EXPECT_FALSE(sells(folder())) << sql;
        // The head still proves where the journal ends: a damaged seal can be made again.
        EXPECT_EQ(rebuild(folder(), test_key())->difference, "seal") << sql;
        EXPECT_FALSE(fault_of(folder()).has_value()) << sql;
    }
}

TEST_F(Forgery, ThatMakesItLookLikeALedgerFromBeforeSealsIsSeen) {
    cheat(folder(), open_sale);
    sqlite::Connection{folder() / ledger_file, sqlite::Access::write}.execute(
        "DROP TABLE pin_tries; DROP TABLE seal; DROP INDEX journal_signed; PRAGMA user_version = 2"
    );
    EXPECT_TRUE(fault_of(folder()).has_value());
    EXPECT_FALSE(sells(folder()));
}

TEST_F(Forgery, ThatTakesThePromiseOfSignaturesOutOfGenesisIsSeen) {
    auto records = records_of(folder());
    records[0].body = changed(records[0].body, [](Json& body) { body.erase("signed_shifts"); });
    for (Record& record : records) {
        record.body = changed(record.body, [](Json& body) { body.erase("signature"); });
    }
    replace_journal(folder(), std::move(records));
    sqlite::Connection{folder() / ledger_file, sqlite::Access::write}.execute(
        "DROP TABLE pin_tries; DROP TABLE seal; DROP INDEX journal_signed; PRAGMA user_version = 2"
    );
    EXPECT_TRUE(fault_of(folder()).has_value()) << "the anchor was signed over another genesis";
    EXPECT_FALSE(sells(folder()));
}

TEST_F(Forgery, IsLeftToTheKeyToProveWhereNoShiftWasClosedSince) {
    const auto without_key = verify(folder(), Depth::full, test_check());
    ASSERT_TRUE(without_key.has_value());
    EXPECT_FALSE(without_key->fault.has_value());
    EXPECT_EQ(without_key->unproved_from, close + 1);
    {
        const auto journal = open_store(folder());
        put(*journal, shift_close(journal->ledger()));
    }
    EXPECT_FALSE(verify(folder(), Depth::full, test_check())->unproved_from.has_value())
        << "what is signed, everybody can check";
}

TEST_F(Forgery, WithAnotherKeyIsRefused) {
    TillKey other = test_key();
    other.public_key = "RWQother";
    const auto journal = SqliteJournal::open(folder(), Use::write, other);
    ASSERT_FALSE(journal.has_value());
    EXPECT_EQ(journal.error().code, FailureCode::corrupt);
}

/// A store as programs before seals left it: closings unsigned, no seal, the head signed.
void make_old_store(const std::filesystem::path& folder) {
    RecordDraft old_genesis = genesis();
    old_genesis.body = changed(old_genesis.body, [](Json& body) { body.erase("signed_shifts"); });
    HeadPoint closed{};
    {
        auto journal = SqliteJournal::create(folder, identity(), old_genesis);
        ASSERT_TRUE(journal.has_value());
        live_a_day(**journal);
        closed = {close, {}};
    }
    closed.hash = records_of(folder)[close].hash;
    ASSERT_TRUE(write_head(
        folder,
        {closed, SignedPoint{closed, test_sign()(signed_text(identity().till, closed))}, {}, {}}
    ));
}

void take_new_tables_away(const std::filesystem::path& folder) {
    sqlite::Connection{folder / ledger_file, sqlite::Access::write}.execute(
        "DROP TABLE pin_tries; DROP TABLE seal; DROP INDEX journal_signed; PRAGMA user_version = 2"
    );
}

TEST(OldStore, OpensVerifiesAndIsSealedAndSignedFromThenOn) {
    const TestFolder folder;
    ASSERT_NO_FATAL_FAILURE(make_old_store(folder.path()));
    take_new_tables_away(folder.path());
    EXPECT_FALSE(fault_of(folder.path()).has_value());
    {
        const auto journal = open_store(folder.path());
        EXPECT_FALSE(fault_of(folder.path()).has_value()) << "sealed as it was taken up";
        put(*journal, sale(journal->ledger()));
        put(*journal, shift_close(journal->ledger()));
        put(*journal, shift_open(journal->ledger()));
    }
    EXPECT_FALSE(fault_of(folder.path()).has_value());
    cheat(folder.path(), first_sale);
    EXPECT_EQ(fault_of(folder.path())->seq, 14) << "the new close signs all that was before";
}

TEST(OldStore, ThatWasForgedIsNotSealed) {
    const TestFolder folder;
    ASSERT_NO_FATAL_FAILURE(make_old_store(folder.path()));
    cheat(folder.path(), first_sale);
    take_new_tables_away(folder.path());
    EXPECT_FALSE(sells(folder.path()));
    sqlite::Connection database{folder.path() / ledger_file, sqlite::Access::read};
    EXPECT_EQ(database.integer("PRAGMA user_version"), 2) << "a refused start writes nothing";
}

} // namespace
} // namespace ocop::store::test
