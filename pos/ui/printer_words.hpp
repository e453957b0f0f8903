#pragma once

#include "pos/ui/view_model.hpp"

#include <wx/string.h>

namespace ocop::ui {

/// The printer at the foot of the window.
[[nodiscard]] wxString sign_words(const PrinterSign& sign);

/// The heading of the printer's screen, and the line below it.
[[nodiscard]] wxString heading_words(const PrinterView& printer);
[[nodiscard]] wxString state_words(const PrinterView& printer);

/// What a button of the printer's screen does, and what comes of it.
[[nodiscard]] wxString option_words(const PrintOptionRow& option);
[[nodiscard]] wxString option_second(const PrintOptionRow& option);

} // namespace ocop::ui
