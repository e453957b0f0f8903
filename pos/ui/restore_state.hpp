#pragma once

#include "pos/compose/restore_offer.hpp"
#include "pos/core/epoch.hpp"
#include "pos/core/pin_tries.hpp"
#include "pos/core/secret.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ocop::ui {

/// How far the restore of a backup is, on its screen.
enum class RestorePhase {
    asks_file,    // and a passphrase, where it is sealed
    looks,        // the backup is taken apart and proved
    asks_numbers, // the last ones in use, and a manager's PIN
    restores
};

/// What on its screen a refusal is about.
enum class RestorePart { none, file, passphrase, receipt, einvoice, pin };

/// A backup is to be restored so.
struct RestoreOrder {
    int number = 0; // of the screen's questions, so that late answers are known
    std::string file{};
    Secret passphrase{}; // empty: it is not sealed
    StatedNumbers numbers{};
    std::string manager{};
    Secret pin{};
    bool replace = false; // over a store that holds other records
};

/// What was found in a backup, or why it cannot be restored.
struct BackupLook {
    int number = 0;
    std::optional<compose::RestoreOffer> offer{};
    bool is_sealed = false;
    RestorePart wrong = RestorePart::none;
    std::string fault{};
};

/// Why nothing was restored.
struct RestoreRefused {
    int number = 0;
    RestorePart wrong = RestorePart::none;
    bool is_wrong_pin = false;
    bool asks_replace = false; // what is there would have to go aside: asked for twice
    std::string fault{};
};

/// What the restore's screen remembers.
struct RestoreState {
    bool is_offered = false; // the store could not be opened, and a backup would help
    RestorePhase phase = RestorePhase::asks_file;
    std::string file{}; // as typed or chosen
    bool is_sealed = false;
    std::optional<compose::RestoreOffer> offer{};
    std::string receipt{};                                        // as typed
    std::vector<std::pair<std::string, std::string>> einvoices{}; // series, number as typed
    std::size_t manager = 0;                                      // of the offer's
    bool replaces = false; // a person was told what goes aside
    RestorePart wrong = RestorePart::none;
    std::string fault{};
    int percent = -1; // of what is going on; −1: not known
    int news = 0;     // answers so far
    PinTries tries{}; // wrong PINs in a row, here
};

/// The doors of the restore's screen to the store thread; false: too much waits.
struct RestorePorts {
    /// Proves a backup; answer a BackupLook.
    std::function<bool(int number, std::string file, Secret passphrase)> look{};
    /// Restores it and opens the store; answer a RestoreRefused, or as a start does.
    std::function<bool(RestoreOrder)> restore{};
};

} // namespace ocop::ui
