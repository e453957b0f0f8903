#include "pos/shell/atomic_file.hpp"
#include "tests/store/backup_kit.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace ocop::store::test {
namespace {

/// A backup somebody had in hand.
class HostileBackup : public testing::Test {
protected:
    HostileBackup() {
        live_a_day(*make_store(shop_.path()));
        EXPECT_TRUE(back_up(shop_.path(), file_).has_value());
        good_ = *read_file(file_, 10'000'000);
    }

    /// The fault of the whole backup after `sql` was run on it; nothing may come of it.
    std::string after(const std::string& sql) {
        std::ofstream{file_, std::ios::binary} << good_;
        sqlite::Connection{file_, sqlite::Access::write}.execute(
            "PRAGMA foreign_keys = OFF;" + sql
        );
        return fault();
    }

    /// The words it is refused with; empty if it is not.
    std::string fault() {
        const auto place = away_.path() / "place";
        const auto restored = restore_from(file_, place);
        const auto verdict = verify_backup(file_, nullptr, prove);
        if (restored) {
            std::filesystem::remove_all(place);
            return {};
        }
        EXPECT_FALSE(std::filesystem::exists(place));
        EXPECT_TRUE(!verdict || verdict->fault);
        EXPECT_FALSE(std::filesystem::exists(away_.path() / "evil"));
        return restored.error().what;
    }

    TestFolder shop_{};
    TestFolder away_{};
    std::filesystem::path file_ = away_.path() / "store.ocop";
    std::string good_{};
};

TEST_F(HostileBackup, WithNothingChangedIsTaken) {
    EXPECT_EQ(after("SELECT 1"), "");
}

TEST_F(HostileBackup, WithOtherTablesIsRefused) {
    const std::string other = "holds other tables than a backup has";
    EXPECT_EQ(after("CREATE TABLE more (a)"), other);
    EXPECT_EQ(after("CREATE VIEW more AS SELECT 1"), other);
    EXPECT_EQ(after("CREATE INDEX more ON file (size)"), other);
    EXPECT_EQ(after("CREATE TRIGGER more AFTER INSERT ON file BEGIN SELECT 1; END"), other);
    EXPECT_EQ(after("CREATE VIRTUAL TABLE more USING fts5(a)"), other);
    EXPECT_EQ(after("DROP TABLE chunk"), other);
    // A view in the place of a table would never come to its end.
    EXPECT_EQ(
        after("DROP TABLE about; CREATE VIEW about AS WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL "
              "SELECT x FROM r) SELECT x AS id, x AS till, x AS records, x AS head FROM r"),
        other
    );
    EXPECT_EQ(after("PRAGMA user_version = 0"), other);
    EXPECT_NE(after("PRAGMA user_version = 2"), "");
    EXPECT_NE(after("PRAGMA application_id = 7"), "");
}

TEST_F(HostileBackup, WithANameThatLeadsElsewhereIsRefused) {
    for (const char* name :
         {"../evil",
          "/tmp/evil",
          "..",
          ".",
          "",
          ".hidden",
          "evil.txt",
          "ledger.db-wal",
          "catalog-000001.db-wal",
          "feed-000001.db-journal",
          "ledger.lock",
          "restore.pending",
          "receipts/../evil",
          "receipts/a/b",
          "receipts/.hidden",
          "receipts/",
          "evil/receipt.pdf",
          "catalog\n.db"}) {
        const std::string sql = std::string{"UPDATE file SET name = '"} + name
                                + "' WHERE name = 'head'; UPDATE chunk SET name = '" + name
                                + "' WHERE name = 'head'";
        EXPECT_EQ(after(sql), "holds a file with a bad name") << name;
    }
}

TEST_F(HostileBackup, WithSizesThatDoNotAgreeIsRefused) {
    EXPECT_NE(after("UPDATE file SET size = size + 1 WHERE name = 'head'"), "");
    EXPECT_NE(after("UPDATE file SET size = -1 WHERE name = 'head'"), "");
    EXPECT_NE(after("UPDATE file SET size = 9223372036854775807 WHERE name = 'head'"), "");
    EXPECT_NE(after("UPDATE chunk SET number = number + 1 WHERE name = 'head'"), "");
    EXPECT_NE(after("DELETE FROM chunk WHERE name = 'head'"), "");
    EXPECT_NE(after("INSERT INTO chunk VALUES ('head', 1, '', x'00')"), "");
    EXPECT_NE(after("INSERT INTO chunk VALUES ('more', 0, '', x'00')"), "");
    EXPECT_NE(
        after("INSERT INTO file VALUES ('till.key', 384, 3000000);"
              "INSERT INTO chunk VALUES ('till.key', 0, '', zeroblob(3000000))"),
        ""
    ); // one piece larger than any of ours
    EXPECT_NE(after("UPDATE chunk SET bytes = zeroblob(length(bytes)) WHERE name = 'head'"), "");
    EXPECT_NE(
        after("DELETE FROM chunk WHERE name = 'ledger.db'; DELETE FROM file WHERE name = "
              "'ledger.db'"),
        ""
    );
}

TEST_F(HostileBackup, ThatSaysNotWhatItHoldsIsRefused) {
    EXPECT_NE(after("DELETE FROM about"), "");
    EXPECT_NE(after("UPDATE about SET till = '../evil'"), "");
    EXPECT_NE(after("UPDATE about SET records = 0"), "");
    EXPECT_NE(after("UPDATE about SET records = records + 1"), "");
    EXPECT_NE(after("UPDATE about SET head = 'x'"), "");
}

TEST_F(HostileBackup, ComesOutAsItsOwnersAloneWhateverModesItNames) {
    std::ofstream{file_, std::ios::binary} << good_;
    sqlite::Connection{file_, sqlite::Access::write}.execute("UPDATE file SET mode = 3583"); // 6777
    const auto place = away_.path() / "place";
    ASSERT_TRUE(restore_from(file_, place).has_value());
    for (const std::string& name : files_in(place)) {
        EXPECT_EQ(std::filesystem::status(place / name).permissions(), std::filesystem::perms{0600})
            << name;
    }
}

TEST_F(HostileBackup, WithAnotherLedgerWithinIsRefusedBeforeItIsAsked) {
    const auto ledger = away_.path() / "ledger.db";
    std::filesystem::copy(shop_.path() / ledger_file, ledger);
    sqlite::Connection{ledger, sqlite::Access::write}.execute(
        "ALTER TABLE journal RENAME TO old; CREATE VIEW journal AS WITH RECURSIVE r(x) AS (SELECT "
        "1 "
        "UNION ALL SELECT x FROM r) SELECT x AS seq, x AS kind, x AS day, x AS receipt, x AS "
        "record "
        "FROM r; PRAGMA wal_checkpoint(TRUNCATE)"
    );
    std::filesystem::remove(file_);
    const BackupAbout about{"QNA-HOIAN-01-1", 13, Hash{}};
    BackupWriter writer{file_, about};
    writer.add(ledger_file, ledger);
    static_cast<void>(writer.finish());
    EXPECT_EQ(fault(), "its ledger has other tables than a till's");
}

TEST_F(HostileBackup, CutOffAnywhereIsRefused) {
    for (std::size_t size = 0; size < good_.size(); size += good_.size() / 100) {
        std::ofstream{file_, std::ios::binary} << good_.substr(0, size);
        EXPECT_NE(fault(), "") << size;
    }
    std::ofstream{file_, std::ios::binary} << good_ << std::string(4096, '\0');
    EXPECT_NE(fault(), "");
}

} // namespace
} // namespace ocop::store::test
