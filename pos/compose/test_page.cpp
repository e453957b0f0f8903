#include "pos/compose/test_page.hpp"

#include "receipts/escpos.hpp"
#include "receipts/pdf/render.hpp"

#include <array>

namespace ocop::compose {

namespace {

/// Every letter beyond ASCII, a line for each letter it is made of; capitals below.
constexpr std::array letters{
    "àáảãạ ăằắẳẵặ âầấẩẫậ",
    "đ èéẻẽẹ êềếểễệ",
    "ìíỉĩị òóỏõọ ôồốổỗộ",
    "ơờớởỡợ ùúủũụ ưừứửữự",
    "ỳýỷỹỵ",
    "ÀÁẢÃẠ ĂẰẮẲẴẶ ÂẦẤẨẪẬ",
    "Đ ÈÉẺẼẸ ÊỀẾỂỄỆ",
    "ÌÍỈĨỊ ÒÓỎÕỌ ÔỒỐỔỖỘ",
    "ƠỜỚỞỠỢ ÙÚỦŨỤ ƯỪỨỬỮỰ",
    "ỲÝỶỸỴ ₫"};

constexpr const char* sample_code = "8934563138165";

std::string said(Known known, bool vietnamese) {
    switch (known) {
    case Known::unknown:
        return vietnamese ? "không rõ" : "unknown";
    case Known::no:
        return vietnamese ? "không" : "no";
    case Known::yes:
        return vietnamese ? "có" : "yes";
    }
    return {};
}

/// The drawer's row: at which pin it opens.
std::string said(const std::optional<receipts::DrawerPulse>& drawer, bool vietnamese) {
    if (!drawer) {
        return vietnamese ? "không" : "none";
    }
    const bool two = drawer->pin == receipts::DrawerPin::two;
    return std::string{vietnamese ? "chân " : "pin "} + (two ? "2" : "5");
}

/// What is to be compared with the page of dots: a wrong table shows at once.
receipts::Document code_page_slip(receipts::Encoding encoding) {
    using namespace receipts;
    const bool tcvn = encoding == Encoding::tcvn3;
    Document slip;
    auto& blocks = slip.blocks;
    blocks.emplace_back(Text{tcvn ? "TCVN-3" : "Windows-1258", Align::centre, Weight::strong});
    blocks.emplace_back(Text{tcvn ? "printer.encoding tcvn3" : "printer.encoding cp1258"});
    for (const char* const line : letters) {
        blocks.emplace_back(Text{line});
    }
    blocks.emplace_back(row("Thành tiền", "1.234.567 ₫", Weight::strong));
    blocks.emplace_back(Code{CodeKind::qr, sample_code});
    blocks.emplace_back(Cut{});
    return slip;
}

} // namespace

Expected<std::string, Failure> test_page(const TestPageFacts& facts) {
    using namespace receipts;
    const bool vi = facts.language == Language::vi;
    RenderOptions options;
    options.format = Format::escpos;
    options.profile = facts.profile;
    Document page;
    page.title = vi ? "TRANG IN THỬ" : "TEST PAGE";
    page.language = facts.language;
    page.at = facts.at;
    auto& blocks = page.blocks;
    blocks.emplace_back(Text{page.title, Align::centre, Weight::strong, Size::twice, 0});
    blocks.emplace_back(Text{format(facts.at), Align::centre});
    blocks.emplace_back(Rule{true});
    for (const char* const line : letters) {
        blocks.emplace_back(Text{line});
    }
    blocks.emplace_back(Rule{});
    std::string ruler;
    for (int column = 1; column <= options.profile.columns; ++column) {
        ruler += static_cast<char>('0' + column % 10);
    }
    blocks.emplace_back(Text{ruler});
    blocks.emplace_back(
        row(vi ? "Khổ giấy" : "Paper", std::to_string(facts.profile.paper_mm) + " mm")
    );
    blocks.emplace_back(
        row(vi ? "Chiều ngang" : "Width",
            std::to_string(options.profile.dots) + (vi ? " điểm" : " dots"))
    );
    blocks.emplace_back(row(vi ? "Thành tiền" : "Amount", "1.234.567 ₫", Weight::strong));
    blocks.emplace_back(Code{CodeKind::ean13, sample_code});
    blocks.emplace_back(Rule{});
    blocks.emplace_back(row(vi ? "Máy in" : "Printer", facts.address));
    blocks.emplace_back(row(vi ? "Hãng" : "Maker", facts.id.maker.empty() ? "-" : facts.id.maker));
    blocks.emplace_back(row(vi ? "Kiểu" : "Model", facts.id.model.empty() ? "-" : facts.id.model));
    blocks.emplace_back(row(vi ? "Sẵn sàng" : "Online", said(facts.state.online, vi)));
    blocks.emplace_back(row(vi ? "Sắp hết giấy" : "Paper low", said(facts.state.paper_low, vi)));
    blocks.emplace_back(row(vi ? "Mở nắp" : "Cover open", said(facts.state.cover_open, vi)));
    blocks.emplace_back(row(vi ? "Két tiền" : "Drawer", said(facts.drawer, vi)));
    blocks.emplace_back(
        row(vi ? "Mã QR trong chữ" : "QR beside text",
            facts.profile.draws_qr ? (vi ? "máy in vẽ" : "by the printer")
                                   : (vi ? "bằng điểm" : "as dots"))
    );
    blocks.emplace_back(Cut{});
    Renderer renderer;
    auto bytes = renderer.render(page, options);
    for (const auto encoding : {Encoding::cp1258, Encoding::tcvn3}) {
        if (bytes && facts.code_pages && has_tables(facts.profile, encoding)) {
            options.encoding = encoding;
            const auto slip = renderer.render(code_page_slip(encoding), options);
            bytes = slip ? Expected<std::string, Failure>{*bytes + *slip} : slip;
        }
    }
    return bytes;
}

} // namespace ocop::compose
