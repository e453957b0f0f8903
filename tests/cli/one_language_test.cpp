#include "tests/cli/language_of.hpp"
#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

namespace ocop::cli::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(LanguageOf, TellsVietnameseFromEnglish) {
    EXPECT_THAT(
        foreign_words("Chưa có cửa hàng ở đây: /tmp/x (there is no ledger here); hãy kiểm tra."),
        ElementsAre("there", "is", "ledger", "here")
    ) << "\"no\" is a Vietnamese word too";
    EXPECT_THAT(foreign_words("Việc này cần quản lý duyệt (return)."), ElementsAre("return"));
    EXPECT_THAT(foreign_words("Thiếu tên lệnh; xem `ocop --help`."), IsEmpty());
    EXPECT_THAT(foreign_words("A subcommand is required"), Not(IsEmpty()));
    EXPECT_THAT(foreign_words("Permission denied"), ElementsAre("Permission", "denied"));
    EXPECT_THAT(
        vietnamese_words("Only 5 đ are due for \"Mắm\"; call the quản lý."),
        ElementsAre("quản", "lý")
    );
}

/// Both languages of one refused command: Vietnamese without a foreign word, English without a
/// Vietnamese one, both with something to say.
void expect_one_language_each(const Shop& shop, std::vector<std::string> words) {
    std::string named;
    for (const std::string& word : words) {
        named += word + " ";
    }
    const Ran vi = shop.ocop(words);
    EXPECT_NE(vi.exit, 0) << named;
    EXPECT_THAT(foreign_words(vi.err.substr(vi.err.find(':') + 1)), IsEmpty()) << named << vi.err;
    words.insert(words.end(), {"--lang", "en"});
    const Ran en = shop.ocop(words);
    EXPECT_EQ(en.exit, vi.exit) << named;
    EXPECT_THAT(vietnamese_words(en.err), IsEmpty()) << named << en.err;
    EXPECT_GT(en.err.size(), 15u) << named;
}

TEST(OneLanguage, IsKeptByWhatTheCommandLineRefuses) {
    const Shop shop{Kind::training};
    const std::string folder = shop.scratch().string();
    const std::string text = folder + "/text.txt";
    write_file(text, "không phải sổ\n");
    const std::vector<std::vector<std::string>> refused{
        {},
        {"nothing"},
        {"catalog"},
        {"revenue", "report"},
        {"revenue", "report", "--from", "2026-11-01", "--to", "2026-11-02", "--by", "colour"},
        {"revenue", "report", "--from", "x", "--to", "2026-11-02"},
        {"revenue", "report", "--from", "2026-11-03", "--to", "2026-11-02"},
        {"revenue", "uplift", "--cases", text},
        {"revenue", "uplift", "--cases", folder + "/none.json"},
        {"revenue", "uplift", "--cases", folder},
        {"journal", "dump", "--from", "x"},
        {"journal", "verify", "--data", folder + "/none"},
        {"receipt", "999999"},
        {"receipt", "last"},
        {"receipt", "1", "--as", "word"},
        {"shift", "report", "7", "--as", "z"},
        {"shift", "report", "current", "--as", "z"},
        {"settings", "set", "bank.bin", "Ngân hàng không có"},
        {"settings", "set", "rounding", "7"},
        {"settings", "set", "printer", "fax:1"},
        {"settings", "set", "BAD KEY", "1"},
        {"settings", "get", "no.such"},
        {"user", "add", "Lan", "--role", "cashier", "--pin-stdin"},
        {"user", "disable", "nobody"},
        {"user", "disable", "hoa"},
        {"catalog", "import", text},
        {"catalog", "import", folder + "/none.csv"},
        {"catalog", "import", folder},
        {"catalog", "show", "KHONG-CO"},
        {"catalog", "trust", text},
        {"catalog", "sync", folder},
        {"catalog", "sync"},
        {"catalog", "publish", "--products", text, "--key", text, "--out", folder + "/feed"},
        {"backup", "verify", text},
        {"backup", "verify", folder + "/none"},
        {"backup", "restore", text},
        {"backup", folder + "/none/deep/file.db"},
        {"init",
         "--province",
         "QNA",
         "--point",
         "QNA-HOIAN-01",
         "--name",
         "OCOP",
         "--district",
         "Hội An",
         "--till",
         "1"},
        {"sell", "--script", folder},
        {"sell", "--script", folder + "/none"},
        {"devices", "test-print", "--printer", "usb:dead:beef"},
        {"devices", "test-print"},
        {"devices", "drawer"},
        {"labels", "--products", "KHONG-CO", "--as", "pdf", "--out", folder + "/l.pdf"},
        {"stock", "note", "last"},
    };
    for (const auto& words : refused) {
        expect_one_language_each(shop, words);
    }
}

TEST(OneLanguage, IsKeptWhileAnotherProcessHoldsTheStore) {
    const Shop shop{Kind::training};
    Conversation other{shop.words({"sell", "--script", "-"})};
    (void)other.ask(R"({"do":"sign-in","user":"lan","pin":"1234"})");
    const std::vector<std::string> asked{"settings", "set", "shop.name", "Cửa hàng"};
    expect_one_language_each(shop, asked);
    const Ran held = shop.ocop(asked);
    EXPECT_THAT(held.err, HasSubstr("tiến trình " + std::to_string(other.process()) + " đang mở"));
}

TEST(OneLanguage, IsKeptByWhatTheJournalsCheckNames) {
    const Shop shop{Kind::training};
    shop.sell(R"({"do":"add","product":"BA"}
{"do":"pay","tender":"cash","amount":1000000})");
    shop.tamper("DROP TRIGGER journal_changes_no_record; UPDATE journal SET record = "
                "replace(record, '\"change\"', '\"chance\"')");
    expect_one_language_each(shop, {"journal", "verify"});
}

TEST(OneLanguage, IsKeptByEveryRefusedAction) {
    const Shop shop{Kind::training};
    const std::string script = R"(kein JSON
{"do":"dance"}
{"do":"pay","tender":"cash"}
{"do":"pay","tender":"cash","amount":"x"}
{"do":"pay","tender":"gold","amount":1}
{"do":"pay","tender":"cash","amount":1000}
{"do":"add","product":"KHONG-CO"}
{"do":"add","product":"BA","quantity":0}
{"do":"add","product":"BA","quantity":1500}
{"do":"add","product":"BA","quantity":99999999}
{"do":"scan","code":"8934563138166"}
{"do":"scan","code":"8930000000003"}
{"do":"scan","code":"https://x.vn/abc"}
{"do":"remove","line":7}
{"do":"recall","hold":9}
{"do":"hold"}
{"do":"cancel"}
{"do":"open-shift","float":1}
{"do":"return","lines":[{"product":"BA","quantity":1000}],"tender":"cash"}
{"do":"return","sale":"QNA-HOIAN-01-1-000009","lines":[{"line":1,"quantity":1000}],"tender":"cash"}
{"do":"paid-out","amount":1000}
{"do":"paid-out","amount":-1,"reason":"x"}
{"do":"paid-out","amount":900000000,"reason":"x"}
{"do":"close-shift","counted":{"3":1}}
{"do":"no-sale"}
{"do":"receive","producer":"P-01","product":"BA","quantity":1000}
{"do":"set","key":"rounding","value":"7"}
{"do":"buyer"}
{"do":"buyer","name":"A","tax_code":"1"}
{"do":"sign-in","user":"lan","pin":"0000"}
{"do":"sign-in","user":"nobody","pin":"0000"}
{"do":"add","product":"BA"}
{"do":"discount","line":1,"percent":50,"reason":"x"}
{"do":"discount","line":1,"percent":101,"reason":"x"}
{"do":"discount","line":1,"percent":50,"reason":"x","approver":"lan","approver_pin":"1234"}
{"do":"close-shift","counted":{}}
{"do":"pay","tender":"card","amount":900000000}
)";
    int said = 0;
    for (const char* language : {"vi", "en"}) {
        const Ran ran = shop.ocop(
            {"sell", "--script", "-", "--lang", language},
            "{\"do\":\"sign-in\",\"user\":\"lan\",\"pin\":\"1234\"}\n" + script
        );
        for (const std::string& line : ran.lines()) {
            const Json answer = Json::parse(line);
            if (refused(answer).empty()) {
                continue;
            }
            const std::string message = answer["error"]["message"];
            const bool vi = std::string_view{language} == "vi";
            // Names and units of goods are Vietnamese in every language.
            const bool names_goods =
                refused(answer) == "approval-needed" || refused(answer) == "quantity-fraction";
            if (!vi && names_goods) {
                continue;
            }
            EXPECT_THAT(vi ? foreign_words(message) : vietnamese_words(message), IsEmpty())
                << message;
            ++said;
        }
    }
    EXPECT_GT(said, 50) << "the actions are meant to be refused";
}

} // namespace
} // namespace ocop::cli::test
