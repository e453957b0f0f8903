#include "pos/ui/app_words.hpp"

#include "pos/ui/text.hpp"

#include <wx/translation.h>

namespace ocop::ui {

DeskWords desk_words() {
    const auto say = [](const wxString& text) { return to_utf8(text); };
    DeskWords words;
    words.cancel_again = say(_("Press Shift+Delete again to give up the whole basket."));
    words.no_x_for_cashier =
        say(_("Only a shift lead or manager may see the X report: the drawer is counted blind."));
    words.store_busy = say(_("The disk is busy; wait a moment and try again."));
    words.not_a_quantity = say(_("That is no quantity; type a number like 2 or 1,5."));
    words.not_an_amount = say(_("That is no amount; type digits like 200000 or 200k."));
    words.not_a_percentage = say(_("That is no percentage; type a whole number from 1 to 100."));
    words.no_line_chosen = say(_("No line is chosen; scan a product or choose a line first."));
    words.tender_back = say(_("%s is taken back; if it reached the shop's account, send it back."));
    words.no_such_receipt = say(_("This till has no sale with that number; check the receipt."));
    words.nothing_comes_back = say(_("Nothing comes back yet; press + on a line first."));
    words.finish_basket_first =
        say(_("There are goods in the basket: finish, put aside or give it up before leaving."));
    words.held_as = say(_("The basket is put aside as number %s."));
    words.reprinted = say(_("The paper is printed again and marked as a copy."));
    words.shift_is_open = say(_("The shift is still open; selling goes on."));
    words.shift_goes_on = say(_("Selling goes on in shift %1, opened on %2: its Z report has "
                                "today's sales too."));
    words.nothing_counted = say(_("Nothing is counted yet: type how many of each note there are. "
                                  "If the drawer is empty, type 0."));
    words.last_receipt = say(_("Last receipt of this till: %s."));
    words.day_confirmed = say(_("The day is confirmed; go on."));
    words.no_receipt_yet = say(_("This till has made no receipt yet."));
    words.no_goods = say(_("There are no products yet: import a catalogue, then start again."));
    words.buyer_noted = say(_("The invoice is made out to %s."));
    words.not_a_day = say(_("That is no day; type it like 31/01/2027."));
    words.nothing_to_receive = say(_("No product is chosen; scan it or type a few letters."));
    words.paid_in = say(_("%s put into the drawer, outside any sale."));
    words.paid_out = say(_("%s taken out of the drawer, outside any sale."));
    words.drawer_open = say(_("The drawer is open, without a sale."));
    words.drawer_by_key = say(_("Noted: open the drawer with its key, without a sale."));
    words.new_catalog = say(_("Version %1 of the catalogue sells from now on: %2 products."));
    words.same_catalog = say(_("Nothing new: this catalogue is the newest there is."));
    words.stick_syncs = say(_("Syncing from the stick %s; go on selling."));
    words.paper_failed = say(_("A paper or its PDF did not come out; the sales are kept. %s"));
    words.printer_asks = say(_("%s Ctrl+B: choose how it goes on."));
    words.unprinted = say(_("Receipts that may not have come out: %s. Ctrl+B shows them."));
    words.drawer_stuck = say(_("The drawer did not open: use its key. %s"));
    words.scan_not_taken =
        say(_("The code %s was not taken: finish this screen first, then scan it again."));
    words.scanner_types = say(_("This scanner types as a keyboard does: choose it as a scanner "
                                "(Ctrl+T), safe from input methods."));
    words.scan_changed = say(_("An input method changed the code, taken as %s: switch it off here, "
                               "or choose the scanner (Ctrl+T)."));
    words.scan_lost = say(_("An input method made %s of the code: switch it off here, or choose "
                            "the scanner (Ctrl+T), then scan again."));
    words.scanner_gone =
        say(_("The scanner %s was unplugged: plug it in again, or type the codes."));
    words.printer_used = say(_("Receipts come out of %s from now on."));
    words.printer_left = say(_("Nothing is printed from now on; receipts stay in the journal."));
    words.scanner_used = say(_("%s scans for the till from now on."));
    words.scanner_left = say(_("%s is given back: what it scans is typed, as by a keyboard."));
    words.keyboard_asked =
        say(_("%s looks like a keyboard: as a scanner it no longer types, in any program. If it is "
              "a scanner, choose again."));
    words.unsaved =
        say(_("What was changed is not saved: Ctrl+S saves it. Esc once more leaves without saving."
        ));
    words.save_or_undo =
        say(_("The receipt's settings were changed: save or undo that before leaving."));
    words.nothing_to_save = say(_("Nothing was changed."));
    words.receipt_saved = say(_("Saved: receipts look like this from now on."));
    words.field_is_wrong = say(_("A field with a red border is wrong: mend it, then save."));
    words.no_printer_to_test = say(_("No printer is chosen yet: choose one with Ctrl+T."));
    words.received = say(_("%1 received: %2. The stock book now holds %3."));
    return words;
}

} // namespace ocop::ui
