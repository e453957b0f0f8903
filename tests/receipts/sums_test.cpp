#include "pos/core/basket.hpp"
#include "pos/core/sale.hpp"
#include "pos/core/settings.hpp"
#include "pos/core/tender.hpp"
#include "receipts/layout.hpp"
#include "receipts/sale_receipt.hpp"
#include "receipts/vietqr.hpp"
#include "tests/receipts/slip.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <rapidcheck/gtest.h>
#include <set>
#include <sstream>

// What the paper says adds up. A customer reads the slip, with no other arithmetic than their own:
// price times quantity, less discounts, is the line; the lines are the total, in digits and in
// words; the lines of a rate hold that rate's VAT; what was given less the change is the total; the
// VietQR asks for the transfer. And the slips of a return in parts add up to the sale's.

namespace ocop::receipts {
namespace {

using slip::complaint;
using slip::read_words;
using slip::Slip;

constexpr Moment noon{1'795'323'600};
constexpr int wide = 64; // columns in which no amount and no name of this test wraps

Product product(int number, bool by_weight) {
    Product product;
    product.code = "P" + std::to_string(number);
    product.name = std::string{"Hàng "} + static_cast<char>('A' + number % 26);
    product.unit = by_weight ? "kg" : "gói";
    product.vat = *rc::gen::element(
        Vat::zero, Vat::five, Vat::eight, Vat::ten, Vat::not_taxable, Vat::direct_method
    );
    product.price = Money{*rc::gen::oneOf(
        rc::gen::element<std::int64_t>(0, 1, 3, 99, 1'001, 33'333, 123'457, 1'000'000'005),
        rc::gen::inRange<std::int64_t>(1, 3'000'000)
    )};
    product.stars = *rc::gen::element(0, 3, 5);
    return product;
}

BasketEntry entry(int number) {
    BasketEntry entry;
    const int parts = *rc::gen::element(0, 0, 0, 2, 3);
    const bool by_weight = parts == 0 && *rc::gen::arbitrary<bool>();
    entry.product = product(number, by_weight);
    entry.quantity = by_weight
                         ? Quantity{*rc::gen::element<std::int64_t>(1, 125, 333, 1001, 12'345)}
                         : Quantity{1000 * *rc::gen::inRange<std::int64_t>(1, 13)};
    for (int part = 0; part < parts; ++part) {
        entry.components.push_back(product(100 * number + part, *rc::gen::arbitrary<bool>()));
        const bool fraction = entry.components.back().unit == "kg";
        entry.product.set_components.push_back(
            {entry.components.back().code, Quantity{fraction ? 333 : 2000}}
        );
    }
    const Money gross = extend(entry.product.price, entry.quantity);
    if (parts == 0 && *rc::gen::inRange(0, 3) == 0) {
        entry.discount.percent = *rc::gen::element<std::int64_t>(1, 7, 33, 50, 100);
    } else if (parts == 0 && gross > Money{} && *rc::gen::inRange(0, 3) == 0) {
        entry.discount.amount = Money{*rc::gen::inRange<std::int64_t>(1, gross.vnd() + 1)};
    }
    return entry;
}

SaleBody sale() {
    Basket basket;
    for (int number = *rc::gen::inRange(1, 9); number > 0; --number) {
        basket.entries.push_back(entry(number));
    }
    const Money before = price(basket, noon.day(), {}).before_discount;
    if (before > Money{} && *rc::gen::arbitrary<bool>()) {
        basket.discount.amount = Money{*rc::gen::inRange<std::int64_t>(1, before.vnd() + 1)};
    }
    RC_PRE(!check_basket(basket).has_value());
    const PricedBasket priced = price(basket, noon.day(), {});
    SaleBody sale;
    sale.number = "QNA-HOIAN-01-1-000017";
    sale.cashier = "lan";
    sale.lines = priced.lines;
    sale.total = priced.total;
    sale.vat = vat_rows(sale.lines);
    const CashRounding rounding =
        *rc::gen::element(CashRounding{}, CashRounding{500, false}, CashRounding{1000, true});
    Money rest = sale.total;
    if (rest > Money{1} && *rc::gen::arbitrary<bool>()) {
        const Money part{*rc::gen::inRange<std::int64_t>(1, rest.vnd())};
        sale.tenders = pay({}, sale.total, "transfer", part, rounding)->tenders;
        rest -= part;
    }
    const Money given = rest + Money{*rc::gen::element<std::int64_t>(500, 77'777, 5'000'000)};
    const auto paid =
        pay(sale.tenders, sale.total, "cash", sale.total == Money{} ? rest : given, rounding);
    RC_ASSERT(paid.has_value() && paid->complete);
    sale.tenders = paid->tenders;
    sale.change = paid->change;
    return sale;
}

/// How much of a line comes back, at most `left`: whole pieces where it is sold by the piece.
Quantity coming_back(Quantity left, bool by_weight) {
    if (!by_weight && left.is_whole()) {
        return Quantity{1000 * *rc::gen::inRange<std::int64_t>(0, left.thousandths() / 1000 + 1)};
    }
    return by_weight ? Quantity{*rc::gen::inRange<std::int64_t>(0, left.thousandths() + 1)} : left;
}

/// Returns in up to four parts until nothing of `sale` is left.
std::vector<SaleBody> returns_of(const SaleBody& sale) {
    std::vector<SaleBody> returns;
    std::map<std::int64_t, Quantity> left;
    for (const SaleLine& line : sale.lines) {
        left[line.line] = line.quantity;
    }
    for (int step = *rc::gen::inRange(0, 4); step >= 0; --step) {
        std::vector<ReturnLine> wanted;
        for (const SaleLine& line : sale.lines) {
            Quantity& rest = left[line.line];
            const Quantity some = step == 0 ? rest : coming_back(rest, line.unit == "kg");
            if (some > Quantity{}) {
                wanted.push_back({line.line, line.product, some});
                rest = Quantity{rest.thousandths() - some.thousandths()};
            }
        }
        if (wanted.empty()) {
            continue;
        }
        SaleBody back;
        back.is_return = true;
        back.number = "QNA-HOIAN-01-1-" + std::to_string(100'018 + step);
        back.of = sale.number;
        back.cashier = "hoa";
        const auto lines = return_lines(sale, returns, wanted);
        RC_ASSERT(lines.has_value());
        back.lines = *lines;
        back.total = total_of(back.lines);
        back.vat = vat_rows(back.lines);
        back.tenders = *pay_back(back.total, "cash", {500, false});
        returns.push_back(std::move(back));
    }
    return returns;
}

Document document_of(const SaleBody& body) {
    ReceiptFacts facts;
    facts.shop_name = "OCOP";
    facts.till = "QNA-HOIAN-01-1";
    facts.at = noon;
    facts.bank = BankAccount{"970436", "0123456789", "HTX OCOP HOI AN", ""};
    return sale_receipt(body, facts);
}

Slip slip_of(const SaleBody& body) {
    return slip::read(to_text(lay_out(document_of(body), wide)));
}

/// What is written, whatever the paper's width: its words, without rules.
std::multiset<std::string> words_of(const std::string& text) {
    std::multiset<std::string> words;
    std::istringstream input{text};
    for (std::string word; input >> word;) {
        if (word.find_first_not_of('-') != std::string::npos) {
            words.insert(word);
        }
    }
    return words;
}

RC_GTEST_PROP(Slip, AddsUpForWhoeverReadsIt, ()) {
    const SaleBody body = sale();
    const Document document = document_of(body);
    const std::string text = to_text(lay_out(document, wide));
    const Slip paper = slip::read(text);
    RC_LOG() << text;
    RC_ASSERT(complaint(paper, false) == "");
    RC_ASSERT(paper.total == body.total.vnd());
    RC_ASSERT(paper.vietqr.value_or(0) == paper.transferred);
    for (const Block& block : document.blocks) {
        if (const auto* code = std::get_if<Code>(&block)) {
            const auto offer = parse_vietqr(code->data);
            RC_ASSERT(offer.has_value());
            RC_ASSERT(offer->amount->vnd() == paper.transferred);
            RC_ASSERT(offer->message == body.number);
        }
    }
    for (const int columns : {32, 42, 48}) {
        RC_ASSERT(words_of(to_text(lay_out(document, columns))) == words_of(text));
    }
}

RC_GTEST_PROP(Slip, OfEveryPartOfAReturnAddsUpAndTogetherTheyAreTheSale, ()) {
    const SaleBody body = sale();
    const Slip sold = slip_of(body);
    Slip sum;
    for (const SaleBody& back : returns_of(body)) {
        const std::string text = to_text(lay_out(document_of(back), wide));
        const Slip paper = slip::read(text);
        RC_LOG() << text;
        RC_ASSERT(complaint(paper, true) == "");
        RC_ASSERT(!paper.vietqr.has_value());
        sum.total += paper.total;
        for (const auto& [rate, row] : paper.vat) {
            sum.vat[rate].first += row.first;
            sum.vat[rate].second += row.second;
        }
    }
    RC_ASSERT(sum.total == sold.total);
    RC_ASSERT(sum.vat == sold.vat);
}

TEST(SlipWords, AreReadAsTheyAreSpoken) {
    EXPECT_EQ(read_words("Bằng chữ: Hai mươi mốt nghìn không trăm linh năm đồng"), 21'005);
    EXPECT_EQ(read_words("Bằng chữ: Một nghìn tỷ đồng"), 1'000'000'000'000);
    EXPECT_EQ(read_words("Bằng chữ: Âm mười lăm đồng"), -15);
    for (const char* wrong :
         {"Bằng chữ: Hai mươi năm đồng",
          "Bằng chữ: Mười mốt đồng",
          "Bằng chữ: Hai mươi một đồng",
          "Bằng chữ: Một trăm năm đồng",
          "Bằng chữ: Một nghìn năm mươi đồng",
          "Bằng chữ: Một tỷ mười đồng",
          "Bằng chữ: Năm",
          "Năm đồng"}) {
        EXPECT_EQ(read_words(wrong), std::nullopt) << wrong;
    }
}

} // namespace
} // namespace ocop::receipts
