#include "tests/faults/shop_view.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <memory>

namespace ocop::faults {

namespace fs = std::filesystem;

namespace {

bool is_receipt(const Json& record) {
    return record["kind"] == "sale" || record["kind"] == "return";
}

struct Closer {
    void operator()(sqlite3* database) const { sqlite3_close(database); }

    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

/// A copy of the ledger with its log: looking at the ledger itself would make or fold in a log, and
/// the next program would find another store than the one it was left.
class LookedAt {
public:
    explicit LookedAt(const Place& place)
        : folder_{place.root() / "looked-at"} {
        fs::create_directories(folder_);
        for (const char* file : {"ledger.db", "ledger.db-wal"}) {
            if (fs::exists(place.data() / file)) {
                fs::copy_file(
                    place.data() / file, folder_ / file, fs::copy_options::overwrite_existing
                );
            }
        }
    }

    ~LookedAt() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }

    LookedAt(const LookedAt&) = delete;
    LookedAt& operator=(const LookedAt&) = delete;

    [[nodiscard]] std::string ledger() const { return (folder_ / "ledger.db").string(); }

private:
    fs::path folder_;
};

/// The records of the journal, without a program of ours: that these can read them is another
/// question, which `journal verify` answers.
void read_records(const Place& place, ShopView& shop) {
    const LookedAt copy{place};
    sqlite3* opened = nullptr;
    const int error =
        sqlite3_open_v2(copy.ledger().c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
    const std::unique_ptr<sqlite3, Closer> database{opened};
    sqlite3_stmt* prepared = nullptr;
    if (error == SQLITE_OK) {
        sqlite3_prepare_v2(
            opened, "SELECT record FROM journal ORDER BY seq", -1, &prepared, nullptr
        );
    }
    const std::unique_ptr<sqlite3_stmt, Closer> rows{prepared};
    if (!rows) {
        shop.fault = sqlite3_errmsg(opened);
        return;
    }
    int step = sqlite3_step(prepared);
    for (; step == SQLITE_ROW && shop.fault.empty(); step = sqlite3_step(prepared)) {
        const std::string record{
            reinterpret_cast<const char*>(sqlite3_column_text(prepared, 0)),
            static_cast<std::size_t>(sqlite3_column_bytes(prepared, 0))};
        shop.records.push_back(parse(record));
        if (shop.records.back().is_discarded()) {
            shop.records.pop_back();
            shop.fault = "a record that is no JSON: " + record;
        }
    }
    if (step != SQLITE_DONE && shop.fault.empty()) {
        shop.fault = sqlite3_errmsg(opened);
    }
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
    shop.is_there = fs::exists(place.data() / "ledger.db");
    shop.head = read_file(place.data() / "head");
    shop.key = read_file(place.data() / "till.key");
    shop.pins = read_file(place.data() / "pins.json");
    if (!shop.is_there) {
        return shop;
    }
    read_records(place, shop);
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
