#pragma once

#include "pos/core/money.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocop::receipts {

enum class Measure { kilogram, litre };

/// What one pack holds: thousandths of a kilogram or litre, so grams or millilitres.
struct NetContent {
    Measure measure = Measure::kilogram;
    std::int64_t thousandths = 0;
    bool operator==(const NetContent&) const = default;
};

/// The net content a product's unit ("hũ 250 g") or else its name ("Nước mắm 500ml", "Mật ong 1,5
/// lít") states. The catalogue has no column for it, so nothing is guessed: nullopt where the text
/// states none, two different ones, packs of packs ("20 gói x 2 g"), parts of a gram, or more than
/// 100 kg. A unit of kg, g or l is itself the measure.
[[nodiscard]] std::optional<NetContent> net_content(std::string_view unit, std::string_view name);

/// Price of a whole kilogram or litre, rounded half away from zero. Requires `content` from
/// net_content().
[[nodiscard]] Money price_of_measure(Money price, const NetContent& content);

/// "kg" or "lít".
[[nodiscard]] std::string_view name(Measure measure);

} // namespace ocop::receipts
