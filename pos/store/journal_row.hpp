#pragma once

#include "pos/core/moment.hpp"
#include "pos/core/record.hpp"
#include "pos/store/guard.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace ocop::store {

/// `day` as the journal's rows hold it: days since 1970-01-01.
[[nodiscard]] inline std::int64_t day_number(Day day) {
    return day.days().time_since_epoch().count();
}

/// Ends with a StoreError (corrupt): "seq 7 `what`".
[[noreturn]] inline void
corrupt_row(std::int64_t seq, const std::string& what, const std::filesystem::path& path) {
    throw StoreError{
        Failure{FailureCode::corrupt, "seq " + std::to_string(seq) + " " + what, path.string()}};
}

/// The record in the row `seq` of the ledger at `path`; throws a StoreError (corrupt) for none.
[[nodiscard]] inline Record
parsed_row(std::int64_t seq, std::string_view line, const std::filesystem::path& path) {
    auto record = parse_record(line);
    if (!record) {
        corrupt_row(seq, record.error().what, path);
    }
    return std::move(*record);
}

} // namespace ocop::store
