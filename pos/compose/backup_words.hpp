#pragma once

#include "pos/compose/shop_backup.hpp"

#include <string>

namespace ocop::compose {

/// What stands between a person and a backup or restore, as one sentence: numbers, approver or
/// passphrase refused, a fault of what is in a store, or of the surroundings. `what_now` is the
/// second half where a store's content is at fault. `where`: what to do has other names at the
/// command line and in the window.
[[nodiscard]] std::string
words(const BackupRefusal& refusal, Language language, StatedIn where, const std::string& what_now);

/// What was restored, and where what was there lies now. `folder`: of the store, named where it is
/// not empty.
[[nodiscard]] std::string
words(const RestoreDone& done, const std::filesystem::path& folder, Language language);

} // namespace ocop::compose
