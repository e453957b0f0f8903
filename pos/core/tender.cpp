#include "pos/core/tender.hpp"

#include "pos/core/shift.hpp"

#include <algorithm>

namespace ocop {

namespace {

Unexpected<Refusal> refuse(RefusalCode code, std::string subject, std::string detail = {}) {
    return Unexpected{Refusal{code, std::move(subject), std::move(detail), {}}};
}

bool known(std::string_view tender) {
    return std::find(tender_kinds.begin(), tender_kinds.end(), tender) != tender_kinds.end();
}

Money sum_of(const std::vector<TenderRow>& tenders, std::string_view tender) {
    Money sum;
    for (const TenderRow& row : tenders) {
        sum += row.tender == tender ? row.amount : Money{};
    }
    return sum;
}

/// `amount` by `tender` for goods worth `total`.
std::vector<TenderRow> going_back(std::string_view tender, Money amount, Money total) {
    std::vector<TenderRow> rows{{std::string{tender}, amount}};
    if (amount != total) {
        rows.push_back({std::string{rounding_tender}, total - amount});
    }
    return rows;
}

} // namespace

Money paid(const std::vector<TenderRow>& tenders) {
    Money sum;
    for (const TenderRow& row : tenders) {
        if (row.tender != rounding_tender) {
            sum += row.amount;
        }
    }
    return sum;
}

Money cash_due(const std::vector<TenderRow>& tenders, Money total, const CashRounding& rounding) {
    const Money cash = sum_of(tenders, "cash");
    const Money by_cash = total - (paid(tenders) - cash);
    return std::max(round_cash(std::max(by_cash, Money{}), rounding) - cash, Money{});
}

Expected<Payment, Refusal>
pay(std::vector<TenderRow> tenders,
    Money total,
    std::string_view tender,
    Money amount,
    const CashRounding& rounding) {
    if (!known(tender)) {
        return refuse(RefusalCode::unknown_tender, std::string{tender});
    }
    const Money rest = total - paid(tenders);
    const Money due = tender == "cash" ? cash_due(tenders, total, rounding) : rest;
    if (amount < Money{} || (amount == Money{} && due > Money{})) {
        return refuse(RefusalCode::amount_not_positive, format(amount));
    }
    if (amount > amount_max || paid(tenders) + amount > amount_max) {
        return refuse(RefusalCode::amount_too_big, format(amount_max));
    }
    Payment payment{std::move(tenders), false, Money{}};
    if (tender != "cash") {
        if (amount > rest) {
            return refuse(RefusalCode::tender_too_big, format(amount), format(rest));
        }
        payment.tenders.push_back({std::string{tender}, amount});
        payment.complete = amount == rest;
        return payment;
    }
    payment.tenders.push_back({"cash", amount});
    if (amount < due && amount < rest) {
        return payment;
    }
    // Coins that make up what rounding would have added are not asked for, nor given back.
    const Money kept = std::min(amount, due);
    payment.complete = true;
    payment.change = amount - kept;
    if (kept != rest) {
        payment.tenders.push_back({std::string{rounding_tender}, rest - kept});
    }
    return payment;
}

Expected<std::vector<TenderRow>, Refusal>
pay_back(Money total, std::string_view tender, const CashRounding& rounding) {
    if (!known(tender)) {
        return refuse(RefusalCode::unknown_tender, std::string{tender});
    }
    const Money due = tender == "cash" ? round_cash(total, rounding) : total;
    return going_back(tender, due, total);
}

Expected<std::vector<TenderRow>, Refusal> refund(
    const SaleBody& sale, const std::vector<SaleBody>& earlier, Money total, std::string_view tender
) {
    if (!known(tender)) {
        return refuse(RefusalCode::unknown_tender, std::string{tender});
    }
    Money so_far = total;
    Money taken;
    for (const SaleBody& before : earlier) {
        so_far += before.total;
        taken += sum_of(before.tenders, rounding_tender);
    }
    const std::int64_t rounded = sum_of(sale.tenders, rounding_tender).vnd();
    const Money share =
        sale.total > Money{} ? Money{scale(rounded, so_far.vnd(), sale.total.vnd())} : Money{};
    // A return of an older version may have given so much that this one gives nothing.
    return going_back(tender, std::max(total - (share - taken), Money{}), total);
}

std::vector<Money> likely_cash(Money due) {
    std::vector<Money> amounts{due};
    for (auto piece = denominations.rbegin(); piece != denominations.rend(); ++piece) {
        const std::int64_t count = (due.vnd() + *piece - 1) / *piece;
        if (*piece >= 10'000 && count >= 1) {
            amounts.emplace_back(count * *piece);
        }
    }
    std::sort(amounts.begin(), amounts.end());
    amounts.erase(std::unique(amounts.begin(), amounts.end()), amounts.end());
    if (amounts.size() > 4) {
        amounts.resize(4);
    }
    return amounts;
}

std::vector<std::pair<std::int64_t, std::int64_t>> change_pieces(Money change) {
    std::vector<std::pair<std::int64_t, std::int64_t>> pieces;
    std::int64_t rest = change.vnd();
    for (const std::int64_t piece : denominations) {
        if (piece >= 500 && rest >= piece) {
            pieces.emplace_back(piece, rest / piece);
            rest %= piece;
        }
    }
    return pieces;
}

} // namespace ocop
