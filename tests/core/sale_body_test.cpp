#include "pos/core/record.hpp"
#include "pos/core/shift.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <string>
#include <vector>

namespace ocop {
namespace {

/// Text as names are: Vietnamese, quotes, line ends, whatever a keyboard or a catalogue brings.
std::string any_text() {
    return *rc::gen::container<std::string>(rc::gen::elementOf(std::string{
               "aZ09 -/\"\\\n\t\x01\x7f,:{}[]"}))
           + *rc::gen::elementOf(std::vector<std::string>{"", "Mắm cá cơm", "₫", "\U0001f600"});
}

Money any_money() {
    return Money{*rc::gen::inRange<std::int64_t>(-amount_max.vnd(), amount_max.vnd() + 1)};
}

std::int64_t any_count() {
    return *rc::gen::inRange<std::int64_t>(1, 1'000'000);
}

Moment any_moment() {
    return Moment{*rc::gen::inRange<std::int64_t>(1'000'000'000, 4'000'000'000)};
}

Day any_day() {
    return any_moment().day();
}

/// `make()` or nothing.
template <class Make>
auto perhaps(Make make) -> std::optional<decltype(make())> {
    return *rc::gen::arbitrary<bool>() ? std::optional{make()} : std::nullopt;
}

SetOfLine any_set() {
    return {any_text(), any_count(), Quantity{any_count()}, any_money()};
}

SaleLine any_line() {
    SaleLine line;
    line.line = any_count();
    line.of_line = perhaps(any_count);
    line.product = any_text();
    line.gtin = perhaps(any_text);
    line.name = any_text();
    line.unit = any_text();
    line.quantity = Quantity{any_count()};
    line.unit_price = any_money();
    line.gross = any_money();
    line.discount = any_money();
    line.basket_discount = any_money();
    line.net = any_money();
    line.vat_rate = *rc::gen::element(Vat::zero, Vat::eight, Vat::not_taxable, Vat::direct_method);
    line.vat = any_money();
    line.producer = any_text();
    line.producer_name = any_text();
    line.producer_kind = *rc::gen::element(ProducerKind::khac, ProducerKind::htx);
    line.group = any_text();
    line.stars = perhaps([] { return *rc::gen::inRange(3, 6); });
    line.certificate = *rc::gen::element(CertificateState::none, CertificateState::grace);
    line.recognised_on = perhaps(any_day);
    line.commune = any_text();
    line.district = any_text();
    line.province = any_text();
    line.lot = perhaps(any_text);
    line.lot_approver = perhaps(any_text);
    line.expiry = perhaps(any_day);
    line.cost_ex_vat = perhaps(any_money);
    line.producer_cost = perhaps(any_money);
    line.consignment_price_ex_vat = perhaps(any_money);
    line.set = perhaps(any_set);
    line.trace_url = perhaps(any_text);
    line.demonstration = *rc::gen::arbitrary<bool>();
    return line;
}

Einvoice any_einvoice() {
    return {any_text(), any_count(), perhaps(any_text), perhaps(any_text), perhaps([] {
                return EinvoiceReference{any_text(), any_count(), any_day()};
            })};
}

template <class Make>
auto any_list(Make make) {
    std::vector<decltype(make())> list;
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        list.push_back(make());
    }
    return list;
}

SaleBody any_body() {
    SaleBody body;
    body.is_return = *rc::gen::arbitrary<bool>();
    body.number = any_text();
    body.shift = any_count();
    body.cashier = any_text();
    body.approver = perhaps(any_text);
    body.catalog = any_count();
    body.event = perhaps(any_text);
    body.lines = any_list(any_line);
    body.total = any_money();
    body.vat = any_list([] { return VatRow{Vat::eight, any_money(), any_money()}; });
    body.tenders = any_list([] { return TenderRow{any_text(), any_money()}; });
    body.change = any_money();
    body.buyer = perhaps([] {
        return Buyer{any_text(), any_text(), any_text(), any_text(), any_text()};
    });
    body.einvoice = perhaps(any_einvoice);
    if (body.is_return) {
        body.of = perhaps(any_text);
        body.restock = *rc::gen::arbitrary<bool>();
        body.reason = any_text();
    } else {
        body.discounts = any_list([] {
            return GivenDiscount{
                perhaps(any_text),
                any_text(),
                perhaps(any_text),
                perhaps([] {
                    return ShownDiscount{any_money(), any_money()};
                }),
                perhaps(any_text)};
        });
        body.removed_lines = *rc::gen::inRange<std::int64_t>(0, 3);
        body.hold = perhaps(any_count);
    }
    return body;
}

RC_GTEST_PROP(SaleBody, IsWrittenInTheOneSpellingOfARecord, ()) {
    const SaleBody body = any_body();
    const std::string text = text_of(body);
    const auto tree = parse_json(text);
    RC_ASSERT(tree.has_value());
    RC_ASSERT(canonical(*tree) == text);
}

RC_GTEST_PROP(SaleBody, ComesBackWholeFromItsText, ()) {
    const SaleBody body = any_body();
    const auto read = parse_sale_body(*parse_json(text_of(body)), body.is_return);
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == body);
}

RC_GTEST_PROP(ShiftSummary, IsWrittenInOneSpellingAndComesBackWhole, ()) {
    ShiftSummary shift;
    shift.shift = any_count();
    shift.opened_by = any_text();
    shift.opened_at = any_moment();
    shift.opening_float = any_money();
    shift.sales = any_count();
    shift.returns = any_count();
    shift.sold = any_money();
    shift.returned = any_money();
    shift.discounts = any_money();
    shift.by_tender = {{"cash", any_money()}, {"transfer", any_money()}};
    shift.by_vat = {
        {"10", VatRow{Vat::ten, any_money(), any_money()}},
        {"5", VatRow{Vat::five, any_money(), any_money()}}};
    shift.paid_in = any_money();
    shift.paid_out = any_money();
    shift.no_sales = any_count();
    shift.cancelled = any_count();
    shift.cancelled_amount = any_money();
    shift.removed_lines = any_count();
    shift.first_receipt = perhaps(any_text);
    shift.last_receipt = perhaps(any_text);
    shift.closed_at = perhaps(any_moment);
    shift.closed_by = any_text();
    shift.counted = any_money();
    for (const std::int64_t piece : {500'000, 10'000, 5'000, 2'000}) {
        shift.counted_pieces[piece] = any_count();
    }
    const std::string text = text_of(shift);
    const auto tree = parse_json(text);
    RC_ASSERT(tree.has_value());
    RC_ASSERT(canonical(*tree) == text);
    const auto read = parse_shift_summary(*tree);
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == shift);
}

TEST(RecordBody, OfASaleSaysTheSameAsItsJson) {
    SaleBody sale;
    sale.number = "T-01-1-000001";
    sale.cashier = "lan";
    const RecordBody values{sale};
    const RecordBody json = to_json(sale);
    EXPECT_EQ(values.text(), json.text());
    EXPECT_EQ(values.json(), json.json());
    EXPECT_EQ(values, json);
    EXPECT_EQ(receipt_of("sale", values), receipt_of("sale", json));
    EXPECT_NE(values.sale(), nullptr);
    EXPECT_EQ(json.sale(), nullptr);
    sale.cashier = "hoa";
    EXPECT_NE(RecordBody{sale}, json);
}

TEST(RecordBody, IsAnObjectWhicheverBracesItWasMadeWith) {
    const Json object{{"hold", 1}, {"cashier", "lan"}};
    EXPECT_EQ(RecordBody{object}.json(), object);
    EXPECT_EQ(RecordBody(object).json(), object);
    const RecordDraft draft{"hold", Moment{}, {{"hold", 1}, {"cashier", "lan"}}};
    EXPECT_EQ(draft.body.json(), object);
    const RecordDraft one_member{"hold", Moment{}, {{"hold", 1}}};
    EXPECT_EQ(one_member.body.text(), R"({"hold":1})");
    EXPECT_EQ(RecordBody{}.text(), "{}");
}

TEST(Record, OfASaleIsReadFromItsValuesAsFromItsLine) {
    SaleBody sale;
    sale.number = "T-01-1-000001";
    sale.hold = 3;
    const Record sold = seal(sale_draft(sale, Moment{1'800'000'000}), "T-01-1", 5, Hash{});
    EXPECT_EQ(sold.kind, "sale");
    EXPECT_EQ(*read_sale(sold), sale);
    const auto line = parse_record(line_text(sold));
    ASSERT_TRUE(line.has_value()) << line.error().what;
    const auto read = read_sale(*line);
    ASSERT_TRUE(read.has_value()) << read.error().what;
    EXPECT_EQ(*read, sale);
    sale.is_return = true;
    EXPECT_EQ(sale_draft(sale, Moment{}).kind, "return");
    EXPECT_FALSE(read_sale(seal({"no-sale", Moment{}, {}}, "T-01-1", 6, Hash{})).has_value());
}

} // namespace
} // namespace ocop
