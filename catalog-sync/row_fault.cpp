#include "catalog-sync/row_fault.hpp"

#include "pos/core/clause.hpp"
#include "pos/core/plain_text.hpp"

#include <array>

namespace ocop::catalog_sync {

namespace {

/// A code's sentence in both languages: {f} stands for the field, {v} for the value, {o} for the
/// other place.
struct Sentence {
    RowFaultCode code{};
    std::string_view name{};
    std::string_view vi{};
    std::string_view en{};
};

constexpr std::array sentences{
    Sentence{
        RowFaultCode::cannot_read,
        "cannot-read",
        "tệp không đọc được ({v}); kiểm tra đường dẫn và quyền đọc",
        "the file cannot be read ({v}); check its path and that you may read it"},
    Sentence{
        RowFaultCode::disk_error,
        "disk-error",
        "ổ đĩa không đọc được tệp này; hãy kiểm tra ổ đĩa rồi làm lại",
        "the disk could not be read; check the disk and try again"},
    Sentence{
        RowFaultCode::utf16,
        "utf-16",
        "tệp ở dạng UTF-16 nhưng hỏng hoặc thiếu dấu đầu tệp; hãy lưu lại thành \"CSV UTF-8\"",
        "the file is UTF-16, broken or without its mark; save it again as \"CSV UTF-8\""},
    Sentence{
        RowFaultCode::not_utf8,
        "not-utf-8",
        "tệp không phải UTF-8 (có thể là CP1258 hoặc TCVN3); hãy lưu lại thành \"CSV UTF-8\"",
        "the file is not UTF-8 (perhaps CP1258 or TCVN3); save it again as \"CSV UTF-8\""},
    Sentence{
        RowFaultCode::nul_byte,
        "nul-byte",
        "tệp có byte 0 nên không phải văn bản; hãy xuất lại thành \"CSV UTF-8\"",
        "the file holds a zero byte, so it is not text; export it again as \"CSV UTF-8\""},
    Sentence{
        RowFaultCode::empty_file,
        "empty-file",
        "tệp trống; dòng đầu phải là tên các cột",
        "the file is empty; its first row must name the columns"},
    Sentence{
        RowFaultCode::no_rows,
        "no-rows",
        "tệp chỉ có dòng tiêu đề, không có mặt hàng nào",
        "the file has a header and no goods below it"},
    Sentence{
        RowFaultCode::unknown_header,
        "unknown-header",
        "dòng đầu không phải là tên cột (danh mục hàng cần `code`, `name`, `unit`, `price`, "
        "`vat`); bỏ dòng "
        "tiêu đề phía trên nếu có",
        "the first row does not name known columns (goods need `code`, `name`, `unit`, `price`, "
        "`vat`); take "
        "out any title rows above it"},
    Sentence{
        RowFaultCode::second_file,
        "second-file",
        "danh sách công nhận và tệp số liệu giá phải đi cùng nhau; hãy đưa kèm {v}",
        "a register of recognitions and its figures go together; give {v} with it"},
    Sentence{
        RowFaultCode::too_many_rows,
        "too-many-rows",
        "tệp có hơn {v} dòng; hãy bỏ những dòng thừa",
        "the file has more than {v} rows; take out those that are not goods"},
    Sentence{
        RowFaultCode::too_many_faults,
        "too-many-faults",
        "đã thấy {v} lỗi nên không kê tiếp; hãy sửa những lỗi này rồi làm lại",
        "{v} faults were found, and no more are listed; mend these and try again"},
    Sentence{
        RowFaultCode::quote_in_field,
        "quote-in-field",
        "có dấu \" bên trong ô không mở bằng dấu \"; bao cả ô bằng \" và viết mỗi dấu bên trong "
        "thành \"\"",
        "a quote stands inside a field that does not begin with one; quote the whole field and "
        "double each quote in it"},
    Sentence{
        RowFaultCode::text_after_quote,
        "text-after-quote",
        "có chữ sau dấu \" đóng ô; dấu \" bên trong ô phải viết thành \"\"",
        "text follows the closing quote of a field; a quote inside a field is written twice"},
    Sentence{
        RowFaultCode::quote_not_closed,
        "quote-not-closed",
        "dấu \" mở ở đây không được đóng; thêm dấu \" ở cuối ô",
        "the quote opened here is never closed; add one at the end of the field"},
    Sentence{
        RowFaultCode::lone_cr,
        "lone-cr",
        "dòng kết thúc bằng CR đơn lẻ (kiểu Macintosh cũ); hãy lưu lại với LF hoặc CRLF",
        "a line ends in CR alone (old Macintosh); save it again with LF or CRLF"},
    Sentence{
        RowFaultCode::too_many_fields,
        "too-many-fields",
        "dòng có hơn {v} ô; kiểm tra dấu phân cách",
        "the row has more than {v} fields; check what parts them"},
    Sentence{
        RowFaultCode::field_too_long,
        "field-too-long",
        "ô dài hơn {v} byte; hãy viết ngắn lại, hoặc xem có thiếu dấu nháy đóng",
        "the field is longer than {v} bytes; make it shorter, or look for a quote not closed"},
    Sentence{
        RowFaultCode::row_too_long,
        "row-too-long",
        "dòng dài hơn {v} byte; hãy viết ngắn lại, hoặc xem có thiếu dấu nháy đóng",
        "the row is longer than {v} bytes; make it shorter, or look for a quote not closed"},
    Sentence{
        RowFaultCode::cell_count,
        "cell-count",
        "dòng có {v} ô, số ô khác với dòng tên cột; kiểm tra dấu phẩy trong tên hàng",
        "the row has {v} fields, not as many as the header; look for a comma that needs quotes"},
    Sentence{
        RowFaultCode::bad_json,
        "bad-json",
        "dòng không phải một đối tượng JSON gồm các giá trị đơn ({f} {v}); hãy báo nơi phát hành",
        "the row is not a JSON object of plain values ({f} {v}); tell its publisher"},
    Sentence{
        RowFaultCode::missing_column,
        "missing-column",
        "thiếu cột \"{f}\"; thêm cột này vào dòng đầu",
        "the column \"{f}\" is missing; add it to the first row"},
    Sentence{
        RowFaultCode::repeated_column,
        "repeated-column",
        "cột \"{f}\" xuất hiện hai lần; bỏ bớt một cột",
        "the column \"{f}\" stands there twice; take one out"},
    Sentence{
        RowFaultCode::empty_value,
        "empty-value",
        "{f} để trống; cần điền giá trị",
        "{f} is empty; it needs a value"},
    Sentence{
        RowFaultCode::bad_text,
        "bad-text",
        "{f} có ký tự điều khiển (ví dụ xuống dòng), ký tự không nhìn thấy (ví dụ khoảng trắng độ "
        "rộng 0) hoặc dài quá 1000 byte; hãy sửa lại",
        "{f} holds a control character (a line end, say), one that cannot be seen (a space without "
        "width, say), or is longer than 1000 bytes; mend it"},
    Sentence{
        RowFaultCode::bad_code,
        "bad-code",
        "{f} \"{v}\" dài quá 64 byte hoặc có \":\", \";\" hay ký tự điều khiển; hãy đổi mã",
        "{f} \"{v}\" is longer than 64 bytes or holds \":\", \";\" or a control character; choose "
        "another"},
    Sentence{
        RowFaultCode::bad_gtin,
        "bad-gtin",
        "{f} \"{v}\" không phải 8, 12, 13 hay 14 chữ số với số kiểm tra đúng; kiểm tra lại hoặc để "
        "trống",
        "{f} \"{v}\" is not 8, 12, 13 or 14 digits with a right check digit; check it or leave it "
        "empty"},
    Sentence{
        RowFaultCode::bad_number,
        "bad-number",
        "{f} \"{v}\" không phải số nguyên viết bằng chữ số (ví dụ 120000); bỏ dấu chấm, dấu phẩy, "
        "đơn vị",
        "{f} \"{v}\" is not a whole number in digits (120000, say); leave out dots, commas and "
        "units"},
    Sentence{
        RowFaultCode::out_of_range,
        "out-of-range",
        "{f} \"{v}\" nằm ngoài khoảng cho phép; kiểm tra lại",
        "{f} \"{v}\" is out of range; check it"},
    Sentence{
        RowFaultCode::bad_date,
        "bad-date",
        "{f} \"{v}\" không phải ngày có thật dạng năm-tháng-ngày (ví dụ 2026-11-22)",
        "{f} \"{v}\" is not a day that exists, written year-month-day (2026-11-22, say)"},
    Sentence{
        RowFaultCode::bad_choice,
        "bad-choice",
        "{f} \"{v}\" không nằm trong các giá trị cho phép; xem hướng dẫn cột",
        "{f} \"{v}\" is not one of the values allowed; see the list of columns"},
    Sentence{
        RowFaultCode::bad_components,
        "bad-components",
        "{f} \"{v}\" không có dạng MÃ:PHẦN_NGHÌN;MÃ:PHẦN_NGHÌN, mỗi mã một lần, số lượng lớn hơn 0",
        "{f} \"{v}\" is not CODE:THOUSANDTHS;CODE:THOUSANDTHS with each code once and quantities "
        "above 0"},
    Sentence{
        RowFaultCode::bad_price_list,
        "bad-price-list",
        "{f} \"{v}\" không có dạng 2026-12-01..2026-12-31:45000;… các khoảng ngày không chồng nhau",
        "{f} \"{v}\" is not 2026-12-01..2026-12-31:45000;… with no two spans overlapping"},
    Sentence{
        RowFaultCode::bad_percent,
        "bad-percent",
        "{f} \"{v}\" không phải tỷ lệ phần trăm từ 0 đến 100, như 12.5",
        "{f} \"{v}\" is not a percentage from 0 to 100, such as 12.5"},
    Sentence{
        RowFaultCode::bad_image,
        "bad-image",
        "{f} \"{v}\" không phải tên ảnh dạng images/<mã băm>.png; hãy báo nơi phát hành",
        "{f} \"{v}\" is not an image's name like images/<hash>.png; tell its publisher"},
    Sentence{
        RowFaultCode::bad_months,
        "bad-months",
        "{f} \"{v}\" không có dạng 2021-05:DOANH_THU:LỢI_NHUẬN;… mỗi tháng một lần",
        "{f} \"{v}\" is not 2021-05:REVENUE:PROFIT;… with each month once"},
    Sentence{
        RowFaultCode::dates_reversed,
        "dates-reversed",
        "{f} {v} sớm hơn ngày bắt đầu của nó; kiểm tra cả hai ngày",
        "{f} {v} lies before the day it follows; check both days"},
    Sentence{
        RowFaultCode::duplicate_code,
        "duplicate-code",
        "mã \"{v}\" đã có ở {o}; mỗi mặt hàng một mã",
        "code \"{v}\" stands at {o} already; give each product its own"},
    Sentence{
        RowFaultCode::duplicate_gtin,
        "duplicate-gtin",
        "mã vạch {v} đã có ở {o}; mỗi mặt hàng một mã vạch",
        "barcode {v} stands at {o} already; give each product its own"},
    Sentence{
        RowFaultCode::unknown_code,
        "unknown-code",
        "không có mặt hàng nào mang mã \"{v}\" để sửa hoặc bỏ; hãy báo nơi phát hành",
        "no product has the code \"{v}\" to change or take away; tell its publisher"},
    Sentence{
        RowFaultCode::unknown_component,
        "unknown-component",
        "giỏ quà có \"{v}\", không có mặt hàng nào mang mã này; kiểm tra {f}",
        "the set holds \"{v}\", a code no product has; check {f}"},
    Sentence{
        RowFaultCode::set_in_set,
        "set-in-set",
        "giỏ quà có \"{v}\", bản thân nó là một giỏ quà; hãy liệt kê từng món trong {f}",
        "the set holds \"{v}\", which is a set itself; list single goods in {f}"},
    Sentence{
        RowFaultCode::component_fraction,
        "component-fraction",
        "giỏ quà có một phần lẻ của \"{v}\", món này chỉ bán nguyên; sửa số lượng trong {f}",
        "the set holds a part of \"{v}\", which is sold whole; mend its quantity in {f}"},
    Sentence{
        RowFaultCode::no_figures,
        "no-figures",
        "tệp số liệu không có dòng cho \"{v}\"; thêm dòng với mã, đơn vị, giá, thuế",
        "the figures file has no row for \"{v}\"; add one with code, unit, price and VAT"},
    Sentence{
        RowFaultCode::unknown_product,
        "unknown-product",
        "danh sách công nhận không có \"{v}\"; kiểm tra tên hàng và chủ thể",
        "the register has no \"{v}\"; check product name and producer"},
    Sentence{
        RowFaultCode::repeated_figures,
        "repeated-figures",
        "\"{v}\" đã có số liệu ở {o}; bỏ bớt một dòng",
        "\"{v}\" has figures at {o} already; take one row out"},
    Sentence{
        RowFaultCode::unknown_column,
        "unknown-column",
        "không dùng cột \"{f}\"; bỏ qua",
        "the column \"{f}\" is not known; it was passed over"},
    Sentence{
        RowFaultCode::no_recognition_date,
        "no-recognition-date",
        "\"{v}\" có sao nhưng không rõ ngày công nhận; quầy sẽ không hiện sao",
        "\"{v}\" has stars but no day of recognition; the till will not show them"},
    Sentence{
        RowFaultCode::no_producer_price,
        "no-producer-price",
        "\"{v}\" là hàng ký gửi nhưng không có giá trả chủ thể; không tính được tiền phải trả",
        "\"{v}\" is on consignment without a price to its producer; what is owed cannot be told"},
    Sentence{
        RowFaultCode::unknown_province,
        "unknown-province",
        "không biết tỉnh \"{v}\"; báo cáo theo nơi sản xuất sẽ tính là tỉnh khác, hãy viết tên "
        "tỉnh "
        "như \"Quảng Nam\"",
        "no province is known as \"{v}\"; reports by origin count it as another province, write "
        "its "
        "name, like \"Quảng Nam\""},
    Sentence{
        RowFaultCode::sold_whole,
        "sold-whole",
        "đơn vị \"{v}\" chỉ bán nguyên từng đơn vị; bán cân đong thì hãy ghi kg, g, l hoặc m",
        "the unit \"{v}\" is sold whole; for goods by weight or measure write kg, g, l or m"},
};

constexpr bool in_order_of_codes() {
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        if (sentences[i].code != static_cast<RowFaultCode>(i)) {
            return false;
        }
    }
    return true;
}

static_assert(in_order_of_codes());
static_assert(sentences.back().code == RowFaultCode::sold_whole, "a code has no sentence");

const Sentence& sentence(RowFaultCode code) {
    return sentences[static_cast<std::size_t>(code)];
}

/// Of what stood in the file, as much as is shown.
constexpr std::size_t shown_bytes_max = 80;

} // namespace

std::string_view name(RowFaultCode code) {
    return sentence(code).name;
}

void shorten(RowFault& fault) {
    constexpr std::size_t kept_bytes = 2 * shown_bytes_max; // so that it shows that it was longer
    for (std::string* const text : {&fault.field, &fault.value}) {
        if (text->size() > kept_bytes) {
            *text = shown_text(*text, kept_bytes);
        }
    }
}

std::string where(const RowFault& fault) {
    std::string place = fault.file;
    if (fault.line > 0) {
        place += ':' + std::to_string(fault.line);
        if (fault.column > 0) {
            place += ':' + std::to_string(fault.column);
        }
    }
    return place;
}

std::string words(const RowFault& fault, Language language) {
    const Sentence& said = sentence(fault.code);
    std::string pattern{language == Language::vi ? said.vi : said.en};
    const bool is_clause =
        fault.code == RowFaultCode::cannot_read || fault.code == RowFaultCode::disk_error;
    const std::string value =
        is_clause ? clause(fault.value, language) : shown_text(fault.value, shown_bytes_max);
    constexpr std::string_view in_brackets = " ({v})";
    if (const std::size_t at = pattern.find(in_brackets);
        is_clause && value.empty() && at != std::string::npos) {
        pattern.erase(at, in_brackets.size());
    }
    constexpr std::string_view both_in_brackets = " ({f} {v})";
    if (const std::size_t at = pattern.find(both_in_brackets);
        fault.field.empty() && fault.value.empty() && at != std::string::npos) {
        pattern.erase(at, both_in_brackets.size());
    }
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const auto mark = std::string_view{pattern}.substr(i, 3);
        if (mark == "{f}" || mark == "{v}" || mark == "{o}") {
            text += mark[1] == 'f'   ? shown_text(fault.field, shown_bytes_max)
                    : mark[1] == 'v' ? value
                                     : fault.other;
            i += 2;
        } else {
            text += pattern[i];
        }
    }
    return text;
}

} // namespace ocop::catalog_sync
