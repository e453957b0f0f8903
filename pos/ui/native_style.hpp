#pragma once

namespace ocop::ui {

/// Tells the system's toolkit to leave text fields without frame and focus ring: Field draws its
/// own. Best effort, after the toolkit has started; where it cannot, a thin ring stays. UI thread.
void plain_text_fields();

} // namespace ocop::ui
