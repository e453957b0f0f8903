#pragma once

#include "pos/ui/device_test_view.hpp"
#include "pos/ui/receipt_draft.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ocop::ui {

/// What is chosen of one thing.
struct ReceiptChoiceRow {
    std::string value{}; // as ReceiptOptions has it
    std::string name{};  // of a printer's model; empty: any
    bool has_before = false;
    bool has_after = false;
};

/// The receipt's screen, but for its preview.
struct ReceiptSetupView {
    std::array<std::string, receipt_texts> texts{}; // by ReceiptText
    std::optional<ReceiptText> wrong{};             // the first that would be refused
    std::optional<ReceiptText> missing{};           // without which others do nothing
    std::vector<std::string> banks{};               // short names of those that may be meant
    std::string bank_name{};                        // of the one that is
    std::string logo_path{};
    bool logo_reads = false;
    std::string logo_fault{};
    bool has_logo = false;
    std::array<ReceiptChoiceRow, receipt_choices> choices{}; // by ReceiptChoice
    bool code_pages = false;                                 // the model is said to have some
    bool unsaved = false;
    bool may_save = false; // whoever sits here; else a manager's PIN is asked for
    std::optional<DeviceTestView> test{};
    std::string preview_fault{};
};

} // namespace ocop::ui
