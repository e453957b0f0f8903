#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

namespace ocop::cli::test {
namespace {

using testing::HasSubstr;

TEST(Shift, IsOneAtATimeWhoeverSignsInAndOutlivesTheProcess) {
    const Shop shop{Kind::training};
    const auto answers = shop.sell_as_manager(R"({"do":"open-shift","float":0}
{"do":"add","product":"CA"}
{"do":"close-shift","counted":{}}
{"do":"pay","tender":"cash","amount":120000}
{"do":"close-shift","counted":{"500000":1,"100000":1,"20000":1}}
{"do":"close-shift","counted":{}}
{"do":"open-shift","float":1000})");
    EXPECT_EQ(refused(answers[0]), "shift-already-open");
    EXPECT_EQ(refused(answers[2]), "basket-not-empty");
    EXPECT_EQ(refused(answers[4]), "");
    EXPECT_EQ(refused(answers[5]), "no-shift");
    EXPECT_EQ(refused(answers[6]), "");
    EXPECT_EQ(shop.records("shift-open").back()["body"]["shift"], 2);
}

TEST(Shift, ClosesWithADrawerThatFollowsFromItsRecords) {
    const Shop shop{Kind::training};
    shop.sell_as_manager(R"({"do":"add","product":"CA","quantity":2000}
{"do":"pay","tender":"transfer","amount":40000}
{"do":"pay","tender":"cash","amount":500000}
{"do":"add","product":"BA"}
{"do":"pay","tender":"card","amount":35000}
{"do":"paid-in","amount":50000,"reason":"tiền lẻ"}
{"do":"paid-out","amount":12000,"reason":"nước"}
{"do":"return","sale":"QNA-HOIAN-01-1-000001","lines":[{"line":1,"quantity":500}],"tender":"cash"}
{"do":"return","sale":"QNA-HOIAN-01-1-000002","lines":[{"line":1,"quantity":1000}],"tender":"transfer"})"
    );
    const Json x = shop.done({"shift", "report", "current", "--as", "x", "--json"}).json();
    EXPECT_EQ(shop.ocop({"shift", "report", "current", "--as", "z"}).exit, 3);
    // 500000 + (500000 − 300000 change) + 50000 − 12000 − 60000
    const Json answer = shop.last(
        R"({"do":"close-shift","counted":{"500000":1,"100000":1,"50000":1,"20000":1,"5000":1,"1000":2}})"
    );
    EXPECT_EQ(refused(answer), "");
    const Json body = shop.records("shift-close").at(0)["body"];
    const Json expected{
        {"shift", 1},
        {"float", 500000},
        {"expected", 678000},
        {"counted", 677000},
        {"difference", -1000},
        {"denominations",
         {{"500000", 1}, {"100000", 1}, {"50000", 1}, {"20000", 1}, {"5000", 1}, {"1000", 2}}},
        {"by_tender", {{"cash", 140000}, {"transfer", 5000}, {"card", 35000}}}};
    for (const auto& [key, value] : expected.items()) {
        EXPECT_EQ(body[key], value) << key;
        EXPECT_EQ(answer[key], value) << key;
    }
    EXPECT_EQ(x["expected"], 678000);
    EXPECT_TRUE(x["counted"].is_null());
    const Json z = shop.done({"shift", "report", "1", "--as", "z", "--json"}).json();
    EXPECT_EQ(z["difference"], -1000);
    EXPECT_EQ(z["sales"], 2);
    EXPECT_EQ(z["returns"], 2);
    EXPECT_EQ(z["sold"], 275000);
    EXPECT_EQ(z["returned"], 95000);
    EXPECT_EQ(shop.ocop({"shift", "report", "current"}).exit, 3);
    EXPECT_EQ(shop.ocop({"shift", "report", "2"}).exit, 3);
}

TEST(Shift, ItsReportsSayTheLastNumbersInUseThen) {
    const Shop shop{Kind::training};
    shop.done({"settings", "set", "einvoice.series", "1C26MYY"});
    shop.done({"settings", "set", "einvoice.code", "MNZLR"});
    const std::string sale = R"({"do":"add","product":"BA"}
{"do":"pay","tender":"cash","amount":35000})";
    const auto report = [&](const char* number, const char* as) {
        return shop.done({"shift", "report", number, "--as", as}).out;
    };
    EXPECT_THAT(report("1", "x"), HasSubstr("Số cuối đã dùng"));
    shop.sell(sale);
    shop.sell(sale);
    EXPECT_THAT(report("current", "x"), HasSubstr("QNA-HOIAN-01-1-000002"));
    shop.sell(R"({"do":"close-shift","counted":{}})");
    const Json in_use = shop.records("shift-close").at(0)["body"]["in_use"];
    EXPECT_EQ(in_use["last_receipt"], "QNA-HOIAN-01-1-000002");
    EXPECT_EQ(in_use["last_einvoice"], (Json{{"1C26MYY", 2}, {"M1-26-MNZLR", 2}}));
    const std::string z = report("1", "z");
    EXPECT_THAT(
        z,
        testing::ContainsRegex("Số cuối đã dùng\nPhiếu +QNA-HOIAN-01-1-000002\n"
                               "Hóa đơn điện tử 1C26MYY +2\n")
    );
    // A shift without a sale says them too, and the first one says what it said.
    shop.sell(R"({"do":"open-shift","float":0}
{"do":"close-shift","counted":{}})");
    const Json second = shop.done({"shift", "report", "2", "--as", "z", "--json"}).json();
    EXPECT_TRUE(second["last_receipt"].is_null()) << "of the shift itself";
    EXPECT_EQ(second["in_use"], in_use);
    shop.sell(R"({"do":"open-shift","float":0})");
    shop.sell(sale);
    const auto figures = [](const std::string& text) { // how far the journal is signed goes on
        return text.substr(0, text.find("Đã ký đến"));
    };
    EXPECT_EQ(figures(report("1", "z")), figures(z));
    const Json now = shop.done({"shift", "report", "current", "--json"}).json();
    EXPECT_EQ(now["in_use"]["last_receipt"], "QNA-HOIAN-01-1-000003");
    EXPECT_EQ(shop.done({"shift", "report", "1", "--as", "z", "--json"}).json()["in_use"], in_use);
    EXPECT_EQ(shop.done({"journal", "verify", "--full"}).exit, 0);
    EXPECT_EQ(shop.done({"journal", "rebuild"}).exit, 0);
}

TEST(Shift, IsNeededToSellButNotToReceiveSignInOrOpenTheDrawer) {
    const Shop shop{Kind::training, false};
    const auto answers = shop.sell(R"({"do":"receive","product":"CA","quantity":1000}
{"do":"no-sale"}
{"do":"add","product":"CA"}
{"do":"scan","code":"08934563138165"}
{"do":"paid-in","amount":1000,"reason":"x"}
{"do":"paid-out","amount":1000,"reason":"x"}
{"do":"close-shift","counted":{}}
{"do":"return","sale":"QNA-HOIAN-01-1-000001","lines":[{"line":1,"quantity":1000}],"tender":"cash","approver":"hoa","approver_pin":"9999"})"
    );
    EXPECT_EQ(refused(answers[0]), "");
    EXPECT_EQ(refused(answers[1]), "");
    for (std::size_t i = 2; i < answers.size(); ++i) {
        EXPECT_EQ(refused(answers[i]), "no-shift") << answers[i];
    }
    EXPECT_EQ(shop.records("no-sale").size(), 1u);
}

TEST(Shift, RefusesWhatIsNoCountOrNoReason) {
    const Shop shop{Kind::training};
    const std::size_t before = shop.records().size();
    for (const Json& answer : shop.sell(R"({"do":"close-shift","counted":{"3000":1}}
{"do":"close-shift","counted":{"1000":-1}}
{"do":"close-shift","counted":{"x":1}}
{"do":"close-shift","counted":5}
{"do":"close-shift"}
{"do":"paid-in","amount":0,"reason":"x"}
{"do":"paid-out","amount":-5,"reason":"x"}
{"do":"paid-in","amount":5})")) {
        EXPECT_NE(refused(answer), "") << answer;
    }
    EXPECT_EQ(shop.records().size(), before);
}

TEST(Shift, TheZReportAnchorsTheJournalAndIsMarkedAsTraining) {
    const Shop shop{Kind::training};
    shop.sell(R"({"do":"add","product":"CA"}
{"do":"pay","tender":"cash","amount":120000}
{"do":"close-shift","counted":{"500000":1,"100000":1,"20000":1}})");
    const Json closed = shop.records("shift-close").at(0);
    const std::string z = shop.done({"shift", "report", "1", "--as", "z"}).out;
    std::string joined; // the hash may be broken over lines
    for (const char c : z) {
        if (c != ' ' && c != '\n') {
            joined += c;
        }
    }
    EXPECT_THAT(joined, HasSubstr(closed["hash"].get<std::string>()));
    EXPECT_THAT(z, HasSubstr(closed["seq"].dump()));
    EXPECT_THAT(z, HasSubstr("TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ"));
    const Json json = shop.done({"shift", "report", "1", "--as", "z", "--json"}).json();
    EXPECT_EQ(json["closing_record"]["hash"], closed["hash"]);
    // --json tells of it, and --out still writes it.
    const std::string file = (shop.scratch() / "z.txt").string();
    EXPECT_EQ(
        shop.done({"shift", "report", "1", "--as", "z", "--out", file, "--json"}).json(), json
    );
    EXPECT_EQ(read_file(file), z);
    // The same paper again later, whatever happened since.
    shop.sell(R"({"do":"open-shift","float":0})");
    EXPECT_EQ(shop.done({"shift", "report", "1", "--as", "z"}).out, z);
    // Also after the head was signed anew for another shift.
    shop.sell(R"({"do":"close-shift","counted":{}})");
    EXPECT_EQ(shop.done({"shift", "report", "1", "--as", "z"}).out, z);
    EXPECT_NE(shop.done({"shift", "report", "2", "--as", "z"}).out, z);
    const Json settlement =
        shop.done({"shift", "report", "1", "--as", "settlement", "--json"}).json();
    EXPECT_EQ(settlement["total"]["owed_ex_vat"], 100000);
}

} // namespace
} // namespace ocop::cli::test
