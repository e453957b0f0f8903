#pragma once

#include <string>
#include <string_view>

namespace ocop {

/// `unit` as the till keeps it: the measures that are sold in fractions by one name each ("Kg",
/// "kí" and "kilogam" are "kg", "Lít" is "l"), in form C and without a dot behind it; any other
/// unit
/// ("hộp", "lạng") as it stands. Pure.
[[nodiscard]] std::string normal_unit(std::string_view unit);

} // namespace ocop
