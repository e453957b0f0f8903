#pragma once

#include <string>
#include <string_view>

namespace ocop {

enum class Language { vi, en };

/// Every way the till says no. The order is the order of the tests; a name never changes its
/// meaning.
enum class RefusalCode {
    bad_action,          // not JSON, unknown "do", a field missing or of the wrong type
    at_refused,          // "at" in a real store
    not_signed_in,       // no cashier yet
    unknown_user,        // no such user, or disabled
    wrong_pin,           // PIN does not match
    pin_locked,          // too many wrong PINs: wait
    not_allowed,         // the role may not do this
    approval_needed,     // a lead or manager must approve; with the detail "manager": one of these
    no_shift,            // open a shift first
    shift_already_open,  // one shift at a time per till
    basket_not_empty,    // finish, hold or cancel the basket first
    basket_empty,        // nothing to hold, cancel or pay
    paying,              // money was taken: finish or cancel the sale first
    busy,                // a record is on its way to disk
    unknown_code,        // scanned or typed text that no product has
    bad_check_digit,     // digits misread
    bad_element_string,  // GS1 data broken off or misread
    trace_address,       // a web address without a product number
    carton_code,         // the code of a carton or pallet, not of what is sold from it
    unknown_product,     // no such product code
    inactive_product,    // no longer sold
    lot_expired,         // past its expiry day
    lot_near_expiry,     // too few days are left for this product
    no_price,            // price missing or 0 where one is needed
    quantity_zero,       // 0 or negative
    quantity_fraction,   // only kg, g, l, m take fractions
    quantity_too_big,    // above quantity_max
    measure_missing,     // a code that says no weight or measure the goods are sold by
    amount_too_big,      // basket or tender beyond amount_max
    unknown_line,        // no such line in the basket or sale
    discount_percent,    // not a whole percentage 1-100, or both or neither of percent and amount
    discount_too_big,    // more than the goods cost
    discount_of_set,     // a gift set has its own price
    unknown_tender,      // not a way to pay
    amount_not_positive, // 0 or negative
    tender_too_big,      // more than the rest by another tender than cash
    unknown_hold,        // no such held basket
    unknown_sale,        // no such sale in this till's journal
    return_too_much,     // more than was sold and not yet returned
    bad_denomination,    // not a note or coin of Vietnam, or a negative count
    reason_missing,      // paid-in, paid-out and discounts ask for a reason
    sets_in_set,         // a gift set holding a set, or an unknown component
    manager_needed,      // a manager must approve
    buyer_nobody,        // neither a name nor a tax code
    buyer_tax_code,      // of no shape a tax code has
    buyer_phone,
    buyer_email,
    buyer_text,      // too long, or with control characters
    text_too_long,   // longer than text_limits.hpp allows
    text_not_plain,  // control characters, or no UTF-8
    basket_too_long, // more than basket_lines_max
    bad_setting,     // no such key can be, or its value is none of those it may have
    below_zero,      // less than none was counted
    left_paid,       // money was taken for a basket the till died with: finish it or give it up
    drawer_short,    // more cash than the drawer should hold
    no_such_tender,  // the open sale has no tender of that number
    clock,           // a clock that cannot be right, or is far from the last record
};

/// A "no": nothing changed. `subject` is the thing refused (a code, a name, a number as text),
/// `detail` a second fact where the sentence needs one, `where` a place (file:line:column).
struct Refusal {
    RefusalCode code{};
    std::string subject{};
    std::string detail{};
    std::string where{};
};

/// True if only a manager can approve what was refused for want of an approval.
[[nodiscard]] bool needs_manager(const Refusal& refusal);

/// "unknown-code": the stable name of a code, as answers and --json print it.
[[nodiscard]] std::string_view name(RefusalCode code);

/// One sentence in `language`: what is wrong, where, what to do.
[[nodiscard]] std::string words(const Refusal& refusal, Language language);

} // namespace ocop
