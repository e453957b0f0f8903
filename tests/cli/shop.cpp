#include "tests/cli/shop.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>
#include <utility>

namespace ocop::cli::test {

namespace {

const std::string lan = R"({"do":"sign-in","user":"lan","pin":"1234"})";
const std::string hoa = R"({"do":"sign-in","user":"hoa","pin":"9999"})";

} // namespace

ScratchFolder::ScratchFolder() {
    std::string pattern = testing::TempDir() + "ocop-cli-XXXXXX";
    path_ = mkdtemp(pattern.data());
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string read_file(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{}};
}

void write_file(const std::filesystem::path& file, std::string_view bytes) {
    std::ofstream{file, std::ios::binary} << bytes;
}

Json contents_of(const std::filesystem::path& folder) {
    Json files = Json::object();
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
        const std::string name = std::filesystem::relative(entry.path(), folder).string();
        // Not contents: SQLite's shared memory and the lock file's process number.
        const bool state =
            name.ends_with("-shm") || name.ends_with("-wal") || name == "ledger.lock";
        if (entry.is_regular_file() && !state) {
            files[name] = std::hash<std::string>{}(read_file(entry.path()));
        }
    }
    return files;
}

Shop::Shop(Kind kind, bool shift)
    : training_{kind == Kind::training} {
    const std::vector<std::string> more =
        training_ ? std::vector<std::string>{"--training", "--at", at} : std::vector<std::string>{};
    EXPECT_EQ(init(more).exit, 0);
    const std::pair<const char*, const char*> users[]{
        {"hoa", "manager"}, {"minh", "lead"}, {"lan", "cashier"}};
    const char* pins[]{"9999\n", "5678\n", "1234\n"};
    for (std::size_t i = 0; i < std::size(users); ++i) {
        std::vector<std::string> words{
            "user", "add", users[i].first, "--role", users[i].second, "--pin-stdin"};
        if (training_) {
            words.insert(words.end(), {"--at", at});
        }
        done(std::move(words), pins[i]);
    }
    import(goods_csv());
    if (shift) {
        sell(R"({"do":"open-shift","float":500000})");
    }
}

std::vector<std::string> Shop::words(std::vector<std::string> more) const {
    std::vector<std::string> all{OCOP_PROGRAM, "--data", data().string()};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

Ran Shop::ocop(std::vector<std::string> more, const std::string& input, const Surroundings& around)
    const {
    return run_program(words(std::move(more)), input, around);
}

Ran Shop::done(std::vector<std::string> more, const std::string& input, const Surroundings& around)
    const {
    const std::string first = more.front();
    Ran ran = ocop(std::move(more), input, around);
    EXPECT_EQ(ran.exit, 0) << first << ": " << ran.err << ran.out;
    return ran;
}

Ran Shop::init(std::vector<std::string> more) const {
    std::vector<std::string> words{
        "init",
        "--province",
        "QNA",
        "--point",
        "QNA-HOIAN-01",
        "--name",
        "OCOP Hội An",
        "--district",
        "Hội An",
        "--till",
        "1"};
    words.insert(words.end(), more.begin(), more.end());
    return ocop(std::move(words));
}

Ran Shop::import(std::string_view csv) const {
    write_file(scratch() / "P.csv", csv);
    std::vector<std::string> words{"catalog", "import", (scratch() / "P.csv").string()};
    if (training_) {
        words.insert(words.end(), {"--at", at});
    }
    return done(std::move(words));
}

std::vector<Json> Shop::sell(const std::string& script) const {
    return sell_as(lan, script);
}

std::vector<Json> Shop::sell_as_manager(const std::string& script) const {
    return sell_as(hoa, script);
}

std::vector<Json> Shop::sell_as(const std::string& sign_in, const std::string& script) const {
    std::vector<std::string> words{"sell", "--script", "-"};
    if (training_) {
        words.insert(words.end(), {"--at", at});
    }
    const Ran ran = done(std::move(words), sign_in + "\n" + script);
    std::vector<Json> answers;
    for (const std::string& line : ran.lines()) {
        answers.push_back(Json::parse(line, nullptr, false));
        EXPECT_FALSE(answers.back().is_discarded()) << line;
    }
    EXPECT_FALSE(answers.empty());
    EXPECT_EQ(refused(answers.front()), "") << answers.front();
    answers.erase(answers.begin());
    return answers;
}

std::vector<Json> Shop::records() const {
    std::vector<Json> found;
    for (const std::string& line : done({"journal", "dump"}).lines()) {
        found.push_back(Json::parse(line, nullptr, false));
    }
    return found;
}

std::vector<Json> Shop::records(std::string_view kind) const {
    std::vector<Json> found = records();
    std::erase_if(found, [&](const Json& record) { return record["kind"] != kind; });
    return found;
}

void Shop::tamper(const std::string& sql) const {
    const Ran ran = run_program({"sqlite3", (data() / "ledger.db").string()}, sql);
    ASSERT_EQ(ran.exit, 0) << ran.err;
    ASSERT_EQ(ran.err, "");
}

std::string goods_csv() {
    return "code,gtin,name,group,producer_code,producer_name,producer_kind,commune,district,"
           "province,"
           "stars,recognised_on,revoked_on,certificate_expires,unit,price,vat,producer_price,cost,"
           "consignment,min_age,set_components,active\n"
           // By weight, consigned, certificate valid.
           "CA,08934563138165,Mắm cá cơm,12,P-01,HTX Nam Ô,htx,Cẩm An,Hội An,QNA,"
           "4,2023-05-04,,2028-05-04,kg,120000,8,100000,90000,true,,,\n"
           // Bought outright, certificate in its last 180 days.
           "BA,,Bánh tráng,3,P-02,Cơ sở Hai,ho,Tam Thanh,Tam Kỳ,QNA,"
           "3,2023-05-04,,2026-12-31,hộp,35000,10,20000,15000,false,,,\n"
           // In its grace period, from another province, 5 %.
           "CH,,Chè dây,7,P-03,Công ty Ba,dnnvv,Hòa Bắc,Hòa Vang,DNG,"
           "5,2023-05-04,,2026-08-01,chai,50000,5,,30000,,,,\n"
           // Not taxable, certificate over.
           "DU,,Dưa hấu,1,P-04,Tổ Bốn,tht,Duy Xuyên,Duy Xuyên,QNA,"
           "3,2020-01-01,,2023-01-01,bó,9999,KCT,7000,,,,,\n"
           // Direct-method seller, certificate revoked.
           "EN,,Én gỗ,20,P-05,Ông Năm,khac,Điện Bàn,Điện Bàn,QNA,"
           "4,2024-01-01,2025-06-01,2027-01-01,cái,77777,TT,,,,,,\n"
           // By the litre, no certificate, 0 %, sold to adults.
           "FU,,Rượu gạo,9,P-06,Bà Sáu,ho,Cẩm An,Hội An,QNA,"
           ",,,,l,33333,0,21111,,,18,,\n"
           // No longer sold.
           "GO,,Gốm cũ,20,P-05,Ông Năm,khac,Điện Bàn,Điện Bàn,QNA,"
           ",,,,cái,10000,8,,,,,,false\n"
           // A gift set cheaper than its parts (190000), and one dearer (120000).
           "SR,,Giỏ quà rẻ,,,,,,,,,,,,giỏ,150000,8,,,,,CA:1000;BA:2000,\n"
           "SD,,Giỏ quà sang,,,,,,,,,,,,giỏ,250001,8,,,,,BA:2000;CH:1000,\n";
}

std::string refused(const Json& answer) {
    if (answer.is_object() && answer.value("ok", false)) {
        return {};
    }
    return answer.is_object() && answer.contains("error") ? answer["error"].value("code", "?")
                                                          : "?";
}

} // namespace ocop::cli::test
