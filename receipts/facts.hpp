#pragma once

#include "pos/core/moment.hpp"
#include "pos/core/refusal.hpp"
#include "pos/core/settings.hpp"
#include "pos/core/words_amount.hpp"
#include "receipts/bitmap.hpp"

#include <map>
#include <optional>
#include <string>

namespace ocop::receipts {

/// The shop's account, for a VietQR on the receipt.
struct BankAccount {
    std::string bin{};
    std::string account{};
    std::string holder{};
    std::string bank_name{};
};

/// Everything a receipt says beyond the sale itself. Empty texts are left out of the paper.
struct ReceiptFacts {
    std::string shop_name{};
    std::string address{};
    std::string tax_code{};
    std::string phone{};
    std::string footer{};
    std::string till{};
    Moment at{}; // of the record, also on a reprint
    bool training = false;
    bool reprint = false;
    Language language = Language::vi;
    WordsVariant words = WordsVariant::north;
    std::optional<BankAccount> bank{};
    std::optional<Bitmap> logo{};
    TraceCodes trace_codes = TraceCodes::one;
    std::string einvoice_provider{}; // who transmits invoices made from the till's data
    /// Names of gift sets by product code; the journal holds only their codes.
    std::map<std::string, std::string> set_names{};
};

} // namespace ocop::receipts
