#include "pos/compose/receipt_facts.hpp"

#include "pos/compose/shop_logo.hpp"
#include "pos/core/bank.hpp"
#include "pos/core/settings.hpp"

namespace ocop::compose {

receipts::ReceiptFacts receipt_facts(
    const Ledger& ledger, const Catalog* catalog, Moment at, Language language, Copy copy
) {
    const Settings settings = read_settings(ledger.settings);
    const Identity identity = ledger.identity.value_or(Identity{});
    receipts::ReceiptFacts facts;
    facts.shop_name = settings.shop_name.empty() ? identity.point_name : settings.shop_name;
    facts.address = settings.shop_address;
    facts.tax_code = settings.shop_tax_code;
    facts.phone = settings.shop_phone;
    facts.footer = settings.footer;
    facts.logo = logo_of(settings.logo);
    facts.trace_codes = settings.trace_codes;
    facts.einvoice_provider = settings.einvoice.provider;
    facts.till = identity.till;
    facts.at = at;
    facts.training = identity.training;
    facts.reprint = copy == Copy::reprint;
    facts.language = language;
    if (!settings.bank_bin.empty() && !settings.bank_account.empty()) {
        const Bank* bank = bank_of(settings.bank_bin);
        facts.bank = receipts::BankAccount{
            settings.bank_bin,
            settings.bank_account,
            settings.bank_holder,
            std::string{bank != nullptr ? bank->short_name : std::string_view{}}};
    }
    if (catalog != nullptr) {
        for (const Product& product : catalog->products()) {
            if (product.is_set()) {
                facts.set_names[product.code] = product.name;
            }
        }
    }
    return facts;
}

} // namespace ocop::compose
