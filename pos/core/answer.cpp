#include "pos/core/answer.hpp"

namespace ocop {

namespace {

Json lines_json(const std::vector<SaleLine>& lines) {
    Json list = Json::array();
    for (const SaleLine& line : lines) {
        list.push_back(to_json(line));
    }
    return list;
}

Json tenders_json(const std::vector<TenderRow>& tenders) {
    Json list = Json::array();
    for (const TenderRow& row : tenders) {
        list.push_back({{"tender", row.tender}, {"amount", row.amount.vnd()}});
    }
    return list;
}

Json error_json(const std::string& action, std::string_view code, const std::string& message) {
    Json json{{"ok", false}, {"error", {{"code", code}, {"message", message}}}};
    if (!action.empty()) {
        json["do"] = action;
    }
    return json;
}

Json accepted_json(const Accepted& answer, Language language) {
    Json json{
        {"ok", true},
        {"do", answer.action},
        {"total", answer.total.vnd()},
        {"paid", answer.paid.vnd()},
        {"lines", lines_json(answer.lines)}};
    if (answer.buyer) {
        json["buyer"] = to_json(*answer.buyer);
    }
    if (!answer.tenders.empty()) {
        json["tenders"] = tenders_json(answer.tenders);
    }
    if (!answer.hand_back.empty()) {
        json["hand_back"] = tenders_json(answer.hand_back);
    }
    if (answer.receipt) {
        const Json body = to_json(*answer.receipt);
        for (const char* key :
             {"sale",
              "return",
              "of",
              "total",
              "lines",
              "change",
              "tenders",
              "vat",
              "buyer",
              "einvoice"}) {
            if (body.contains(key)) {
                json[key] = body[key];
            }
        }
    }
    if (answer.hold) {
        json["hold"] = *answer.hold;
    }
    if (answer.shift) {
        json["shift"] = *answer.shift;
    }
    if (answer.last_receipt) {
        const std::string& number = *answer.last_receipt;
        json["last_receipt"] = number.empty() ? Json(nullptr) : Json(number);
    }
    for (const LeftBasket& left : answer.left) {
        json["left"].push_back(
            {{"hold", left.hold},
             {"cashier", left.cashier},
             {"at", iso(left.at)},
             {"total", left.total.vnd()},
             {"paid", left.paid.vnd()},
             {"lines", lines_json(left.lines)}}
        );
    }
    if (answer.shift_close) {
        json["body"] = *answer.shift_close;
        for (const auto& [key, value] : answer.shift_close->items()) {
            if (key != "summary") {
                json[key] = value;
            }
        }
    }
    for (const Warning& warning : answer.warnings) {
        json["warnings"].push_back(
            {{"code", warning.code},
             {"subject", warning.subject},
             {"message", words(warning, language)}}
        );
    }
    return json;
}

} // namespace

std::string words(const Warning& warning, Language language) {
    const bool vi = language == Language::vi;
    if (warning.code == "stock") {
        return warning.subject
               + (vi ? ": sổ kho không còn hàng; vẫn bán được, hãy kiểm lại kho."
                     : ": none left by the stock book; it still sells, check the shelf.");
    }
    if (warning.code == "certificate") {
        return warning.subject
               + (vi ? ": giấy chứng nhận OCOP đã hết hạn hoặc bị thu hồi; bán không kèm sao."
                     : ": the OCOP certificate has ended or was revoked; it sells without stars.");
    }
    if (warning.code == "age") {
        return warning.subject
               + (vi ? ": chỉ bán cho người đủ tuổi, hãy hỏi giấy tờ."
                     : ": age-restricted, ask for identification.");
    }
    if (warning.code == "gone") {
        return warning.subject
               + (vi ? ": không còn bán nữa nên không có trong giỏ; hãy bỏ hàng này ra."
                     : ": no longer sold, so it is not in the basket; set it aside.");
    }
    if (warning.code == "vanished") {
        return warning.subject
               + (vi ? ": không còn trong danh mục; bán theo giá và thông tin lúc treo giỏ."
                     : ": no longer in the catalogue; sold as it was when the basket was put "
                       "aside.");
    }
    if (warning.code == "left") {
        return (vi ? "Giỏ hàng dở dang khi máy tắt: " : "The till died with a basket: ")
               + warning.subject
               + (vi ? ". Hãy gọi lại để bán tiếp, hoặc gọi lại rồi hủy."
                     : ". Recall it to go on, or recall it and give it up.");
    }
    if (warning.code == "left-paid") {
        return (vi ? "Giỏ hàng dở dang khi máy tắt, đã nhận một phần tiền: "
                   : "The till died with a basket that was partly paid for: ")
               + warning.subject
               + (vi ? ". Hãy gọi lại để thu đủ, hoặc gọi lại, hủy giỏ và trả lại tiền."
                     : ". Recall it to take the rest, or recall it, give it up and hand the money "
                       "back.");
    }
    if (warning.code == "tax-code") {
        return warning.subject
               + (vi ? ": số kiểm tra của mã số thuế không khớp; hãy đọc lại với khách."
                     : ": the tax code's check digit does not fit; read it again with the buyer.");
    }
    return warning.subject
           + (vi ? ": giá hoặc số liệu là minh họa." : ": price or figures are for demonstration.");
}

Json to_json(const Answer& answer, Language language) {
    if (const auto* accepted = std::get_if<Accepted>(&answer)) {
        return accepted_json(*accepted, language);
    }
    if (const auto* refused = std::get_if<Refused>(&answer)) {
        return error_json(
            refused->action, name(refused->refusal.code), words(refused->refusal, language)
        );
    }
    const Failed& failed = std::get<Failed>(answer);
    return error_json(failed.action, failed.code, failed.reason);
}

} // namespace ocop
