#pragma once

#include "pos/core/record.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::ui {

/// What this till did lately, so that the window can offer it again: the reasons given for cash
/// that moved. Told by the newest records of the journal; forgets nothing, offers only a few.
class Recent {
public:
    /// As many records from the journal's end are enough: some days of a busy till.
    static constexpr std::int64_t records_max = 2000;

    /// Takes a record of any kind into account. Requires them in the order of the journal.
    void see(const Record& record);

    /// Reasons given for records of `kind`, the newest first, each once, at most `limit`.
    [[nodiscard]] std::vector<std::string> reasons(std::string_view kind, std::size_t limit) const;

private:
    // By kind of record: reason → sequence of the record that gave it last.
    std::map<std::string, std::map<std::string, std::int64_t>, std::less<>> reasons_{};
};

} // namespace ocop::ui
