#pragma once

#include "pos/core/ledger.hpp"
#include "pos/shell/session.hpp"
#include "receipts/bitmap.hpp"
#include "receipts/document.hpp"

#include <optional>
#include <string>

namespace ocop::ui {

/// What a picture that comes back from the paper thread is for.
enum class Purpose { receipt, shift_report, payment_code, none };

/// One thing for the paper thread: a document to draw for the screen and, where asked, to print
/// again; or an effect of the till, which prints by itself.
struct PaperOrder {
    std::optional<receipts::Document> document{};
    Purpose purpose = Purpose::none;
    bool print = false;
    std::optional<PaperEffect> effect{};
    Ledger ledger{};    // the settings as they are now: printer, shop
    std::string name{}; // of the job and the file, of a document that is printed
    int number = 0;     // of a payment code: an older one is of another amount
};

/// What the paper thread answers: the picture, and what did not work, as a sentence.
struct PaperNews {
    Purpose purpose = Purpose::none;
    std::optional<receipts::Bitmap> picture{};
    bool printed = false; // an order to print was carried out, well or not
    std::string fault{};
    int number = 0; // the order's
};

} // namespace ocop::ui
