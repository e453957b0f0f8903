#include "pos/core/basket.hpp"

#include "pos/core/assert.hpp"

#include <algorithm>

namespace ocop {

namespace {

/// Taken off one basket of one product; more is a machine's doing.
constexpr Quantity removed_quantity_max{quantity_max.thousandths() * 1000};

Unexpected<Refusal> refuse(RefusalCode code, std::string subject, std::string detail = {}) {
    return Unexpected{Refusal{code, std::move(subject), std::move(detail), {}}};
}

/// Quantity of a component in `sets` sets: both are thousandths.
Quantity component_quantity(Quantity in_one_set, Quantity sets) {
    return Quantity{scale(in_one_set.thousandths(), sets.thousandths(), 1000)};
}

SaleLine describe(const Product& product, Quantity quantity, Day day, const VatRules& vat) {
    SaleLine line;
    line.product = product.code;
    if (product.gtin) {
        line.gtin = product.gtin->digits14();
    }
    line.name = product.name;
    line.unit = product.unit;
    line.quantity = quantity;
    line.unit_price = product.price;
    line.gross = extend(product.price, quantity);
    line.vat_rate = vat_on(product.vat, day, vat);
    line.producer = product.producer_code;
    line.producer_name = product.producer_name;
    line.producer_kind = product.producer_kind;
    line.group = product.group == 0 ? "" : std::to_string(product.group);
    if (const int stars = stars_on(product, day); stars != 0) {
        line.stars = stars;
    }
    line.certificate = certificate_on(product, day);
    line.recognised_on = product.recognised_on;
    line.commune = product.commune;
    line.district = product.district;
    line.province = product.province;
    line.cost_ex_vat = producer_price_at(product, product.price, line.vat_rate);
    line.producer_cost = product.cost;
    if (product.consignment) {
        line.consignment_price_ex_vat = line.cost_ex_vat.value_or(Money{});
    }
    if (!product.trace_url.empty()) {
        line.trace_url = product.trace_url;
    }
    line.demonstration = product.demonstration;
    return line;
}

/// One line per component; each one's discount brings it to its share of the set's price, shared by
/// list price (contract, section 4).
void add_set_lines(
    PricedBasket& priced,
    const BasketEntry& entry,
    std::size_t position,
    std::int64_t number,
    Day day,
    const VatRules& vat
) {
    std::vector<SaleLine> lines;
    std::vector<std::int64_t> weights;
    for (std::size_t i = 0; i < entry.components.size(); ++i) {
        const Quantity quantity =
            component_quantity(entry.product.set_components[i].quantity, entry.quantity);
        lines.push_back(describe(entry.components[i], quantity, day, vat));
        lines.back().set =
            SetOfLine{entry.product.code, number, entry.quantity, entry.product.price};
        lines.back().demonstration = lines.back().demonstration || entry.product.demonstration;
        weights.push_back(lines.back().gross.vnd());
    }
    const std::vector<Money> shares =
        allocate(extend(entry.product.price, entry.quantity), weights);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        lines[i].discount = lines[i].gross - shares[i];
        priced.lines.push_back(std::move(lines[i]));
        priced.entry_of_line.push_back(position);
    }
}

/// The most an entry can come to stays within amount_max, so sums of lines fit 64 bits.
std::optional<Refusal> check_entry(const BasketEntry& entry) {
    const Product& product = entry.product;
    if (entry.quantity <= Quantity{}) {
        return Refusal{RefusalCode::quantity_zero, product.name, {}, {}};
    }
    if (entry.quantity > quantity_max) {
        return Refusal{RefusalCode::quantity_too_big, product.name, format(quantity_max), {}};
    }
    if (!entry.quantity.is_whole() && (product.is_set() || !takes_fractions(product.unit))) {
        return Refusal{RefusalCode::quantity_fraction, product.name, product.unit, {}};
    }
    for (std::size_t i = 0; i < entry.components.size(); ++i) {
        const Quantity quantity =
            component_quantity(product.set_components[i].quantity, entry.quantity);
        if (quantity > quantity_max) {
            return Refusal{RefusalCode::quantity_too_big, product.name, format(quantity_max), {}};
        }
        if (extend(entry.components[i].price, quantity) > amount_max) {
            return Refusal{RefusalCode::amount_too_big, format(amount_max), {}, {}};
        }
    }
    if (extend(product.price, entry.quantity) > amount_max) {
        return Refusal{RefusalCode::amount_too_big, format(amount_max), {}, {}};
    }
    return std::nullopt;
}

Expected<std::size_t, Refusal> find_entry(const Basket& basket, std::int64_t line) {
    std::int64_t last = 0;
    for (std::size_t i = 0; i < basket.entries.size(); ++i) {
        const BasketEntry& entry = basket.entries[i];
        last += entry.product.is_set() ? static_cast<std::int64_t>(entry.components.size()) : 1;
        if (line >= 1 && line <= last) {
            return i;
        }
    }
    return refuse(RefusalCode::unknown_line, std::to_string(line));
}

Expected<Basket, Refusal> checked(Basket basket) {
    if (auto refusal = check_basket(basket)) {
        return Unexpected{std::move(*refusal)};
    }
    return basket;
}

/// Notes `quantity` of `entry` as taken off, in one row per product.
void note_removed(Basket& basket, const BasketEntry& entry, Quantity quantity) {
    const Money amount = extend(entry.product.price, quantity);
    basket.removed_amount = std::min(basket.removed_amount + amount, amount_max);
    const auto same =
        std::find_if(basket.removed.begin(), basket.removed.end(), [&](const RemovedGoods& goods) {
            return goods.product == entry.product.code;
        });
    if (same != basket.removed.end()) {
        // Nobody adds and takes off goods worth so much; who tries is told by the count of lines.
        same->quantity = std::min(same->quantity + quantity, removed_quantity_max);
        same->amount = std::min(same->amount + amount, amount_max);
    } else if (basket.removed.size() < removed_goods_max) {
        basket.removed.push_back({entry.product.code, entry.product.name, quantity, amount});
    }
}

} // namespace

PricedBasket price(const Basket& basket, Day day, const VatRules& vat) {
    PricedBasket priced;
    std::int64_t set_number = 0;
    for (std::size_t i = 0; i < basket.entries.size(); ++i) {
        const BasketEntry& entry = basket.entries[i];
        if (entry.product.is_set()) {
            add_set_lines(priced, entry, i, ++set_number, day, vat);
            continue;
        }
        SaleLine line = describe(entry.product, entry.quantity, day, vat);
        line.lot = entry.lot;
        line.expiry = entry.expiry;
        if (entry.lot_approval) {
            line.lot_approver = entry.lot_approval->by;
        }
        line.discount = entry.discount.of(line.gross);
        priced.lines.push_back(std::move(line));
        priced.entry_of_line.push_back(i);
    }
    std::vector<std::int64_t> weights;
    for (const SaleLine& line : priced.lines) {
        const Money base = line.gross - line.discount;
        priced.before_discount += base;
        weights.push_back(std::max(base, Money{}).vnd());
    }
    std::vector<Money> shares(priced.lines.size());
    if (basket.discount.given() && !weights.empty()) {
        shares = allocate(basket.discount.of(priced.before_discount), weights);
    }
    std::int64_t number = 0;
    for (std::size_t i = 0; i < priced.lines.size(); ++i) {
        SaleLine& line = priced.lines[i];
        line.line = ++number;
        line.basket_discount = shares[i];
        line.net = line.gross - line.discount - line.basket_discount;
        line.vat = vat_within(line.net, line.vat_rate);
        priced.total += line.net;
    }
    return priced;
}

Expected<Basket, Refusal> with_added(
    Basket basket,
    const Catalog& catalog,
    const Product& product,
    Quantity quantity,
    Day day,
    std::optional<std::string> lot,
    std::optional<Day> expiry
) {
    if (!product.active) {
        return refuse(RefusalCode::inactive_product, product.name);
    }
    BasketEntry added{product, {}, quantity, std::move(lot), expiry, {}, {}};
    added.product.price = price_on(product, day);
    for (const SetComponent& component : product.set_components) {
        const Product* part = catalog.find_code(component.product);
        if (part == nullptr || part->is_set()) {
            return refuse(RefusalCode::sets_in_set, product.name, component.product);
        }
        added.components.push_back(*part);
        added.components.back().price = price_on(*part, day);
    }
    if (auto refusal = check_entry(added)) {
        return Unexpected{std::move(*refusal)};
    }
    const auto same =
        std::find_if(basket.entries.begin(), basket.entries.end(), [&](const BasketEntry& entry) {
            return entry.product == added.product && entry.components == added.components
                   && entry.lot == added.lot && entry.expiry == added.expiry;
        });
    if (same == basket.entries.end()) {
        basket.entries.push_back(std::move(added));
    } else {
        same->quantity += quantity;
    }
    return checked(std::move(basket));
}

Expected<Basket, Refusal> with_pack(
    Basket basket, const Catalog& catalog, const Product& product, const PackLabel& label, Day day
) {
    if (label.price > amount_max) {
        return refuse(RefusalCode::amount_too_big, format(amount_max));
    }
    if (product.is_set() || label.price <= Money{}) {
        return refuse(RefusalCode::no_price, product.name);
    }
    Quantity quantity = one_unit;
    if (const Money list = price_on(product, day); takes_fractions(product.unit)) {
        const std::int64_t bought =
            list > Money{} ? scale(label.price.vnd(), 1000, list.vnd()) : one_unit.thousandths();
        quantity = label.measure.value_or(Quantity{std::max<std::int64_t>(bought, 1)});
    }
    auto added = with_added({}, catalog, product, quantity, day, label.lot, label.expiry);
    if (!added) {
        return added;
    }
    BasketEntry& entry = added->entries.front();
    const std::int64_t thousandths = quantity.thousandths();
    entry.product.price = Money{(label.price.vnd() * 1000 + thousandths - 1) / thousandths};
    if (entry.product.price > unit_price_max) { // a speck of goods: nothing that was weighed
        return refuse(RefusalCode::amount_too_big, format(unit_price_max));
    }
    if (const Money over = extend(entry.product.price, quantity) - label.price; over > Money{}) {
        entry.discount = Discount{{}, over, {}, {}, true};
    }
    basket.entries.push_back(std::move(entry));
    return checked(std::move(basket));
}

Expected<Basket, Refusal> with_quantity(Basket basket, std::int64_t line, Quantity quantity) {
    const auto position = find_entry(basket, line);
    if (!position) {
        return Unexpected{position.error()};
    }
    BasketEntry& entry = basket.entries[*position];
    if (quantity > Quantity{} && quantity < entry.quantity) {
        note_removed(basket, entry, entry.quantity - quantity);
    }
    entry.quantity = quantity;
    return checked(std::move(basket));
}

Expected<Basket, Refusal> without_line(Basket basket, std::int64_t line) {
    const auto position = find_entry(basket, line);
    if (!position) {
        return Unexpected{position.error()};
    }
    const BasketEntry& entry = basket.entries[*position];
    note_removed(basket, entry, entry.quantity);
    basket.entries.erase(basket.entries.begin() + static_cast<std::ptrdiff_t>(*position));
    ++basket.removed_lines;
    if (basket.entries.empty()) {
        basket.discount = {};
        basket.buyer.reset();
    }
    return checked(std::move(basket));
}

Expected<Basket, Refusal>
with_discount(Basket basket, std::optional<std::int64_t> line, Discount discount) {
    if (basket.empty()) {
        return refuse(RefusalCode::basket_empty, {});
    }
    if (discount.percent.has_value() == discount.amount.has_value()
        || (discount.percent && (*discount.percent < 0 || *discount.percent > 100))) {
        return refuse(RefusalCode::discount_percent, {});
    }
    if (discount.amount && *discount.amount < Money{}) {
        return refuse(RefusalCode::amount_not_positive, format(*discount.amount));
    }
    const bool takes_off = discount.amount == Money{} || discount.percent == 0;
    if (takes_off) {
        discount = Discount{};
    }
    if (!line) {
        basket.discount = std::move(discount);
        return checked(std::move(basket));
    }
    const auto position = find_entry(basket, *line);
    if (!position) {
        return Unexpected{position.error()};
    }
    BasketEntry& entry = basket.entries[*position];
    if (entry.product.is_set()) {
        return refuse(RefusalCode::discount_of_set, entry.product.name);
    }
    if (!(takes_off && entry.discount.of_label)) { // a pack keeps the price printed on it
        entry.discount = std::move(discount);
    }
    return checked(std::move(basket));
}

const Product* no_longer_sold(const BasketEntry& entry) {
    if (!entry.product.active) {
        return &entry.product;
    }
    const auto part = std::find_if(
        entry.components.begin(),
        entry.components.end(),
        [](const Product& component) { return !component.active; }
    );
    return part == entry.components.end() ? nullptr : &*part;
}

bool lot_needs_approval(const BasketEntry& entry, Day today) {
    if (!entry.expiry || last_day_of_sale(entry.product, *entry.expiry) >= today) {
        return false;
    }
    const auto& leave = entry.lot_approval;
    const bool expired_since = leave && *entry.expiry < today && *entry.expiry >= leave->day;
    return !leave || leave->quantity < entry.quantity || expired_since;
}

std::optional<Refusal> check_basket(const Basket& basket) {
    Money before;
    for (const BasketEntry& entry : basket.entries) {
        if (auto refusal = check_entry(entry)) {
            return refusal;
        }
        const Money gross = entry.gross();
        const Money off = entry.discount.of(gross);
        if (off > gross) {
            return Refusal{RefusalCode::discount_too_big, format(off), format(gross), {}};
        }
        before += gross - off;
        if (before > amount_max) {
            return Refusal{RefusalCode::amount_too_big, format(amount_max), {}, {}};
        }
    }
    const Money off = basket.discount.of(before);
    if (off > before) {
        return Refusal{RefusalCode::discount_too_big, format(off), format(before), {}};
    }
    return std::nullopt;
}

Shown shown(const BasketEntry& entry) {
    return {{{entry.product.code, entry.gross()}}, entry.discount.of(entry.gross())};
}

Shown shown(const Basket& basket) {
    Shown seen;
    for (const BasketEntry& entry : basket.entries) {
        seen.goods[entry.product.code] += entry.gross();
    }
    seen.off = basket.discount.of(before_discount(basket));
    return seen;
}

Money before_discount(const Basket& basket) {
    Money sum;
    for (const BasketEntry& entry : basket.entries) {
        sum += entry.gross() - entry.discount.of(entry.gross());
    }
    return sum;
}

} // namespace ocop
