#include "receipts/wording.hpp"

#include "pos/core/catalog.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace ocop::receipts {
namespace {

constexpr Wording vietnamese{
    .sale = "PHIẾU BÁN HÀNG",
    .goods_return = "PHIẾU TRẢ HÀNG",
    .training = "TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ",
    .reprint = "BẢN IN LẠI",
    .demonstration = "Số liệu minh họa: giá, giá vốn không phải của nhà sản xuất.",
    .tax_code = "MST: ",
    .phone = "ĐT: ",
    .number = "Số",
    .of_sale = "Trả cho phiếu",
    .date = "Ngày",
    .cashier = "Thu ngân",
    .approver = "Người duyệt",
    .till = "Quầy",
    .discount = "Giảm giá",
    .basket_discount = "Giảm giá cả đơn",
    .amount = "Thành tiền",
    .lot = "Lô ",
    .expiry = "HSD ",
    .gift_set = "Bộ quà ",
    .total = "TỔNG CỘNG",
    .total_returned = "TỔNG HOÀN LẠI",
    .in_words = "Bằng chữ: ",
    .refund = "Hoàn: ",
    .change = "Tiền thối lại",
    .vat_included = "Giá đã gồm thuế GTGT",
    .vat_rate = "Thuế suất",
    .net_ex_vat = "Tiền hàng",
    .vat = "Thuế",
    .not_taxable = "Không chịu thuế",
    .direct_method = "PP trực tiếp",
    .vietqr = "VietQR: ",
    .account = "TK ",
    .thanks = "Cảm ơn Quý khách!",
    .trace = "Quét mã để xem nguồn gốc:",
    .einvoice = "THÔNG TIN HÓA ĐƠN ĐIỆN TỬ",
    .series = "Ký hiệu",
    .einvoice_number = "Số hóa đơn",
    .office_code = "Mã CQT",
    .look_up = "Tra cứu",
    .transmitted_by = "Truyền đến cơ quan thuế",
    .no_invoice = "Phiếu này không thay cho hóa đơn điện tử.",
    .adjusts_form = "Điều chỉnh cho hóa đơn mẫu số ",
    .adjusts_series = " ký hiệu ",
    .adjusts_number = " số ",
    .adjusts_day = " ngày ",
    .buyer = "Người mua",
    .buyer_tax_code = "MST/Số định danh",
    .buyer_address = "Địa chỉ",
    .buyer_phone = "Điện thoại",
    .buyer_email = "Thư điện tử",
    .to_consumer = "Bán cho người tiêu dùng",
    .report_x = "BÁO CÁO X",
    .report_z = "BÁO CÁO Z",
    .shift = "Ca",
    .opened = "Mở ca",
    .opened_by = "Người mở",
    .closed = "Đóng ca",
    .closed_by = "Người đóng",
    .printed = "In lúc",
    .sales = "Bán hàng",
    .returns = "Trả hàng",
    .net_sales = "DOANH THU",
    .discounts = "Giảm giá đã cho",
    .by_tender = "Theo hình thức thanh toán",
    .by_vat = "Theo thuế suất (giá đã gồm thuế)",
    .receipts = "Số phiếu",
    .cancelled = "Đơn hủy",
    .removed_lines = "Dòng đã bỏ",
    .untendered = "Tiền mặt đã nhận rồi trả lại",
    .no_sales = "Mở két không bán",
    .drawer = "Tiền trong két",
    .opening_float = "Tiền đầu ca",
    .paid_in = "Thu khác",
    .paid_out = "Chi khác",
    .expected = "Phải có",
    .counted = "Đếm được",
    .difference = "CHÊNH LỆCH",
    .journal = "Sổ nhật ký",
    .head = "Bản ghi cuối",
    .signed_head = "Đã ký đến",
    .unsigned_head = "Chưa ký",
    .numbers_in_use = "Số cuối đã dùng",
    .last_receipt = "Phiếu",
    .last_einvoice = "Hóa đơn điện tử",
    .demonstration_price = "Giá minh họa",
    .gift = "PHIẾU QUÀ TẶNG",
    .set_unit = "bộ",
    .producer = "Chủ thể",
    .origin = "Xuất xứ",
    .receiving = "PHIẾU NHẬP KHO",
    .consigned = "Hàng ký gửi",
    .delivered_by = "Người giao",
    .received_by = "Người nhận",
    .received_at = "Nhập tại",
    .cost_missing = "Có mặt hàng chưa ghi giá nhập nên chưa cộng tiền.",
    .settlement = "BẢNG KÊ THANH TOÁN HÀNG KÝ GỬI",
    .period = "Kỳ",
    .without_vat = "Số tiền chưa gồm thuế GTGT",
    .paid_by_customers = "Tiền bán",
    .commission = "Hoa hồng cửa hàng",
    .owed = "Phải trả chủ thể",
    .sum_of_rate = "Cộng thuế suất ",
    .sign_here = "(Ký, họ tên)",
    .sign_maker = "Người lập",
    .sign_deliverer = "Người giao",
    .sign_keeper = "Thủ kho",
    .sign_accountant = "Kế toán",
    .sign_producer = "Chủ thể",
    .sign_manager = "Quản lý",
};

constexpr Wording english{
    .sale = "SALES RECEIPT",
    .goods_return = "RETURN RECEIPT",
    .training = "TRAINING – NO VALUE",
    .reprint = "REPRINT",
    .demonstration = "Demonstration figures: prices and costs are not the producers'.",
    .tax_code = "Tax code: ",
    .phone = "Tel: ",
    .number = "Number",
    .of_sale = "Returns sale",
    .date = "Date",
    .cashier = "Cashier",
    .approver = "Approved by",
    .till = "Till",
    .discount = "Discount",
    .basket_discount = "Basket discount",
    .amount = "Amount",
    .lot = "Lot ",
    .expiry = "Best before ",
    .gift_set = "Gift set ",
    .total = "TOTAL",
    .total_returned = "TOTAL REFUND",
    .in_words = "In words: ",
    .refund = "Refund: ",
    .change = "Change",
    .vat_included = "Prices include VAT",
    .vat_rate = "VAT rate",
    .net_ex_vat = "Before VAT",
    .vat = "VAT",
    .not_taxable = "Not taxable",
    .direct_method = "Direct method",
    .vietqr = "VietQR: ",
    .account = "Account ",
    .thanks = "Thank you!",
    .trace = "Scan to see where it comes from:",
    .einvoice = "E-INVOICE DATA",
    .series = "Series",
    .einvoice_number = "Invoice number",
    .office_code = "Tax office code",
    .look_up = "Look up at",
    .transmitted_by = "Sent to the tax office by",
    .no_invoice = "This receipt does not replace the e-invoice.",
    .adjusts_form = "Adjusts the invoice of form ",
    .adjusts_series = " series ",
    .adjusts_number = " number ",
    .adjusts_day = " of ",
    .buyer = "Buyer",
    .buyer_tax_code = "Tax/citizen number",
    .buyer_address = "Address",
    .buyer_phone = "Phone",
    .buyer_email = "E-mail",
    .to_consumer = "Sold to a consumer",
    .report_x = "X REPORT",
    .report_z = "Z REPORT",
    .shift = "Shift",
    .opened = "Opened",
    .opened_by = "Opened by",
    .closed = "Closed",
    .closed_by = "Closed by",
    .printed = "Printed",
    .sales = "Sales",
    .returns = "Returns",
    .net_sales = "REVENUE",
    .discounts = "Discounts given",
    .by_tender = "By tender",
    .by_vat = "By VAT rate (prices include VAT)",
    .receipts = "Receipts",
    .cancelled = "Baskets cancelled",
    .removed_lines = "Lines removed",
    .untendered = "Cash taken and handed back",
    .no_sales = "Drawer opened, no sale",
    .drawer = "Cash in drawer",
    .opening_float = "Opening float",
    .paid_in = "Paid in",
    .paid_out = "Paid out",
    .expected = "Expected",
    .counted = "Counted",
    .difference = "DIFFERENCE",
    .journal = "Journal",
    .head = "Last record",
    .signed_head = "Signed up to",
    .unsigned_head = "Not signed",
    .numbers_in_use = "Last numbers in use",
    .last_receipt = "Receipt",
    .last_einvoice = "E-invoice",
    .demonstration_price = "Demonstration price",
    .gift = "GIFT RECEIPT",
    .set_unit = "set",
    .producer = "Producer",
    .origin = "Origin",
    .receiving = "GOODS RECEIVED NOTE",
    .consigned = "On consignment",
    .delivered_by = "Delivered by",
    .received_by = "Received by",
    .received_at = "Received at",
    .cost_missing = "A cost is not stated, so there is no total.",
    .settlement = "CONSIGNMENT SETTLEMENT",
    .period = "Period",
    .without_vat = "Amounts without VAT",
    .paid_by_customers = "Sales",
    .commission = "Shop's commission",
    .owed = "Owed to producer",
    .sum_of_rate = "Sum at VAT rate ",
    .sign_here = "(Signature, name)",
    .sign_maker = "Prepared by",
    .sign_deliverer = "Delivered by",
    .sign_keeper = "Storekeeper",
    .sign_accountant = "Accountant",
    .sign_producer = "Producer",
    .sign_manager = "Manager",
};

} // namespace

const Wording& wording(Language language) {
    return language == Language::vi ? vietnamese : english;
}

bool has_rate(Vat vat) {
    return vat != Vat::not_taxable && vat != Vat::direct_method;
}

std::string vat_code(Vat vat) {
    return std::string{code(vat)} + (has_rate(vat) ? "%" : "");
}

std::string vat_name(Vat vat, const Wording& words) {
    switch (vat) {
    case Vat::zero:
    case Vat::five:
    case Vat::eight:
    case Vat::ten:
        return std::string{code(vat)} + "%";
    case Vat::not_taxable:
        return std::string{words.not_taxable};
    case Vat::direct_method:
        return std::string{words.direct_method};
    }
    return {};
}

std::string stars(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) {
        text += "★";
    }
    return text;
}

std::string with_unit(Quantity quantity, const std::string& unit) {
    return unit.empty() ? format(quantity) : format(quantity) + " " + unit;
}

std::string name_and_code(const std::string& name, const std::string& code) {
    if (name.empty() || code.empty()) {
        return name + code;
    }
    return name + " (" + code + ")";
}

std::string joined(const std::vector<std::string>& parts) {
    std::string whole;
    for (const std::string& part : parts) {
        if (!part.empty()) {
            whole += (whole.empty() ? "" : ", ") + part;
        }
    }
    return whole;
}

std::string lot_and_expiry(
    const std::optional<std::string>& lot, const std::optional<Day>& expiry, const Wording& words
) {
    return joined(
        {lot && !lot->empty() ? std::string{words.lot} + *lot : std::string{},
         expiry ? std::string{words.expiry} + format(*expiry) : std::string{}}
    );
}

std::string set_name(const SetOfLine& set, const ReceiptFacts& facts) {
    const auto named = facts.set_names.find(set.product);
    const std::string gift_set{wording(facts.language).gift_set};
    if (named == facts.set_names.end()) {
        return gift_set + set.product; // a code says nothing of itself
    }
    const std::string& name = named->second;
    // "Giỏ quà Tết" says what it is: a "Bộ quà" before it would say it twice.
    constexpr std::array<std::string_view, 7> says_so{
        "bo", "gio", "hop", "qua", "set", "combo", "gift"};
    const std::string folded = fold(name);
    const std::string_view first = std::string_view{folded}.substr(0, folded.find(' '));
    const bool known = std::find(says_so.begin(), says_so.end(), first) != says_so.end()
                       && first.size() < folded.size();
    return (known ? "" : gift_set) + name;
}

std::string in_words(Money amount, const ReceiptFacts& facts) {
    const std::string words = facts.language == Language::en ? amount_in_english(amount)
                                                             : amount_in_words(amount, facts.words);
    return std::string{wording(facts.language).in_words} + words;
}

} // namespace ocop::receipts
