#include "tests/store/shop.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <rapidcheck/gtest.h>
#include <string>
#include <vector>

namespace ocop::store::test {
namespace {

/// Text of any bytes, UTF-8 or not.
std::string any_bytes() {
    return *rc::gen::container<std::string>(rc::gen::elementOf(std::string{
        "aZ0\"\\/\n\t\x01\x7f\0{}[]:,\xc3\xa0\xff\xe1\xbb\x87\xf0\x9f\x98\x80", 28}));
}

Json any_value(int depth) {
    switch (*rc::gen::inRange(0, depth > 4 ? 8 : 10)) {
    case 0:
        return nullptr;
    case 1:
        return *rc::gen::arbitrary<bool>();
    case 2:
        return *rc::gen::arbitrary<std::int64_t>();
    case 3: // beyond what a record holds, half of the time
        return *rc::gen::arbitrary<std::uint64_t>();
    case 4:
        return *rc::gen::elementOf(std::vector<double>{
            0.5, 1.0, 1e300, std::numeric_limits<double>::quiet_NaN()});
    case 5:
        return iso(Moment{*rc::gen::arbitrary<std::int32_t>()});
    case 6:
        return Json::binary({1, 2, 3});
    case 7:
        return any_bytes();
    case 8: {
        Json list = Json::array();
        for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
            list.push_back(any_value(depth + 1));
        }
        return list;
    }
    default: {
        Json object = Json::object();
        for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
            object[any_bytes()] = any_value(depth + 1);
        }
        return object;
    }
    }
}

/// A body of the kind's own keys, some of them with a value of any kind, or of anything.
Json any_body() {
    Json body = any_value(3);
    if (!body.is_object() && *rc::gen::arbitrary<bool>()) {
        body = Json::object();
    }
    if (body.is_object()) {
        for (const char* key : {"user",         "role",          "active",    "key",     "value",
                                "shift",        "cashier",       "float",     "counted", "expected",
                                "difference",   "denominations", "by_tender", "hold",    "basket",
                                "total",        "removed_lines", "amount",    "do",      "product",
                                "quantity",     "version",       "sale",      "return",  "lines",
                                "last_receipt", "last_einvoice", "from_seq",  "clock",   "by"}) {
            if (*rc::gen::inRange(0, 4) == 0) {
                body[key] = any_value(3);
            }
        }
    }
    return body;
}

std::string any_kind() {
    return *rc::gen::oneOf(
        rc::gen::elementOf(std::vector<std::string>{
            "user",      "settings", "shift-open", "shift-close", "hold",    "cancel",
            "no-sale",   "paid-in",  "paid-out",   "stock",       "catalog", "restore",
            "wrong-pin", "pin",      "clock",      "sale",        "return",  "genesis",
            "right-pin", "export",   "",           "\xff",        "ki\0nd"}),
        rc::gen::exec(any_bytes)
    );
}

Moment any_moment() {
    return Moment{*rc::gen::oneOf(
        rc::gen::inRange<std::int64_t>(946'684'000, 7'258'118'400), // 2000 to 2200, and a bit
        rc::gen::arbitrary<std::int64_t>(),
        rc::gen::element<std::int64_t>(
            0, -1, 946'659'599, 946'659'600, 7'258'093'199, 7'258'093'200
        )
    )};
}

/// The store reads back before it commits: whatever comes, a record that is there is read by all
/// who read, and one that is refused left nothing.
TEST(BeforeCommit, NothingIsAppendedThatOurOwnReadersRefuse) {
    const TestFolder folder;
    auto journal = make_store(folder.path());
    put(*journal, user("hoa", Role::manager));
    int taken = 0;
    EXPECT_TRUE(rc::check([&] {
        const Ledger before = journal->ledger();
        const RecordDraft draft{any_kind(), any_moment(), RecordBody{any_body()}};
        const auto record = journal->append(draft);
        if (!record) {
            RC_ASSERT(journal->ledger() == before);
            return;
        }
        ++taken;
        RC_ASSERT(journal->ledger().records == before.records + 1);
        const auto reader = SqliteJournal::open(folder.path(), Use::read, test_key());
        RC_ASSERT(reader.has_value());
        int seen = 0;
        const auto read = (*reader)->read(record->seq, -1, [&](const Record& found) {
            seen += found.hash == record->hash && line_text(found) == line_text(*record) ? 1 : 2;
            return true;
        });
        RC_ASSERT(read.has_value());
        RC_ASSERT(seen == 1);
    }));
    EXPECT_GT(taken, 0);
    ASSERT_TRUE(journal->write_head());
    const auto verdict = verify(folder.path(), Depth::full, test_check(), {}, test_seal());
    ASSERT_TRUE(verdict);
    EXPECT_FALSE(verdict->fault) << words(*verdict->fault);
    journal.reset();
    EXPECT_EQ(open_store(folder.path())->ledger().records, verdict->records);
}

TEST(BeforeCommit, ATimeThatIsNotReadBackIsTheClocksFault) {
    const TestFolder folder;
    const auto journal = make_store(folder.path());
    const Ledger before = journal->ledger();
    for (const std::int64_t second :
         {std::int64_t{0},
          std::int64_t{946'659'599},
          std::int64_t{7'258'093'200},
          INT64_MAX,
          INT64_MIN}) {
        RecordDraft draft = setting("event", "x");
        draft.at = Moment{second};
        const auto record = journal->append(draft);
        ASSERT_FALSE(record) << second;
        EXPECT_EQ(record.error().code, FailureCode::clock) << second;
    }
    EXPECT_EQ(journal->ledger(), before);
}

TEST(BeforeCommit, ATextThatIsNoUtf8IsRefusedAsOneInASaleToo) {
    const TestFolder folder;
    const auto journal = make_store(folder.path());
    EXPECT_EQ(journal->append(setting("shop.name", "\xff")).error().code, FailureCode::unreadable);
    const RecordDraft good = sale(journal->ledger());
    SaleBody body = *good.body.sale();
    body.lines[0].name = "M\xff";
    EXPECT_EQ(
        journal->append(sale_draft(std::move(body), good.at)).error().code, FailureCode::unreadable
    );
    EXPECT_EQ(journal->ledger().records, 1);
}

TEST(BeforeCommit, AGenesisOfNoTimeMakesNoStore) {
    const TestFolder folder;
    RecordDraft first = genesis();
    first.at = Moment{0};
    const auto made = SqliteJournal::create(folder.path(), identity(), first, test_key());
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, FailureCode::clock);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / ledger_file));
}

} // namespace
} // namespace ocop::store::test
