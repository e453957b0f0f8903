#pragma once

#include "pos/core/expected.hpp"
#include "pos/core/money.hpp"
#include "pos/core/record.hpp"
#include "pos/ports/failure.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace ocop::store {

/// A record of which the till could not tell whether it is on disk: a commit failed, and the
/// journal could not be looked at again. Kept in the file `doubt.json` beside the ledger, so that
/// the next start can say which it was.
struct Doubt {
    std::int64_t seq = 0;
    Hash hash{};
    std::string kind{};
    Moment at{};
    std::optional<std::string> receipt{}; // of a sale or return
    std::optional<Money> total{};         // likewise
    bool operator==(const Doubt&) const = default;
};

[[nodiscard]] Doubt doubt_about(const Record& record);

/// "QNA-HOIAN-01-1-000017, 30/11/2026 09:15:03, 162.000 đ", in any language; other records by their
/// kind.
[[nodiscard]] std::string facts(const Doubt& doubt);

/// Keeps it; false if the disk cannot.
[[nodiscard]] bool keep_doubt(const std::filesystem::path& folder, const Doubt& doubt);
/// What was kept; nullopt where nothing was, or what is there says nothing.
[[nodiscard]] std::optional<Doubt> kept_doubt(const std::filesystem::path& folder);
/// True if something was kept, readable or not.
[[nodiscard]] bool has_doubt(const std::filesystem::path& folder);
/// The person at the till was told.
void forget_doubt(const std::filesystem::path& folder);

} // namespace ocop::store
