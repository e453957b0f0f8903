#include "pos/compose/last_run.hpp"

namespace ocop::compose {

namespace {

std::string verdict(const store::SettledDoubt& doubt, Language language) {
    const std::string what = store::facts(doubt.doubt);
    if (language == Language::vi) {
        return "Lần trước ổ đĩa lỗi khi ghi " + what
               + (doubt.is_recorded ? ": ĐÃ vào sổ, đừng bán lại."
                                    : ": CHƯA vào sổ; nếu khách đã mua thì bán lại.");
    }
    return "The disk failed last time while this was written: " + what
           + (doubt.is_recorded ? ". It IS in the journal: do not sell it again."
                                : ". It is NOT in the journal: sell it again if it was sold.");
}

std::string last_receipt(ShopStore& shop, Language language) {
    const Ledger& ledger = shop.ledger();
    const std::string number = receipt_number(ledger.identity->till, ledger.receipts);
    const auto found = shop.journal().find(number);
    const std::string what =
        found && *found ? store::facts(store::doubt_about((*found)->sale)) : number;
    return language == Language::vi
               ? "Lần trước chương trình dừng đột ngột. Phiếu cuối trong sổ: " + what
                     + "; hãy so với khách cuối cùng."
               : "The program did not end by itself last time. The last receipt in the journal: "
                     + what + "; compare it with the last customer.";
}

} // namespace

std::optional<std::string> news_of_last_run(ShopStore& shop, Language language) {
    if (const auto& doubt = shop.journal().doubt()) {
        return verdict(*doubt, language);
    }
    if (shop.journal().ended_early() && shop.ledger().receipts > 0) {
        return last_receipt(shop, language);
    }
    return std::nullopt;
}

} // namespace ocop::compose
