#pragma once

#include "pos/compose/shop_backup.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ocop::compose {

/// What a person is shown of a backup, and asked, before it is restored.
struct RestoreOffer {
    std::string shop{};
    std::string till{};
    bool training = false;
    std::int64_t records = 0;
    Moment last_at{};      // of its last record
    std::int64_t held = 0; // the last receipt in it
    /// The last receipt known to be in use, and the last e-invoice of each series that is asked
    /// for (0: none): nobody may state less.
    std::int64_t receipts = 0;
    EinvoiceCounters series{};
    std::vector<std::string> managers{}; // whose PIN decides, by name
};

/// True where a store that could not be opened so is what backups are for: not where the disk, the
/// system or another program stands in the way, and what is there may be whole.
[[nodiscard]] bool restore_helps(FailureCode code);

/// Looks at the backup `source`, which is to be restored into `folder` in `year`: proves it and
/// finds out what must be asked. Refuses one that is not whole in every part.
[[nodiscard]] Expected<RestoreOffer, BackupRefusal> offer_restore(
    const std::filesystem::path& folder,
    const std::filesystem::path& source,
    const signing::Passphrase* passphrase,
    int year,
    const store::Progress& progress
);

} // namespace ocop::compose
