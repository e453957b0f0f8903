#include "pos/report/table_xlsx.hpp"

#include "pos/report/workbook_text.hpp"
#include "pos/shell/regular_file.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <string>
#include <type_traits>
#include <unistd.h>
#include <variant>
#include <vector>

namespace ocop::report {
namespace {

constexpr double column_width_min = 8;
constexpr double column_width_max = 60;
constexpr std::size_t workbook_bytes_max = std::size_t{1} << 30; // far beyond any year of a shop
constexpr std::size_t rows_beside_max = 8; // title, heading, total and the blank rows between

/// A folder of our own among the system's temporary files, gone when we are done.
class TemporaryFolder {
public:
    static std::optional<TemporaryFolder> make() {
        static std::atomic<unsigned> counter{0};
        std::error_code failed;
        const std::filesystem::path parent = std::filesystem::temp_directory_path(failed);
        const auto ticks = std::chrono::steady_clock::now().time_since_epoch().count();
        for (int attempt = 0; !failed && attempt < 100; ++attempt) {
            const std::filesystem::path path =
                parent / ("ocop-xlsx-" + std::to_string(ticks) + "-" + std::to_string(++counter));
            // True only if it was not there before: nobody can have put a link in our way.
            if (std::filesystem::create_directory(path, failed)) {
                std::filesystem::permissions(path, std::filesystem::perms::owner_all, failed);
                return TemporaryFolder{path};
            }
        }
        return std::nullopt;
    }

    TemporaryFolder(TemporaryFolder&& other) noexcept
        : path_{std::move(other.path_)} {
        other.path_.clear();
    }

    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(TemporaryFolder&&) = delete;

    ~TemporaryFolder() {
        if (!path_.empty()) {
            std::error_code failed;
            std::filesystem::remove_all(path_, failed);
            if (failed) { // a disk that failed once need not fail twice
                std::filesystem::remove_all(path_, failed);
            }
        }
    }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    explicit TemporaryFolder(std::filesystem::path path)
        : path_{std::move(path)} {}

    std::filesystem::path path_;
};

/// While it lasts, nothing comes out on stderr: libxlsxwriter says there what goes wrong, in its
/// own words, and we say it ourselves, in one sentence.
class Hush {
public:
    Hush()
        : stderr_{::dup(STDERR_FILENO)} {
        const int nothing = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
        if (stderr_ >= 0 && nothing >= 0) {
            ::dup2(nothing, STDERR_FILENO);
        }
        ::close(nothing);
    }

    ~Hush() {
        ::dup2(stderr_, STDERR_FILENO);
        ::close(stderr_);
    }

    Hush(const Hush&) = delete;
    Hush& operator=(const Hush&) = delete;

private:
    int stderr_;
};

/// The looks a sheet needs; the workbook owns them.
struct Formats {
    explicit Formats(lxw_workbook* book)
        : title{workbook_add_format(book)},
          heading{workbook_add_format(book)},
          number{workbook_add_format(book)},
          quantity{workbook_add_format(book)},
          total_text{workbook_add_format(book)},
          total_number{workbook_add_format(book)},
          total_quantity{workbook_add_format(book)},
          whole_quantity{workbook_add_format(book)},
          whole_total{workbook_add_format(book)} {
        format_set_bold(title);
        format_set_font_size(title, 14);
        format_set_bold(heading);
        format_set_text_wrap(heading);
        format_set_bottom(heading, LXW_BORDER_THIN);
        format_set_bg_color(heading, 0xE7F0E7);
        // "#,##0.###" shows a decimal mark behind whole numbers too.
        for (lxw_format* format : {number, total_number, whole_quantity, whole_total}) {
            format_set_num_format(format, "#,##0");
        }
        for (lxw_format* format : {quantity, total_quantity}) {
            format_set_num_format(format, "#,##0.###");
        }
        for (lxw_format* format : {total_text, total_number, total_quantity, whole_total}) {
            format_set_bold(format);
            format_set_top(format, LXW_BORDER_THIN);
        }
    }

    lxw_format* title;
    lxw_format* heading;
    lxw_format* number;
    lxw_format* quantity;
    lxw_format* total_text;
    lxw_format* total_number;
    lxw_format* total_quantity;
    lxw_format* whole_quantity;
    lxw_format* whole_total;
};

/// Writes one cell. Excel keeps every number as a double: whole đồng up to 2^53 are exact there,
/// and nothing is ever computed from them here.
struct CellWriter {
    lxw_worksheet* sheet;
    lxw_row_t row;
    lxw_col_t column;
    lxw_format* text;
    lxw_format* number;
    lxw_format* quantity; // with decimals
    lxw_format* whole;

    [[nodiscard]] lxw_format* look_of(Quantity value) const {
        return value.is_whole() ? whole : quantity;
    }

    lxw_error operator()(std::monostate) const {
        return worksheet_write_blank(sheet, row, column, text);
    }

    lxw_error operator()(const std::string& value) const {
        return worksheet_write_string(sheet, row, column, cell_text(value).c_str(), text);
    }

    lxw_error operator()(std::int64_t value) const {
        return worksheet_write_number(sheet, row, column, static_cast<double>(value), number);
    }

    lxw_error operator()(Money value) const { return (*this)(value.vnd()); }

    lxw_error operator()(Quantity value) const {
        const double units = static_cast<double>(value.thousandths()) / 1000;
        return worksheet_write_number(sheet, row, column, units, look_of(value));
    }
};

/// What the cells of one column add up to, in the kind of the first of them that is a number; none
/// where none is.
Cell column_sum(const Table& table, std::size_t column) {
    Cell sum;
    for (const Row& row : table.rows) {
        const auto add = [&]<class Value>(const Value& value) {
            if constexpr (!std::is_same_v<Value, std::monostate> && !std::is_same_v<Value, std::string>) {
                const Value* before = std::get_if<Value>(&sum);
                Value next = before == nullptr ? Value{} : *before;
                next += value;
                sum = next;
            }
        };
        std::visit(add, row[column]);
    }
    return sum;
}

/// The cell below a column of numbers: a formula, so that whoever works on in the workbook sees the
/// total follow, where the total is the column's sum; what counts otherwise (a receipt with two
/// kinds of goods is one receipt) stays the number it is.
lxw_error write_total(const CellWriter& write, const Table& table, lxw_row_t first_row) {
    const Cell& total = (*table.total)[write.column];
    const bool is_number = !std::holds_alternative<std::monostate>(total)
                           && !std::holds_alternative<std::string>(total);
    const bool adds_up = table.rows.empty() || column_sum(table, write.column) == total;
    if (!is_number || !adds_up) {
        return std::visit(write, total);
    }
    // Of no rows the sum is taken over the heading, which is text and counts 0.
    std::array<char, LXW_MAX_CELL_RANGE_LENGTH> range{};
    const lxw_row_t first = table.rows.empty() ? first_row - 1 : first_row;
    lxw_rowcol_to_range(range.data(), first, write.column, write.row - 1, write.column);
    const std::string formula = std::string{"=SUM("} + range.data() + ")";
    const Quantity* quantity = std::get_if<Quantity>(&total);
    const Money* money = std::get_if<Money>(&total);
    const double shown = quantity != nullptr ? static_cast<double>(quantity->thousandths()) / 1000
                         : money != nullptr  ? static_cast<double>(money->vnd())
                                             : static_cast<double>(std::get<std::int64_t>(total));
    return worksheet_write_formula_num(
        write.sheet,
        write.row,
        write.column,
        formula.c_str(),
        quantity != nullptr ? write.look_of(*quantity) : write.number,
        shown
    );
}

double column_width(const Table& table, std::size_t column) {
    std::size_t width = display_width(table.columns[column].title);
    for (const Row& row : table.rows) {
        width = std::max(width, display_width(display(row[column])));
    }
    if (table.total) {
        width = std::max(width, display_width(display((*table.total)[column])));
    }
    return std::clamp(static_cast<double>(width) + 2, column_width_min, column_width_max);
}

lxw_error write_sheet(
    lxw_workbook* book, const Formats& formats, const Table& table, const std::string& name
) {
    lxw_worksheet* sheet = workbook_add_worksheet(book, name.c_str());
    if (sheet == nullptr) {
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    }
    const auto write_text =
        [&](lxw_row_t row, lxw_col_t column, const std::string& text, lxw_format* format) {
            return worksheet_write_string(sheet, row, column, cell_text(text).c_str(), format);
        };
    lxw_error error = write_text(0, 0, table.title, formats.title);
    if (error == LXW_NO_ERROR && !table.subtitle.empty()) {
        error = write_text(1, 0, table.subtitle, nullptr);
    }
    constexpr lxw_row_t heading_row = 3;
    for (std::size_t i = 0; i < table.columns.size() && error == LXW_NO_ERROR; ++i) {
        const auto column = static_cast<lxw_col_t>(i);
        worksheet_set_column(sheet, column, column, column_width(table, i), nullptr);
        error = write_text(heading_row, column, table.columns[i].title, formats.heading);
    }
    constexpr lxw_row_t first_row = heading_row + 1;
    lxw_row_t at = first_row;
    for (const Row& row : table.rows) {
        for (std::size_t i = 0; i < row.size() && error == LXW_NO_ERROR; ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            const CellWriter write{
                sheet,
                at,
                column,
                nullptr,
                formats.number,
                formats.quantity,
                formats.whole_quantity};
            error = std::visit(write, row[i]);
        }
        ++at;
    }
    for (std::size_t i = 0; table.total && i < table.total->size() && error == LXW_NO_ERROR; ++i) {
        const CellWriter write{
            sheet,
            at,
            static_cast<lxw_col_t>(i),
            formats.total_text,
            formats.total_number,
            formats.total_quantity,
            formats.whole_total};
        error = write_total(write, table, first_row);
    }
    at += table.total ? 1U : 0U;
    for (const std::string& note : table.notes) {
        if (error == LXW_NO_ERROR) {
            error = write_text(++at, 0, note, nullptr);
        }
    }
    worksheet_freeze_panes(sheet, heading_row + 1, 0);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9); // A4
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, heading_row, heading_row);
    return error;
}

Failure disk_failure(const std::string& what, const std::filesystem::path& where) {
    return {FailureCode::disk_error, what, where.string()};
}

/// What the library made of it, which is a workbook or the disk's fault: never "not there".
Expected<std::string, Failure> read_back(const std::filesystem::path& file) {
    auto bytes = read_file(file, workbook_bytes_max);
    if (!bytes || bytes->empty()) {
        return Unexpected{disk_failure(
            "the workbook could not be read back: " + (bytes ? "it is empty" : bytes.error().what),
            file
        )};
    }
    return bytes;
}

} // namespace

Expected<std::string, Failure> table_xlsx(std::span<const Table> tables, Moment made) {
    for (const Table& table : tables) {
        if (table.rows.size() + rows_beside_max + table.notes.size() > LXW_ROW_MAX) {
            return Unexpected{Failure{FailureCode::sheet_full, {}, table.title}};
        }
    }
    const std::optional<TemporaryFolder> folder = TemporaryFolder::make();
    if (!folder) {
        return Unexpected{disk_failure("no folder for temporary files could be made", {})};
    }
    const std::filesystem::path file = folder->path() / "report.xlsx";
    std::string folder_name = folder->path().string();
    const Hush hush;
    lxw_workbook_options options{};
    options.tmpdir = folder_name.data();
    lxw_workbook* book = workbook_new_opt(file.string().c_str(), &options);
    if (book == nullptr) {
        return Unexpected{disk_failure("the workbook could not be begun", file)};
    }
    lxw_doc_properties properties{};
    properties.created = static_cast<time_t>(made.seconds());
    workbook_set_properties(book, &properties);
    const Formats formats{book};
    lxw_error error = LXW_NO_ERROR;
    std::vector<std::string> names;
    for (const Table& table : tables) {
        if (error == LXW_NO_ERROR) {
            names.push_back(sheet_name(table.name, names));
            error = write_sheet(book, formats, table, names.back());
        }
    }
    const lxw_error closed = workbook_close(book); // also frees it
    error = error == LXW_NO_ERROR ? closed : error;
    if (error != LXW_NO_ERROR) {
        return Unexpected{disk_failure(
            std::string{"the workbook was not written: "} + lxw_strerror(error), file
        )};
    }
    return read_back(file);
}

} // namespace ocop::report
