#pragma once

#include "pos/ui/receipt_setup_view.hpp"

#include <wx/string.h>

#include <optional>

namespace ocop::ui {

/// "Shop's name", "Tax code" …
[[nodiscard]] wxString caption_of(ReceiptText text);
[[nodiscard]] wxString caption_of(ReceiptChoice choice);

/// "80 mm", "Windows-1258" …: what is chosen.
[[nodiscard]] wxString choice_words(ReceiptChoice choice, const ReceiptChoiceRow& row);

/// What the screen has to say, and how urgent it is.
struct ReceiptAdvice {
    enum class Kind { info, good, fault };
    Kind kind = Kind::info;
    wxString words{};
};

/// What keeps it from being saved, how a test page fared, what is typed into the field `at`, or
/// what comes next.
[[nodiscard]] ReceiptAdvice
advice_of(const ReceiptSetupView& page, std::optional<ReceiptText> at = {});

} // namespace ocop::ui
