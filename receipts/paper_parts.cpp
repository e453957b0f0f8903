#include "receipts/paper_parts.hpp"

#include <cstddef>
#include <utility>

namespace ocop::receipts {
namespace {

Text centred(std::string text, Weight weight = Weight::normal) {
    return {std::move(text), Align::centre, weight, Size::normal, 0};
}

} // namespace

void put_marks(std::vector<Block>& blocks, const ReceiptFacts& facts) {
    const Wording& words = wording(facts.language);
    if (facts.training) {
        // In Vietnam this must be understood by everyone, whatever language the receipt is in.
        blocks.emplace_back(centred(std::string{wording(Language::vi).training}, Weight::strong));
        if (facts.language != Language::vi) {
            blocks.emplace_back(centred(std::string{words.training}, Weight::strong));
        }
    }
    if (facts.reprint) {
        blocks.emplace_back(centred(std::string{words.reprint}, Weight::strong));
    }
}

void put_signatures(
    std::vector<Block>& blocks, const std::vector<std::string_view>& who, const Wording& words
) {
    constexpr std::size_t lines_to_sign = 3;
    for (std::size_t i = 0; i + 1 < who.size(); i += 2) {
        blocks.emplace_back(Feed{1});
        blocks.emplace_back(row(std::string{who[i]}, std::string{who[i + 1]}, Weight::strong));
        blocks.emplace_back(row(std::string{words.sign_here}, std::string{words.sign_here}));
        blocks.insert(blocks.end(), lines_to_sign, Feed{1});
    }
}

void put_shop(std::vector<Block>& blocks, const ReceiptFacts& facts) {
    const Wording& words = wording(facts.language);
    if (facts.logo) {
        blocks.emplace_back(Image{*facts.logo});
    }
    if (!facts.shop_name.empty()) {
        blocks.emplace_back(centred(facts.shop_name, Weight::strong));
    }
    if (!facts.address.empty()) {
        blocks.emplace_back(centred(facts.address));
    }
    if (!facts.tax_code.empty()) {
        blocks.emplace_back(centred(std::string{words.tax_code} + facts.tax_code));
    }
    if (!facts.phone.empty()) {
        blocks.emplace_back(centred(std::string{words.phone} + facts.phone));
    }
    blocks.emplace_back(Rule{});
}

void put_title(std::vector<Block>& blocks, std::string_view title) {
    blocks.emplace_back(Text{std::string{title}, Align::centre, Weight::strong, Size::twice, 0});
}

void put_fact(
    std::vector<Block>& blocks, std::string_view label, const std::string& fact, int indent
) {
    if (!fact.empty()) {
        blocks.emplace_back(Text{
            std::string{label} + ": " + fact, Align::left, Weight::normal, Size::normal, indent});
    }
}

Table vat_table(const std::vector<VatRow>& rows, const Wording& words) {
    Table table{
        {{Align::left, true}, {Align::right, false}, {Align::right, false}},
        {},
        Weight::normal,
        Size::normal,
        0};
    table.rows.push_back(
        {std::string{words.vat_rate}, std::string{words.net_ex_vat}, std::string{words.vat}}
    );
    for (const VatRow& vat : rows) {
        // Without a rate there is no tax to state, not one of 0.
        const bool rated = has_rate(vat.rate);
        std::string name = vat_name(vat.rate, words);
        if (!rated && rows.size() > 1) {
            name += " (" + vat_code(vat.rate) + ")";
        }
        table.rows.push_back(
            {std::move(name), format(vat.net_ex_vat), rated ? format(vat.vat) : "–"}
        );
    }
    return table;
}

} // namespace ocop::receipts
