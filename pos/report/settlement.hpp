#pragma once

#include "pos/core/json.hpp"
#include "pos/core/refusal.hpp"
#include "pos/report/records.hpp"
#include "pos/report/table.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ocop::report {

/// What one producer is owed for one of its consigned products at one price and rate. Each producer
/// gets a list of goods sold by VAT rate (NĐ 254/2026/NĐ-CP, Art. 6.3d).
struct SettlementRow {
    std::string producer{};
    std::string producer_name{};
    Vat vat_rate = Vat::ten;
    std::string product{};
    std::string name{};
    std::string unit{};
    Quantity quantity{};  // sold less returned
    Money price_ex_vat{}; // to the producer, for one unit
    Money owed_ex_vat{};  // Σ rounded(price × quantity / 1000) over the lines sold,
                          // less the shares of what came back
    Money shelf_ex_vat{}; // what customers paid, without VAT
    Money shelf_vat{};
    bool demonstration = false;
};

struct Settlement {
    Day from{};
    Day to{};
    std::vector<SettlementRow> rows{}; // by producer, rate, product, price
    Money owed_ex_vat{};
    Money shelf_ex_vat{};
    Money shelf_vat{};
};

/// Both days included; only `producer` where it is given. `sales` finds what a return takes back,
/// so that what is owed for goods returned in parts adds up (line_shares.hpp). Refuses a record it
/// cannot read.
[[nodiscard]] Expected<Settlement, RecordFault> settlement(
    Day from,
    Day to,
    const std::optional<std::string>& producer,
    const RecordSource& records,
    const SaleSource& sales = {}
);

/// {"from","to","rows":[{"producer","producer_name","vat_rate","product","name","unit","quantity",
/// "price_ex_vat","owed_ex_vat","shelf_ex_vat","shelf_vat"}],"total":{…}}
[[nodiscard]] Json to_json(const Settlement& settlement);
[[nodiscard]] Table settlement_table(const Settlement& settlement, Language language);

} // namespace ocop::report
