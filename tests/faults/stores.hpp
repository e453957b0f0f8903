#pragma once

#include "tests/faults/place.hpp"

#include <string>
#include <vector>

namespace ocop::faults {

/// Makes the store `name` in `place`, with the program itself; throws std::runtime_error where that
/// does not go well.
///
/// none        nothing yet
/// made        a store without users
/// day         users hoa (manager, 9999), minh (lead, 5678), lan (cashier, 1234), goods of its own
///             and of a feed, an open shift with sales, a return and a held basket; receipts are
///             filed as PDF and printed into a folder; `in` holds goods (P.csv, feed2), `out` a
///             backup of the morning
/// closed      the same with its shift closed
/// lost        a store that is gone, and `in/backup.ocop` of it
/// old         a store older than `in/backup.ocop`
/// goods       users, and in `in` a key and a feed it signed, not taken yet
/// publisher   a province's key and its feed of one version in `out/feed`, and in `data` a shop
///             that trusts it
/// damaged     as closed, with a projection that differs from its journal
void make_store(const std::string& name, const Place& place);

} // namespace ocop::faults
