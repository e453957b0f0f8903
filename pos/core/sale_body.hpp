#pragma once

#include "pos/core/buyer.hpp"
#include "pos/core/einvoice.hpp"
#include "pos/core/expected.hpp"
#include "pos/core/json.hpp"
#include "pos/core/moment.hpp"
#include "pos/core/money.hpp"
#include "pos/core/product.hpp"
#include "pos/core/quantity.hpp"
#include "pos/core/record_fault.hpp"
#include "pos/core/tax.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ocop {

/// The gift set a line belongs to: `number` counts the set groups of a sale from 1, `quantity` is
/// how many sets in thousandths, `price` that of one set.
struct SetOfLine {
    std::string product{};
    std::int64_t number = 0;
    Quantity quantity{};
    Money price{};
    bool operator==(const SetOfLine&) const = default;
};

/// One line of a sale or return, with everything a report or auditor needs: it never depends on a
/// later catalogue. Amounts in đồng with VAT within, unless named `_ex_vat`.
struct SaleLine {
    std::int64_t line = 0;
    std::optional<std::int64_t> of_line{}; // in a return of a known sale: the sale's line
    std::string product{};
    std::optional<std::string> gtin{};
    std::string name{};
    std::string unit{};
    Quantity quantity{};
    Money unit_price{};
    Money gross{};
    Money discount{};
    Money basket_discount{};
    Money net{};
    Vat vat_rate = Vat::ten;
    Money vat{};
    std::string producer{};
    std::string producer_name{};
    ProducerKind producer_kind = ProducerKind::khac;
    std::string group{};
    std::optional<int> stars{};
    CertificateState certificate = CertificateState::none;
    std::optional<Day> recognised_on{};
    std::string commune{};
    std::string district{};
    std::string province{};
    std::optional<std::string> lot{};
    std::optional<Day> expiry{};
    std::optional<std::string> lot_approver{}; // who let a lot past its last day of sale go
    std::optional<Money> cost_ex_vat{};
    std::optional<Money> producer_cost{};
    std::optional<Money> consignment_price_ex_vat{}; // set: goods on consignment
    std::optional<SetOfLine> set{};
    std::optional<std::string> trace_url{}; // the product's page, where the catalogue has one
    bool demonstration = false;             // price or cost are demonstration figures

    bool operator==(const SaleLine&) const = default;
};

/// A way to pay and how much of it was handed over. The tender "rounding" is what cash rounding
/// took or gave (negative: the customer paid more); it keeps Σ tenders − change = total.
struct TenderRow {
    std::string tender{};
    Money amount{};
    bool operator==(const TenderRow&) const = default;
};

/// One row of a receipt's VAT table.
struct VatRow {
    Vat rate = Vat::ten;
    Money net_ex_vat{};
    Money vat{};
    bool operator==(const VatRow&) const = default;
};

/// What an approver saw: goods of so much without a discount, and the đồng it took off them.
struct ShownDiscount {
    Money gross{};
    Money off{};
    bool operator==(const ShownDiscount&) const = default;
};

/// A discount that somebody gave, as an auditor asks for it: on `product`, or on the whole basket.
struct GivenDiscount {
    std::optional<std::string> product{};
    std::string reason{};
    std::optional<std::string> approver{};
    std::optional<ShownDiscount> shown{}; // to the approver
    std::optional<std::string> by{};      // who gave it, if not the sale's cashier
    bool operator==(const GivenDiscount&) const = default;
};

/// The body of a `sale` or `return` record.
struct SaleBody {
    bool is_return = false;
    std::string number{};            // `sale`, or `return` for a return
    std::optional<std::string> of{}; // return: the sale it takes back, if known
    std::int64_t shift = 0;
    std::string cashier{};
    std::optional<std::string> approver{};
    std::int64_t catalog = 0;
    std::optional<std::string> event{};
    std::vector<SaleLine> lines{};
    Money total{};
    std::vector<VatRow> vat{};
    std::vector<TenderRow> tenders{};
    Money change{};
    bool restock = true;  // return: goods go back on the shelf
    std::string reason{}; // return: why, if anybody said
    std::vector<GivenDiscount>
        discounts{}; // sale: those with a reason or an approver, or of another's giving
    std::int64_t removed_lines = 0;     // sale: lines taken out before paying
    std::optional<std::int64_t> hold{}; // sale: the hold it was recalled from
    std::optional<Buyer> buyer{};       // who asked for an invoice in their name
    std::optional<Einvoice> einvoice{};

    bool operator==(const SaleBody&) const = default;
};

[[nodiscard]] Json to_json(const SaleLine& line);
/// The body as canonical JSON, the one spelling a record has.
[[nodiscard]] std::string text_of(const SaleBody& body);
/// The same as a tree.
[[nodiscard]] Json to_json(const SaleBody& body);
/// Reads the body of a `sale` or `return` record; refuses missing keys and wrong types. Sums are
/// checked by check_sums().
[[nodiscard]] Expected<SaleBody, RecordFault> parse_sale_body(const Json& body, bool is_return);
/// Checks every sum of the contract: gross − discounts = net, Σ net = total = Σ tenders − change,
/// VAT rows. nullopt if all agree, else the first fault.
[[nodiscard]] std::optional<RecordFault> check_sums(const SaleBody& body);
/// Rows per rate in the order 0, 5, 8, 10, KCT, TT; only rates that occur.
[[nodiscard]] std::vector<VatRow> vat_rows(const std::vector<SaleLine>& lines);

} // namespace ocop
