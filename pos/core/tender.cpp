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

Expected<Payment, Refusal>
pay(std::vector<TenderRow> tenders,
    Money total,
    std::string_view tender,
    Money amount,
    const CashRounding& rounding) {
    if (!known(tender)) {
        return refuse(RefusalCode::unknown_tender, std::string{tender});
    }
    if (amount < Money{} || (amount == Money{} && total != Money{})) {
        return refuse(RefusalCode::amount_not_positive, format(amount));
    }
    if (amount > amount_max || paid(tenders) + amount > amount_max) {
        return refuse(RefusalCode::amount_too_big, format(amount_max));
    }
    const Money rest = total - paid(tenders);
    Payment payment{std::move(tenders), false, Money{}};
    if (tender != "cash") {
        if (amount > rest) {
            return refuse(RefusalCode::tender_too_big, format(amount), format(rest));
        }
        payment.tenders.push_back({std::string{tender}, amount});
        payment.complete = amount == rest;
        return payment;
    }
    const Money due = round_cash(rest, rounding);
    payment.tenders.push_back({"cash", amount});
    if (amount >= due) {
        payment.complete = true;
        payment.change = amount - due;
        if (rest != due) {
            payment.tenders.push_back({std::string{rounding_tender}, rest - due});
        }
    }
    return payment;
}

Expected<std::vector<TenderRow>, Refusal>
pay_back(Money total, std::string_view tender, const CashRounding& rounding) {
    if (!known(tender)) {
        return refuse(RefusalCode::unknown_tender, std::string{tender});
    }
    const Money due = tender == "cash" ? round_cash(total, rounding) : total;
    std::vector<TenderRow> rows{{std::string{tender}, due}};
    if (due != total) {
        rows.push_back({std::string{rounding_tender}, total - due});
    }
    return rows;
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
