#pragma once

#include <string>
#include <vector>

class wxWindow;

namespace ocop::ui::test {

/// What of `window` a person could not see whole: controls that lie beyond their parent's edge, are
/// smaller than they must be or lie over one another, and captions for which a control has no room.
/// In words; empty if all is well. `seen` counts the controls that were looked at.
[[nodiscard]] std::vector<std::string> cut_parts(wxWindow& window, int& seen);

} // namespace ocop::ui::test
