#pragma once

#include "pos/sqlite/connection.hpp"
#include "pos/store/head.hpp"
#include "pos/store/store_files.hpp"

#include <string>
#include <string_view>

namespace ocop::store {

/// What a seal that does not fit means, said of the first record it guards.
inline constexpr std::string_view broken_seal =
    "the records from here on are not as the till sealed them";

/// The row of the table `seal`: a keyed hash over the place of the last record, replaced by every
/// append within its transaction. It guards what no signature covers yet. One row, not one per
/// record: the seal of an earlier record, which would fit a journal cut off behind it, is gone. All
/// functions throw SqliteError.
class Seal {
public:
    /// `database`, whose version is version_with_seal or newer, must outlive it.
    explicit Seal(sqlite::Connection& database);

    /// Makes the seal that of `last`. Without a key the old one stays, and no longer fits.
    void set(std::string_view till, const HeadPoint& last, const MakeSeal& seal);

    /// As set(), and surely writes, also where the seal is that of `last` already.
    void renew(std::string_view till, const HeadPoint& last, const MakeSeal& seal);

    /// True if it is the one made for `last` with the till's key.
    [[nodiscard]] bool fits(std::string_view till, const HeadPoint& last, const MakeSeal& seal);

private:
    sqlite::Connection& database_;
    sqlite::Statement put_;
};

} // namespace ocop::store
