#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>

// Whatever comes in has a length. What is longer is refused in words, within 100 MiB of memory.

namespace ocop::cli::test {
namespace {

using testing::HasSubstr;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool measures_memory = false; // a sanitizer takes several times as much
#else
constexpr bool measures_memory = true;
#endif

constexpr std::int64_t peak_bytes_max = std::int64_t{100} << 20U;
constexpr std::int64_t gigabyte = std::int64_t{1} << 30U;

void expect_small(const Ran& ran, const std::string& what) {
    if (measures_memory) {
        EXPECT_LT(ran.peak_bytes, peak_bytes_max) << what;
    }
}

const std::string sign_in = R"({"do":"sign-in","user":"lan","pin":"1234"})";

/// Writes `head`, then `part` over and over until the file has `bytes`, then `tail`.
void write_large(
    const std::filesystem::path& file,
    const std::string& head,
    const std::string& part,
    std::int64_t bytes,
    const std::string& tail
) {
    std::ofstream out{file, std::ios::binary};
    out << head;
    std::string block;
    while (block.size() < 1U << 20U) {
        block += part;
    }
    for (std::int64_t written = 0; written < bytes;
         written += static_cast<std::int64_t>(block.size())) {
        out << block;
    }
    out << tail;
}

class Bounds : public testing::Test {
protected:
    [[nodiscard]] std::filesystem::path at(const char* name) const { return shop.scratch() / name; }

    /// The answers to `lines` behind a sign-in.
    [[nodiscard]] std::vector<Json> answers(const std::string& lines) const {
        const Ran ran =
            shop.ocop({"sell", "--script", "-", "--at", Shop::at}, sign_in + "\n" + lines + "\n");
        EXPECT_EQ(ran.exit, 0) << ran.err;
        expect_small(ran, lines.substr(0, 100));
        std::vector<Json> all;
        for (const std::string& line : ran.lines()) {
            all.push_back(Json::parse(line, nullptr, false));
        }
        return all;
    }

    const Shop shop{Kind::training};
};

TEST_F(Bounds, OfEveryTextInAnActionAreKeptWithTheFieldNamed) {
    struct Text {
        const char* before;
        const char* behind;
        std::size_t bytes_max;
        const char* field;
    };

    const std::size_t records = shop.records().size();
    for (const Text& text : {
             Text{R"({"do":"paid-in","amount":1000,"reason":")", "\"}", 300, "lý do"},
             Text{R"({"do":"paid-out","amount":1000,"reason":")", "\"}", 300, "lý do"},
             Text{R"({"do":"no-sale","reason":")", "\"}", 300, "lý do"},
             Text{R"({"do":"discount","percent":1,"reason":")", "\"}", 300, "lý do"},
             Text{R"({"do":"return","sale":"S","lines":[],"reason":")", "\"}", 300, "lý do"},
             Text{R"({"do":"return","sale":")", "\",\"lines\":[]}", 64, "số phiếu"},
             Text{R"({"do":"return","lines":[],"tender":")", "\"}", 32, "cách trả"},
             Text{R"({"do":"return","lines":[{"quantity":1,"product":")", "\"}]}", 64, "mã hàng"},
             Text{R"({"do":"scan","code":")", "\"}", 7089, "mã quét"},
             Text{R"({"do":"add","product":")", "\"}", 64, "mã hàng"},
             Text{R"({"do":"pay","amount":1,"tender":")", "\"}", 32, "cách trả"},
             Text{R"({"do":"receive","quantity":1000,"product":")", "\"}", 64, "mã hàng"},
             Text{R"({"do":"receive","quantity":1000,"product":"CA","lot":")", "\"}", 64, "số lô"},
             Text{
                 R"({"do":"receive","quantity":1000,"product":"CA","producer":")",
                 "\"}",
                 64,
                 "mã chủ thể"},
             Text{R"({"do":"sign-in","pin":"1","user":")", "\"}", 32, "tên người dùng"},
             Text{R"({"do":"sign-in","user":"lan","pin":")", "\"}", 64, "PIN"},
             Text{
                 R"({"do":"discount","percent":9,"approver":"hoa","approver_pin":")",
                 "\"}",
                 64,
                 "PIN người duyệt"},
             Text{
                 R"({"do":"discount","percent":9,"approver_pin":"1","approver":")",
                 "\"}",
                 32,
                 "tên người duyệt"},
             Text{R"({"do":"settings","value":"x","key":")", "\"}", 64, "tên thiết lập"},
             Text{R"({"do":"settings","key":"event","value":")", "\"}", 16000, "giá trị"},
         }) {
        for (const std::size_t bytes : {text.bytes_max + 1, std::size_t{40'000}}) {
            const Json answer = answers(text.before + std::string(bytes, 'x') + text.behind).back();
            EXPECT_EQ(refused(answer), "text-too-long") << text.before << answer;
            const std::string words = answer["error"].value("message", "");
            EXPECT_THAT(words, HasSubstr(text.field)) << text.before;
            EXPECT_THAT(words, HasSubstr(std::to_string(text.bytes_max))) << text.before;
            EXPECT_LT(words.size(), 300U) << text.before;
        }
        // As long as it may be, it is refused for something else or taken.
        EXPECT_NE(
            refused(answers(text.before + std::string(text.bytes_max, 'x') + text.behind).back()),
            "text-too-long"
        ) << text.before;
    }
    EXPECT_EQ(shop.records("paid-in").size(), 1U);
    EXPECT_GT(shop.records().size(), records);
    shop.done({"journal", "verify", "--full"}); // what was taken can be read
}

TEST_F(Bounds, OfABuyerNameTheFieldThatIsTooLong) {
    for (const auto& [key, field] :
         {std::pair{"name", "tên"}, {"address", "địa chỉ"}, {"email", "thư điện tử"}}) {
        const Json answer = answers(
                                R"({"do":"add","product":"CA"}
{"do":"buyer",")" + std::string{key}
                                + R"(":")" + std::string(301, 'x') + "\"}"
        )
                                .back();
        EXPECT_EQ(refused(answer), "buyer-text") << key;
        EXPECT_THAT(answer["error"].value("message", ""), HasSubstr(field));
    }
}

TEST_F(Bounds, LetNoControlCharacterIntoTheJournal) {
    for (const char* bad :
         {"\\u0007",
          "a\\u001b[2J",
          "\\u0000",
          "\\u007f",
          "a\\nb",
          "\\u0085",
          "\\u202e",
          "\\u2067",
          "\\u2028"}) {
        EXPECT_EQ(
            refused(
                answers(R"({"do":"paid-in","amount":1000,"reason":")" + std::string{bad} + "\"}")
                    .back()
            ),
            "text-not-plain"
        ) << bad;
    }
    EXPECT_EQ(
        refused(answers("{\"do\":\"paid-in\",\"amount\":1000,\"reason\":\"a\xFF\"}").back()),
        "bad-action"
    );
    // What is refused is shown, and does nothing to the terminal it is shown on.
    const Json answer = answers(R"({"do":"scan","code":"\u001b]0;x\u0007"})").back();
    EXPECT_EQ(answer["error"].value("message", "").find('\x1b'), std::string::npos) << answer;
    EXPECT_EQ(shop.records("paid-in").size(), 0U);
}

TEST_F(Bounds, OfALineAreKeptAndTheScriptGoesOn) {
    for (const std::size_t bytes : {65'537U, 1U << 20U}) {
        const auto all = answers(std::string(bytes, 'x') + "\n{\"do\":\"no-sale\"}");
        ASSERT_EQ(all.size(), 3U);
        EXPECT_EQ(refused(all[1]), "bad-action");
        EXPECT_THAT(all[1]["error"].value("message", ""), HasSubstr("65536"));
        EXPECT_EQ(refused(all[2]), "");
    }
    // One line of a gigabyte in a file.
    write_large(at("script"), sign_in + "\n", "xxxxxxxx", gigabyte - 1'000'000, "\n" + sign_in);
    const Ran ran = shop.ocop({"sell", "--script", at("script").string(), "--at", Shop::at});
    expect_small(ran, "a line of a gigabyte");
    EXPECT_EQ(ran.exit, 0) << ran.err;
    ASSERT_EQ(ran.lines().size(), 3U) << ran.err;
    EXPECT_EQ(refused(Json::parse(ran.lines()[1])), "bad-action");
}

TEST_F(Bounds, EndAScriptWhoseLineDoesNot) {
    Surroundings around;
    around.input_times = 20'000; // of 64 KiB
    const Ran ran =
        shop.ocop({"sell", "--script", "-", "--at", Shop::at}, std::string(65'536, '['), around);
    EXPECT_EQ(ran.exit, 3) << ran.err;
    EXPECT_FALSE(ran.err.empty());
    expect_small(ran, "a line without an end");
}

TEST_F(Bounds, OfJsonAreItsDepthAndItsLength) {
    for (const std::string& line :
         {std::string(60'000, '['),
          "{\"do\":" + std::string(60'000, '['),
          "{\"do\":\"close-shift\",\"counted\":" + std::string(30'000, '{') + "}",
          std::string{"{\"do\":\"close-shift\",\"counted\":{\"9223372036854775808\":1}}"}}) {
        EXPECT_EQ(refused(answers(line).back()), "bad-action") << line.substr(0, 40);
    }
    std::string pieces;
    for (int i = 1; i < 4'000; ++i) {
        pieces += (pieces.empty() ? "\"" : ",\"") + std::to_string(i) + "\":1";
    }
    EXPECT_EQ(
        refused(answers(R"({"do":"close-shift","counted":{)" + pieces + "}}").back()),
        "bad-denomination"
    );
}

TEST_F(Bounds, OfAPinAreMetBeforeItsLineEnds) {
    Surroundings around;
    around.input_times = 200'000;
    const Ran ran =
        shop.ocop({"user", "pin", "lan", "--pin-stdin"}, std::string(65'536, '1'), around);
    EXPECT_EQ(ran.exit, 3) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("PIN"));
    expect_small(ran, "an endless PIN");
    EXPECT_EQ(shop.ocop({"user", "pin", "lan", "--pin-stdin"}, "").exit, 3);
    EXPECT_EQ(shop.ocop({"user", "pin", "lan", "--pin-stdin"}, "1234567890123\n").exit, 3);
}

TEST_F(Bounds, OfACsvFileAreItsFieldsRowsColumnsAndBytes) {
    const std::string header = "code,name,unit,price,vat\n";
    const auto refuses = [&](const char* code) {
        for (const bool publishes : {false, true}) {
            const std::string key = at("tinh.key").string();
            static_cast<void>(shop.ocop({"catalog", "keygen", "--key", key}));
            std::vector<std::string> words{"catalog", "import", at("x.csv").string()};
            if (publishes) {
                words = {
                    "catalog",
                    "publish",
                    "--products",
                    at("x.csv").string(),
                    "--key",
                    key,
                    "--out",
                    at("web").string()};
            }
            words.insert(words.end(), {"--json", "--lang", "en"});
            const Ran ran = shop.ocop(words);
            EXPECT_EQ(ran.exit, 3) << code << ran.err.substr(0, 1'000);
            EXPECT_THAT(ran.err, HasSubstr(code));
            expect_small(ran, code);
        }
    };
    write_file(at("x.csv"), header + "A," + std::string(65'537, 'x') + ",hộp,1000,8\n");
    refuses("longer than 65536 bytes");
    write_large(at("x.csv"), header + "A,\"", "x,\n", 200 << 20, "\n");
    refuses("longer than 65536 bytes");
    write_large(at("x.csv"), header + "A,", "xxxxxxxx", 200 << 20, "\n");
    refuses("longer than 65536 bytes");
    write_large(at("x.csv"), "", "a,", 100 << 20, "\n");
    refuses("more than 1000 fields");
    write_file(at("x.csv"), std::string(201, 'c') + ",b\n1,2\n");
    refuses("longer than 200 bytes");
    std::string wide = header;
    for (int i = 0; i < 20; ++i) {
        wide += std::string(60'000, 'x') + ',';
    }
    write_file(at("x.csv"), wide + "\n");
    refuses("longer than 1048576 bytes");
    write_large(at("x.csv"), header, "A,B,hộp,1000,8\n", 40 << 20, "");
    refuses("more than 1000000 rows");
    write_large(at("x.csv"), header, "A,,hộp,-1,9\n", 10 << 20, "");
    refuses("10000 faults");
    write_large(at("x.csv"), header, "\n", 100 << 20, "");
    refuses("no goods below it");
    write_file(at("x.csv"), header);
    std::filesystem::resize_file(at("x.csv"), static_cast<std::uintmax_t>(gigabyte) + 1);
    refuses("1 GiB");
    std::filesystem::resize_file(at("x.csv"), static_cast<std::uintmax_t>(gigabyte) / 4);
    refuses("zero byte");
    write_large(at("x.csv"), "\xFF\xFE", std::string{"a\0", 2}, 200 << 20, "");
    refuses("longer than 65536 bytes");
}

TEST_F(Bounds, OfACasesFileAreItsBytesAndWhatOneCaseHolds) {
    const auto refuses = [&](const char* what) {
        const Ran ran =
            shop.ocop({"revenue", "uplift", "--cases", at("x.json").string(), "--lang", "en"});
        EXPECT_EQ(ran.exit, 3) << what << ran.err;
        EXPECT_FALSE(ran.err.empty()) << what;
        expect_small(ran, what);
    };
    constexpr std::int64_t most = 60 << 20;
    for (const char* part : {"[", "{\"a\":", "[],", "1,", "{},", "\"\",", "[[[[]]]],"}) {
        write_large(at("x.json"), "{\"cases\":[", part, most, "1]}");
        refuses(part);
        write_large(at("x.json"), "{\"cases\":[[", part, most, "1]]}");
        refuses(part);
        write_large(at("x.json"), "{\"x\":[", part, most, "1],\"cases\":[]}");
        refuses(part);
        write_large(at("x.json"), "", part, most, "");
        refuses(part);
    }
    write_large(at("x.json"), "{\"cases\":[\"", "xxxxxxxx", most, "\"]}");
    refuses("a text of 60 MiB");
    write_large(at("x.json"), "{\"cases\":[", " ", most, "x");
    refuses("blanks");
    write_large(at("x.json"), "{\"cases\":[", "1,", 65 << 20, "1]}");
    refuses("too many bytes");
}

TEST_F(Bounds, OfALogoAreItsBytesAndItsDots) {
    std::filesystem::resize_file(at("P.csv"), std::uintmax_t{1} << 40U);
    const Ran large = shop.ocop({"settings", "set", "receipt.logo", at("P.csv").string()});
    EXPECT_EQ(large.exit, 3) << large.err;
    expect_small(large, "a terabyte");
    // 60,000 by 60,000 dots, and one that unpacks to far more than it has.
    const auto chunk = [](const std::string& kind, const std::string& bytes) {
        const auto number = [](std::uint32_t value) {
            std::string text;
            for (int shift = 24; shift >= 0; shift -= 8) {
                text += static_cast<char>(value >> static_cast<unsigned>(shift));
            }
            return text;
        };
        std::uint32_t crc = 0xFFFFFFFF;
        for (const char c : kind + bytes) {
            crc ^= static_cast<unsigned char>(c);
            for (int i = 0; i < 8; ++i) {
                crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
            }
        }
        return number(static_cast<std::uint32_t>(bytes.size())) + kind + bytes + number(~crc);
    };
    const std::string start = "\x89PNG\r\n\x1A\n";
    const std::string sides{"\0\0\xEA\x60\0\0\xEA\x60\x08\x06\0\0\0", 13};
    write_file(at("bomb.png"), start + chunk("IHDR", sides) + chunk("IDAT", "x"));
    const Ran bomb = shop.ocop({"settings", "set", "receipt.logo", at("bomb.png").string()});
    EXPECT_EQ(bomb.exit, 3) << bomb.err;
    expect_small(bomb, "a picture of 60,000 dots a side");
    std::string texts;
    const std::string small{"\0\0\0\x08\0\0\0\x08\x08\0\0\0\0", 13};
    for (int i = 0; i < 5'000; ++i) {
        texts += chunk("zTXt", std::string{"k\0\0", 3} + std::string(100, 'x'));
    }
    write_file(at("bomb.png"), start + chunk("IHDR", small) + texts + chunk("IEND", ""));
    const Ran many = shop.ocop({"settings", "set", "receipt.logo", at("bomb.png").string()});
    EXPECT_EQ(many.exit, 3) << many.err;
    expect_small(many, "a picture of many texts");
}

TEST_F(Bounds, OfSettingsAndNamesOfTheCommandLineAreKept) {
    const auto refuses = [&](std::vector<std::string> words, const char* code) {
        words.insert(words.end(), {"--json", "--at", Shop::at});
        const Ran ran = shop.ocop(words, "1234\n");
        EXPECT_EQ(ran.exit, 3) << words[0] << ran.err;
        EXPECT_EQ(ran.json()["error"]["code"], code) << words[0] << words[1] << ran.out;
    };
    refuses({"settings", "set", "event", std::string(1'001, 'x')}, "bad-setting");
    refuses({"settings", "set", std::string(65, 'k'), "x"}, "bad-setting");
    refuses({"settings", "set", "einvoice." + std::string(65, 'k'), "x"}, "bad-setting");
    refuses({"settings", "set", "event", "a\x1b[2J"}, "bad-setting");
    refuses({"settings", "set", "event", "a\xFF"}, "not-utf-8");
    refuses({"settings", "set", "einvoice.provider", "a\xFF"}, "not-utf-8");
    refuses({"user", "add", std::string(33, 'x'), "--role", "lead", "--pin-stdin"}, "bad-name");
    refuses({"user", "add", "a\xFF", "--role", "lead", "--pin-stdin"}, "not-utf-8");
    const auto init = [&](const char* option, const std::string& value) {
        std::vector<std::string> words{
            OCOP_PROGRAM,
            "init",
            "--training",
            "--json",
            "--data",
            at("other").string(),
            "--province",
            "QNA",
            "--point",
            "P",
            "--name",
            "x",
            "--district",
            "y"};
        *(std::find(words.begin(), words.end(), option) + 1) = value;
        const Ran ran = run_program(words);
        EXPECT_EQ(ran.exit, 3) << option << ran.err;
        EXPECT_TRUE(ran.json()["error"].is_object()) << option << ran.out;
        EXPECT_FALSE(std::filesystem::exists(at("other"))) << option;
    };
    for (const char* option : {"--province", "--point", "--name", "--district"}) {
        init(option, std::string(301, 'X'));
        init(option, "a\x07");
        init(option, "a\xFF");
    }
}

TEST_F(Bounds, OfWhatATerminalIsToldAreKept) {
    const std::string evil = "x\x1b]0;evil\x07\xFF";
    const std::vector<std::vector<std::string>> all{
        {"catalog", "show", evil},
        {"receipt", evil},
        {"settings", "get", evil},
        {"catalog", "import", evil},
        {"sell", "--script", evil},
        {"revenue", "report", "--from", evil, "--to", Shop::day},
        {"backup", "verify", evil},
        {"labels", "--products", evil},
        {evil}};
    for (std::vector<std::string> words : all) {
        const Ran ran = shop.ocop(words);
        EXPECT_GE(ran.exit, 2) << words[0];
        EXPECT_LE(ran.exit, 4) << words[0];
        EXPECT_EQ(ran.err.find('\x1b'), std::string::npos) << words[0] << ran.err;
        words.emplace_back("--json");
        const Ran json = shop.ocop(words);
        EXPECT_TRUE(json.json()["error"].is_object()) << words[0] << json.out;
    }
    const Ran folder =
        run_program({OCOP_PROGRAM, "--data", at("x\xFF").string(), "--json", "journal", "verify"});
    EXPECT_EQ(folder.exit, 3) << folder.err;
    EXPECT_TRUE(folder.json()["error"].is_object()) << folder.out;
}

TEST_F(Bounds, OfABasketAreItsLines) {
    std::string csv = "code,name,unit,price,vat\n";
    std::string script;
    for (int i = 0; i < 1'001; ++i) {
        const std::string code = "G-" + std::to_string(i);
        csv += code + ",Hàng,cái,1000,8\n";
        script += R"({"do":"add","product":")" + code + "\"}\n";
    }
    shop.import(csv);
    const auto all = answers(script + R"({"do":"pay","tender":"transfer","amount":1000000})");
    EXPECT_EQ(refused(all.at(1'000)), "");
    EXPECT_EQ(refused(all.at(1'001)), "basket-too-long");
    EXPECT_EQ(all.back()["lines"].size(), 1'000U) << refused(all.back());
    shop.done({"journal", "verify", "--full"});
}

} // namespace
} // namespace ocop::cli::test
