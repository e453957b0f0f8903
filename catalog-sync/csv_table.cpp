#include "catalog-sync/csv_table.hpp"

#include "catalog-sync/field_text.hpp"

namespace ocop::catalog_sync {

Expected<CsvTable, RowFault> CsvTable::open(std::string file, std::string_view bytes) {
    auto reader = CsvReader::open(std::move(file), bytes);
    if (!reader) {
        return Unexpected{std::move(reader.error())};
    }
    CsvRow row;
    const auto more = reader->next(row);
    if (!more) {
        return Unexpected{more.error()};
    }
    if (!*more) {
        return Unexpected{RowFault{RowFaultCode::empty_file, reader->file(), 0, 0, {}, {}, {}}};
    }
    CsvTable table{std::move(*reader), std::move(row.cells)};
    for (std::size_t i = 0; i < table.header_.size(); ++i) {
        const CsvCell& cell = table.header_[i];
        std::string name{trimmed(cell.text)};
        if (name.empty()) {
            continue;
        }
        if (!table.columns_.emplace(name, i).second) {
            return Unexpected{RowFault{
                RowFaultCode::repeated_column,
                table.file(),
                cell.line,
                cell.column,
                std::move(name),
                {},
                {}}};
        }
    }
    return table;
}

std::optional<std::size_t> CsvTable::find(std::string_view name) const {
    const auto found = columns_.find(name);
    return found == columns_.end() ? std::nullopt : std::optional{found->second};
}

RowFault CsvTable::wrong_count(const CsvRow& row) const {
    return {
        RowFaultCode::cell_count,
        file(),
        row.cells.front().line,
        row.cells.front().column,
        {},
        std::to_string(row.cells.size()),
        {}};
}

} // namespace ocop::catalog_sync
