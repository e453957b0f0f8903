#pragma once

#include "pos/core/action.hpp"
#include "pos/core/ledger.hpp"
#include "pos/ui/receipt_draft.hpp"
#include "receipts/bitmap.hpp"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ocop::ui {

/// The key under which a test page from the receipt's screen is kept; no device has it.
inline constexpr const char* receipt_test_key = "receipt-setup";

/// How a sample receipt looks with what was edited; `fault` says why it could not be drawn.
struct ReceiptPreview {
    int number = 0;
    std::optional<receipts::Bitmap> picture{};
    std::string fault{};
    std::vector<int> codes{}; // where its QR codes begin, in dots from its top
};

/// The picture of a file as the setting `receipt.logo`, or a sentence why it cannot be one.
struct LogoNews {
    int number = 0;
    std::string setting{};
    std::string fault{};
};

/// What the receipt's screen remembers while it is shown. What was edited goes away by Save, by
/// Undo, or by leaving twice.
struct ReceiptSetupState {
    ReceiptDraft draft{};
    std::string logo_path{}; // as typed or chosen
    std::string logo_read{}; // the path whose picture is in the draft, or is being read
    bool logo_reads = false; // it is being read
    std::string logo_fault{};
    std::optional<receipts::Bitmap> preview{}; // the last one that was drawn
    std::vector<int> preview_codes{};          // where its QR codes begin, in dots
    std::string preview_fault{};
    bool draws = false;      // one is being drawn
    bool stale = false;      // and another is wanted after it
    bool save_waits = false; // for the logo that is being read
    bool leave_asked = false;
    std::vector<std::pair<std::string, std::string>> saving{}; // keys and values, the next first
    std::optional<Approval> approval{};                        // of all that is being saved
};

/// The doors of the receipt's screen to other threads.
struct ReceiptPorts {
    /// Draws a sample receipt with these settings; answer a ReceiptPreview. Asked for again only
    /// after the answer.
    std::function<void(int number, Ledger)> preview{};
    /// Reads a picture; answer a LogoNews.
    std::function<void(int number, std::string path)> read_logo{};
};

} // namespace ocop::ui
