#include "catalog-sync/csv_table.hpp"

#include "catalog-sync/field_text.hpp"

namespace ocop::catalog_sync {

Expected<CsvTable, RowFault> CsvTable::open(std::string file, CsvText text) {
    auto reader = CsvReader::open(std::move(file), std::move(text));
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
        if (name.size() > csv_name_bytes_max) {
            return Unexpected{RowFault{
                RowFaultCode::field_too_long,
                table.file(),
                cell.line,
                cell.column,
                {},
                std::to_string(csv_name_bytes_max),
                {}}};
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

RowFault CsvTable::too_many_faults(const CsvRow& last) const {
    const std::size_t line = last.cells.empty() ? 0 : last.cells.front().line;
    return {RowFaultCode::too_many_faults, file(), line, 0, {}, std::to_string(faults_max), {}};
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
