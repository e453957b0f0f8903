#include "tests/faults/shop_view.hpp"

#include <algorithm>

namespace ocop::faults {

namespace {

bool is_receipt(const Json& record) {
    return record["kind"] == "sale" || record["kind"] == "return";
}

} // namespace

Json parse(const std::string& text) {
    return Json::parse(text, nullptr, false);
}

std::vector<Receipt> ShopView::receipts() const {
    std::vector<Receipt> found;
    for (const Json& record : records) {
        if (is_receipt(record)) {
            const Json& body = record["body"];
            found.push_back({body[record["kind"].get<std::string>()], body["total"]});
        }
    }
    return found;
}

std::map<std::string, int> ShopView::kinds(std::size_t first) const {
    std::map<std::string, int> found;
    for (std::size_t i = first; i < records.size(); ++i) {
        ++found[records[i]["kind"].get<std::string>()];
    }
    return found;
}

ShopView view(const Place& place) {
    ShopView shop;
    shop.is_there = std::filesystem::exists(place.data() / "ledger.db");
    shop.head = read_file(place.data() / "head");
    shop.key = read_file(place.data() / "till.key");
    shop.pins = read_file(place.data() / "pins.json");
    if (!shop.is_there) {
        return shop;
    }
    const Ran dumped = place.ocop({"journal", "dump"});
    if (dumped.exit != 0) {
        shop.fault = dumped.err;
        return shop;
    }
    for (const std::string& line : Ran::lines(dumped.out)) {
        shop.records.push_back(parse(line));
        if (shop.records.back().is_discarded()) {
            shop.records.pop_back();
            shop.fault = "a record that is no JSON: " + line;
        }
    }
    return shop;
}

std::string next_number(const ShopView& shop) {
    const auto receipts = shop.receipts();
    if (receipts.empty()) {
        return {};
    }
    const auto last = std::max_element(
        receipts.begin(),
        receipts.end(),
        [](const Receipt& left, const Receipt& right) { return left.number < right.number; }
    );
    constexpr std::size_t digits = 6;
    const std::size_t cut = last->number.size() - digits;
    std::string next = std::to_string(std::stol(last->number.substr(cut)) + 1);
    next.insert(0, digits - next.size(), '0');
    return last->number.substr(0, cut) + next;
}

} // namespace ocop::faults
