#include "pos/compose/label_facts.hpp"

namespace ocop::compose {

receipts::LabelFacts label_facts(const Product& product, Day day, bool training) {
    receipts::LabelFacts facts;
    facts.code = product.code;
    facts.name = product.name;
    facts.name_en = product.name_en;
    facts.unit = product.unit;
    facts.producer = product.producer_name;
    facts.commune = product.commune;
    facts.district = product.district;
    facts.province = product.province;
    facts.gtin = product.gtin;
    facts.price = price_on(product, day);
    facts.stars = stars_on(product, day);
    facts.demonstration = product.demonstration;
    facts.training = training;
    return facts;
}

} // namespace ocop::compose
