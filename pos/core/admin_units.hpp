#pragma once

#include "pos/core/moment.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace ocop {

/// A province of before 1 July 2025 and the one it is in since (NQ 202/2025/QH15, codes of QĐ
/// 19/2025/QĐ-TTg). Seven codes changed their meaning that day: a code says nothing without one.
struct Province {
    std::string_view old_code{};
    std::string_view old_name{}; // until 2025-06-30
    std::string_view new_code{};
    std::string_view new_name{}; // from 2025-07-01
};

/// The first day of the provinces there are now; since then there are no districts either, and
/// papers go on naming those there were.
inline constexpr Day provinces_changed_on{2025, 7, 1};

/// All 63, by old code: tests/data/admin_provinces.csv.
[[nodiscard]] std::span<const Province> provinces();

/// Which province a text means.
struct KnownProvince {
    std::string_view code{};     // of the province there is since 1 July 2025
    std::string_view old_code{}; // of the one there was with this name; empty: none had it
    std::string_view name{};     // as the table writes it
    bool goes_on = false;        // the name is one of today's too, and may mean all that is in it
    bool operator==(const KnownProvince&) const = default;
};

/// The province `text` names: by its name of before or since, with or without "Tỉnh", "Thành phố",
/// "TP.", marks, capitals and blanks; by its code, as it is on `day`, else as it was before; or by
/// the letters shops make of a name: the first of each word, of two words "QNA" with the second
/// of the last too. nullopt for what is none, or may be two ("DNA": Đà Nẵng, Đồng Nai).
[[nodiscard]] std::optional<KnownProvince> find_province(std::string_view text, Day day);

/// True if both name one province as it is on `day`; texts that nobody knows, if they are alike.
[[nodiscard]] bool is_same_province(std::string_view one, std::string_view other, Day day);

/// A district as people write it, and its province.
struct DistrictOf {
    std::string_view district{};
    std::string_view province{};
};

/// True if both name one district, with or without "Huyện", "Thị xã", "Thành phố", "Quận": within
/// one province, and not in two of its parts that had a district of this name each.
[[nodiscard]] bool is_same_district(const DistrictOf& one, const DistrictOf& other, Day day);

} // namespace ocop
