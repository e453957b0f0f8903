#pragma once

#include "pos/core/expected.hpp"
#include "pos/ports/failure.hpp"
#include "pos/store/store_files.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace ocop::store {

/// What rebuild() did.
struct Rebuilt {
    std::int64_t records = 0;
    std::optional<std::string> difference{}; // what the tables said otherwise before
};

/// Makes every projection table anew from the journal, in one transaction; where pages of theirs
/// are too damaged for that, in a new file with the same records, which takes the old one's place.
/// Fails (corrupt, with the first bad `seq N`) where the journal itself does not verify: then
/// nothing is written. `locked` while a till sells. Without a key the seal is not looked at.
[[nodiscard]] Expected<Rebuilt, Failure>
rebuild(const std::filesystem::path& folder, const TillKey& key, const Progress& progress = {});

} // namespace ocop::store
