#include "pos/core/refusal.hpp"

#include "pos/core/clause.hpp"
#include "pos/core/plain_text.hpp"
#include "pos/core/text_limits.hpp"
#include "pos/core/user.hpp"

#include <string>

namespace ocop {

namespace {

/// A code's stable name and its sentence in both languages; {s} stands for the subject, {d} for the
/// detail.
struct Entry {
    std::string_view name;
    std::string_view vi;
    std::string_view en;
};

Entry entry(RefusalCode code) {
    switch (code) {
    case RefusalCode::bad_action:
        return {
            "bad-action",
            "Không hiểu lệnh: {s}. Hãy sửa dòng này theo hợp đồng lệnh của `ocop sell`.",
            "The action is not understood: {s}. Mend this line as the action format says."};
    case RefusalCode::at_refused:
        return {
            "at-refused",
            "Cửa hàng thật không nhận giờ ghi sẵn (\"at\"); hãy bỏ \"at\" đi.",
            "A real store takes no \"at\"; leave it out."};
    case RefusalCode::not_signed_in:
        return {
            "not-signed-in",
            "Chưa có thu ngân đăng nhập; hãy đăng nhập trước.",
            "Nobody is signed in; sign in first."};
    case RefusalCode::unknown_user:
        return {
            "unknown-user",
            "Không có người dùng \"{s}\" hoặc đã bị khóa; hãy kiểm lại tên.",
            "There is no user \"{s}\", or the account is disabled; check the name."};
    case RefusalCode::wrong_pin:
        return {
            "wrong-pin",
            "Mã PIN của \"{s}\" không đúng; hãy nhập lại.",
            "The PIN of \"{s}\" is wrong; type it again."};
    case RefusalCode::pin_locked:
        return {
            "pin-locked",
            "\"{s}\" nhập sai PIN quá nhiều lần; hãy đợi {d} giây rồi thử lại.",
            "\"{s}\" typed too many wrong PINs; wait {d} seconds and try again."};
    case RefusalCode::not_allowed:
        return {
            "not-allowed",
            "Vai trò {s} không được làm việc này; hãy gọi người có quyền.",
            "The role {s} may not do this; call someone who may."};
    case RefusalCode::approval_needed:
        return {
            "approval-needed",
            "Việc này cần tổ trưởng hoặc quản lý duyệt ({s}); hãy nhập tên và PIN người duyệt.",
            "This needs a lead's or manager's approval ({s}); enter the approver's name and PIN."};
    case RefusalCode::no_shift:
        return {
            "no-shift",
            "Chưa mở ca; hãy mở ca và nhập tiền đầu ca.",
            "No shift is open; open one with its opening cash."};
    case RefusalCode::shift_already_open:
        return {
            "shift-already-open",
            "Ca {s} đang mở; hãy đóng ca đó trước.",
            "Shift {s} is open; close it first."};
    case RefusalCode::basket_not_empty:
        return {
            "basket-not-empty",
            "Giỏ hàng còn hàng; hãy thu tiền, treo hoặc hủy giỏ trước.",
            "The basket holds goods; finish, hold or cancel it first."};
    case RefusalCode::basket_empty:
        return {
            "basket-empty",
            "Giỏ hàng trống; hãy quét hoặc chọn hàng trước.",
            "The basket is empty; scan or choose goods first."};
    case RefusalCode::paying:
        return {
            "paying",
            "Đã nhận {s} đ cho giỏ này; hãy thu đủ, trả lại tiền đã nhận hoặc hủy giỏ.",
            "{s} đ were already taken for this basket; take the rest, hand them back or cancel "
            "it."};
    case RefusalCode::busy:
        return {
            "busy",
            "Máy đang ghi sổ và hàng đợi đã đầy; hãy đợi một chút.",
            "The till is writing to disk and its queue is full; wait a moment."};
    case RefusalCode::unknown_code:
        return {
            "unknown-code",
            "Không có hàng nào mang mã \"{s}\"; hãy kiểm lại mã hoặc tìm theo tên.",
            "No product has the code \"{s}\"; check it or search by name."};
    case RefusalCode::bad_check_digit:
        return {
            "bad-check-digit",
            "Mã vạch \"{s}\" sai số kiểm tra, có thể quét nhầm; hãy quét lại.",
            "The check digit of \"{s}\" is wrong, probably misread; scan it again."};
    case RefusalCode::bad_element_string:
        return {
            "bad-element-string",
            "Mã GS1 bị hỏng ở phần ({d}); hãy quét lại, nếu vẫn vậy thì gõ số ở dưới mã vạch.",
            "The GS1 code is broken at ({d}); scan it again, or type the number below the bars."};
    case RefusalCode::trace_address:
        return {
            "trace-address",
            "Đây là tem truy xuất ({s}), không phải mã bán hàng; hãy quét mã vạch trên bao bì.",
            "This is a trace address ({s}), not a product number; scan the barcode on the pack."};
    case RefusalCode::carton_code:
        return {
            "carton-code",
            "\"{s}\" là mã của thùng hàng, không phải của gói bán lẻ; hãy quét mã trên từng gói "
            "bên "
            "trong.",
            "\"{s}\" is the code of a carton, not of what is sold from it; scan the code on each "
            "pack inside."};
    case RefusalCode::unknown_product:
        return {
            "unknown-product",
            "Danh mục không có sản phẩm \"{s}\"; hãy kiểm lại mã.",
            "The catalogue has no product \"{s}\"; check the code."};
    case RefusalCode::inactive_product:
        return {
            "inactive-product",
            "\"{s}\" đã ngừng bán; hãy để riêng ra và chọn hàng khác.",
            "\"{s}\" is no longer sold; put it aside and choose another product."};
    case RefusalCode::lot_expired:
        return {
            "lot-expired",
            "Lô hàng \"{s}\" đã hết hạn ngày {d}; để riêng ra, chỉ quản lý mới cho bán.",
            "The lot of \"{s}\" expired on {d}; put it aside, only a manager can let it be sold."};
    case RefusalCode::lot_near_expiry:
        return {
            "lot-near-expiry",
            "Lô hàng \"{s}\" hết hạn ngày {d}, quá gần để bán; để riêng ra, chỉ quản lý mới cho "
            "bán.",
            "The lot of \"{s}\" expires on {d}, too soon to be sold; put it aside, only a manager "
            "can let it be sold."};
    case RefusalCode::no_price:
        return {
            "no-price",
            "\"{s}\" chưa có giá; hãy báo quản lý đặt giá.",
            "\"{s}\" has no price; ask the manager to set one."};
    case RefusalCode::quantity_zero:
        return {
            "quantity-zero",
            "Số lượng của \"{s}\" phải lớn hơn 0; muốn bỏ hàng hãy xóa dòng.",
            "The quantity of \"{s}\" must be above 0; remove the line to take it out."};
    case RefusalCode::quantity_fraction:
        return {
            "quantity-fraction",
            "\"{s}\" bán theo {d}, chỉ nhận số nguyên; chỉ kg, g, l, m có số lẻ.",
            "\"{s}\" sells by {d}, in whole numbers; only kg, g, l and m take fractions."};
    case RefusalCode::quantity_too_big:
        return {
            "quantity-too-big",
            "Số lượng của \"{s}\" vượt mức {d}; hãy kiểm lại.",
            "The quantity of \"{s}\" is above {d}; check it."};
    case RefusalCode::measure_missing:
        return {
            "measure-missing",
            "Mã này không cho biết bao nhiêu {d} \"{s}\"; hãy cân, đo hoặc đếm rồi nhập số {d}, ví "
            "dụ gõ 0,5*mã hàng.",
            "This code does not say how many {d} of \"{s}\"; weigh, measure or count it and enter "
            "the {d}, for example type 0,5*code."};
    case RefusalCode::amount_too_big:
        return {
            "amount-too-big",
            "Số tiền vượt mức {s} đ; hãy kiểm lại.",
            "The amount is above {s} đ; check it."};
    case RefusalCode::unknown_line:
        return {
            "unknown-line",
            "Không có dòng {s}; hãy chọn một dòng đang có.",
            "There is no line {s}; choose one that is there."};
    case RefusalCode::discount_percent:
        return {
            "discount-percent",
            "Giảm giá là một số phần trăm nguyên 1-100 hoặc một số tiền, không cả hai.",
            "A discount is a whole percentage 1-100 or an amount, not both."};
    case RefusalCode::discount_too_big:
        return {
            "discount-too-big",
            "Giảm {s} đ nhiều hơn tiền hàng {d} đ; hãy giảm ít hơn hoặc bỏ giảm giá trước.",
            "A discount of {s} đ is more than the goods cost, {d} đ; give less, or take the "
            "discount back first."};
    case RefusalCode::discount_of_set:
        return {
            "discount-of-set",
            "\"{s}\" là bộ quà có giá riêng, không giảm từng dòng; hãy giảm cả giỏ.",
            "The gift set \"{s}\" has its own price; discount the basket instead."};
    case RefusalCode::unknown_tender:
        return {
            "unknown-tender",
            "Không có cách trả \"{s}\"; hãy chọn tiền mặt, chuyển khoản, thẻ, phiếu hoặc ví.",
            "\"{s}\" is not a way to pay; choose cash, transfer, card, voucher or ewallet."};
    case RefusalCode::amount_not_positive:
        return {
            "amount-not-positive",
            "Số tiền phải lớn hơn 0 ({s}); hãy nhập lại.",
            "The amount must be above 0 ({s}); type it again."};
    case RefusalCode::tender_too_big:
        return {
            "tender-too-big",
            "Chỉ còn thiếu {d} đ, không nhận {s} đ; chỉ tiền mặt mới có tiền thối.",
            "Only {d} đ are still due, not {s} đ; only cash gives change."};
    case RefusalCode::unknown_hold:
        return {
            "unknown-hold",
            "Không có giỏ treo số {s}; hãy xem lại danh sách giỏ đang treo.",
            "There is no held basket {s}; look at the list of held baskets."};
    case RefusalCode::unknown_sale:
        return {
            "unknown-sale",
            "Sổ của máy này không có phiếu bán \"{s}\"; hãy kiểm lại số phiếu.",
            "This till's journal has no sale \"{s}\"; check the number."};
    case RefusalCode::return_too_much:
        return {
            "return-too-much",
            "\"{s}\" chỉ còn trả được {d}; hãy nhập số ít hơn.",
            "Only {d} of \"{s}\" can still be returned; enter less."};
    case RefusalCode::bad_denomination:
        return {
            "bad-denomination",
            "\"{s}\" không phải mệnh giá tiền Việt Nam hoặc số tờ không hợp lệ; hãy đếm lại.",
            "\"{s}\" is not a note or coin of Vietnam, or its count is not a number from 0; count "
            "again."};
    case RefusalCode::reason_missing:
        return {"reason-missing", "Hãy ghi lý do.", "Give a reason."};
    case RefusalCode::sets_in_set:
        return {
            "sets-in-set",
            "\"{s}\" có thành phần \"{d}\" mà danh mục không bán lẻ; hãy báo người lập danh mục.",
            "The gift set \"{s}\" holds \"{d}\", which the catalogue does not sell by itself; tell "
            "whoever keeps the catalogue."};
    case RefusalCode::manager_needed:
        return {
            "manager-needed",
            "Chỉ quản lý mới được đổi thiết lập; hãy nhờ quản lý nhập mã PIN.",
            "Only a manager may change settings; ask a manager to enter name and PIN."};
    case RefusalCode::buyer_nobody:
        return {
            "buyer-nobody",
            "Người mua cần có tên hoặc mã số thuế; hãy nhập một trong hai.",
            "A buyer has a name or a tax code; enter one of them."};
    case RefusalCode::buyer_tax_code:
        return {
            "buyer-tax-code",
            "Mã số thuế \"{s}\" phải có 10 số, 10 số-3 số, hoặc 12 số định danh; hãy nhập lại.",
            "The tax code \"{s}\" must be 10 digits, 10-3 digits, or a citizen number of 12; type "
            "it again."};
    case RefusalCode::buyer_phone:
        return {
            "buyer-phone",
            "Số điện thoại \"{s}\" phải có 8-15 chữ số; hãy nhập lại.",
            "The phone number \"{s}\" must be 8 to 15 digits; type it again."};
    case RefusalCode::buyer_email:
        return {
            "buyer-email",
            "Thư điện tử \"{s}\" thiếu dấu @; hãy nhập lại.",
            "The e-mail address \"{s}\" has no @; type it again."};
    case RefusalCode::buyer_text:
        return {
            "buyer-text",
            "Phần {s} của người mua dài hơn 300 byte hoặc có ký tự điều khiển; hãy nhập ngắn hơn.",
            "The buyer's {s} is longer than 300 bytes or holds control characters; type it "
            "shorter."};
    case RefusalCode::text_too_long:
        return {
            "text-too-long",
            "Phần {s} dài hơn {d} byte; hãy viết ngắn lại.",
            "The {s} is longer than {d} bytes; make it shorter."};
    case RefusalCode::text_not_plain:
        return {
            "text-not-plain",
            "Phần {s} có ký tự không hiện được (ký tự điều khiển, ký tự không nhìn thấy hoặc không "
            "phải UTF-8); hãy gõ lại.",
            "The {s} holds characters that cannot be shown (control or invisible characters, or no "
            "UTF-8); type it again."};
    case RefusalCode::basket_too_long:
        return {
            "basket-too-long",
            "Một giỏ có nhiều nhất {s} dòng; hãy thu tiền giỏ này rồi bán tiếp ở giỏ mới.",
            "A basket holds at most {s} lines; finish this one and go on with another."};
    case RefusalCode::bad_setting:
        return {
            "bad-setting",
            "Thiết lập `{s}` không hợp lệ ({d}); hãy chọn giá trị khác.",
            "The setting `{s}` is refused ({d}); choose another value."};
    case RefusalCode::below_zero:
        return {
            "quantity-negative",
            "{s}: số đếm được không thể âm; hãy nhập số đang có trên kệ (0 là hết hàng).",
            "{s}: a count cannot be negative; type what is on the shelf (0: none is left)."};
    case RefusalCode::left_paid:
        return {
            "left-paid",
            "Giỏ hàng số {s} còn dở dang từ khi máy tắt và đã nhận {d} đ; hãy gọi lại, thu đủ hoặc "
            "hủy giỏ và trả lại tiền trước.",
            "{d} đ were taken for basket {s}, which the till died with; recall it, take the rest "
            "or give it up and hand the money back first."};
    case RefusalCode::drawer_short:
        return {
            "drawer-short",
            "Theo sổ, két chỉ có {d} đ, không chi được {s} đ; hãy nộp tiền vào két trước, hoặc trả "
            "bằng cách khác.",
            "By the book the drawer holds only {d} đ, not {s} đ; pay cash in first, or give it "
            "another way."};
    case RefusalCode::no_such_tender:
        return {
            "no-such-tender",
            "Giỏ này không có khoản đã nhận thứ {s} (đang có {d}); hãy chọn khoản đang có.",
            "This basket has no tender {s} (there are {d}); choose one that is there."};
    case RefusalCode::clock:
        return {
            "clock",
            "Đồng hồ máy tính chỉ {s}, mà bản ghi cuối là {d}; hãy chỉnh ngày giờ của máy tính. "
            "Nếu "
            "máy chỉ đúng thì quản lý xác nhận ngày bằng mã PIN.",
            "This computer's clock says {s}, and the last record is of {d}; set the computer's "
            "clock. If it is right, a manager confirms the day with their PIN."};
    }
    return {};
}

/// approval_needed where a lead's would not do.
constexpr Entry manager_approves{
    "approval-needed",
    "Việc này cần quản lý duyệt ({s}); hãy nhờ quản lý nhập tên và PIN.",
    "This needs a manager's approval ({s}); ask one to enter name and PIN."};
/// Nobody can confirm a day on which nothing can be recorded.
constexpr Entry clock_never_set{
    "clock",
    "Đồng hồ máy tính chỉ {s} nên không ghi sổ được; hãy chỉnh ngày giờ của máy tính rồi làm lại.",
    "This computer's clock says {s}, so nothing can be recorded; set the computer's clock and do "
    "it again."};

/// The subject as people read it: keys, roles and clauses of the program by their words, anything
/// else as it is.
std::string subject_of(const Refusal& refusal, Language language) {
    if (refusal.code == RefusalCode::text_too_long || refusal.code == RefusalCode::text_not_plain
        || refusal.code == RefusalCode::buyer_text) {
        return text_name(refusal.subject, language);
    }
    if (refusal.code == RefusalCode::not_allowed) {
        const auto role = parse_role(refusal.subject);
        return role ? role_name(*role, language) : shown_text(refusal.subject);
    }
    const bool is_bad = refusal.code == RefusalCode::bad_action;
    if (is_bad || refusal.code == RefusalCode::approval_needed) {
        const std::string known = clause(refusal.subject, language);
        return is_bad || !known.empty() ? known : shown_text(refusal.subject);
    }
    return shown_text(refusal.subject);
}

std::string detail_of(const Refusal& refusal, Language language) {
    return refusal.code == RefusalCode::bad_setting ? clause(refusal.detail, language)
                                                    : shown_text(refusal.detail);
}

/// `pattern` without the brackets, colon and blank around `mark`, where nothing is to stand there.
std::string without(std::string pattern, std::string_view mark) {
    for (const std::string& around : {" (" + std::string{mark} + ")", ": " + std::string{mark}}) {
        const std::size_t at = pattern.find(around);
        if (at != std::string::npos) {
            pattern.erase(at, around.size());
        }
    }
    return pattern;
}

} // namespace

bool needs_manager(const Refusal& refusal) {
    return refusal.code == RefusalCode::approval_needed && refusal.detail == "manager";
}

std::string_view name(RefusalCode code) {
    return entry(code).name;
}

std::string words(const Refusal& refusal, Language language) {
    const auto which = [&refusal] {
        if (needs_manager(refusal)) {
            return manager_approves;
        }
        const bool never_set = refusal.code == RefusalCode::clock && refusal.detail.empty();
        return never_set ? clock_never_set : entry(refusal.code);
    };
    const Entry found = which();
    const std::string subject = subject_of(refusal, language);
    const std::string detail = detail_of(refusal, language);
    std::string text{language == Language::vi ? found.vi : found.en};
    text = subject.empty() ? without(std::move(text), "{s}") : text;
    text = detail.empty() ? without(std::move(text), "{d}") : text;
    std::string sentence = refusal.where.empty() ? std::string{} : shown_text(refusal.where) + ": ";
    const std::string_view pattern = text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const std::string_view mark = pattern.substr(i, 3);
        if (mark == "{s}" || mark == "{d}") {
            sentence += mark == "{s}" ? subject : detail;
            i += 2;
        } else {
            sentence += pattern[i];
        }
    }
    return sentence;
}

} // namespace ocop
