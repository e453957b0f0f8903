#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace ocop::ui {

/// Tells a scanner that types (a "keyboard wedge") from fingers by its speed, so that a scan never
/// ends up as an amount or a quantity. A scan is at least eight characters (EAN-8), none later than
/// 40 ms after the one before, and then Enter; fast fingers need 80 ms.
class Wedge {
public:
    static constexpr std::size_t length_min = 8;
    static constexpr std::int64_t gap_ms_max = 40;

    /// A character came at `time_ms` of any clock that only grows.
    void type(char32_t character, std::int64_t time_ms);

    /// Enter came: the scanned text if what came before was a scan. Forgets it either way.
    [[nodiscard]] std::optional<std::string> enter(std::int64_t time_ms);

    /// Another key came: what was typed so far is no scan.
    void forget();

private:
    std::string text_{};
    std::int64_t last_ms_ = 0;
};

} // namespace ocop::ui
