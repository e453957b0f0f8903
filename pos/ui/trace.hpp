#pragma once

#include "pos/ui/view_model.hpp"

#include <string>

namespace ocop::ui {

/// What the window shows, as one line of JSON for tests and bug reports; says nothing a person at
/// the till would not see.
///
///     {"help":false,"lines":2,"notice":"","paper":true,"screen":"sell","total":"170.000",…}
[[nodiscard]] std::string trace_line(const ViewModel& view, const DeskState& state);

} // namespace ocop::ui
