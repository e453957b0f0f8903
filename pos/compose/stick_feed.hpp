#pragma once

#include "pos/core/moment.hpp"
#include "pos/core/refusal.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace ocop::compose {

/// A feed on a stick that was plugged in.
struct StickFeed {
    std::filesystem::path folder{};
    std::string name{};           // of the stick
    std::int64_t version = 0;     // signed by a key this till trusts; 0 where `fault` says why not
    std::int64_t version_now = 0; // of the feed this till sells from; 0 before the first
    std::string fault{};

    /// Newer than what the till has.
    [[nodiscard]] bool is_newer() const { return version > version_now; }

    bool operator==(const StickFeed&) const = default;
};

/// What a till with the store in `data_folder` makes of the feed in `feed`: its manifest read and
/// verified, nothing more. Waits for the stick.
[[nodiscard]] StickFeed look_into_stick(
    const std::filesystem::path& feed,
    const std::filesystem::path& data_folder,
    Moment now,
    Language language
);

} // namespace ocop::compose
