#pragma once

#include "pos/core/refusal.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ocop {

/// A thing a printer may tell. Most cheap printers tell little: unknown is never broken.
enum class Known { unknown, no, yes };

/// What a printer tells of itself (Epson ESC/POS: DLE EOT, GS a; USB printer class 1.1: 4.2.2).
struct PrinterState {
    Known online = Known::unknown;
    Known cover_open = Known::unknown;
    Known paper_low = Known::unknown; // prints still
    Known paper_out = Known::unknown;
    Known cutter_error = Known::unknown;
    Known recoverable_error = Known::unknown; // mechanical, too hot: passes when seen to
    Known unrecoverable_error = Known::unknown;
    Known drawer_pin_high = Known::unknown; // open or closed, as the drawer's switch is made
    bool foreign = false; // it talks, but no printer's language: nothing it says means anything

    bool operator==(const PrinterState&) const = default;
};

/// What keeps a job from paper: by the printer's own word, by the wire, or by the system.
enum class PrintTrouble {
    none_set,       // the store has no printer
    no_printer,     // none is plugged in, or not the one that is set
    several,        // more than one is plugged in, and none was chosen
    unplugged,      // it went away
    no_permission,  // the system does not let us
    busy_elsewhere, // another program holds it
    unreachable,    // a network printer does not answer
    cut_off,        // a network printer hung up
    not_a_printer,  // what answers there is something else: a web server, another program
    spooler,        // the spooler said no
    file,           // a folder that is a printer could not be written
    no_drawer,      // the printer that is set opens none
    paper_out,
    cover_open,
    cutter,
    error,         // needs a hand, then goes on
    broken,        // needs to be switched off and on, or repaired
    offline,       // and does not say why
    takes_nothing, // neither bytes nor questions
};

/// Every trouble, in order.
[[nodiscard]] std::string_view name(PrintTrouble trouble);

/// Why a printer in this state prints nothing; nullopt where it may as well print.
[[nodiscard]] std::optional<PrintTrouble> trouble_of(const PrinterState& state);

/// A few words for a status bar: "hết giấy".
[[nodiscard]] std::string short_words(PrintTrouble trouble, Language language);

/// One sentence: what is wrong and what to do.
[[nodiscard]] std::string words(PrintTrouble trouble, Language language);

} // namespace ocop
