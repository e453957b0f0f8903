#pragma once

#include "catalog-sync/csv.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ocop::catalog_sync {

/// A CSV file whose first row names its columns. Names are told apart exactly; blanks around them
/// and columns without a name (what spreadsheets leave on the right) do not count.
class CsvTable {
public:
    /// Opens and reads the header. Refuses what CsvReader refuses, an empty file, a repeated name
    /// and one longer than csv_name_bytes_max.
    [[nodiscard]] static Expected<CsvTable, RowFault> open(std::string file, CsvText text);

    /// Of bytes kept by the caller.
    [[nodiscard]] static Expected<CsvTable, RowFault>
    open(std::string file, std::string_view bytes) {
        return open(std::move(file), CsvText{bytes});
    }

    [[nodiscard]] const std::string& file() const { return reader_.file(); }

    /// The cells of the header as they stand.
    [[nodiscard]] const std::vector<CsvCell>& header() const { return header_; }

    /// Which column has this name.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;

    [[nodiscard]] bool has(std::string_view name) const { return find(name).has_value(); }

    /// Calls `visit(const CsvRow&)` for each row that has as many fields as the header. Puts a
    /// fault for each that has not, and for the place where the text stops being CSV, into
    /// `faults`, where `visit` puts those of its own. Ends behind faults_max of them.
    template <class Visit>
    void each_row(RowFaults& faults, Visit visit) {
        CsvRow row;
        while (true) {
            if (faults.size() >= faults_max) {
                faults.push_back(too_many_faults(row));
                return;
            }
            const auto found_before = static_cast<std::ptrdiff_t>(faults.size());
            auto more = reader_.next(row);
            if (!more) {
                faults.push_back(std::move(more.error()));
                return;
            }
            if (!*more) {
                return;
            }
            if (row.cells.size() == header_.size()) {
                visit(std::as_const(row));
            } else {
                faults.push_back(wrong_count(row));
            }
            std::for_each(faults.begin() + found_before, faults.end(), shorten);
        }
    }

private:
    CsvTable(CsvReader reader, std::vector<CsvCell> header)
        : reader_{std::move(reader)},
          header_{std::move(header)} {}

    [[nodiscard]] RowFault wrong_count(const CsvRow& row) const;
    [[nodiscard]] RowFault too_many_faults(const CsvRow& last) const;

    CsvReader reader_;
    std::vector<CsvCell> header_;
    std::map<std::string, std::size_t, std::less<>> columns_{};
};

} // namespace ocop::catalog_sync
