#include "pos/ui/recent.hpp"

#include "pos/core/sale.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace ocop::ui {

void Recent::see_sale(const Record& record) {
    const auto sale = read_sale(record);
    if (!sale) {
        return;
    }
    if (sale->buyer && !sale->buyer->tax_code.empty()) {
        buyers_[sale->buyer->tax_code] = *sale->buyer;
    }
    std::set<std::string> codes; // of a gift set the set, not what is in it
    for (const SaleLine& line : sale->lines) {
        codes.insert(line.set ? line.set->product : line.product);
    }
    for (const std::string& code : codes) {
        Sold& sold = sold_[code];
        const Day day = record.at.day();
        sold.times_on_last = sold.last == day ? sold.times_on_last + 1 : 1;
        sold.last = day;
        sold.seq = record.seq;
        ++sold.times;
    }
}

std::optional<Buyer> Recent::buyer(const std::string& tax_code) const {
    const auto known = buyers_.find(tax_code);
    return known == buyers_.end() ? std::nullopt : std::optional{known->second};
}

std::vector<std::string> Recent::sold_most(Day today, std::size_t limit) const {
    std::vector<std::tuple<std::int64_t, std::int64_t, std::int64_t, std::string>> ranked;
    for (const auto& [code, sold] : sold_) {
        ranked.emplace_back(
            sold.last == today ? -sold.times_on_last : 0, -sold.times, -sold.seq, code
        );
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<std::string> codes;
    for (std::size_t i = 0; i < std::min(limit, ranked.size()); ++i) {
        codes.push_back(std::get<3>(ranked[i]));
    }
    return codes;
}

void Recent::see(const Record& record) {
    if (auto number = receipt_of(record.kind, record.body)) {
        last_receipt_ = LastReceipt{std::move(*number), record.at};
    }
    if (record.kind == "sale") {
        return see_sale(record);
    }
    if (record.kind != "paid-in" && record.kind != "paid-out" && record.kind != "no-sale") {
        return;
    }
    const Json& body = record.body.json();
    const auto reason = body.find("reason");
    if (reason == body.end() || !reason->is_string()) {
        return;
    }
    if (const auto& text = reason->get_ref<const std::string&>(); !text.empty()) {
        reasons_[record.kind][text] = record.seq;
    }
}

std::vector<std::string> Recent::reasons(std::string_view kind, std::size_t limit) const {
    const auto given = reasons_.find(kind);
    if (given == reasons_.end()) {
        return {};
    }
    std::vector<std::pair<std::int64_t, std::string>> by_age;
    for (const auto& [reason, seq] : given->second) {
        by_age.emplace_back(-seq, reason);
    }
    std::sort(by_age.begin(), by_age.end());
    std::vector<std::string> newest;
    for (auto& [age, reason] : by_age) {
        if (newest.size() < limit) {
            newest.push_back(std::move(reason));
        }
    }
    return newest;
}

} // namespace ocop::ui
