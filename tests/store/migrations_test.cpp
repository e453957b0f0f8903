#include "pos/core/chain.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/store/migrations.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace ocop::store {
namespace {

/// The schema as SQLite stores it, without comments and with single spaces: what it means.
std::string schema_of(sqlite::Connection& database) {
    std::string texts;
    auto rows =
        database.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name");
    while (rows.step()) {
        std::istringstream lines{std::string{rows.text(0)}};
        for (std::string line; std::getline(lines, line);) {
            std::istringstream words{line.substr(0, line.find("--"))};
            for (std::string word; words >> word;) {
                texts += word + ' ';
            }
        }
        texts += '\n';
    }
    return texts;
}

TEST(Migrations, TogetherMakeWhatSchemaSqlSays) {
    sqlite::Connection migrated{":memory:", sqlite::Access::create};
    migrate(migrated);
    sqlite::Connection stated{":memory:", sqlite::Access::create};
    stated.execute(*read_file(OCOP_SOURCE_DIR "/pos/store/migrations/schema.sql", 100'000));
    EXPECT_EQ(schema_of(migrated), schema_of(stated));
    EXPECT_EQ(migrated.integer("PRAGMA user_version"), std::int64_t(migrations().size()));
}

/// A step that shops have taken is history: mend it with a further step, never here.
TEST(Migrations, StayAsTheyWereReleased) {
    ASSERT_EQ(migrations().size(), 4U);
    EXPECT_EQ(
        hex(blake2b(migrations()[0])),
        "8f28873234290e6971a483bfa21d9f0242d6457d4c637112c97f591299d5ba2c"
    );
    EXPECT_EQ(
        hex(blake2b(migrations()[1])),
        "9dac1326639e7a70aebcae48e08f8eae310d6fa2e33416941a0994f37d2150cf"
    );
}

TEST(Migrations, DoNothingOnTheNewestVersion) {
    sqlite::Connection database{":memory:", sqlite::Access::create};
    migrate(database);
    const std::string before = schema_of(database);
    migrate(database);
    EXPECT_EQ(schema_of(database), before);
}

} // namespace
} // namespace ocop::store
