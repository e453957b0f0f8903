#pragma once

#include "pos/core/settings.hpp"
#include "receipts/encoding.hpp"
#include "receipts/profile.hpp"

#include <optional>

namespace ocop::compose {

/// The printer that is set: its model's profile, or that of any printer with its paper.
[[nodiscard]] const receipts::PrinterProfile& profile_of(const Settings& settings);

/// How text reaches it: as is set where it has such a table, else as dots.
[[nodiscard]] receipts::Encoding encoding_of(const Settings& settings);

/// What opens the drawer at it: as is set, else as its model does; nullopt where nothing does.
[[nodiscard]] std::optional<receipts::DrawerPulse> drawer_of(const Settings& settings);

} // namespace ocop::compose
