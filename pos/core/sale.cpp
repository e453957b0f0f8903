#include "pos/core/sale.hpp"

#include <algorithm>

namespace ocop {

namespace {

Unexpected<Refusal> refuse(RefusalCode code, std::string subject, std::string detail = {}) {
    return Unexpected{Refusal{code, std::move(subject), std::move(detail), {}}};
}

/// What earlier returns took of one line of the sale.
struct Taken {
    Quantity quantity{};
    Money gross{}, discount{}, basket_discount{}, vat{};
};

Taken taken_of(std::int64_t line, const std::vector<SaleBody>& earlier) {
    Taken taken;
    for (const SaleBody& before : earlier) {
        for (const SaleLine& part : before.lines) {
            if (part.of_line == line) {
                taken.quantity += part.quantity;
                taken.gross += part.gross;
                taken.discount += part.discount;
                taken.basket_discount += part.basket_discount;
                taken.vat += part.vat;
            }
        }
    }
    return taken;
}

} // namespace

Expected<std::vector<SaleLine>, Refusal> return_lines(
    const SaleBody& sale,
    const std::vector<SaleBody>& earlier,
    const std::vector<ReturnLine>& wanted
) {
    if (wanted.empty()) {
        return refuse(RefusalCode::basket_empty, sale.number);
    }
    std::vector<SaleLine> lines;
    for (const ReturnLine& want : wanted) {
        const auto sold =
            std::find_if(sale.lines.begin(), sale.lines.end(), [&](const SaleLine& line) {
                return line.line == want.line;
            });
        const bool twice = std::any_of(lines.begin(), lines.end(), [&](const SaleLine& line) {
            return line.of_line == want.line;
        });
        if (sold == sale.lines.end() || twice) {
            return refuse(RefusalCode::unknown_line, std::to_string(want.line), sale.number);
        }
        if (want.quantity <= Quantity{}) {
            return refuse(RefusalCode::quantity_zero, sold->name);
        }
        // A component of a gift set may stand in fractions even where its unit does not.
        if (!want.quantity.is_whole() && !takes_fractions(sold->unit)
            && sold->quantity.is_whole()) {
            return refuse(RefusalCode::quantity_fraction, sold->name, sold->unit);
        }
        const Taken taken = taken_of(want.line, earlier);
        if (want.quantity > sold->quantity - taken.quantity) {
            return refuse(
                RefusalCode::return_too_much, sold->name, format(sold->quantity - taken.quantity)
            );
        }
        const Quantity so_far = taken.quantity + want.quantity;
        const auto part = [&](Money value, Money before) {
            return Money{scale(value.vnd(), so_far.thousandths(), sold->quantity.thousandths())}
                   - before;
        };
        SaleLine line = *sold;
        line.line = static_cast<std::int64_t>(lines.size()) + 1;
        line.of_line = want.line;
        line.quantity = want.quantity;
        line.gross = part(sold->gross, taken.gross);
        line.discount = part(sold->discount, taken.discount);
        line.basket_discount = part(sold->basket_discount, taken.basket_discount);
        line.net = line.gross - line.discount - line.basket_discount;
        line.vat = part(sold->vat, taken.vat);
        lines.push_back(std::move(line));
    }
    return lines;
}

std::optional<RecordFault> check_return(
    const SaleBody& sale, const std::vector<SaleBody>& earlier, const SaleBody& taken_back
) {
    std::vector<ReturnLine> wanted;
    for (const SaleLine& line : taken_back.lines) {
        const std::string where = "line " + std::to_string(line.line);
        if (!line.of_line) {
            return RecordFault{where + " names no line of sale " + sale.number};
        }
        wanted.push_back({*line.of_line, line.product, line.quantity});
    }
    const auto rightful = return_lines(sale, earlier, wanted);
    if (!rightful) {
        return RecordFault{
            "takes back what sale " + sale.number
            + " does not allow: " + words(rightful.error(), Language::en)};
    }
    for (std::size_t i = 0; i < rightful->size(); ++i) {
        if ((*rightful)[i] != taken_back.lines[i]) {
            return RecordFault{
                "line " + std::to_string(i + 1) + " is not what follows from sale " + sale.number};
        }
    }
    return std::nullopt;
}

Expected<std::vector<SaleLine>, Refusal> return_lines_without_sale(
    const Catalog& catalog, const std::vector<ReturnLine>& wanted, Day day, const VatRules& vat
) {
    Basket basket;
    for (const ReturnLine& want : wanted) {
        const Product* product = catalog.find_code(want.product);
        if (product == nullptr) {
            return refuse(RefusalCode::unknown_product, want.product);
        }
        Product sold = *product;
        sold.active = true; // goods no longer sold may still come back
        auto added = with_added(std::move(basket), catalog, sold, want.quantity, day);
        if (!added) {
            return Unexpected{added.error()};
        }
        basket = std::move(*added);
    }
    if (basket.empty()) {
        return refuse(RefusalCode::basket_empty, {});
    }
    return price(basket, day, vat).lines;
}

Money total_of(const std::vector<SaleLine>& lines) {
    Money total;
    for (const SaleLine& line : lines) {
        total += line.net;
    }
    return total;
}

} // namespace ocop
