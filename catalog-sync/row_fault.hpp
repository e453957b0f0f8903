#pragma once

#include "pos/core/refusal.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::catalog_sync {

/// What can be wrong with a file of goods, or worth a warning.
enum class RowFaultCode {
    // the file
    cannot_read,     // not there, not allowed, no ordinary file, or above csv_size_bytes_max
    disk_error,      // the disk gave no answer: nothing is said of the file
    utf16,           // broken, or without its mark
    not_utf8,        // CP1258, TCVN3 …
    nul_byte,        // not text at all
    empty_file,      // no header row
    no_rows,         // a header and nothing below it
    unknown_header,  // neither goods nor register nor figures
    second_file,     // a register without its figures, or the reverse
    too_many_rows,   // more than csv_rows_max
    too_many_faults, // more than faults_max: the rest is not listed
    // the shape of a row
    quote_in_field,   // a quote inside a field that does not begin with one
    text_after_quote, // text between a closing quote and the next comma
    quote_not_closed, // a quote that never ends
    lone_cr,          // CR without LF
    too_many_fields,  // more than csv_columns_max
    field_too_long,   // more than csv_cell_bytes_max, of a name csv_name_bytes_max
    row_too_long,     // more than csv_row_bytes_max
    cell_count,       // more or fewer fields than the header
    bad_json,         // a feed's row is no JSON object of plain values
    // the header
    missing_column,  // a required one
    repeated_column, // the same name twice
    // one field
    empty_value,    // a required one
    bad_text,       // control or invisible characters, or too long
    bad_code,       // characters a code may not hold
    bad_gtin,       // length or check digit
    bad_number,     // not a whole number in digits
    out_of_range,   // a number outside its limits
    bad_date,       // not yyyy-mm-dd, or no such day
    bad_choice,     // not one of the values allowed
    bad_components, // not CODE:THOUSANDTHS;…
    bad_price_list, // not FROM..TO:PRICE;…, or two overlap
    bad_percent,    // not 0 to 100 with at most two decimals
    bad_image,      // in a feed, not "images/<hash>.png"
    bad_months,     // not YYYY-MM:REVENUE:PROFIT;…
    dates_reversed, // an end before its beginning
    // rows together
    duplicate_code,
    duplicate_gtin,
    unknown_code, // a feed's row takes away or changes what is not there
    unknown_component,
    set_in_set,
    component_fraction, // part of a thing that is sold whole
    no_figures,         // a product of the register without a row in the figures file
    unknown_product,    // a row of the figures file without a product in the register
    repeated_figures,   // one product named twice in the figures file
    // warnings: nothing is refused
    unknown_column,
    no_recognition_date, // stars without a date: the till cannot show them
    no_producer_price,   // goods on consignment without what their producer receives
    unknown_province,    // none of admin_units.hpp: reports cannot tell where the goods are from
    sold_whole,          // a unit that is near_measure(): no part of it can be sold
};

/// One thing wrong, and where: `line` and `column` (characters) count from 1; 0 = the whole file.
/// `field` is the column's name, `value` what stood there, `other` the place it clashes with.
struct RowFault {
    RowFaultCode code{};
    std::string file{};
    std::size_t line = 0;
    std::size_t column = 0;
    std::string field{};
    std::string value{};
    std::string other{};

    bool operator==(const RowFault&) const = default;
};

using RowFaults = std::vector<RowFault>;

/// So many faults are listed, then it is enough: a file that is wrong throughout is not to fill the
/// memory with what is wrong.
inline constexpr std::size_t faults_max = 10'000;

/// Cuts what stood in the file to what is shown of it.
void shorten(RowFault& fault);

/// "bad-gtin": the stable name of a code, as --json prints it.
[[nodiscard]] std::string_view name(RowFaultCode code);

/// "P.csv:12:40", "P.csv:12" or "P.csv".
[[nodiscard]] std::string where(const RowFault& fault);

/// One sentence in `language` without the place: what is wrong, what to do.
[[nodiscard]] std::string words(const RowFault& fault, Language language);

} // namespace ocop::catalog_sync
