#include "pos/core/clause.hpp"

#include "pos/core/plain_text.hpp"

#include <array>
#include <optional>
#include <vector>

namespace ocop {

namespace {

/// A `*` stands for what differs (a name, a number): the same text in both languages.
struct Clause {
    std::string_view en;
    std::string_view vi;
};

constexpr std::array clauses{
    // actions
    Clause{"not a JSON object", "không phải một đối tượng JSON"},
    Clause{"is not a JSON object", "không phải một đối tượng JSON"},
    Clause{"longer than * bytes", "dài hơn * byte"},
    Clause{"\"do\" is not an action of the till: *", "máy không có lệnh \"*\""},
    Clause{
        "\"counted\" has a piece that is not a number: *",
        "\"counted\" có mệnh giá không phải số: \"*\""},
    Clause{"\"*\" is missing", "thiếu \"*\""},
    Clause{"\"*\" is not an integer", "\"*\" không phải số nguyên"},
    Clause{"\"*\" is out of range", "\"*\" ngoài khoảng cho phép"},
    Clause{"\"*\" is not text", "\"*\" không phải chữ"},
    Clause{"\"*\" is not true or false", "\"*\" không phải true hay false"},
    Clause{"\"*\" has a value that is not known", "\"*\" có giá trị lạ"},
    Clause{"\"*\" is not an object", "\"*\" không phải đối tượng"},
    Clause{"\"*\" is not a list", "\"*\" không phải danh sách"},
    Clause{"\"*\" holds something that is not an object", "\"*\" có phần tử không phải đối tượng"},
    Clause{"return", "trả hàng"},
    Clause{"paid-in", "nộp tiền vào két"},
    Clause{"paid-out", "chi tiền từ két"},
    Clause{"no-sale", "mở két không bán"},
    Clause{"discount", "giảm giá"},
    Clause{"close-shift", "đóng ca"},
    Clause{"receive", "nhập hàng"},
    // cases of the uplift
    Clause{
        "not JSON, or with numbers that are not integers",
        "không phải JSON, hoặc có số không nguyên"},
    Clause{"there is no list \"cases\"", "không có danh sách \"cases\""},
    Clause{"it is larger than any case may be", "lớn hơn mức một tình huống được phép"},
    Clause{"the line is worth too much", "dòng hàng có giá trị quá lớn"},
    Clause{"\"*\" is neither * nor *", "\"*\" không phải `*` hay `*`"},
    Clause{"\"*\" or \"*\" is out of range", "\"*\" hoặc \"*\" ngoài khoảng cho phép"},
    Clause{
        "\"qty\" is not a quantity of at most three decimals and a million units",
        "\"qty\" không phải số lượng có nhiều nhất ba số lẻ và một triệu đơn vị"},
    Clause{"\"lines\" holds more than a million lines", "\"lines\" có hơn một triệu dòng"},
    Clause{
        "\"missing_exports\" is not a list of [point, month]",
        "\"missing_exports\" không phải danh sách [điểm, tháng]"},
    Clause{"month * of the baseline is there twice", "tháng * của số liệu nền có hai lần"},
    // settings
    Clause{
        "a bank is its name or the six digits of its BIN; this may be *",
        "ngân hàng là tên hoặc sáu số BIN; có thể là *"},
    Clause{"a bank is its name or the six digits of its BIN", "ngân hàng là tên hoặc sáu số BIN"},
    Clause{
        "a cash register's series is like 1C26MYY: form 1 or 2, C, the year, M, two letters of "
        "your "
        "own",
        "ký hiệu hóa đơn máy tính tiền như 1C26MYY: mẫu 1 hoặc 2, C, năm, M, hai chữ tự chọn"},
    Clause{
        "the tax office's code for a cash register is five letters or digits",
        "mã cơ quan thuế cấp cho máy tính tiền gồm năm chữ hoặc số"},
    Clause{
        "a first number is 1 or more, of at most * digits",
        "số bắt đầu từ 1 trở lên, nhiều nhất * chữ số"},
    Clause{
        "a look-up address starts with https:// and may hold {code}, {series}, {number} and *",
        "địa chỉ tra cứu bắt đầu bằng https:// và có thể chứa {code}, {series}, {number}, *"},
    Clause{"the value is longer than * bytes", "giá trị dài hơn * byte"},
    Clause{
        "rounding is off, 500-nearest, 500-down, 1000-nearest or 1000-down",
        "làm tròn là `off`, `500-nearest`, `500-down`, `1000-nearest` hoặc `1000-down`"},
    Clause{
        "a discount limit is a whole percentage 0-100",
        "mức giảm giá là số phần trăm nguyên 0-100"},
    Clause{
        "a limit is whole đồng, or empty for none",
        "giới hạn là số đồng nguyên, hoặc để trống là không giới hạn"},
    Clause{
        "the last day of the 8 % rate is written yyyy-mm-dd",
        "ngày cuối của thuế suất 8 % viết như 2026-12-31"},
    Clause{
        "an account number is at most 19 letters and digits",
        "số tài khoản có nhiều nhất 19 chữ và số"},
    Clause{
        "a feed's address holds no user name or password",
        "địa chỉ danh mục không chứa tên hay mật khẩu"},
    Clause{
        "a printer is *",
        "máy in là `auto`, `folder`, `usb`, `usb:VVVV:PPPP`, `tcp:HOST` hoặc `cups:QUEUE`"},
    Clause{"a printer's paper is 58 or 80 mm wide", "giấy máy in rộng 58 hoặc 80 mm"},
    Clause{
        "text goes to a printer as raster (dots), cp1258 or tcvn3",
        "chữ gửi máy in dạng `raster`, `cp1258` hoặc `tcvn3`"},
    Clause{
        "codes to trace pages are off, one (of the goods with most stars) or all",
        "mã truy xuất là `off`, `one` hoặc `all`"},
    Clause{
        "a drawer is opened by pin 2 or 5 of the printer's socket, or off; empty is as its model",
        "két mở bằng chân 2 hoặc 5 của ổ cắm máy in, hoặc `off`; để trống là theo mẫu máy"},
    Clause{
        "a receipt on file is a5 or a4, or empty for the printer's paper",
        "phiếu lưu tệp khổ `a5` hoặc `a4`, để trống là theo giấy máy in"},
    Clause{
        "a scanner is auto, off or *",
        "máy quét là `auto`, `off` hoặc `VVVV:PPPP`, như `ocop devices list` cho biết"},
    Clause{
        "an in-store prefix carries *",
        "đầu mã nội bộ mang `weight`, `price`, `price10`, `price100`, `price1000` hoặc không gì"},
    Clause{
        "a key is lower-case letters, digits, dots and _",
        "tên thiết lập gồm chữ thường, chữ số, dấu chấm và _"},
    Clause{
        "the value holds control characters, or is no UTF-8",
        "giá trị có ký tự điều khiển hoặc không phải UTF-8"},
    // files
    Clause{"larger than * bytes", "lớn hơn * byte"},
    Clause{"larger than *", "lớn hơn *"},
    Clause{"a folder, not an ordinary file", "là thư mục, không phải tệp"},
    Clause{"a pipe, not an ordinary file", "là ống dẫn, không phải tệp"},
    Clause{"a device, not an ordinary file", "là thiết bị, không phải tệp"},
    Clause{"a socket, not an ordinary file", "là socket, không phải tệp"},
    Clause{"not an ordinary file", "không phải tệp thường"},
    Clause{"a file, not a folder", "là tệp, không phải thư mục"},
    Clause{"not a file", "không phải tệp"},
    Clause{"not there", "không có ở đó"},
    Clause{"not there, or not whole", "không có ở đó, hoặc không nguyên vẹn"},
    Clause{"it was there before", "trước đây có ở đó"},
    Clause{"the file is not JSON", "tệp không phải JSON"},
    Clause{"its name is not UTF-8", "tên không phải UTF-8"},
    Clause{"a link that leads to nothing", "liên kết không dẫn tới đâu"},
    Clause{"links that lead in a circle", "các liên kết dẫn vòng tròn"},
    Clause{"not as it was written", "không còn như lúc ghi"},
    // stores
    Clause{"no *, but *", "thiếu *, mà có *"},
    Clause{"process * has it open", "tiến trình * đang mở"},
    Clause{"there is no * here", "ở đây không có *"},
    Clause{"a store is there already", "ở đó đã có cửa hàng"},
    Clause{"this folder holds a ledger already", "thư mục này đã có sổ"},
    Clause{"another program makes a store here", "một chương trình khác đang lập cửa hàng ở đây"},
    Clause{"another program is reading the ledger", "một chương trình khác đang đọc sổ"},
    Clause{"not an SQLite database", "không phải cơ sở dữ liệu SQLite"},
    Clause{"a database of another program", "cơ sở dữ liệu của chương trình khác"},
    Clause{
        "its format is *, this program knows *",
        "định dạng bản *, chương trình này biết đến bản *"},
    Clause{"a restore is not complete yet", "việc phục hồi chưa xong"},
    Clause{
        "a restore was cut off and cannot be completed: restore the backup again",
        "việc phục hồi bị ngắt và không hoàn tất được: hãy phục hồi lại"},
    Clause{"nothing is missing from the journal", "sổ không mất gì"},
    Clause{"the journal holds no record", "sổ chưa có bản ghi nào"},
    Clause{"the journal was closed after a failure", "sổ đã đóng sau một lần lỗi"},
    Clause{"the journal is open for reading only", "sổ chỉ mở để đọc"},
    Clause{"the journal is not open for writing", "sổ không mở để ghi"},
    Clause{"receipt * was another sale", "phiếu * là một lần bán khác"},
    Clause{"the sums end at seq *, the journal at seq *", "tổng đến seq *, sổ đến seq *"},
    Clause{"seq 0 is not the genesis of a till", "seq 0 không phải bản ghi khai sinh của máy"},
    Clause{"not a head of a journal", "không phải `head` của một sổ"},
    Clause{
        "the till's key is not the one this journal names",
        "khóa của máy không phải khóa sổ này nêu"},
    Clause{"the new *: *", "bản ghi * mới: *"},
    Clause{"table * cannot be read", "không đọc được bảng *"},
    Clause{"none of * in it", "trong đó không có của *"},
    // backups
    Clause{"not a backup of a till", "không phải bản sao lưu của máy bán hàng"},
    Clause{"a backup of another journal", "bản sao lưu của một sổ khác"},
    Clause{"written in a newer format", "ghi theo định dạng mới hơn"},
    Clause{"sealed in a newer format", "niêm phong theo định dạng mới hơn"},
    Clause{"does not say what it holds", "không nói rõ nó chứa gì"},
    Clause{"holds other tables than a backup has", "có bảng lạ"},
    Clause{"holds another journal than it says", "chứa một sổ khác với điều nó ghi"},
    Clause{"its ledger is of a newer format", "sổ trong đó theo định dạng mới hơn"},
    Clause{"its ledger has other tables than a till's", "sổ trong đó có bảng lạ"},
    Clause{
        "not an earlier backup of this till's journal",
        "không phải bản sao lưu trước đây của máy này"},
    Clause{
        "the journal here has records the backup lacks",
        "sổ ở đây có bản ghi mà bản sao lưu không có"},
    Clause{
        "the store here cannot be read and compared with the backup",
        "không đọc được cửa hàng ở đây để so với bản sao lưu"},
    Clause{"* bytes are needed to unpack the backup", "cần * byte để mở bản sao lưu"},
    Clause{
        "* bytes are needed to make and prove a backup", "cần * byte để tạo và kiểm bản sao lưu"},
    Clause{"sealed with a passphrase", "được niêm phong bằng cụm mật khẩu"},
    Clause{"sealed with another passphrase", "được niêm phong bằng cụm mật khẩu khác"},
    Clause{"not a sealed backup", "không phải bản sao lưu niêm phong"},
    Clause{"the sealed file was altered or cut off", "tệp niêm phong bị sửa hoặc bị cắt"},
    Clause{"the beginning of the sealed file is damaged", "phần đầu tệp niêm phong bị hỏng"},
    Clause{"the sealed file cannot be read", "không đọc được tệp niêm phong"},
    Clause{"cannot be read", "không đọc được"},
    Clause{"cannot be written", "không ghi được"},
    Clause{"cannot be opened", "không mở được"},
    // what verify names
    Clause{"is missing; seq * is in its place", "bị mất; ở chỗ đó là seq *"},
    Clause{"the record says it is seq *", "bản ghi tự nhận là seq *"},
    Clause{"prev is not the hash of the record before it", "prev không phải băm của bản ghi trước"},
    Clause{"hash does not match", "băm không khớp"},
    Clause{"is a record of another till", "là bản ghi của máy khác"},
    Clause{
        "kind, day or receipt beside the record are not its own",
        "loại, ngày hoặc số phiếu bên cạnh không phải của bản ghi"},
    Clause{
        "takes goods back from sale *, which is not in the journal before it",
        "nhận lại hàng của phiếu *, mà trước đó sổ không có"},
    Clause{"is missing: the journal is empty", "bị mất: sổ trống"},
    Clause{
        "belongs to a sealed journal, which this file no longer is",
        "thuộc một sổ đã niêm phong, mà tệp này không còn niêm phong"},
    Clause{"has another hash than the file `head` says", "có băm khác với tệp `head`"},
    Clause{
        "is missing: the file `head` is at seq *, the journal ends at seq *",
        "bị mất: tệp `head` ở seq *, sổ hết ở seq *"},
    Clause{
        "was signed after the file `head` was: that is an older one put back",
        "được ký sau tệp `head`: tệp ấy là bản cũ đặt lại"},
    Clause{
        "the file `head` is unsigned, though a shift was closed",
        "tệp `head` chưa ký dù đã có ca đóng"},
    Clause{
        "the signature in the file `head` is not this till's",
        "chữ ký trong tệp `head` không phải của máy này"},
    Clause{
        "the file `head` is missing, though a shift was closed", "mất tệp `head` dù đã có ca đóng"},
    Clause{
        "the file `head` is not as the till sealed it",
        "tệp `head` không còn như lúc máy niêm phong"},
    Clause{"the file `head` cannot be used: *", "không dùng được tệp `head`"},
    Clause{"is out of order", "không đúng thứ tự"},
    Clause{"is not the next record of the sequence", "không phải bản ghi kế tiếp"},
    Clause{"is not the last record that was sealed", "không phải bản ghi niêm phong cuối cùng"},
    Clause{"holds the body of another kind", "mang nội dung của loại khác"},
    Clause{"genesis is not record 0 of its till", "bản ghi khai sinh không phải bản ghi 0 của máy"},
    Clause{"names no line of sale *", "không nêu dòng nào của phiếu *"},
    Clause{"a shift is open already", "đã có ca đang mở"},
    Clause{"closes a shift that is not open", "đóng ca không mở"},
    Clause{"a stock level beyond all counting", "tồn kho vượt mọi mức đếm"},
    Clause{
        "by_tender does not follow from the shift's records",
        "`by_tender` không khớp với các bản ghi của ca"},
    Clause{
        "the drawer's sums do not follow from the shift's records",
        "số tiền trong két không khớp với các bản ghi của ca"},
    Clause{
        "the counted pieces do not add up to what was counted",
        "cộng các mệnh giá không ra số tiền đã đếm"},
    Clause{
        "the numbers in use do not follow from the records before it",
        "các số đang dùng không khớp với những bản ghi trước"},
    Clause{"the receipt number has no counter", "số phiếu không có số đếm"},
    Clause{"uses the number of an e-invoice again", "dùng lại số của một hóa đơn điện tử"},
    Clause{"a name is none of a store's", "có tên không phải của một cửa hàng"},
    Clause{"the file is damaged: *", "tệp bị hỏng"},
    Clause{"the tables or triggers are not as they were made", "bảng hoặc ràng buộc đã bị sửa"},
    Clause{"the projection differs from the journal: *", "bảng phụ khác với sổ: *"},
    Clause{"* is not in canonical form", "* không đúng dạng chuẩn"},
    Clause{
        "is not a JSON object of integers and text",
        "không phải đối tượng JSON gồm số nguyên và chữ"},
    Clause{"is not in canonical form", "không đúng dạng chuẩn"},
    Clause{
        "line *: gross is not unit price × quantity",
        "dòng *: thành tiền không bằng đơn giá × số lượng"},
    Clause{
        "line *: net is not gross less discounts",
        "dòng *: tiền phải trả không bằng thành tiền trừ giảm giá"},
    Clause{
        "line *: VAT does not follow from net and rate",
        "dòng *: thuế không đúng với tiền và thuế suất"},
    Clause{"the lines do not add up to the total", "cộng các dòng không ra tổng"},
    Clause{"tenders less change are not the total", "tiền trả trừ tiền thối không ra tổng"},
    Clause{"the VAT table does not add up from the lines", "bảng thuế không khớp với các dòng"},
    // keys
    Clause{"this is not a minisign public key", "đây không phải khóa công khai minisign"},
    Clause{"this is not a minisign secret key file", "đây không phải tệp khóa bí mật minisign"},
    Clause{
        "the secret key has a password; make one without (minisign -C -W)",
        "khóa bí mật có mật khẩu; hãy bỏ mật khẩu (minisign -C -W)"},
    Clause{"the secret key file is damaged", "tệp khóa bí mật bị hỏng"},
    Clause{"this is not a minisign signature", "đây không phải chữ ký minisign"},
    Clause{
        "the signature is of the old kind; sign without -l", "chữ ký kiểu cũ; hãy ký không có -l"},
    Clause{"the signature was made with another key", "chữ ký do khóa khác ký"},
    Clause{"the signature does not fit the text", "chữ ký không khớp với nội dung"},
    Clause{"a line is not a minisign public key", "có dòng không phải khóa công khai minisign"},
    Clause{"there is a key here already", "ở đây đã có khóa"},
    // catalogue
    Clause{
        "no feed is named, neither here nor in the setting feed.url",
        "chưa nêu nguồn danh mục, ở đây hay trong thiết lập `feed.url`"},
    Clause{
        "a catalogue is being fetched or published", "một danh mục đang được tải hoặc phát hành"},
    Clause{
        "the catalogue does not say from which feed it is", "danh mục không nói đến từ nguồn nào"},
    Clause{"the file does not name a catalogue", "tệp không nêu danh mục nào"},
    Clause{"more own prices than the file may hold", "nhiều giá riêng hơn mức tệp được chứa"},
    Clause{"too many changes wait for the till", "quá nhiều thay đổi chờ máy bán ghi lại"},
    Clause{"stopped", "đã dừng"},
    Clause{"neither a feed nor a stick to fetch from", "không có nguồn hay thanh USB nào để tải"},
    Clause{"the server does not have it", "máy chủ không có tệp này"},
    Clause{"the server does not let the till have it", "máy chủ không cho máy này tải"},
    Clause{"the server sent nothing", "máy chủ không gửi gì"},
    Clause{"the server cannot answer", "máy chủ không trả lời được"},
    Clause{"the server asks to come back later", "máy chủ hẹn quay lại sau"},
    Clause{"the server redirects to nowhere", "máy chủ chuyển hướng không tới đâu"},
    Clause{"the proxy wants a name and a password", "máy trung gian đòi tên và mật khẩu"},
    Clause{"a sign-in page came instead of the file", "trang đăng nhập mạng hiện ra thay cho tệp"},
    Clause{
        "this computer has no list of certificate authorities (Debian's ca-certificates)",
        "máy này thiếu danh sách tổ chức chứng thực (gói `ca-certificates`)"},
    Clause{
        "the certificates in feed.ca cannot be read",
        "không đọc được tệp chứng thực trong `feed.ca`"},
    Clause{"a feed may not hold symbolic links", "nguồn danh mục không được chứa liên kết"},
    Clause{"a file of a feed has no such name", "nguồn danh mục không có tệp tên như vậy"},
    Clause{"it is not JSON as we write it", "không phải JSON đúng dạng"},
    Clause{"* bytes instead of *", "* byte thay vì *"},
    Clause{"the file has * bytes where * are allowed", "tệp có * byte, chỉ được phép *"},
    Clause{"it changed while it was published", "tệp đổi trong lúc phát hành"},
    // printers
    Clause{"not plugged in", "chưa cắm"},
    Clause{"may not be opened", "không được phép mở"},
    Clause{"not connected", "chưa kết nối"},
    Clause{"not open", "chưa mở"},
    Clause{"the printer hung up", "máy in ngắt kết nối"},
    Clause{"hung up before all was printed", "ngắt kết nối khi chưa in xong"},
    Clause{"went before all was printed", "bị rút khi chưa in xong"},
    Clause{"did not say that all is printed", "không báo đã in xong"},
    Clause{"this machine's USB cannot be reached", "không dùng được cổng USB của máy này"},
    Clause{"too many jobs wait for the print queue", "quá nhiều phiếu chờ in"},
    Clause{"* jobs wait for the printer already", "đã có * phiếu chờ in"},
    Clause{"the job is too large to be printed", "bản in quá lớn"},
    Clause{"a damaged job", "một bản in bị hỏng"},
    Clause{"no such job", "không có phiếu này trong hàng chờ"},
    // fonts and pictures
    Clause{
        "the font * is not installed: install the package fonts-noto-core",
        "thiếu phông chữ *: hãy cài gói `fonts-noto-core`"},
    Clause{
        "receipt printers print on rolls: a page of * is for PDF, PNG and text",
        "máy in phiếu in trên cuộn: khổ * chỉ dành cho PDF, PNG và chữ"},
    Clause{
        "the printer profile * has no such code page: print as raster, which is right on every "
        "printer",
        "mẫu máy in * không có bảng mã này: hãy in dạng ảnh (`raster`), máy nào cũng đúng"},
};

/// What the stars of `pattern` stand for in `text`, in order; nothing where it does not fit.
std::optional<std::vector<std::string_view>>
differing(std::string_view pattern, std::string_view text) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t star = pattern.find('*');
        const std::string_view literal = pattern.substr(0, star);
        if (text.substr(0, literal.size()) != literal) {
            return std::nullopt;
        }
        text.remove_prefix(literal.size());
        if (star == std::string_view::npos) {
            return text.empty() ? std::optional{parts} : std::nullopt;
        }
        pattern.remove_prefix(star + 1);
        const std::string_view next = pattern.substr(0, pattern.find('*'));
        const std::size_t end = next.empty() ? text.size() : text.find(next);
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        parts.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
}

std::string fill_in(std::string_view pattern, const std::vector<std::string_view>& parts) {
    std::string text;
    std::size_t next = 0;
    for (const char c : pattern) {
        text += c == '*' && next < parts.size() ? shown_text(parts[next++]) : std::string(1, c);
    }
    return text;
}

/// The clause in the table, with what differs filled in.
std::optional<std::string> known_clause(std::string_view english, Language language) {
    for (const Clause& known : clauses) {
        if (const auto parts = differing(known.en, english)) {
            return fill_in(language == Language::vi ? known.vi : known.en, *parts);
        }
    }
    return std::nullopt;
}

} // namespace

std::string clause(std::string_view english, Language language) {
    if (auto whole = known_clause(english, language)) {
        return *std::move(whole);
    }
    // What was wrong may be nobody's clause; that the restore goes on all the same is said.
    constexpr Clause decided{
        "; the restore is decided, and the next start completes it",
        "việc phục hồi đã quyết, lần mở sau sẽ hoàn tất"};
    if (english.ends_with(decided.en)) {
        const std::string why =
            clause(english.substr(0, english.size() - decided.en.size()), language);
        const std::string_view goes_on =
            language == Language::vi ? decided.vi : decided.en.substr(2);
        return why + (why.empty() ? "" : "; ") + std::string{goes_on};
    }
    // "seq 7 hash does not match": which record it is stays even where nobody translated the rest.
    constexpr std::string_view seq = "seq ";
    const std::size_t end = english.find_first_not_of("0123456789", seq.size());
    if (!english.starts_with(seq) || end == seq.size()) {
        return {};
    }
    const std::string rest =
        end == std::string_view::npos ? std::string{} : clause(english.substr(end + 1), language);
    const std::string record{english.substr(0, end)};
    return rest.empty() ? record : record + ' ' + rest;
}

std::string clause_in_brackets(std::string_view english, Language language) {
    const std::string text = clause(english, language);
    return text.empty() ? text : " (" + text + ")";
}

} // namespace ocop
