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

} // namespace

std::string drawer_pulse() {
    return receipts::drawer_pulse();
}

Expected<std::string, Failure> test_page(const TestPageFacts& facts) {
    using namespace receipts;
    const bool vi = facts.language == Language::vi;
    RenderOptions options;
    options.format = Format::escpos;
    options.profile = *generic_profile(facts.paper_mm);
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
    blocks.emplace_back(row(vi ? "Khổ giấy" : "Paper", std::to_string(facts.paper_mm) + " mm"));
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
    blocks.emplace_back(Cut{});
    return Renderer{}.render(page, options);
}

} // namespace ocop::compose
