#include "pos/ports/printer_state.hpp"

#include "pos/core/assert.hpp"

namespace ocop {

namespace {

/// A few words for the status bar, then the sentence.
struct Said {
    std::string_view brief;
    std::string_view sentence;
};

Said vietnamese(PrintTrouble trouble) {
    switch (trouble) {
    case PrintTrouble::none_set:
        return {
            "chưa chọn",
            "Chưa chọn máy in; chọn ở màn hình Thiết bị (Ctrl+T), hoặc đặt bằng `ocop settings set "
            "printer auto` hay `tcp:…`."};
    case PrintTrouble::no_printer:
        return {"chưa cắm", "Không thấy máy in; kiểm tra dây cáp, bật nguồn, chờ vài giây."};
    case PrintTrouble::several:
        return {
            "chưa chọn",
            "Có nhiều máy in USB đang cắm; hãy chọn một máy ở màn hình Thiết bị (Ctrl+T), hoặc "
            "bằng `ocop settings set printer usb:…`."};
    case PrintTrouble::unplugged:
        return {"mất kết nối", "Máy in bị rút dây hoặc mất điện; cắm lại và bật nguồn."};
    case PrintTrouble::no_permission:
        return {
            "không có quyền",
            "Hệ thống không cho dùng máy in; chép tệp 70-ocop.rules vào /etc/udev/rules.d, rồi rút "
            "dây máy in và cắm lại."};
    case PrintTrouble::busy_elsewhere:
        return {
            "đang bận",
            "Một chương trình khác đang giữ máy in; đóng chương trình đó hoặc bỏ máy in ra khỏi "
            "CUPS."};
    case PrintTrouble::unreachable:
        return {
            "không kết nối được",
            "Không kết nối được máy in mạng; kiểm tra nguồn, dây mạng và địa chỉ."};
    case PrintTrouble::cut_off:
        return {"mất kết nối", "Máy in mạng ngắt kết nối; kiểm tra nguồn và dây mạng."};
    case PrintTrouble::not_a_printer:
        return {
            "không phải máy in",
            "Ở địa chỉ của máy in là thứ khác trả lời, có thể là một máy chủ web; kiểm tra địa chỉ "
            "và cổng của máy in."};
    case PrintTrouble::spooler:
        return {"CUPS từ chối", "CUPS không nhận bản in; kiểm tra hàng đợi in của hệ thống."};
    case PrintTrouble::file:
        return {
            "không ghi được", "Không ghi được vào thư mục in; kiểm tra ổ đĩa và quyền thư mục."};
    case PrintTrouble::no_drawer:
        return {
            "không có két",
            "Máy in đã chọn không có ổ cắm két tiền, hoặc `printer.drawer` là off; nếu két cắm vào "
            "máy in, đặt `ocop settings set printer.drawer 2`."};
    case PrintTrouble::paper_out:
        return {"hết giấy", "Máy in hết giấy; mở nắp, lắp cuộn mới, đóng nắp lại."};
    case PrintTrouble::cover_open:
        return {"mở nắp", "Nắp máy in đang mở; đóng nắp lại cho khít."};
    case PrintTrouble::cutter:
        return {"kẹt dao cắt", "Dao cắt giấy bị kẹt; tắt máy in, gỡ giấy kẹt, bật lại."};
    case PrintTrouble::error:
        return {
            "báo lỗi", "Máy in báo lỗi, có thể kẹt giấy hoặc quá nóng; mở nắp xem, chờ máy nguội."};
    case PrintTrouble::broken:
        return {"hỏng", "Máy in báo hỏng; tắt rồi bật lại, nếu vẫn báo hỏng thì gọi thợ."};
    case PrintTrouble::offline:
        return {"ngoại tuyến", "Máy in đang ngoại tuyến; xem đèn báo, giấy và nắp máy."};
    case PrintTrouble::takes_nothing:
        return {"không nhận", "Máy in không nhận dữ liệu; xem giấy, nắp máy, nguồn và dây cáp."};
    }
    OCOP_ASSERT(!"a trouble that is none");
}

Said english(PrintTrouble trouble) {
    switch (trouble) {
    case PrintTrouble::none_set:
        return {
            "not chosen",
            "No printer is chosen; choose one on the screen Devices (Ctrl+T), or set one with "
            "`ocop "
            "settings set printer auto` or `tcp:…`."};
    case PrintTrouble::no_printer:
        return {
            "not plugged in",
            "No printer is found; check its cable, switch it on, wait some seconds."};
    case PrintTrouble::several:
        return {
            "not chosen",
            "Several USB printers are plugged in; choose one on the screen Devices (Ctrl+T), or "
            "with `ocop settings set printer usb:…`."};
    case PrintTrouble::unplugged:
        return {
            "gone", "The printer was unplugged or lost power; plug it in again and switch it on."};
    case PrintTrouble::no_permission:
        return {
            "not allowed",
            "The system does not let us use the printer; copy 70-ocop.rules to /etc/udev/rules.d, "
            "then unplug the printer and plug it in again."};
    case PrintTrouble::busy_elsewhere:
        return {
            "busy elsewhere",
            "Another program holds the printer; close it, or remove the printer from CUPS."};
    case PrintTrouble::unreachable:
        return {
            "unreachable",
            "The network printer cannot be reached; check its power, network cable and address."};
    case PrintTrouble::cut_off:
        return {"gone", "The network printer hung up; check its power and network cable."};
    case PrintTrouble::not_a_printer:
        return {
            "not a printer",
            "Something else answers at the printer's address, perhaps a web server; check the "
            "printer's address and port."};
    case PrintTrouble::spooler:
        return {"refused by CUPS", "CUPS did not take the job; check the system's print queue."};
    case PrintTrouble::file:
        return {
            "cannot write",
            "The printer's folder cannot be written; check the disk and the folder's rights."};
    case PrintTrouble::no_drawer:
        return {
            "no drawer",
            "The printer that is set has no drawer socket, or `printer.drawer` is off; if a drawer "
            "is plugged into it, `ocop settings set printer.drawer 2`."};
    case PrintTrouble::paper_out:
        return {
            "out of paper",
            "The printer is out of paper; open the cover, put a new roll in, close it."};
    case PrintTrouble::cover_open:
        return {"cover open", "The printer's cover is open; close it until it clicks."};
    case PrintTrouble::cutter:
        return {
            "cutter jammed",
            "The cutter is jammed; switch the printer off, take the paper out, switch it on."};
    case PrintTrouble::error:
        return {
            "error",
            "The printer tells of an error, a jam or too hot a head; look under the cover, let it "
            "cool."};
    case PrintTrouble::broken:
        return {
            "broken",
            "The printer says it is broken; switch it off and on, and if it says so again, call "
            "for repair."};
    case PrintTrouble::offline:
        return {"offline", "The printer is offline; look at its lights, paper and cover."};
    case PrintTrouble::takes_nothing:
        return {
            "takes nothing",
            "The printer takes no data; look at its paper, cover, power and cable."};
    }
    OCOP_ASSERT(!"a trouble that is none");
}

Said said(PrintTrouble trouble, Language language) {
    return language == Language::vi ? vietnamese(trouble) : english(trouble);
}

} // namespace

std::string_view name(PrintTrouble trouble) {
    switch (trouble) {
    case PrintTrouble::none_set:
        return "none-set";
    case PrintTrouble::no_printer:
        return "no-printer";
    case PrintTrouble::several:
        return "several-printers";
    case PrintTrouble::unplugged:
        return "unplugged";
    case PrintTrouble::no_permission:
        return "no-permission";
    case PrintTrouble::busy_elsewhere:
        return "busy-elsewhere";
    case PrintTrouble::unreachable:
        return "unreachable";
    case PrintTrouble::cut_off:
        return "cut-off";
    case PrintTrouble::not_a_printer:
        return "not-a-printer";
    case PrintTrouble::spooler:
        return "spooler";
    case PrintTrouble::file:
        return "file";
    case PrintTrouble::no_drawer:
        return "no-drawer";
    case PrintTrouble::paper_out:
        return "paper-out";
    case PrintTrouble::cover_open:
        return "cover-open";
    case PrintTrouble::cutter:
        return "cutter";
    case PrintTrouble::error:
        return "error";
    case PrintTrouble::broken:
        return "broken";
    case PrintTrouble::offline:
        return "offline";
    case PrintTrouble::takes_nothing:
        return "takes-nothing";
    }
    OCOP_ASSERT(!"a trouble that is none");
}

std::optional<PrintTrouble> trouble_of(const PrinterState& state) {
    if (state.foreign) {
        return PrintTrouble::not_a_printer;
    }
    // What people can see and mend comes before what follows from it.
    if (state.unrecoverable_error == Known::yes) {
        return PrintTrouble::broken;
    }
    if (state.cutter_error == Known::yes) {
        return PrintTrouble::cutter;
    }
    if (state.cover_open == Known::yes) {
        return PrintTrouble::cover_open;
    }
    if (state.paper_out == Known::yes) {
        return PrintTrouble::paper_out;
    }
    if (state.recoverable_error == Known::yes) {
        return PrintTrouble::error;
    }
    if (state.online == Known::no) {
        return PrintTrouble::offline;
    }
    return std::nullopt;
}

std::string short_words(PrintTrouble trouble, Language language) {
    return std::string{said(trouble, language).brief};
}

std::string words(PrintTrouble trouble, Language language) {
    return std::string{said(trouble, language).sentence};
}

} // namespace ocop
