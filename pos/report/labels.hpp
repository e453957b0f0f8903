#pragma once

#include "pos/core/product.hpp"
#include "pos/core/refusal.hpp"

#include <string>
#include <string_view>

namespace ocop::report {

/// One of two texts: the reports' words are few, and stand where they are used.
[[nodiscard]] inline std::string
either(Language language, std::string_view vietnamese, std::string_view english) {
    return std::string{language == Language::vi ? vietnamese : english};
}

/// "Hợp tác xã", "Co-operative".
[[nodiscard]] std::string label(ProducerKind kind, Language language);

/// Name of product set "1" to "26" (QĐ 26/2026/QĐ-TTg, Appendix I; Vietnamese only, as the law has
/// it), "" where there is no such set.
[[nodiscard]] std::string_view product_set_name(std::string_view group);

/// The sentence below every report that rests on made-up prices, costs or baselines.
[[nodiscard]] std::string demonstration_note(Language language);

} // namespace ocop::report
