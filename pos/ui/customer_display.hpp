#pragma once

#include "pos/ui/painted.hpp"
#include "pos/ui/view_model.hpp"
#include "receipts/bitmap.hpp"

#include <wx/frame.h>

#include <optional>
#include <string>

namespace ocop::ui {

/// Which screen faces the customer.
struct DisplayChoice {
    enum class Kind { automatic, number, off };
    Kind kind = Kind::automatic;
    unsigned number = 1; // counted from 0; the cashier's is 0
};

/// "auto", "off" or a display's number; nullopt for anything else.
[[nodiscard]] std::optional<DisplayChoice> parse_display(std::string_view text);

/// A second frame for the customer: the last line and the total; the VietQR of a transfer while it
/// is paid.
class CustomerDisplay final : public wxFrame {
public:
    /// The frame on the chosen display; null where there is none.
    [[nodiscard]] static CustomerDisplay* make(wxWindow* parent, const DisplayChoice& choice);

    /// `payment_code` is the amount asked for as a VietQR, drawn.
    void show(const ViewModel& view, const std::optional<receipts::Bitmap>& payment_code);

private:
    class Face;
    class Code;

    CustomerDisplay(wxWindow* parent, const wxRect& place);

    Face* face_;
    Code* code_;
};

} // namespace ocop::ui
