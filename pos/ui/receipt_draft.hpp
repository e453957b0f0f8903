#pragma once

#include "pos/core/settings.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ocop::ui {

/// What a person writes on the paper, in the order its screen asks for it.
enum class ReceiptText {
    shop_name,
    tax_code,
    address,
    phone,
    footer,
    // the second page: transfers, e-invoices
    bank, // its name, or the six digits of its BIN
    account,
    holder,
    series,
    office_code,
    first_number,
    first_code,
    lookup,
    provider
};
inline constexpr std::size_t receipt_texts = 14;

/// What is chosen about the paper, in the order of its screen.
enum class ReceiptChoice {
    paper,    // 58 or 80 mm
    model,    // which printer
    encoding, // how text reaches it
    on_file,  // what is filed beside the printed one
    // the second page
    trace, // which goods get a QR code to their trace page
    drawer // how the printer opens the drawer
};
inline constexpr std::size_t receipt_choices = 6;

/// The page of its screen on which something is asked for: 0 or 1.
[[nodiscard]] std::size_t page_of(ReceiptText text);
[[nodiscard]] std::size_t page_of(ReceiptChoice choice);

inline constexpr std::string_view logo_key = "receipt.logo";

/// "shop.name" …: the setting a text is kept in.
[[nodiscard]] std::string_view key_of(ReceiptText text);

/// The values of a choice, and which of them holds.
struct ReceiptOptions {
    /// `paper`: "58", "80"; `model`: ids of profiles, "" for any printer; `encoding`: "raster" and
    /// what the model has of "cp1258", "tcvn3"; `on_file`: "none", "pdf", "a5", "a4"; `trace`:
    /// "off", "one", "all"; `drawer`: "" as its model, "2", "5", "off".
    std::vector<std::string> values{};
    std::size_t chosen = 0;
};

[[nodiscard]] ReceiptOptions options_of(ReceiptChoice choice, const Settings& settings);

/// Settings of the paper as they are edited and not yet kept. Pure.
class ReceiptDraft {
public:
    using Values = std::map<std::string, std::string>;

    void set(std::string_view key, std::string value);
    /// The option `by` places further, as far as there is one. A model brings its paper, another
    /// paper takes a model with it that has none such, and a code page goes where its table does.
    void choose(ReceiptChoice choice, int by, const Values& kept);

    /// What stands in the field of `text`: as typed, else as kept, a bank by its name.
    [[nodiscard]] std::string text(ReceiptText text, const Values& kept) const;
    /// `kept` with what was edited, as it would be kept ("agribank" → "970405"); what would be
    /// refused, as typed.
    [[nodiscard]] Values over(Values kept) const;
    /// What is to be written down: keys whose edited value means something else than the kept one.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> changes(const Values& kept
    ) const;
    /// Forgets what means the same as what is kept: its fields show that.
    void settle(const Values& kept);

private:
    Values edited_{};
};

} // namespace ocop::ui
