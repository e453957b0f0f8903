#pragma once

#include "pos/ui/desk.hpp"
#include "pos/ui/view_model.hpp"

#include <wx/panel.h>

namespace ocop::ui {

/// The question about a stick, beside the empty basket: shall its catalogue be taken?
class OfferPanel final : public wxPanel {
public:
    /// Borrows `desk`.
    OfferPanel(wxWindow* parent, Desk& desk);

    void show(const OfferView& offer);

private:
    class Words;

    Words* words_;
};

} // namespace ocop::ui
