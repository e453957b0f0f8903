#pragma once

#include <string>
#include <string_view>

namespace ocop {

/// `unit` as the till keeps it: the measures that are sold in fractions by one name each ("Kg",
/// "kí" and "kilogam" are "kg", "Lít" is "l"), in form C and without a dot behind it; any other
/// unit ("hộp", "lạng") as it stands. Pure.
[[nodiscard]] std::string normal_unit(std::string_view unit);

/// True for a measure that is sold whole all the same ("lạng", "ml", and "cân", which many say for
/// kg): whoever wrote it is to be told. Pure.
[[nodiscard]] bool near_measure(std::string_view unit);

} // namespace ocop
