#include "pos/core/json.hpp"
#include "pos/store/verify.hpp"
#include "tests/store/child_process.hpp"
#include "tests/store/shop.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <sstream>
#include <string>

namespace ocop::store::test {
namespace {

/// OCOP_CRASH_SEED repeats a run; else every run is another one.
std::uint32_t crash_seed() {
    // Tests run on one thread.
    const char* given = std::getenv("OCOP_CRASH_SEED"); // NOLINT(concurrency-mt-unsafe)
    const auto seed = given != nullptr
                          ? static_cast<std::uint32_t>(std::strtoul(given, nullptr, 10))
                          : std::random_device{}();
    std::cout << "OCOP_CRASH_SEED=" << seed << std::endl;
    return seed;
}

/// Follows `process` to any moment of its start, of at most `start_max`, or of its first
/// `lines_max` lines. After a line it goes on for up to twice what a line took so far, so that a
/// kill may hit all of the next one, however slow the machine.
void follow_to_any_moment(
    ChildProcess& process,
    std::chrono::microseconds start_max,
    std::size_t lines_max,
    std::mt19937& chance
) {
    using std::chrono::steady_clock;
    const auto lines = std::uniform_int_distribution<std::size_t>{0, lines_max}(chance);
    const auto start = steady_clock::now();
    process.follow(lines, std::chrono::microseconds{0});
    auto longest = start_max;
    if (lines > 0) {
        longest = std::chrono::duration_cast<std::chrono::microseconds>(
            (steady_clock::now() - start) * 2 / static_cast<std::int64_t>(lines)
        );
    }
    process.follow(
        lines,
        std::chrono::microseconds{
            std::uniform_int_distribution<std::int64_t>{0, longest.count()}(chance)}
    );
}

/// How often each receipt number stands in the journal's lines.
std::map<std::string, int> receipts_in(const std::string& lines) {
    std::map<std::string, int> counts;
    std::istringstream text{lines};
    for (std::string line; std::getline(text, line);) {
        const auto record = parse_record(line);
        EXPECT_TRUE(record.has_value());
        if (record && (record->kind == "sale" || record->kind == "return")) {
            ++counts[*receipt_of(record->kind, record->body)];
        }
    }
    return counts;
}

/// Every number that was said is there once; at most `in_flight` more are.
void expect_each_once(
    const std::map<std::string, int>& stored,
    const std::vector<std::string>& said,
    std::size_t in_flight
) {
    for (const auto& [number, count] : stored) {
        ASSERT_EQ(count, 1) << number;
    }
    for (const std::string& number : said) {
        ASSERT_TRUE(stored.contains(number)) << number << " was said, and is not there";
    }
    ASSERT_LE(stored.size(), said.size() + in_flight);
}

TEST(Crash, KillingTheJournalAtAnyMomentLosesNoSaleThatWasSaid) {
    std::mt19937 chance{crash_seed()};
    constexpr int stores = 12;
    constexpr int kills_per_store = 10;
    std::size_t sales = 0;
    for (int store = 0; store < stores; ++store) {
        const TestFolder folder;
        make_store(folder.path());
        std::vector<std::string> said;
        for (int kill = 1; kill <= kills_per_store; ++kill) {
            ChildProcess seller{{OCOP_SELLER, folder.path().string()}};
            follow_to_any_moment(seller, std::chrono::milliseconds{40}, 20, chance);
            seller.kill();
            for (const std::string& number : seller.lines()) {
                said.push_back(number);
            }
            const auto verdict = verify(folder.path(), Depth::full, test_check());
            ASSERT_TRUE(verdict.has_value()) << verdict.error().what;
            ASSERT_FALSE(verdict->fault.has_value()) << words(*verdict->fault);
            ASSERT_NO_FATAL_FAILURE(expect_each_once(
                receipts_in(dump(folder.path())), said, static_cast<std::size_t>(kill)
            ));
        }
        sales += said.size();
    }
    EXPECT_GT(sales, 100U) << "killed too early to prove anything";
}

#ifdef OCOP_PROGRAM

/// Runs `ocop` with `arguments` on the store in `folder`; what it printed.
std::string ocop(
    const std::filesystem::path& folder,
    std::vector<std::string> arguments,
    const std::string& input = {}
) {
    arguments.insert(arguments.begin(), OCOP_PROGRAM);
    arguments.insert(arguments.end(), {"--data", folder.string()});
    ChildProcess program{arguments, input};
    EXPECT_EQ(program.wait(), 0) << arguments[1] << ": " << program.output();
    return program.output();
}

void furnish_shop(const std::filesystem::path& folder) {
    ocop(
        folder,
        {"init",
         "--province",
         "QNA",
         "--point",
         "QNA-HOIAN-01",
         "--name",
         "Cửa hàng OCOP",
         "--district",
         "Hội An",
         "--till",
         "1",
         "--training"}
    );
    ocop(folder, {"user", "add", "lan", "--role", "manager", "--pin-stdin"}, "1234\n");
    const auto goods = folder.parent_path() / (folder.filename().string() + ".csv");
    std::ofstream{goods}
        << "code,gtin,name,group,producer_code,producer_name,producer_kind,commune,"
           "district,province,stars,recognised_on,unit,price,vat,active\n"
           "QNA-001,08934563138165,Mắm cá cơm,12,P-01,HTX Cửa Khe,htx,Bình Dương,"
           "Thăng Bình,QNA,4,2023-05-04,chai,120000,8,true\n"
           "QNA-002,,Chè dây Za Réh,12,P-02,HTX xã Tư,htx,Tư,"
           "Đông Giang,QNA,3,2018-12-20,hộp,75000,8,true\n";
    ocop(folder, {"catalog", "import", goods.string()});
    std::filesystem::remove(goods);
}

/// More sales than a process lives to make.
std::string endless_day() {
    std::string script = R"({"do":"sign-in","user":"lan","pin":"1234"})"
                         "\n"
                         R"({"do":"open-shift","float":2000000})"
                         "\n";
    for (int i = 0; i < 400; ++i) {
        script += R"({"do":"scan","code":"]E08934563138165"})"
                  "\n"
                  R"({"do":"add","product":"QNA-002","quantity":2000})"
                  "\n"
                  R"({"do":"pay","tender":"cash","amount":300000})"
                  "\n";
        if (i % 9 == 8) {
            script += R"({"do":"close-shift","counted":{"500000":4}})"
                      "\n"
                      R"({"do":"open-shift","float":2000000})"
                      "\n";
        }
    }
    return script;
}

TEST(Crash, KillingOcopSellAtAnyMomentLosesNoSaleThatWasAnswered) {
    std::mt19937 chance{crash_seed()};
    constexpr int stores = 4;
    constexpr int kills_per_store = 26;
    const std::string script = endless_day();
    std::size_t sales = 0;
    for (int store = 0; store < stores; ++store) {
        const TestFolder folder;
        const auto data = folder.path() / "data";
        furnish_shop(data);
        std::vector<std::string> said;
        for (int kill = 1; kill <= kills_per_store; ++kill) {
            ChildProcess till{
                {OCOP_PROGRAM, "sell", "--script", "-", "--data", data.string()}, script};
            follow_to_any_moment(till, std::chrono::milliseconds{160}, 60, chance);
            till.kill();
            for (const std::string& line : till.lines()) {
                const auto answer = parse_json(line);
                ASSERT_TRUE(answer.has_value()) << line;
                if (answer->value("ok", false) && answer->contains("sale")) {
                    said.push_back((*answer)["sale"].get<std::string>());
                }
            }
            ocop(data, {"journal", "verify", "--full"});
            ASSERT_NO_FATAL_FAILURE(expect_each_once(
                receipts_in(ocop(data, {"journal", "dump"})), said, static_cast<std::size_t>(kill)
            ));
        }
        sales += said.size();
    }
    EXPECT_GT(sales, 200U) << "killed too early to prove anything";
}

#endif

} // namespace
} // namespace ocop::store::test
