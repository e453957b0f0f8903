#pragma once

#include "pos/core/moment.hpp"
#include "pos/core/money.hpp"
#include "pos/core/quantity.hpp"
#include "pos/core/tax.hpp"
#include "receipts/document.hpp"
#include "receipts/facts.hpp"

#include <string>
#include <vector>

namespace ocop::receipts {

/// What was sold of one consigned product, less what came back. Amounts without VAT; revenue −
/// commission = owed.
struct SettledGoods {
    std::string product{};
    std::string name{};
    std::string unit{};
    Vat vat_rate = Vat::ten;
    Quantity quantity{};
    Money revenue{};    // what customers paid
    Money commission{}; // what the shop keeps; negative where it sold below what it owes
    Money owed{};       // to the producer
};

/// What a shop owes one producer for a while, both days included.
struct SettlementStatement {
    std::string producer{}; // code
    std::string producer_name{};
    Day from{};
    Day to{};
    std::vector<SettledGoods> goods{}; // by VAT rate
    bool demonstration = false;
};

/// The statement a producer of consigned goods gets: the goods sold by VAT rate (NĐ 254/2026/NĐ-CP,
/// Art. 6.3d), what the shop keeps and what it owes in digits and words, places to sign.
/// `facts.at` is when it was drawn up.
[[nodiscard]] Document
settlement_report(const SettlementStatement& statement, const ReceiptFacts& facts);

} // namespace ocop::receipts
