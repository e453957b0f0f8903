#include "pos/ui/labels.hpp"

#include "pos/core/tender_names.hpp"
#include "pos/ui/text.hpp"

#include <wx/translation.h>

namespace ocop::ui {

wxString role_label(Role role) {
    switch (role) {
    case Role::cashier:
        return _("Cashier");
    case Role::lead:
        return _("Shift lead");
    case Role::manager:
        return _("Manager");
    case Role::auditor:
        return _("Auditor (looks only)");
    }
    return {};
}

wxString tender_label(std::string_view tender, Language language) {
    return to_wx(tender_name(tender, language));
}

wxString shelf_label(Shelf shelf) {
    switch (shelf) {
    case Shelf::favourites:
        return _("Sold most");
    case Shelf::all:
        return _("All");
    case Shelf::fresh:
        return _("Fresh");
    case Shelf::produce:
        return _("Grain, honey");
    case Shelf::processed:
        return _("Processed");
    case Shelf::spices:
        return _("Sauces, spices");
    case Shelf::tea_coffee:
        return _("Tea, coffee");
    case Shelf::spirits:
        return _("Spirits");
    case Shelf::drinks:
        return _("Drinks");
    case Shelf::herbal:
        return _("Herbal");
    case Shelf::crafts:
        return _("Crafts");
    case Shelf::plants_animals:
        return _("Plants");
    case Shelf::tourism:
        return _("Tourism");
    case Shelf::gift_sets:
        return _("Gift sets");
    case Shelf::other:
        return _("Other");
    }
    return {};
}

wxString errand_label(Screen errand) {
    if (errand == Screen::paid_in) {
        return _("Cash in");
    }
    if (errand == Screen::paid_out) {
        return _("Cash out");
    }
    if (errand == Screen::no_sale) {
        return _("Open the drawer");
    }
    return _("Goods come in");
}

wxString key_label(Command command) {
    return to_wx(key_of(command));
}

} // namespace ocop::ui
