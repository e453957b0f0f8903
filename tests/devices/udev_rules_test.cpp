#include "devices/known_devices.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace ocop::devices {
namespace {

const std::filesystem::path rules_file = OCOP_UDEV_RULES;

/// One `KEY{attribute}OP"value"` of a rule (udev(7), "Rules files").
struct Token {
    std::string key{};
    std::string attribute{};
    std::string op{};
    std::string value{};
};

using Rule = std::vector<Token>;

bool is_match(const Token& token) {
    return token.op == "==" || token.op == "!=";
}

/// Why a token may not stand in a rule of ours; empty: it may. Stricter than udev, which passes
/// over much of what is wrong.
std::string fault_of(const Token& token) {
    static const std::set<std::string> matched{"ACTION", "SUBSYSTEM"};
    static const std::set<std::string> matched_with_attribute{"ENV", "ATTR"};
    static const std::set<std::string> assigned{"GROUP", "MODE", "GOTO", "LABEL"};
    const bool plain = token.attribute.empty();
    if (is_match(token)) {
        const bool known =
            plain ? matched.contains(token.key) : matched_with_attribute.contains(token.key);
        return known ? "" : "nothing is matched by " + token.key;
    }
    if (token.key == "TAG") {
        return plain && token.op == "+=" ? "" : "a tag is added";
    }
    if (!plain || token.op != "=" || !assigned.contains(token.key)) {
        return token.key + token.op + " assigns nothing";
    }
    static const std::regex mode{"0[0-7]{3}"};
    if (token.key == "MODE" && !std::regex_match(token.value, mode)) {
        return "a mode is four octal digits";
    }
    return "";
}

/// The rules of `text`, or the first line that is none.
std::optional<std::vector<Rule>> parse(const std::string& text, std::string& fault) {
    static const std::regex token{
        R"re(([A-Z_]+)(?:\{([A-Za-z0-9_]+)\})?(==|!=|\+=|=)"([^"\\]*)"(,\s*|$))re"};
    std::vector<Rule> rules;
    std::istringstream lines{text};
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        if (line.empty() || line.front() == '#') {
            continue;
        }
        Rule rule;
        auto at = line.cbegin();
        std::smatch found;
        bool whole = false;
        while (
            std::regex_search(at, line.cend(), found, token, std::regex_constants::match_continuous)
        ) {
            rule.push_back({found[1], found[2], found[3], found[4]});
            fault = fault_of(rule.back());
            at = found[0].second;
            whole = found[5].length() == 0;
            if (!fault.empty()) {
                break;
            }
        }
        if (at != line.cend() || !whole || !fault.empty()) {
            fault = "line " + std::to_string(number) + ": " + (fault.empty() ? line : fault);
            return std::nullopt;
        }
        rules.push_back(std::move(rule));
    }
    return rules;
}

std::vector<Rule> our_rules() {
    std::ifstream file{rules_file};
    std::stringstream text;
    text << file.rdbuf();
    std::string fault;
    auto rules = parse(text.str(), fault);
    EXPECT_TRUE(rules) << fault;
    return rules.value_or(std::vector<Rule>{});
}

std::string value_of(const Rule& rule, const std::string& key, const std::string& attribute = {}) {
    const auto found = std::find_if(rule.begin(), rule.end(), [&](const Token& token) {
        return token.key == key && token.attribute == attribute;
    });
    return found == rule.end() ? std::string{} : found->value;
}

std::string hex(std::uint16_t number) {
    std::ostringstream text;
    text.fill('0');
    text.width(4);
    text << std::hex << number;
    return text.str();
}

TEST(UdevRules, AreWrittenAsUdevReadsThem) {
    const auto rules = our_rules();
    ASSERT_FALSE(rules.empty());
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const std::string target = value_of(rules[i], "GOTO");
        const bool is_there = std::any_of(
            rules.begin() + static_cast<std::ptrdiff_t>(i),
            rules.end(),
            [&](const Rule& later) { return value_of(later, "LABEL") == target; }
        );
        EXPECT_TRUE(target.empty() || is_there) << target;
    }
    EXPECT_LT(std::stoi(rules_file.filename().string()), 73) << "before the seat is given its own";
}

TEST(UdevRules, GiveTheSeatItsDevicesAndOpenNoneToAll) {
    for (const Rule& rule : our_rules()) {
        const bool gives = !value_of(rule, "TAG").empty();
        if (gives) {
            EXPECT_EQ(value_of(rule, "TAG"), "uaccess");
            EXPECT_EQ(value_of(rule, "MODE"), "0660");
            EXPECT_FALSE(value_of(rule, "GROUP").empty());
            EXPECT_TRUE(is_match(rule.front())) << "not every device there is";
        }
    }
}

TEST(UdevRules, KnowEveryDeviceTheTillKnows) {
    const auto table = parse_known_devices(known_devices_text());
    ASSERT_TRUE(table);
    const auto rules = our_rules();
    for (const KnownDevice& known : *table) {
        const bool is_there = std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) {
            const std::string vendors = '|' + value_of(rule, "ATTR", "idVendor") + '|';
            const std::string product = value_of(rule, "ATTR", "idProduct");
            return vendors.find('|' + hex(known.vendor) + '|') != std::string::npos
                   && (product.empty() || (known.product && product == hex(*known.product)));
        });
        EXPECT_TRUE(is_there) << known.name;
    }
}

TEST(UdevRules, OurReaderFindsWhatIsWrong) {
    for (const char* const wrong :
         {"SUBSYSTEM=\"usb\"",
          "ATTR{idVendor}==\"04b8\" TAG+=\"uaccess\"",
          "ATTR{idVendor}==04b8, TAG+=\"uaccess\"",
          "TAG=\"uaccess\"",
          "MODE=\"660\"",
          "ACTION==\"add\",",
          "SUBSYSTEN==\"usb\"",
          "ENV==\"usb\"",
          "GOTO==\"end\""}) {
        std::string fault;
        EXPECT_FALSE(parse(wrong, fault)) << wrong;
        EXPECT_NE(fault.find("line 1"), std::string::npos);
    }
}

} // namespace
} // namespace ocop::devices
