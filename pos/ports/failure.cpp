#include "pos/ports/failure.hpp"

#include "pos/core/assert.hpp"
#include "pos/core/clause.hpp"

namespace ocop {

namespace {

/// A sentence in two parts, so that the place can stand between them.
struct Sentence {
    std::string_view what_failed;
    std::string_view what_to_do;
};

Sentence vietnamese(FailureCode code) {
    switch (code) {
    case FailureCode::disk_full:
        return {"Ổ đĩa đã đầy", "hãy giải phóng chỗ trống rồi thử lại; chưa có gì được ghi"};
    case FailureCode::disk_error:
        return {"Không đọc hoặc ghi được ổ đĩa", "hãy kiểm tra ổ đĩa rồi thử lại"};
    case FailureCode::locked:
        return {"Một chương trình khác đang giữ tệp này", "hãy đóng chương trình đó rồi thử lại"};
    case FailureCode::foreign:
        return {"Đây không phải tệp của cửa hàng này", "hãy kiểm tra lại thư mục dữ liệu"};
    case FailureCode::newer:
        return {"Tệp do phiên bản mới hơn ghi", "hãy cập nhật chương trình rồi mở lại"};
    case FailureCode::corrupt:
        return {
            "Dữ liệu không khớp khi kiểm tra", "đừng xóa gì, hãy gọi quản lý và lấy bản sao lưu"};
    case FailureCode::tables:
        return {
            "Các bảng phụ bên cạnh sổ bị hỏng",
            "hãy chạy `ocop journal rebuild` để lập lại chúng từ sổ; chưa có gì mất"};
    case FailureCode::not_known:
        return {
            "Không rõ bản ghi này đã vào sổ hay chưa",
            "đừng bán lại; hãy đóng chương trình, kiểm tra ổ đĩa rồi mở lại: lúc đó chương trình "
            "cho biết phiếu đã được ghi hay chưa"};
    case FailureCode::missing:
        return {"Không tìm thấy", "hãy kiểm tra đường dẫn"};
    case FailureCode::no_store:
        return {
            "Chưa có cửa hàng ở đây",
            "hãy kiểm tra thư mục dữ liệu, hoặc chạy `ocop init` để lập cửa hàng mới"};
    case FailureCode::incomplete:
        return {
            "Cửa hàng ở đây đã mất tệp",
            "đừng xóa gì và đừng lập cửa hàng mới, hãy phục hồi từ bản sao lưu: `ocop backup "
            "restore FILE`"};
    case FailureCode::exists:
        return {"Đã có sẵn", "hãy chọn nơi khác; không có gì bị thay đổi"};
    case FailureCode::wrong_kind:
        return {
            "Không đúng loại tệp cần ở đây",
            "hãy chọn một tệp hoặc thư mục thường; không có gì bị thay đổi"};
    case FailureCode::too_large:
        return {
            "Tệp lớn hơn mức cho phép",
            "hãy xem có đúng tệp cần dùng không; không có gì bị thay đổi"};
    case FailureCode::sheet_full:
        return {
            "Bảng có nhiều dòng hơn một trang tính chứa được",
            "hãy chọn kỳ ngắn hơn, hoặc lấy dạng csv; không có gì bị thay đổi"};
    case FailureCode::network:
        return {"Không kết nối được mạng", "hãy kiểm tra đường truyền rồi thử lại"};
    case FailureCode::network_sign_in:
        return {
            "Mạng này đòi đăng nhập trước", "hãy mở trình duyệt, đăng nhập vào mạng rồi thử lại"};
    case FailureCode::network_certificate:
        return {
            "Không chắc đây đúng là máy chủ cần tìm",
            "hãy kiểm tra ngày giờ của máy này và chứng thực của tỉnh đã cài, rồi gọi quản lý"};
    case FailureCode::network_server:
        return {
            "Máy chủ trả lời không dùng được",
            "chương trình sẽ tự thử lại; nếu vẫn vậy, hãy báo cho tỉnh"};
    case FailureCode::device:
        return {"Thiết bị không trả lời", "hãy kiểm tra dây cáp, nguồn và giấy rồi thử lại"};
    case FailureCode::device_gone:
        return {
            "Thiết bị đã bị rút hoặc tắt", "hãy cắm lại hoặc bật lên; chương trình tự nhận lại"};
    case FailureCode::device_busy:
        return {
            "Một chương trình khác đang giữ thiết bị",
            "hãy đóng chương trình đó, hoặc xóa hàng đợi in của thiết bị này, rồi thử lại"};
    case FailureCode::device_permission:
        return {
            "Tài khoản này không có quyền mở thiết bị",
            "hãy chép tệp 70-ocop.rules vào /etc/udev/rules.d/ rồi rút ra cắm lại"};
    case FailureCode::device_driver:
        return {
            "Thiết bị đang dùng trình điều khiển khác",
            "hãy cài WinUSB cho thiết bị, hoặc in qua hàng đợi của hệ thống"};
    case FailureCode::permission:
        return {"Hệ thống không cho phép", "hãy kiểm tra quyền của tài khoản và của thư mục"};
    case FailureCode::pins:
        return {
            "Mã PIN đã lưu không dùng được nữa",
            "chủ máy hãy đặt lại PIN, quản lý trước, bằng `ocop user pin TÊN --pin-stdin`, hoặc "
            "lấy lại từ bản sao lưu bằng `ocop backup restore TỆP --only pins`; bán hàng đã ghi và "
            "báo cáo không bị ảnh hưởng"};
    case FailureCode::clock:
        return {
            "Đồng hồ máy tính không tin được nên không ghi sổ",
            "hãy chỉnh ngày giờ của máy tính rồi làm lại; nếu máy chỉ đúng mà sổ đã cũ hơn một năm "
            "thì xác nhận bằng `ocop journal confirm-day NGÀY`"};
    case FailureCode::unreadable:
        return {
            "Nội dung này ghi vào sổ sẽ không đọc lại được",
            "hãy sửa nội dung rồi làm lại; chưa có gì được ghi"};
    }
    OCOP_ASSERT(!"a failure code that is none");
}

Sentence english(FailureCode code) {
    switch (code) {
    case FailureCode::disk_full:
        return {"The disk is full", "free some space and try again; nothing was written"};
    case FailureCode::disk_error:
        return {"The disk could not be read or written", "check the disk and try again"};
    case FailureCode::locked:
        return {"Another program holds this file", "close that program and try again"};
    case FailureCode::foreign:
        return {"This is not a file of this store", "check the data folder"};
    case FailureCode::newer:
        return {
            "A newer version of the program wrote this file",
            "update the program and open it again"};
    case FailureCode::corrupt:
        return {
            "The data does not verify", "delete nothing, call the manager and fetch the backup"};
    case FailureCode::tables:
        return {
            "The tables beside the journal are damaged",
            "run `ocop journal rebuild` to make them again from the journal; nothing is lost"};
    case FailureCode::not_known:
        return {
            "It is not known whether this record is in the journal",
            "do not sell it again; close the program, check the disk and start it again: it then "
            "says which it was"};
    case FailureCode::missing:
        return {"Not found", "check the path"};
    case FailureCode::no_store:
        return {
            "There is no store here",
            "check the data folder, or run `ocop init` to make a new store"};
    case FailureCode::incomplete:
        return {
            "The store here has lost files",
            "delete nothing and make no new store, restore it from the backup: `ocop backup "
            "restore FILE`"};
    case FailureCode::exists:
        return {"There already", "choose another place; nothing was changed"};
    case FailureCode::wrong_kind:
        return {
            "Not the kind of file that is wanted here",
            "choose an ordinary file or folder; nothing was changed"};
    case FailureCode::too_large:
        return {
            "The file is larger than it may be",
            "check whether it is the one you mean; nothing was changed"};
    case FailureCode::sheet_full:
        return {
            "The table has more rows than a sheet holds",
            "choose a shorter period, or take csv; nothing was changed"};
    case FailureCode::network:
        return {"The network could not be reached", "check the line and try again"};
    case FailureCode::network_sign_in:
        return {
            "This network wants a sign-in first",
            "open a browser, sign in to the network and try again"};
    case FailureCode::network_certificate:
        return {
            "It is not certain that this is the right server",
            "check this computer's date and the province's certificate that was set, then call the "
            "manager"};
    case FailureCode::network_server:
        return {
            "The server's answer is of no use",
            "the program tries again by itself; if it stays so, tell the province"};
    case FailureCode::device:
        return {"The device does not answer", "check cable, power and paper and try again"};
    case FailureCode::device_gone:
        return {
            "The device was unplugged or switched off",
            "plug it in or switch it on; the program takes it up again by itself"};
    case FailureCode::device_busy:
        return {
            "Another program holds the device",
            "close that program, or delete the print queue of this device, and try again"};
    case FailureCode::device_permission:
        return {
            "This account may not open the device",
            "copy 70-ocop.rules to /etc/udev/rules.d/ and plug the device in again"};
    case FailureCode::device_driver:
        return {
            "The device is bound to another driver",
            "install WinUSB for it, or print through the system's queue"};
    case FailureCode::permission:
        return {"The system does not allow it", "check the rights of the account and the folder"};
    case FailureCode::pins:
        return {
            "The PINs that were kept can no longer be used",
            "the folder's owner sets them again, a manager's first, with `ocop user pin NAME "
            "--pin-stdin`, or fetches them with `ocop backup restore FILE --only pins`; recorded "
            "sales and reports are not touched"};
    case FailureCode::clock:
        return {
            "This computer's clock is not believed, so nothing was recorded",
            "set the computer's clock and do it again; if it is right and the journal older than a "
            "year, confirm it with `ocop journal confirm-day DAY`"};
    case FailureCode::unreadable:
        return {
            "This could not be read again once it was recorded",
            "mend what was given and do it again; nothing was written"};
    }
    OCOP_ASSERT(!"a failure code that is none");
}

} // namespace

bool is_network(FailureCode code) {
    return code == FailureCode::network || code == FailureCode::network_sign_in
           || code == FailureCode::network_certificate || code == FailureCode::network_server;
}

std::string_view name(FailureCode code) {
    switch (code) {
    case FailureCode::disk_full:
        return "disk-full";
    case FailureCode::disk_error:
        return "disk-error";
    case FailureCode::locked:
        return "locked";
    case FailureCode::foreign:
        return "foreign";
    case FailureCode::newer:
        return "newer";
    case FailureCode::corrupt:
        return "corrupt";
    case FailureCode::tables:
        return "tables";
    case FailureCode::not_known:
        return "not-known";
    case FailureCode::missing:
        return "missing";
    case FailureCode::no_store:
        return "missing"; // as scripts know it
    case FailureCode::incomplete:
        return "incomplete-store";
    case FailureCode::exists:
        return "exists";
    case FailureCode::wrong_kind:
        return "wrong-kind";
    case FailureCode::too_large:
        return "too-large";
    case FailureCode::sheet_full:
        return "sheet-full";
    case FailureCode::network:
        return "network";
    case FailureCode::network_sign_in:
        return "network-sign-in";
    case FailureCode::network_certificate:
        return "network-certificate";
    case FailureCode::network_server:
        return "network-server";
    case FailureCode::device:
        return "device";
    case FailureCode::device_gone:
        return "device-gone";
    case FailureCode::device_busy:
        return "device-busy";
    case FailureCode::device_permission:
        return "device-permission";
    case FailureCode::device_driver:
        return "device-driver";
    case FailureCode::permission:
        return "permission";
    case FailureCode::pins:
        return "pins";
    case FailureCode::clock:
        return "clock";
    case FailureCode::unreadable:
        return "unreadable";
    }
    OCOP_ASSERT(!"a failure code that is none");
}

std::string words(const Failure& failure, Language language) {
    const Sentence sentence =
        language == Language::vi ? vietnamese(failure.code) : english(failure.code);
    std::string text{sentence.what_failed};
    if (!failure.where.empty()) {
        text += ": " + failure.where;
    }
    text += clause_in_brackets(failure.what, language);
    text += "; ";
    text += sentence.what_to_do;
    text += ".";
    return text;
}

} // namespace ocop
