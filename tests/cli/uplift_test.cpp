#include "tests/cli/shop.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <map>
#include <set>

namespace ocop::cli::test {
namespace {

using std::int64_t;

constexpr const char* cases_file = OCOP_SOURCE_DIR "/tests/data/uplift_cases.json";

/// What a worked case expects of a row.
const std::vector<std::string> figures{
    "window",
    "revenue_base",
    "profit_base",
    "revenue_follow",
    "profit_follow",
    "revenue_ratio",
    "profit_ratio",
    "revenue_shown",
    "profit_shown",
    "revenue_status",
    "profit_status",
    "verdict",
    "flags"};

void expect_row(const Json& row, const Json& expected, const std::string& id) {
    for (const std::string& key : figures) {
        if (expected.contains(key)) {
            EXPECT_EQ(row[key], expected[key]) << id << " " << key;
        }
    }
    EXPECT_EQ(row["product"], id);
}

TEST(Uplift, AnswersTheWorkedCasesInTheirOrder) {
    const Shop shop; // needs no store
    const Json cases = Json::parse(read_file(cases_file))["cases"];
    const Json answer = shop.done({"revenue", "uplift", "--cases", cases_file, "--json"}).json();
    ASSERT_EQ(answer["rows"].size(), cases.size());
    std::map<std::string, int> verdicts;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        expect_row(answer["rows"][i], cases[i]["expected"], cases[i]["id"]);
        ++verdicts[cases[i]["expected"]["verdict"]];
    }
    const Json& programme = answer["programme"];
    EXPECT_EQ(programme["dat"], verdicts["DAT"]);
    EXPECT_EQ(programme["khong_dat"], verdicts["KHONG_DAT"]);
    EXPECT_EQ(programme["chua_du_du_lieu"], verdicts["CHUA_DU_DU_LIEU"]);
    EXPECT_EQ(programme["khong_tinh_duoc"], verdicts["KHONG_TINH_DUOC"]);
    EXPECT_EQ(programme["share_among_decided"], "18/29");
}

TEST(Uplift, RefusesAFileOfCasesThatIsNone) {
    const Shop shop;
    const std::string file = (shop.scratch() / "cases.json").string();
    const Ran missing = shop.ocop({"revenue", "uplift", "--cases", file, "--json"});
    EXPECT_EQ(missing.exit, 3);
    for (const char* text :
         {"",
          "{}",
          "[1]",
          R"({"cases":[{"id":"X"}]})",
          R"({"cases":[{"id":"X","input":{"lines":5}}]})"}) {
        write_file(file, text);
        const Ran ran = shop.ocop({"revenue", "uplift", "--cases", file, "--json"});
        EXPECT_EQ(ran.exit, 3) << text << ran.out;
        EXPECT_TRUE(ran.json()["error"]["message"].is_string());
    }
}

int64_t thousandths(const Json& quantity) {
    const double value =
        quantity.is_string() ? std::stod(quantity.get<std::string>()) : quantity.get<double>();
    return std::llround(value * 1000);
}

/// The one value a key has in all lines; nullopt if there are several.
std::optional<Json> only(const Json& lines, const char* key) {
    std::set<Json> values;
    for (const Json& line : lines) {
        values.insert(line.contains(key) ? line[key] : Json(nullptr));
    }
    return values.size() == 1 ? std::optional{*values.begin()} : std::nullopt;
}

/// True if one till can live through the case: one price, nothing that is said beside the journal.
bool can_be_sold(const Json& input) {
    const std::set<std::string> known{
        "recognised_on",
        "joined_on",
        "revoked_on",
        "baseline",
        "lines",
        "unit_cost",
        "as_of",
        "later_recognitions",
        "point_aliases"};
    const std::set<std::string> baseline{
        "revenue", "profit", "months", "vat_basis", "scope", "verified"};
    for (const auto& [key, value] : input.items()) {
        if (known.count(key) == 0) {
            return false;
        }
    }
    const Json declared = input.value("baseline", Json());
    for (const auto& [key, value] : declared.items()) {
        if (baseline.count(key) == 0) {
            return false;
        }
    }
    for (const Json& line : input["lines"]) {
        if (line.contains("pack") || line.contains("unit_cost")) {
            return false;
        }
    }
    const Json& lines = input["lines"];
    return only(lines, "unit_price") && only(lines, "vat") && only(lines, "producer_price");
}

std::string number(const Json& object, const char* key) {
    const bool given = object.contains(key) && !object[key].is_null();
    return given ? object[key].dump() : std::string{};
}

std::string text(const Json& object, const char* key) {
    const bool given = object.contains(key) && !object[key].is_null();
    return given ? object[key].get<std::string>() : std::string{};
}

/// The case as a row of P.csv.
std::string product_row(const std::string& id, const Json& input) {
    const Json baseline = input.value("baseline", Json());
    const Json& line = input["lines"][0];
    std::string months;
    if (baseline.is_object() && baseline.contains("months")) {
        for (const Json& month : baseline["months"]) {
            months += (months.empty() ? "" : ";") + month["month"].get<std::string>() + ":"
                      + month["revenue"].dump() + ":" + month["profit"].dump();
        }
    }
    const Json none = Json::object();
    const Json& base = baseline.is_object() ? baseline : none;
    const std::string verified = base.contains("verified") ? base["verified"].dump() : "";
    const bool consigned = line.contains("producer_price");
    return id + "," + id + ",kg,4," + line["unit_price"].dump() + "," + text(line, "vat") + ","
           + number(line, "producer_price") + "," + number(input, "unit_cost") + ","
           + (consigned ? "true" : "false") + "," + text(input, "joined_on") + ","
           + text(input, "recognised_on") + "," + text(input, "revoked_on") + ","
           + number(base, "revenue") + "," + number(base, "profit") + "," + text(base, "vat_basis")
           + "," + text(base, "scope") + "," + verified + "," + months + "\n";
}

class Script {
public:
    void line(const std::string& id, const Json& line) {
        const std::string day = line["date"];
        const std::string at =
            day.size() > 10 ? day.substr(0, 19) + "+07:00" : day + "T10:00:00+07:00";
        const std::string quantity = std::to_string(thousandths(line["qty"]));
        if (text(line, "kind") == "RETURN") {
            const std::string original = text(line, "original_date");
            Json action{{"do", "return"}, {"tender", "transfer"}, {"at", at}};
            if (original.empty()) {
                action["lines"] = {{{"product", id}, {"quantity", thousandths(line["qty"])}}};
            } else {
                action["sale"] = sale_on(id, original);
                action["lines"] = {{{"line", 1}, {"quantity", thousandths(line["qty"])}}};
            }
            text_ += action.dump() + "\n";
            ++receipts_;
            return;
        }
        text_ += R"({"do":"add","product":")" + id + R"(","quantity":)" + quantity + R"(,"at":")"
                 + at + "\"}\n";
        if (line.contains("discount")) {
            text_ += R"({"do":"discount","line":1,"reason":"x","amount":)" + line["discount"].dump()
                     + R"(,"at":")" + at + "\"}\n";
        }
        text_ += R"({"do":"pay","tender":"cash","amount":90000000000,"at":")" + at + "\"}\n";
        std::string counter = std::to_string(++receipts_);
        counter.insert(0, 6 - counter.size(), '0');
        sales_[id + day] = std::string{Shop::till} + "-" + counter;
    }

    /// A return whose sale is not among the lines: sold before, where no figure looks.
    void sale_of(const std::string& id, const Json& line, const std::string& window_first) {
        const std::string original = text(line, "original_date");
        if (!original.empty() && original < window_first) {
            Json sold = line;
            sold.erase("kind");
            sold["date"] = original;
            this->line(id, sold);
        }
    }

    /// The sale of that day, or of that month: which day of it changes no figure.
    [[nodiscard]] std::string sale_on(const std::string& id, const std::string& day) const {
        const auto exact = sales_.find(id + day);
        const auto month = sales_.lower_bound(id + day.substr(0, 7));
        const auto found = exact != sales_.end() ? exact : month;
        const bool right = found != sales_.end() && found->first.starts_with(id + day.substr(0, 7));
        return right ? found->second : std::string{};
    }

    [[nodiscard]] bool knows(const std::string& id, const Json& line) const {
        const std::string original = text(line, "original_date");
        return original.empty() || !sale_on(id, original).empty();
    }

    [[nodiscard]] const std::string& said() const { return text_; }

private:
    std::string text_{};
    std::map<std::string, std::string> sales_{};
    int receipts_ = 0;
};

TEST(Uplift, OverATrainingJournalComesToTheWorkedCasesFigures) {
    const Json cases = Json::parse(read_file(cases_file))["cases"];
    std::string csv =
        "code,name,unit,stars,price,vat,producer_price,cost,consignment,joined_on,recognised_on,"
        "revoked_on,baseline_revenue,baseline_profit,baseline_vat_basis,baseline_scope,"
        "baseline_verified,baseline_months\n";
    Script script;
    std::map<std::string, const Json*> sold;
    for (const Json& one : cases) {
        const std::string id = one["id"];
        const Json& input = one["input"];
        if (!can_be_sold(input)) {
            continue;
        }
        bool complete = true;
        for (const Json& line : input["lines"]) {
            script.sale_of(id, line, one["expected"]["window"][0]);
        }
        for (const Json& line : input["lines"]) {
            complete = complete && (text(line, "kind") != "RETURN" || script.knows(id, line));
            if (complete) {
                script.line(id, line);
            }
        }
        csv += product_row(id, input);
        if (complete) {
            sold[id] = &one;
        }
    }
    EXPECT_GE(sold.size(), 26u);
    for (const char* one : {"U01", "U11", "U12", "U13", "U14", "U30", "U37", "U38"}) {
        EXPECT_EQ(sold.count(one), 1u) << one;
    }
    const Shop shop{Kind::training};
    shop.import(csv);
    for (const Json& answer : shop.sell_as_manager(script.said())) {
        ASSERT_EQ(refused(answer), "") << answer;
    }
    for (const auto& [id, one] : sold) {
        const std::string as_of = (*one)["input"]["as_of"];
        const Json answer =
            shop.done({"revenue", "uplift", "--as-of", as_of, "--product", id, "--json"}).json();
        ASSERT_EQ(answer["rows"].size(), 1u) << id;
        EXPECT_EQ(answer["as_of"], as_of);
        expect_row(answer["rows"][0], (*one)["expected"], id);
    }
    const Json all = shop.done({"revenue", "uplift", "--as-of", "2026-12-31", "--json"}).json();
    EXPECT_GE(all["rows"].size(), sold.size());
}

} // namespace
} // namespace ocop::cli::test
