#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/json.hpp"
#include "pos/core/json_fields.hpp"
#include "pos/core/refusal.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ocop {

/// Who asks for an invoice in their own name (NĐ 254/2026, Art. 10.4: name, address, tax or
/// citizen number or phone, if the buyer asks). Empty texts were not given.
struct Buyer {
    std::string name{};
    std::string tax_code{}; // of a firm (10 digits, or 10-3) or a citizen number (12 digits)
    std::string address{};
    std::string phone{};
    std::string email{};

    [[nodiscard]] bool empty() const {
        return name.empty() && tax_code.empty() && address.empty() && phone.empty()
               && email.empty();
    }

    bool operator==(const Buyer&) const = default;
};

/// `buyer` without spaces around its texts and within its numbers. Refuses buyer_nobody (neither
/// name nor tax code), buyer_tax_code (10 digits, 10-3, or 12), buyer_phone (8 to 15 digits, a +
/// before them), buyer_email (no "@"), buyer_text (more than 300 bytes, or control characters).
[[nodiscard]] Expected<Buyer, Refusal> tidied(Buyer buyer);

/// What of a buyer is asked for, in the order in which it is.
enum class BuyerPart { tax_code, name, address, phone, email };

/// The first part for which tidied() refuses `buyer`; none where it does not.
[[nodiscard]] std::optional<BuyerPart> wrong_part(const Buyer& buyer);

/// The buyer in a record, a hold or an action: "name", "tax_code", "address", "phone", "email".
[[nodiscard]] Json to_json(const Buyer& buyer);
/// The reverse; what is missing is empty. Throws FieldFault as Fields does.
[[nodiscard]] Buyer read_buyer(const Fields& fields);

/// Whether the tenth digit of a firm's tax code is the check digit of the nine before it (weights
/// 31, 29, 23, 19, 17, 13, 7, 5, 3; 10 − sum mod 11); true for a citizen number, which has none.
/// Requires a code of one of the three shapes.
[[nodiscard]] bool tax_code_checks(std::string_view tax_code);

} // namespace ocop
