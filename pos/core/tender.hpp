#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/money.hpp"
#include "pos/core/record.hpp"
#include "pos/core/refusal.hpp"
#include "pos/core/settings.hpp"

#include <array>
#include <string_view>
#include <vector>

namespace ocop {

/// Ways to pay. The till cannot see money arrive by transfer or card: the cashier confirms it.
inline constexpr std::array<std::string_view, 5> tender_kinds{
    "cash", "transfer", "card", "voucher", "ewallet"};
/// The pseudo-tender that books what cash rounding took or gave.
inline constexpr std::string_view rounding_tender = "rounding";

/// Where a payment stands after one more tender.
struct Payment {
    std::vector<TenderRow> tenders{};
    bool complete = false;
    Money change{}; // cash only, once complete
};

/// Money handed over so far, without rounding rows.
[[nodiscard]] Money paid(const std::vector<TenderRow>& tenders);

/// What cash still has to cover of `total`: what other tenders leave of it, rounded once however
/// many times cash is handed over, less the cash there is. 0 where that is all there.
[[nodiscard]] Money
cash_due(const std::vector<TenderRow>& tenders, Money total, const CashRounding& rounding);

/// `amount` by `tender` on top of `tenders` towards `total`. Only cash gives change; more than the
/// rest by another tender is refused (tender_too_big). Cash that covers cash_due() completes the
/// sale, and so does the exact rest where that is less; what is kept beside the total is booked as
/// a "rounding" row. A total of 0 completes by paying 0, and so does a rest of which cash is due
/// none (contract, section 3). Refuses unknown_tender, amount_not_positive, amount_too_big.
[[nodiscard]] Expected<Payment, Refusal>
pay(std::vector<TenderRow> tenders,
    Money total,
    std::string_view tender,
    Money amount,
    const CashRounding& rounding);

/// How `total` goes back to the customer by `tender` where no sale is known: cash is rounded like
/// cash taken.
[[nodiscard]] Expected<std::vector<TenderRow>, Refusal>
pay_back(Money total, std::string_view tender, const CashRounding& rounding);

/// How the goods of one return, worth `total`, go back by `tender`: what `sale` was rounded by is
/// shared over its returns like every amount of a line, rounded(rounding × returned so far / sold)
/// − what `earlier` returns took, so that returns of all of it add up to what was kept, whatever
/// the tenders and whatever the setting says by now (contract, section 3). Refuses unknown_tender.
[[nodiscard]] Expected<std::vector<TenderRow>, Refusal> refund(
    const SaleBody& sale, const std::vector<SaleBody>& earlier, Money total, std::string_view tender
);

/// Amounts a customer may hand over for `due`, smallest first: the exact sum, then what one or more
/// notes of one kind make; at most four. For the quick cash buttons.
[[nodiscard]] std::vector<Money> likely_cash(Money due);

/// `change` in the fewest notes and coins in daily use (500 đồng and up): piece → count, largest
/// first; what is below 500 is left out.
[[nodiscard]] std::vector<std::pair<std::int64_t, std::int64_t>> change_pieces(Money change);

} // namespace ocop
