#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>
#include <sodium.h>

#include <algorithm>
#include <array>

namespace ocop::cli::test {
namespace {

std::string blake2b(const std::string& bytes) {
    std::array<unsigned char, 32> hash{};
    crypto_generichash(
        hash.data(),
        hash.size(),
        reinterpret_cast<const unsigned char*>(bytes.data()),
        bytes.size(),
        nullptr,
        0
    );
    std::array<char, 65> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return hex.data();
}

struct Bundle {
    Json answer{};
    std::string name{};
    std::filesystem::path folder{}; // unpacked here
    Json manifest{};

    [[nodiscard]] std::string file(const std::string& file_name) const {
        return read_file(folder / file_name);
    }
};

Bundle make_bundle(const Shop& shop, const std::string& from, const std::string& to) {
    const std::filesystem::path out = shop.scratch() / ("out-" + from);
    Bundle bundle;
    bundle.answer = shop.done({"revenue",
                               "export",
                               "--from",
                               from,
                               "--to",
                               to,
                               "--out",
                               out.string(),
                               "--at",
                               Shop::at,
                               "--json"})
                        .json();
    const std::filesystem::path zip = bundle.answer["bundle"].get<std::string>();
    bundle.name = zip.filename().string();
    bundle.folder = out / "unpacked";
    EXPECT_EQ(
        run_program(
            {"unzip", "-q", "-o", (out / bundle.name).string(), "-d", bundle.folder.string()}
        )
            .exit,
        0
    );
    bundle.manifest = Json::parse(bundle.file("manifest.json"), nullptr, false);
    return bundle;
}

void sell_on(const Shop& shop, const std::string& moment) {
    shop.sell(
        R"({"do":"add","product":"CA","at":")" + moment + R"("}
{"do":"pay","tender":"cash","amount":120000,"at":")"
        + moment + "\"}"
    );
}

TEST(Export, IsASignedRangeOfTheJournalThatMinisignVerifies) {
    const Shop shop{Kind::training};
    sell_on(shop, "2026-11-20T10:00:00+07:00");
    shop.sell_as_manager(
        R"({"do":"return","sale":"QNA-HOIAN-01-1-000001","lines":[{"line":1,"quantity":250}],"tender":"cash"})"
    );
    const auto lines = shop.done({"journal", "dump"}).lines();
    const Bundle bundle = make_bundle(shop, "2026-11-01", "2026-11-30");
    const auto last = lines.size() - 1;
    EXPECT_EQ(bundle.name, "revenue-QNA-HOIAN-01-1-0-" + std::to_string(last) + ".zip");
    std::string journal;
    for (const std::string& line : lines) {
        journal += line + "\n";
    }
    EXPECT_EQ(bundle.file("journal.jsonl"), journal);
    const Json& manifest = bundle.manifest;
    const Json genesis = Json::parse(lines.front());
    EXPECT_EQ(manifest["v"], 1);
    EXPECT_EQ(manifest["till"], Shop::till);
    EXPECT_EQ(manifest["public_key"], genesis["body"]["public_key"]);
    EXPECT_EQ(manifest["training"], true);
    EXPECT_EQ(manifest["from"], "2026-11-01");
    EXPECT_EQ(manifest["to"], "2026-11-30");
    EXPECT_EQ(manifest["first_seq"], 0);
    EXPECT_EQ(manifest["last_seq"], last);
    EXPECT_EQ(manifest["prev"], std::string(64, '0'));
    EXPECT_EQ(manifest["hash"], Json::parse(lines.back())["hash"]);
    EXPECT_EQ(manifest["records"], lines.size());
    EXPECT_EQ(manifest["totals"]["revenue"], 90000);
    EXPECT_EQ(manifest["totals"]["vat"], 8889 - 2222);
    std::vector<std::string> names;
    for (const Json& file : manifest["files"]) {
        const std::string bytes = bundle.file(file["name"]);
        names.push_back(file["name"]);
        EXPECT_EQ(file["bytes"], bytes.size());
        EXPECT_EQ(file["blake2b"], blake2b(bytes));
    }
    EXPECT_THAT(
        names, testing::UnorderedElementsAre("journal.jsonl", "revenue.xlsx", "revenue.pdf")
    );
    const auto verify = [&] {
        return run_program({MINISIGN,
                            "-Vm",
                            (bundle.folder / "manifest.json").string(),
                            "-P",
                            manifest["public_key"].get<std::string>()})
            .exit;
    };
    EXPECT_EQ(verify(), 0);
    write_file(bundle.folder / "manifest.json", bundle.file("manifest.json") + " ");
    EXPECT_NE(verify(), 0);
    // What was sent is itself on record.
    EXPECT_EQ(shop.records().back()["kind"], "export");
    EXPECT_EQ(shop.records().back()["body"]["last_seq"], last);
    for (const Json& file : bundle.answer["files"]) {
        EXPECT_TRUE(std::filesystem::exists(file.get<std::string>()));
    }
}

TEST(Export, OfSuccessivePeriodsJoins) {
    const Shop shop{Kind::training};
    sell_on(shop, "2025-09-10T10:00:00+07:00");
    sell_on(shop, "2025-09-30T23:59:59+07:00");
    const Bundle september = make_bundle(shop, "2025-09-01", "2025-09-30");
    sell_on(shop, "2025-10-01T00:00:00+07:00");
    const Bundle october = make_bundle(shop, "2025-10-01", "2025-10-31");
    sell_on(shop, "2025-11-02T10:00:00+07:00");
    const Bundle november = make_bundle(shop, "2025-11-01", "2025-11-30");
    EXPECT_EQ(september.manifest["first_seq"], 0);
    const auto follows = [](const Bundle& later, const Bundle& earlier) {
        return later.manifest["first_seq"] == earlier.manifest["last_seq"].get<int>() + 1
               && later.manifest["prev"] == earlier.manifest["hash"];
    };
    EXPECT_TRUE(follows(october, september));
    EXPECT_TRUE(follows(november, october));
    EXPECT_EQ(september.manifest["totals"]["revenue"], 240000);
    EXPECT_EQ(october.manifest["totals"]["revenue"], 120000);
    EXPECT_EQ(november.manifest["totals"]["revenue"], 120000);
    shop.done({"journal", "verify", "--full"});
}

std::vector<std::string> export_to(const std::filesystem::path& out) {
    return {
        "revenue",
        "export",
        "--from",
        "2026-11-01",
        "--to",
        "2026-11-30",
        "--out",
        out.string(),
        "--at",
        Shop::at,
        "--json"};
}

TEST(Export, HoldsWhatWasSoldAfterAnEveningsExportAndBehindAWrongClock) {
    const Shop shop{Kind::training};
    sell_on(shop, "2026-11-20T10:00:00+07:00");
    const Bundle evening = make_bundle(shop, "2026-11-20", "2026-11-20");
    sell_on(shop, "2026-11-20T21:00:00+07:00");
    sell_on(shop, "2025-11-21T10:00:00+07:00"); // a clock a year behind
    const Bundle next = make_bundle(shop, "2026-11-21", "2026-11-21");
    EXPECT_EQ(next.manifest["first_seq"], evening.manifest["last_seq"].get<int>() + 1);
    EXPECT_EQ(next.manifest["totals"]["revenue"], 240000);
    EXPECT_EQ(next.manifest["from"], "2026-11-21");
}

TEST(Export, OfAPeriodWithoutASaleIsAStatementToo) {
    const Shop shop{Kind::training};
    const Bundle first = make_bundle(shop, "2020-01-01", "2020-01-31");
    EXPECT_EQ(first.manifest["totals"]["revenue"], 0);
    const Bundle second = make_bundle(shop, "2020-02-01", "2020-02-29");
    EXPECT_EQ(second.manifest["first_seq"], first.manifest["last_seq"].get<int>() + 1);
    EXPECT_EQ(second.manifest["records"], 1) << "the first export's own record";
}

TEST(Export, WithNowhereToWriteChangesNothing) {
    const Shop shop{Kind::training};
    const std::size_t before = shop.records().size();
    const auto out = shop.scratch() / "out";
    write_file(out, "a file");
    EXPECT_EQ(shop.ocop(export_to(out)).exit, 3);
    EXPECT_EQ(shop.ocop(export_to(out / "deeper")).exit, 3);
    EXPECT_EQ(read_file(out), "a file");
    ASSERT_EQ(run_program({"mkfifo", (shop.scratch() / "pipe").string()}).exit, 0);
    EXPECT_EQ(shop.ocop(export_to(shop.scratch() / "pipe")).exit, 3);
    EXPECT_EQ(shop.records().size(), before);
    EXPECT_FALSE(std::filesystem::exists(shop.data() / "export.pending"));
}

TEST(Export, OnAFullDiskLeavesNothing) {
    const Shop shop{Kind::training};
    sell_on(shop, "2026-11-20T10:00:00+07:00");
    const std::size_t before = shop.records().size();
    const auto out = shop.scratch() / "far" / "out";
    // Room for what the store writes, not for a bundle.
    const Ran ran = shop.ocop(export_to(out), {}, {{}, 40'000});
    EXPECT_EQ(ran.exit, 4) << ran.err;
    EXPECT_FALSE(std::filesystem::exists(shop.scratch() / "far"));
    EXPECT_FALSE(std::filesystem::exists(shop.data() / "export.pending"));
    EXPECT_EQ(shop.records().size(), before);
    EXPECT_EQ(shop.ocop(export_to(out)).exit, 0);
}

TEST(Export, ReplacesNoFolderThatHasTheBundlesName) {
    const Shop shop{Kind::training};
    const auto last = shop.records().size() - 1;
    const auto out = shop.scratch() / "out";
    const auto name = "revenue-QNA-HOIAN-01-1-0-" + std::to_string(last) + ".zip";
    std::filesystem::create_directories(out / name);
    const Ran ran = shop.ocop(export_to(out));
    EXPECT_EQ(ran.exit, 3) << ran.err;
    EXPECT_EQ(ran.json()["error"]["code"], "wrong-kind");
    EXPECT_EQ(shop.records().size(), last + 1);
    EXPECT_EQ(contents_of(out), Json::object());
}

TEST(Export, NeverSignsAJournalThatIsNotWhole) {
    const Shop shop{Kind::training};
    sell_on(shop, "2026-11-20T10:00:00+07:00");
    sell_on(shop, "2026-11-20T11:00:00+07:00");
    const std::size_t before = shop.records().size();
    // A price changed long before the end, in record 8, which the opening does not look at.
    const auto seq = shop.records("sale").front()["seq"].get<int>();
    shop.tamper(
        "DROP TRIGGER journal_changes_no_record; UPDATE journal SET record = replace(record, "
        "'120000', '120001') WHERE seq = "
        + std::to_string(seq)
    );
    const auto out = shop.scratch() / "out";
    const Ran ran = shop.ocop(export_to(out));
    EXPECT_EQ(ran.exit, 1) << ran.out;
    EXPECT_EQ(ran.json()["error"]["where"], "seq " + std::to_string(seq));
    EXPECT_FALSE(std::filesystem::exists(out));
    EXPECT_FALSE(std::filesystem::exists(shop.data() / "export.pending"));
    EXPECT_EQ(shop.done({"journal", "dump", "--from", std::to_string(before)}).lines().size(), 0u);
}

/// Makes the first sale of the journal one that nobody can read any more.
void spoil_first_sale(const Shop& shop) {
    shop.tamper(
        "DROP TRIGGER journal_changes_no_record; UPDATE journal SET record = '{}' WHERE seq = "
        + shop.records("sale").front()["seq"].dump()
    );
}

TEST(Export, ReadsNoRecordOfAnEarlierOne) {
    const Shop shop{Kind::training};
    sell_on(shop, "2026-11-20T10:00:00+07:00");
    sell_on(shop, "2026-11-20T11:00:00+07:00");
    const Bundle first = make_bundle(shop, "2026-11-20", "2026-11-20");
    spoil_first_sale(shop); // would end whoever reads the whole ledger
    sell_on(shop, "2026-11-21T10:00:00+07:00");
    const Bundle next = make_bundle(shop, "2026-11-21", "2026-11-21");
    EXPECT_EQ(next.manifest["first_seq"], first.manifest["last_seq"].get<int>() + 1);
    EXPECT_EQ(next.manifest["totals"]["sales"], 1);
    EXPECT_EQ(shop.ocop(export_to(shop.scratch() / "all")).exit, 1) << "a period that holds it";
}

TEST(Reading, OfTheLastDeliveryAndOfOneProductLeavesOtherRecordsAlone) {
    const Shop shop{Kind::training};
    const auto sell = [&shop](const char* product, const char* moment) {
        const std::string at = std::string{"\",\"at\":\""} + moment + "\"}\n";
        shop.sell(
            std::string{"{\"do\":\"add\",\"product\":\""} + product + at
            + R"({"do":"pay","amount":120000,"tender":"cash)" + at
        );
    };
    sell("BA", "2023-07-02T10:00:00+07:00"); // within the window of CA, and none of it
    sell("CA", "2023-07-01T10:00:00+07:00");
    sell("CA", "2026-11-20T10:00:00+07:00"); // after its window
    shop.sell(R"({"do":"receive","producer":"P-02","product":"BA","quantity":5000})");
    shop.sell(R"({"do":"receive","producer":"P-01","product":"CA","quantity":1000})");
    shop.sell(R"({"do":"receive","producer":"P-01","product":"CA","quantity":2000})");
    shop.sell(R"({"do":"no-sale"})");
    const std::vector<std::string> uplift{
        "revenue", "uplift", "--as-of", "2026-11-22", "--product", "CA", "--json"};
    const Json of_one = shop.done(uplift).json();
    Json of_all = shop.done({"revenue", "uplift", "--as-of", "2026-11-22", "--json"}).json();
    for (const Json& row : of_all["rows"]) {
        if (row["product"] == "CA") {
            EXPECT_EQ(of_one["rows"], Json::array({row})) << "the same, whichever way it is read";
        }
    }
    ASSERT_EQ(of_one["rows"].size(), 1u);
    EXPECT_EQ(of_one["rows"][0]["shelf_net"], 111111);
    const std::string note = shop.done({"stock", "note", "last"}).out;
    spoil_first_sale(shop);
    EXPECT_EQ(shop.done(uplift).json(), of_one);
    EXPECT_EQ(shop.done({"stock", "note", "last"}).out, note);
    EXPECT_THAT(note, testing::HasSubstr("2"));
    EXPECT_NE(shop.ocop({"revenue", "uplift", "--as-of", "2026-11-22"}).exit, 0);
}

/// As a stick pulled between the journal's record and the files' last names leaves it; where the
/// folder of the stick is now.
std::filesystem::path
pull_stick(const Shop& shop, const Bundle& bundle, const std::filesystem::path& out) {
    const auto records = shop.records("export");
    EXPECT_EQ(records.size(), 1u);
    Json files = Json::array();
    for (const Json& file : bundle.answer["files"]) {
        const std::filesystem::path path = file.get<std::string>();
        files.push_back({{"name", path.filename().string()}, {"blake2b", blake2b(read_file(path))}}
        );
        std::filesystem::rename(path, path.string() + ".part");
    }
    const Json pending{
        {"v", 1},
        {"exports",
         Json::array(
             {{{"folder", out.string()},
               {"after", records[0]["seq"]},
               {"files", files},
               {"body", records[0]["body"]}}}
         )}};
    write_file(shop.data() / "export.pending", pending.dump());
    const auto away = shop.scratch() / "pulled";
    std::filesystem::rename(out, away);
    return away;
}

TEST(Export, ThatNeverArrivedIsInTheNextOne) {
    const Shop shop{Kind::training};
    sell_on(shop, "2026-11-20T10:00:00+07:00");
    const Bundle lost = make_bundle(shop, "2026-11-01", "2026-11-30");
    pull_stick(shop, lost, shop.scratch() / "out-2026-11-01");
    sell_on(shop, "2026-12-01T10:00:00+07:00");
    const Bundle next = make_bundle(shop, "2026-12-01", "2026-12-31");
    EXPECT_EQ(next.manifest["first_seq"], lost.manifest["first_seq"]);
    EXPECT_EQ(next.manifest["totals"]["sales"], 2);
}

TEST(Export, ThatLostItsStickIsFinishedWhenTheStickIsBack) {
    const Shop shop{Kind::training};
    sell_on(shop, "2026-11-20T10:00:00+07:00");
    const Bundle bundle = make_bundle(shop, "2026-11-01", "2026-11-30");
    const auto out = shop.scratch() / "out-2026-11-01";
    const auto away = pull_stick(shop, bundle, out);
    const Ran without = shop.done({"settings", "set", "event", "x", "--lang", "en"});
    EXPECT_THAT(without.err, testing::HasSubstr("plug the stick in"));
    EXPECT_THAT(without.err, testing::HasSubstr(bundle.name));
    std::filesystem::rename(away, out);
    const Ran back = shop.done({"settings", "set", "event", "y", "--lang", "en"});
    EXPECT_THAT(back.err, testing::HasSubstr("Completed an export"));
    EXPECT_TRUE(std::filesystem::exists(out / bundle.name));
    EXPECT_FALSE(std::filesystem::exists(out / (bundle.name + ".part")));
    EXPECT_FALSE(std::filesystem::exists(shop.data() / "export.pending"));
    EXPECT_EQ(shop.done({"settings", "set", "event", "z"}).err, "");
    EXPECT_EQ(shop.records("export").size(), 1u);
}

TEST(Export, IsNotStoppedByAListOfUnfinishedOnesThatIsDamaged) {
    const Shop shop{Kind::training};
    write_file(shop.data() / "export.pending", "no list");
    const Ran ran = shop.done(export_to(shop.scratch() / "out"));
    EXPECT_THAT(ran.err, testing::HasSubstr("export.pending"));
    EXPECT_EQ(shop.done(export_to(shop.scratch() / "out")).err, "");
}

TEST(Export, WithAnotherKeyThanTheTillsIsRefused) {
    const Shop shop{Kind::training};
    const Shop other{Kind::training, false};
    write_file(shop.data() / "till.key", read_file(other.data() / "till.key"));
    const std::string out = (shop.scratch() / "out").string();
    const Ran ran = shop.ocop(
        {"revenue", "export", "--from", "2026-11-01", "--to", "2026-11-30", "--out", out, "--json"}
    );
    EXPECT_EQ(ran.exit, 1);
    EXPECT_TRUE(ran.json()["error"]["message"].is_string());
    EXPECT_FALSE(std::filesystem::exists(out));
}

} // namespace
} // namespace ocop::cli::test
