#pragma once

#include "pos/core/refusal.hpp"

#include <string>
#include <string_view>

namespace ocop {

/// What a failure or refusal adds in a clause of its own ("larger than 300 bytes"), as people may
/// read it. The parts of the program say such clauses in English; the ones worth showing stand in
/// one table with their Vietnamese. "" where `english` is none of them: a library's text, an
/// errno's, a clause nobody translated. It then stays out of the sentence and in `--json` alone.
[[nodiscard]] std::string clause(std::string_view english, Language language);

/// " (" + clause() + ")", or "" where there is none.
[[nodiscard]] std::string clause_in_brackets(std::string_view english, Language language);

} // namespace ocop
