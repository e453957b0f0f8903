#pragma once

#include "pos/core/sale_body.hpp"
#include "receipts/document.hpp"
#include "receipts/facts.hpp"
#include "receipts/wording.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ocop::receipts {

/// The shop's name, address and numbers, and the marks of training and reprint.
void put_shop(std::vector<Block>& blocks, const ReceiptFacts& facts);
/// The marks that paper must carry: training (it has no value), reprint.
void put_marks(std::vector<Block>& blocks, const ReceiptFacts& facts);
/// What the paper is, in large letters in the middle.
void put_title(std::vector<Block>& blocks, std::string_view title);
/// Room for the signatures of `who`, two beside each other. Requires an even number.
void put_signatures(
    std::vector<Block>& blocks, const std::vector<std::string_view>& who, const Wording& words
);

/// "label: fact"; nothing where there is none.
void put_fact(
    std::vector<Block>& blocks, std::string_view label, const std::string& fact, int indent = 0
);

/// VAT by rate under its heading; goods without a rate have "–" for their tax and, among several
/// rows, the code that their lines bear.
[[nodiscard]] Table vat_table(const std::vector<VatRow>& rows, const Wording& words);

} // namespace ocop::receipts
