#include "pos/core/held_product.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace ocop {

namespace {

constexpr std::array texts{
    std::pair{"name", &Product::name},
    std::pair{"name_en", &Product::name_en},
    std::pair{"producer_code", &Product::producer_code},
    std::pair{"producer_name", &Product::producer_name},
    std::pair{"commune", &Product::commune},
    std::pair{"district", &Product::district},
    std::pair{"province", &Product::province},
    std::pair{"certificate", &Product::certificate},
    std::pair{"unit", &Product::unit},
    std::pair{"trace_url", &Product::trace_url},
    std::pair{"image", &Product::image}};

constexpr std::array days{
    std::pair{"recognised_on", &Product::recognised_on},
    std::pair{"joined_on", &Product::joined_on},
    std::pair{"revoked_on", &Product::revoked_on},
    std::pair{"certificate_expires", &Product::certificate_expires}};

constexpr std::array amounts{
    std::pair{"producer_price", &Product::producer_price}, std::pair{"cost", &Product::cost}};

constexpr std::array numbers{
    std::pair{"group", &Product::group},
    std::pair{"stars", &Product::stars},
    std::pair{"sell_before_days", &Product::sell_before_days},
    std::pair{"min_age", &Product::min_age}};

constexpr std::array choices{
    std::pair{"consignment", &Product::consignment},
    std::pair{"lot_tracked", &Product::lot_tracked},
    std::pair{"demonstration", &Product::demonstration}};

constexpr int small_max = 10'000;

int small(const Fields& facts, const char* key) {
    const std::int64_t value = facts.integer(key);
    if (value < 0 || value > small_max) {
        facts.fail(std::string{"\""} + key + "\" is out of range");
    }
    return static_cast<int>(value);
}

} // namespace

Json held_facts(const Product& product) {
    Json facts{{"vat", code(product.vat)}, {"producer_kind", code(product.producer_kind)}};
    for (const auto& [key, member] : texts) {
        if (!(product.*member).empty()) {
            facts[key] = product.*member;
        }
    }
    for (const auto& [key, member] : days) {
        if (product.*member) {
            facts[key] = iso(*(product.*member));
        }
    }
    for (const auto& [key, member] : amounts) {
        if (product.*member) {
            facts[key] = (product.*member)->vnd();
        }
    }
    for (const auto& [key, member] : numbers) {
        if (product.*member != 0) {
            facts[key] = product.*member;
        }
    }
    for (const auto& [key, member] : choices) {
        if (product.*member) {
            facts[key] = true;
        }
    }
    if (product.gtin) {
        facts["gtin"] = product.gtin->digits14();
    }
    if (product.commission) {
        facts["commission"] = *product.commission;
    }
    return facts;
}

Product read_held_facts(const Fields& facts) {
    Product product;
    product.vat = facts.parsed("vat", parse_vat);
    product.producer_kind = facts.parsed("producer_kind", parse_producer_kind);
    for (const auto& [key, member] : texts) {
        product.*member = facts.text_if_any(key);
    }
    for (const auto& [key, member] : days) {
        product.*member = facts.has(key) ? facts.optional_day(key) : std::nullopt;
    }
    for (const auto& [key, member] : amounts) {
        product.*member = facts.has(key) ? facts.optional_money(key) : std::nullopt;
    }
    for (const auto& [key, member] : numbers) {
        product.*member = facts.has(key) ? small(facts, key) : 0;
    }
    for (const auto& [key, member] : choices) {
        product.*member = facts.has(key) && facts.boolean(key);
    }
    if (facts.has("gtin")) {
        product.gtin =
            facts.parsed("gtin", [](std::string_view text) { return Gtin::parse(text); });
    }
    if (facts.has("commission")) {
        product.commission = small(facts, "commission");
    }
    return product;
}

} // namespace ocop
