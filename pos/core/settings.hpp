#pragma once

#include "pos/core/code.hpp"
#include "pos/core/einvoice.hpp"
#include "pos/core/expected.hpp"
#include "pos/core/money.hpp"
#include "pos/core/printer_address.hpp"
#include "pos/core/scanner_choice.hpp"
#include "pos/core/tax.hpp"
#include "pos/core/user.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace ocop {

/// How cash totals are rounded to pieces that exist; money by other tenders never is.
struct CashRounding {
    std::int64_t step = 1; // đồng: 1 (off), 500 or 1000
    bool down = false;     // always in the buyer's favour; else to the nearest, half up

    bool operator==(const CashRounding&) const = default;
};

/// `due` as cash pays it. Requires due ≥ 0.
[[nodiscard]] Money round_cash(Money due, const CashRounding& rounding);

/// Which goods of a receipt get a QR code to their trace page: the one with the most stars, or all.
enum class TraceCodes { off, one, all };

/// What a lead may give back where nobody set it, for no drawer bounds what goes back by transfer:
/// well above what one customer of a village shop brings back, well below a slip of the keys.
inline constexpr Money lead_return_usual{10'000'000};

/// Whether the printer opens a cash drawer, and at which pin of its socket.
enum class DrawerChoice {
    as_model, // as printers of its model do
    pin_two,
    pin_five,
    off
};

/// What the store has set, typed. Text under a key comes from the journal's `settings` records; a
/// key never set has the default shown here.
struct Settings {
    std::string shop_name{};    // shop.name; the point's name if empty
    std::string shop_address{}; // shop.address
    std::string shop_tax_code{};
    std::string shop_phone{};
    std::string footer{}; // receipt.footer
    std::string logo{};   // receipt.logo: a small PNG in base64
    std::string bank_bin{};
    std::string bank_account{};
    std::string bank_holder{};
    EinvoiceSettings einvoice{};               // einvoice.series …
    TraceCodes trace_codes = TraceCodes::one;  // receipt.trace: off, one, all
    std::optional<std::string> event{};        // event: tag of every sale while set (a fair)
    CashRounding rounding{};                   // rounding: off | 500-nearest | 500-down | 1000-…
    std::int64_t cashier_discount_percent = 5; // discount.cashier_percent
    std::int64_t lead_discount_percent = 20;   // discount.lead_percent
    /// cash.cashier_out_max: what a cashier may take out of the drawer without a manager; none:
    /// as much as is in it.
    std::optional<Money> cashier_out_max{};
    /// return.lead_max: what a lead may give back without a manager; none (set to nothing): any
    /// sum.
    std::optional<Money> lead_return_max{lead_return_usual};
    VatRules vat{};                 // vat.reduced_until
    InStoreRules in_store{};        // instore.02, .04, .20 … .29
    PrinterAddress printer{};       // printer
    int paper_mm = 80;              // printer.paper: 58 or 80
    std::string printer_model{};    // printer.model: which profile; empty: any printer
    std::string printer_encoding{}; // printer.encoding: cp1258, tcvn3; empty: dots
    DrawerChoice drawer = DrawerChoice::as_model; // printer.drawer: 2, 5, off; empty: as the model
    ScannerChoice scanner{};                      // scanner
    bool receipts_on_file = false;                // receipt.file: pdf
    std::string file_paper{};                     // receipt.paper: a5, a4; empty: as the printer's

    /// The most a role may take off by itself, in percent; a manager has no limit.
    [[nodiscard]] std::int64_t discount_percent_max(Role role) const;

    bool operator==(const Settings&) const = default;
};

/// What a setting means that a store was never told, where that is more than nothing.
[[nodiscard]] std::optional<std::string_view> default_of(std::string_view key);

/// Reads every known key of `values`, which were checked by check_setting() when they were set;
/// what an older program let through is as if nothing were set.
[[nodiscard]] Settings read_settings(const std::map<std::string, std::string>& values);

/// How a setting may be refused: the sentence's fact, in English.
struct SettingFault {
    std::string what{};
};

/// The value as it is stored ("500" → "500-nearest"), or why it is refused. Keys are lower-case
/// words with dots; an unknown key is taken as it is, for settings of other programs.
[[nodiscard]] Expected<std::string, SettingFault>
check_setting(std::string_view key, std::string_view value);

} // namespace ocop
