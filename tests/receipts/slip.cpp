#include "tests/receipts/slip.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <regex>
#include <sstream>

namespace ocop::receipts::slip {
namespace {

std::int64_t number_of(const std::string& text) {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](char c) {
        return c != '.';
    });
    return std::stoll(digits);
}

/// "1.250,5" as thousandths.
std::int64_t thousandths_of(const std::string& text) {
    const auto comma = text.find(',');
    std::string decimals = comma == std::string::npos ? "" : text.substr(comma + 1);
    decimals.resize(3, '0');
    return number_of(text.substr(0, comma)) * 1000 + std::stoll(decimals);
}

using Lines = std::vector<std::string>;

/// The lines of `text`, parted where a rule stands.
std::vector<Lines> sections_of(const std::string& text) {
    std::vector<Lines> sections(1);
    std::istringstream input{text};
    for (std::string line; std::getline(input, line);) {
        if (line.starts_with("----")) {
            sections.emplace_back();
        } else {
            sections.back().push_back(line);
        }
    }
    return sections;
}

std::vector<Item> items_of(const Lines& lines) {
    static const std::regex priced{
        R"(^  ([0-9.,]+)(?: (.*))? × ([0-9.]+)(?: \((.*)\))? +(-?[0-9.]+)$)"};
    static const std::regex pair{R"(^  (\S.*?)  +(-?[0-9.]+)$)"};
    static const std::regex share{R"(^  [0-9.,]+ .* \((.*): (-?[0-9.]+)\)$)"};
    std::vector<Item> items;
    bool in_set = false;
    for (const std::string& line : lines) {
        std::smatch found;
        if (!line.starts_with("  ")) {
            in_set = line.starts_with("Bộ quà ");
        } else if (std::regex_match(line, found, priced)) {
            Item item;
            item.quantity = thousandths_of(found[1]);
            item.price = number_of(found[3]);
            item.rate = found[4];
            item.gross = number_of(found[5]);
            item.is_set = in_set;
            items.push_back(item);
        } else if (std::regex_match(line, found, pair)) {
            if (found[1].str().starts_with("Giảm giá")) {
                items.back().discounts += number_of(found[2]);
            } else if (found[1] == "Thành tiền") {
                items.back().amount = number_of(found[2]);
            }
        } else if (std::regex_match(line, found, share)) {
            items.back().shares.emplace_back(found[1], number_of(found[2]));
        }
    }
    return items;
}

/// The first letter small: one byte, or the two of Â.
std::string uncapitalised(std::string text) {
    if (text.starts_with("Â")) {
        return "â" + text.substr(std::string{"Â"}.size());
    }
    if (text[0] >= 'A' && text[0] <= 'Z') {
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    }
    return text;
}

/// The name of a VAT row as lines of goods call it; "(KCT)" stands only where they do.
std::string rate_of(const std::string& name) {
    return name.starts_with("Không chịu thuế") ? "KCT"
           : name.starts_with("PP trực tiếp")  ? "TT"
                                               : name;
}

std::int64_t half_up(std::int64_t numerator, std::int64_t denominator) {
    return (2 * numerator + denominator) / (2 * denominator);
}

int percent_of(const std::string& rate) {
    return rate.ends_with('%') ? std::stoi(rate) : 0;
}

} // namespace

Slip read(const std::string& text) {
    static const std::regex three{R"(^(\S.*?)  +(-?[0-9.]+) +(-?[0-9.]+|–)$)"};
    static const std::regex pair{R"(^(\S.*?)  +(-?[0-9.]+)$)"};
    static const std::regex total{R"(^(TỔNG CỘNG|TỔNG HOÀN LẠI) +(-?[0-9.]+) ₫$)"};
    static const std::regex vietqr{R"(^ *VietQR: ([0-9.]+) ₫$)"};

    enum { shop, head, goods, sum, vat, tenders, rest }; // the order of the slip's sections

    const auto sections = sections_of(text);
    Slip slip;
    std::smatch found;
    slip.items = items_of(sections.at(goods));
    for (const std::string& line : sections.at(sum)) {
        if (std::regex_match(line, found, total)) {
            slip.total = number_of(found[2]);
        } else {
            slip.in_words += (slip.in_words.empty() ? "" : " ") + line;
        }
    }
    for (const std::string& line : sections.at(vat)) {
        if (std::regex_match(line, found, three)) {
            slip.vat[rate_of(found[1])] = {
                number_of(found[2]), found[3] == "–" ? 0 : number_of(found[3])};
        }
    }
    for (const std::string& line : sections.at(tenders)) {
        if (std::regex_match(line, found, pair)) {
            const std::string name = found[1];
            const std::int64_t amount = number_of(found[2]);
            slip.tendered += name == "Tiền thối lại" ? -amount : amount;
            slip.transferred += name.ends_with("Chuyển khoản") ? amount : 0;
        }
    }
    for (const std::string& line : sections.at(rest)) {
        if (std::regex_match(line, found, vietqr)) {
            slip.vietqr = number_of(found[1]);
        }
    }
    return slip;
}

std::optional<std::int64_t> read_words(const std::string& text) {
    static const std::map<std::string, int> digits{
        {"không", 0},
        {"một", 1},
        {"mốt", 1},
        {"hai", 2},
        {"ba", 3},
        {"bốn", 4},
        {"tư", 4},
        {"năm", 5},
        {"lăm", 5},
        {"sáu", 6},
        {"bảy", 7},
        {"tám", 8},
        {"chín", 9},
        {"linh", 0}};
    static const std::regex wrong{
        "mươi (một|bốn|năm)|mười (mốt|tư|năm)|trăm (mốt|tư|lăm)|linh (mốt|lăm|mười|không)|"
        "trăm (một|hai|ba|bốn|năm|sáu|bảy|tám|chín) (nghìn|triệu|tỷ|đồng)|"
        "(nghìn|triệu|tỷ) (mười|(một|hai|ba|bốn|năm|sáu|bảy|tám|chín) "
        "(mươi|nghìn|triệu|tỷ|đồng))"};
    const std::string prefix = "Bằng chữ: ";
    if (!text.starts_with(prefix)) {
        return std::nullopt;
    }
    const std::string spoken = uncapitalised(text.substr(prefix.size()));
    if (std::regex_search(spoken, wrong)) {
        return std::nullopt;
    }
    std::istringstream input{spoken};
    std::int64_t billions = 0;
    std::int64_t below = 0;
    std::int64_t group = 0;
    std::int64_t digit = 0;
    std::int64_t sign = 1;
    for (std::string word; input >> word;) {
        const auto close = [&](std::int64_t unit) {
            below += (group + digit) * unit;
            group = digit = 0;
        };
        if (const auto known = digits.find(word); known != digits.end()) {
            digit = known->second;
        } else if (word == "trăm" || word == "mươi") {
            group += digit * (word == "trăm" ? 100 : 10);
            digit = 0;
        } else if (word == "mười") {
            group += 10;
        } else if (word == "nghìn" || word == "triệu") {
            close(word == "nghìn" ? 1'000 : 1'000'000);
        } else if (word == "tỷ") {
            close(1);
            billions = (billions + below) * 1'000'000'000;
            below = 0;
        } else if (word == "đồng") {
            close(1);
            return sign * (billions + below);
        } else if (word == "âm") {
            sign = -1;
        } else {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

std::string complaint(const Slip& slip, bool is_share) {
    std::ostringstream says;
    std::int64_t lines = 0;
    std::map<std::string, std::int64_t> of_rate;
    std::map<std::string, std::int64_t> tax;
    std::map<std::string, std::int64_t> unsure; // đồng that rounding may move
    const std::string only = slip.vat.size() == 1 ? slip.vat.begin()->first : "";
    const auto add = [&](const std::string& rate, std::int64_t amount, std::int64_t off) {
        of_rate[rate] += amount;
        tax[rate] += half_up(amount * percent_of(rate), 100 + percent_of(rate));
        unsure[rate] += off;
    };
    for (const Item& item : slip.items) {
        const std::int64_t off = 1000 * item.gross - item.quantity * item.price;
        if (is_share ? std::abs(off) > 1500 : off > 500 || off <= -500) {
            says << item.quantity << " × " << item.price << " is not " << item.gross << '\n';
        }
        if (item.gross + item.discounts != item.paid()) {
            says << item.gross << " less discounts is not " << item.paid() << '\n';
        }
        lines += item.paid();
        std::int64_t shares = 0;
        for (const auto& [rate, share] : item.shares) {
            shares += share;
            add(rate, share, is_share ? 2 : 0);
        }
        if (item.shares.empty()) {
            // A set of one rate is split by its goods, whose shares the slip does not tell.
            add(item.rate.empty() ? only : item.rate, item.paid(), is_share || item.is_set ? 2 : 0);
        } else if (shares != item.paid()) {
            says << "the shares of a set are not " << item.paid() << '\n';
        }
    }
    if (lines != slip.total) {
        says << "the lines are " << lines << ", not " << slip.total << '\n';
    }
    if (read_words(slip.in_words) != slip.total) {
        says << '"' << slip.in_words << "\" is not " << slip.total << '\n';
    }
    if (slip.vat.size() != of_rate.size()) {
        says << "there are goods of other rates than the VAT's\n";
    }
    for (const auto& [rate, row] : slip.vat) {
        if (row.first + row.second != of_rate[rate]) {
            says << "goods at " << rate << " are " << of_rate[rate] << ", not " << row.first
                 << " and " << row.second << '\n';
        }
        if (std::abs(row.second - tax[rate]) > unsure[rate]) {
            says << "VAT at " << rate << " is " << tax[rate] << ", not " << row.second << '\n';
        }
    }
    if (slip.tendered != slip.total) {
        says << "given less change is " << slip.tendered << ", not " << slip.total << '\n';
    }
    return says.str();
}

} // namespace ocop::receipts::slip
