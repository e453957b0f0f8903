#pragma once

#include "pos/cli/context.hpp"
#include "pos/compose/shop_backup.hpp"

#include <string>
#include <vector>

namespace ocop::cli {

/// What stands between a person and a backup or restore, as the command line tells it. `what_now`
/// is the sentence's second half where a store's content is at fault.
[[nodiscard]] CommandError error_of(
    const compose::BackupRefusal& refusal, const Context& context, const std::string& what_now
);

/// [{"name","files","bytes"},…].
[[nodiscard]] Json to_json(const std::vector<compose::FilesTold>& files);
/// "ledger.db, receipts (12 files, 340 kB)".
[[nodiscard]] std::string
words(const std::vector<compose::FilesTold>& files, const Context& context);

} // namespace ocop::cli
