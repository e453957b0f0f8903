#include "tests/cli/auditor.hpp"

#include <sodium.h>

#include <array>
#include <map>
#include <set>

namespace ocop::cli::test {

namespace {

using std::int64_t;

/// Sorted keys, no spaces, no escapes but those JSON needs: RFC 8785 for integers and ASCII keys.
std::string canonical(const Json& value) {
    return value.dump();
}

std::string sums_of_lines(const Json& body, bool is_return) {
    int64_t total = 0;
    int64_t number = 0;
    std::map<std::string, std::array<int64_t, 2>> vat; // rate → net without VAT, VAT
    std::map<int64_t, int64_t> sets;                   // number → nets and basket discounts
    for (const Json& line : body["lines"]) {
        const std::string where = "line " + line["line"].dump() + ": ";
        const int64_t net = line["net"];
        const int64_t gross = line["gross"];
        if (line["line"] != ++number) {
            return where + "out of order";
        }
        if (!is_return
            && gross
                   != rounded(
                       line["unit_price"].get<int64_t>() * line["quantity"].get<int64_t>(), 1000
                   )) {
            return where + "gross";
        }
        if (net
            != gross - line["discount"].get<int64_t>() - line["basket_discount"].get<int64_t>()) {
            return where + "net";
        }
        const std::string rate = line["vat_rate"];
        const bool taxed = rate == "5" || rate == "8" || rate == "10";
        const int64_t percent = taxed ? std::stoll(rate) : 0;
        const int64_t within = taxed ? rounded(net * percent, 100 + percent) : 0;
        if (!is_return && line["vat"] != within) {
            return where + "vat";
        }
        total += net;
        vat[rate][0] += net - line["vat"].get<int64_t>();
        vat[rate][1] += line["vat"].get<int64_t>();
        if (!line["set"].is_null() && !is_return) {
            sets[line["set"]["number"]] += net + line["basket_discount"].get<int64_t>();
        }
    }
    if (body["total"] != total) {
        return "total";
    }
    for (const Json& line : body["lines"]) {
        if (!line["set"].is_null() && !is_return) {
            const Json& set = line["set"];
            const int64_t price =
                rounded(set["price"].get<int64_t>() * set["quantity"].get<int64_t>(), 1000);
            if (sets[set["number"]] != price) {
                return "set " + set["number"].dump();
            }
        }
    }
    for (const Json& row : body["vat"]) {
        const auto sum = vat.find(row["rate"]);
        if (sum == vat.end() || row["net_ex_vat"] != sum->second[0]
            || row["vat"] != sum->second[1]) {
            return "vat table, rate " + row["rate"].dump();
        }
        vat.erase(sum);
    }
    return vat.empty() ? "" : "vat table lacks a rate";
}

std::string check_receipt(const Json& body, bool is_return) {
    if (std::string fault = sums_of_lines(body, is_return); !fault.empty()) {
        return fault;
    }
    int64_t tendered = 0;
    for (const Json& row : body["tenders"]) {
        tendered += row["amount"].get<int64_t>();
    }
    const int64_t change = body["change"];
    return tendered - change == body["total"].get<int64_t>() ? "" : "tenders less change";
}

std::string two_digits(int64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string key_of(
    const Json& record,
    const Json& line,
    const std::string& by,
    const std::string& province,
    const std::string& district
) {
    const std::string at = record["at"];
    const auto text = [&](const char* key) { return line[key].get<std::string>(); };
    if (by == "product") {
        return text("product");
    }
    if (by == "producer") {
        return text("producer");
    }
    if (by == "producer-kind") {
        return text("producer_kind");
    }
    if (by == "star") {
        return line["stars"].is_null() ? "none" : line["stars"].dump();
    }
    if (by == "group") {
        return text("group").empty() ? "none" : text("group");
    }
    if (by == "origin") {
        if (text("province") != province) {
            return "other-province";
        }
        return text("district") == district ? "own-district" : "own-province";
    }
    if (by == "day") {
        return at.substr(0, 10);
    }
    if (by == "hour") {
        return two_digits(std::stoll(at.substr(11, 2)));
    }
    if (by == "cashier") {
        return record["body"]["cashier"];
    }
    const Json& event = record["body"]["event"];
    return event.is_null() ? "none" : event.get<std::string>();
}

struct Figures {
    int64_t quantity = 0, revenue = 0, vat = 0, cost = 0;
    bool cost_known = true;
    std::set<std::string> sales{}, returns{};

    [[nodiscard]] Json json() const {
        const int64_t net = revenue - vat;
        return {
            {"quantity", quantity},
            {"sales", sales.size()},
            {"returns", returns.size()},
            {"revenue", revenue},
            {"vat", vat},
            {"net_ex_vat", net},
            {"cost", cost_known ? Json(cost) : Json(nullptr)},
            {"profit", cost_known ? Json(net - cost) : Json(nullptr)}};
    }

    void add(const Json& line, const std::string& number, bool is_return) {
        const int64_t sign = is_return ? -1 : 1;
        const int64_t pieces = line["quantity"];
        quantity += sign * pieces;
        revenue += sign * line["net"].get<int64_t>();
        vat += sign * line["vat"].get<int64_t>();
        if (line["cost_ex_vat"].is_null()) {
            cost_known = false;
        } else {
            cost += sign * rounded(line["cost_ex_vat"].get<int64_t>() * pieces, 1000);
        }
        (is_return ? returns : sales).insert(number);
    }
};

} // namespace

int64_t rounded(int64_t numerator, int64_t denominator) {
    const int64_t half = denominator / 2;
    return numerator >= 0 ? (numerator + half) / denominator : -((-numerator + half) / denominator);
}

std::string hash_of(const Json& record) {
    Json covered = record;
    covered.erase("hash");
    covered.erase("prev");
    const std::string text = canonical(covered);
    const std::string prev_hex = record["prev"];
    std::array<unsigned char, 32> prev{};
    sodium_hex2bin(
        prev.data(), prev.size(), prev_hex.data(), prev_hex.size(), nullptr, nullptr, nullptr
    );
    std::string bytes{prev.begin(), prev.end()};
    bytes += text;
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

std::string audit(const std::vector<std::string>& lines) {
    std::string prev(64, '0');
    for (std::size_t seq = 0; seq < lines.size(); ++seq) {
        const Json record = Json::parse(lines[seq], nullptr, false);
        const std::string where = "seq " + std::to_string(seq) + ": ";
        if (record.is_discarded() || canonical(record) != lines[seq]) {
            return where + "not canonical JSON";
        }
        std::set<std::string> keys;
        for (const auto& [key, value] : record.items()) {
            keys.insert(key);
        }
        if (keys
            != std::set<std::string>{"at", "body", "hash", "kind", "prev", "seq", "till", "v"}) {
            return where + "other keys";
        }
        if (record["seq"] != seq || record["v"] != 1
            || (record["kind"] == "genesis") != (seq == 0)) {
            return where + "out of sequence";
        }
        if (record["prev"] != prev) {
            return where + "prev";
        }
        if (record["hash"] != hash_of(record)) {
            return where + "hash";
        }
        prev = record["hash"];
        const bool is_return = record["kind"] == "return";
        if (is_return || record["kind"] == "sale") {
            if (const auto fault = check_receipt(record["body"], is_return); !fault.empty()) {
                return where + fault;
            }
        }
    }
    return lines.empty() ? "empty" : "";
}

Json fold_revenue(
    const std::vector<Json>& records,
    const std::string& by,
    const std::string& province,
    const std::string& district
) {
    std::map<std::string, Figures> rows;
    Figures total;
    Json tenders = Json::object();
    for (const Json& record : records) {
        const bool is_return = record["kind"] == "return";
        if (!is_return && record["kind"] != "sale") {
            continue;
        }
        const Json& body = record["body"];
        const std::string number = body[is_return ? "return" : "sale"];
        for (const Json& line : body["lines"]) {
            rows[key_of(record, line, by, province, district)].add(line, number, is_return);
            total.add(line, number, is_return);
        }
        for (const Json& row : body["tenders"]) {
            const int64_t amount = row["amount"];
            int64_t& sum = *tenders.emplace(row["tender"], 0).first->get_ptr<int64_t*>();
            sum += is_return ? -amount : amount;
        }
        if (body["change"] != 0) {
            *tenders["cash"].get_ptr<int64_t*>() -= body["change"].get<int64_t>();
        }
    }
    if (by == "tender") {
        return {{"rows", tenders}, {"total", total.revenue}};
    }
    Json folded{{"rows", Json::object()}, {"total", total.json()}};
    for (const auto& [key, figures] : rows) {
        folded["rows"][key] = figures.json();
    }
    return folded;
}

} // namespace ocop::cli::test
