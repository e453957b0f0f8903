#pragma once

#include "pos/ui/view_model.hpp"

#include <wx/string.h>

namespace ocop::ui {

/// What a device is called, where it has no name of its own as well.
[[nodiscard]] wxString title_of(const DeviceRow& row);

/// "receipt printer", "barcode scanner" …
[[nodiscard]] wxString kind_words(const DeviceRow& row);

/// What it is, its numbers, where it is plugged in: one line.
[[nodiscard]] wxString second_words(const DeviceRow& row);

/// What a button does.
[[nodiscard]] wxString action_words(DeviceAction action);

/// How a test fared, in a sentence or two; of a code that came, what stands below it.
[[nodiscard]] wxString test_words(const DeviceTestView& test, const DeviceRow& row);

} // namespace ocop::ui
