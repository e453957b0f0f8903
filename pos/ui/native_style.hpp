#pragma once

#include <wx/dialog.h>

namespace ocop::ui {

/// Tells the system's toolkit to leave text fields without frame and focus ring: Field draws its
/// own. Best effort, after the toolkit has started; where it cannot, a thin ring stays. UI thread.
void plain_text_fields();

/// Puts `dialog`, which is shown, into the middle of the window it belongs to, no larger than that.
/// GTK's dialog to choose a file is as large as it likes: on 1024 x 768 its buttons lay beyond the
/// edge. Best effort. UI thread.
void fit_into(wxDialog& dialog, const wxWindow& owner);

} // namespace ocop::ui
