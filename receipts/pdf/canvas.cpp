#include "receipts/pdf/canvas.hpp"

#include "pos/core/assert.hpp"
#include "receipts/pdf/embedded_font.hpp"
#include "receipts/typeface.hpp"
#include "receipts/typography.hpp"

#include <hpdf.h>

#include <array>
#include <cstddef>
#include <unordered_map>
#include <vector>

namespace ocop::receipts {
namespace {

constexpr double points_per_mm = 72.0 / 25.4;

float points(double mm) {
    return static_cast<float>(mm * points_per_mm);
}

struct DocumentCloser {
    void operator()(HPDF_Doc document) const { HPDF_Free(document); }
};

using Handle = std::unique_ptr<_HPDF_Doc_Rec, DocumentCloser>;

HPDF_Date vietnamese_date(Moment at) {
    const auto date = at.day().date();
    const std::int64_t second = (at.seconds() + std::int64_t{7} * 3600) % 60;
    const std::int64_t minute = at.seconds() / 60 % 60;
    return {
        static_cast<int>(date.year()),
        static_cast<int>(static_cast<unsigned>(date.month())),
        static_cast<int>(static_cast<unsigned>(date.day())),
        at.hour(),
        static_cast<int>(minute),
        static_cast<int>(second),
        '+',
        7,
        0};
}

} // namespace

struct Canvas::State {
    Handle document{};
    Typeface coverage;
    EmbeddedFont regular;
    EmbeddedFont strong;
    EmbeddedFont symbols;
    std::vector<HPDF_Page> pages{};
    HPDF_Page page = nullptr;
    double height_mm = 0;
    std::vector<double> heights_mm{};
    enum class Home { text, symbols, none };
    std::unordered_map<char32_t, Home> homes{};

    [[nodiscard]] bool failed() const { return HPDF_GetError(document.get()) != HPDF_OK; }

    [[nodiscard]] float from_below(double y) const { return points(height_mm - y); }

    /// Which font holds a letter; asked once for each, because fonts answer slowly.
    [[nodiscard]] Home home_of(char32_t point) {
        const auto [place, is_new] = homes.try_emplace(point, Home::none);
        // libharu's UTF-8 encoder ends at U+FFFF.
        if (is_new && point < 0x10000 && coverage.covers(point)) {
            place->second = coverage.is_text(point) ? Home::text : Home::symbols;
        }
        return place->second;
    }

    /// A piece of text that one font holds.
    struct Run {
        EmbeddedFont* font = nullptr;
        std::string text{};
        int width = 0; // in thousandths of the size
    };

    [[nodiscard]] std::vector<Run> runs(std::string_view text, Weight weight) {
        EmbeddedFont* own = weight == Weight::strong ? &strong : &regular;
        std::vector<Run> result;
        for (const char32_t point : code_points(text)) {
            const Home home = home_of(point);
            const bool known = home != Home::none;
            EmbeddedFont* wanted = home == Home::symbols ? &symbols : own;
            if (result.empty() || result.back().font != wanted) {
                result.push_back({wanted, {}, 0});
            }
            result.back().text += known ? utf8(point) : "?";
            result.back().width += wanted->width(known ? point : U'?');
        }
        return result;
    }

    [[nodiscard]] static double width_points(const std::vector<Run>& runs, double size_pt) {
        int total = 0;
        for (const Run& run : runs) {
            total += run.width;
        }
        return total * size_pt / 1000.0;
    }
};

Canvas::Canvas(std::unique_ptr<State> state)
    : state_{std::move(state)} {}

Canvas::Canvas(Canvas&&) noexcept = default;
Canvas& Canvas::operator=(Canvas&&) noexcept = default;
Canvas::~Canvas() = default;

Expected<Canvas, Failure> Canvas::create(const FontFiles& fonts, const PdfInfo& info) {
    auto typeface = Typeface::load(fonts);
    if (!typeface) {
        return Unexpected{typeface.error()};
    }
    Handle document{HPDF_New(nullptr, nullptr)};
    if (!document) {
        return Unexpected{Failure{FailureCode::corrupt, "the PDF library does not start", {}}};
    }
    HPDF_Doc pdf = document.get();
    HPDF_UseUTFEncodings(pdf);
    HPDF_SetCurrentEncoder(pdf, "UTF-8"); // for the title and author, which become UTF-16
    HPDF_SetCompressionMode(pdf, HPDF_COMP_ALL);
    std::vector<EmbeddedFont> loaded;
    for (const std::string* file : {&fonts.regular, &fonts.strong, &fonts.symbols}) {
        auto font = EmbeddedFont::load(pdf, *file);
        if (!font) {
            return Unexpected{why_no_font(*file, "the font cannot be put into a PDF")};
        }
        loaded.push_back(std::move(*font));
    }
    const HPDF_Date date = vietnamese_date(info.at);
    HPDF_SetInfoDateAttr(pdf, HPDF_INFO_CREATION_DATE, date);
    HPDF_SetInfoDateAttr(pdf, HPDF_INFO_MOD_DATE, date);
    HPDF_SetInfoAttr(pdf, HPDF_INFO_TITLE, clean(info.title).c_str());
    HPDF_SetInfoAttr(pdf, HPDF_INFO_AUTHOR, clean(info.author).c_str());
    HPDF_SetInfoAttr(pdf, HPDF_INFO_CREATOR, "OCOP till");
    // The language, for screen readers; libharu has no function of its own for it.
    const char* language = info.language == Language::vi ? "vi-VN" : "en";
    HPDF_Dict_Add(pdf->catalog, "Lang", HPDF_String_New(pdf->mmgr, language, nullptr));
    return Canvas{std::make_unique<State>(State{
        std::move(document),
        std::move(*typeface),
        std::move(loaded[0]),
        std::move(loaded[1]),
        std::move(loaded[2]),
        {},
        nullptr,
        0,
        {},
        {}})};
}

void Canvas::add_page(double width_mm, double height_mm) {
    OCOP_ASSERT(width_mm >= 10 && width_mm <= 5000 && height_mm >= 10 && height_mm <= 5000);
    const HPDF_Page page = HPDF_AddPage(state_->document.get());
    if (page == nullptr) {
        return;
    }
    HPDF_Page_SetWidth(page, points(width_mm));
    HPDF_Page_SetHeight(page, points(height_mm));
    state_->pages.push_back(page);
    state_->heights_mm.push_back(height_mm);
    select_page(pages() - 1);
}

void Canvas::select_page(int page) {
    if (state_->failed()) {
        return; // the page may never have come about
    }
    OCOP_ASSERT(page >= 0 && page < pages());
    state_->page = state_->pages[static_cast<std::size_t>(page)];
    state_->height_mm = state_->heights_mm[static_cast<std::size_t>(page)];
}

int Canvas::pages() const {
    return static_cast<int>(state_->pages.size());
}

double Canvas::width(std::string_view text, Weight weight, double size_pt) const {
    return State::width_points(state_->runs(text, weight), size_pt) / points_per_mm;
}

void Canvas::text(
    double x,
    double y,
    double room,
    std::string_view text,
    Align align,
    Weight weight,
    double size_pt
) {
    if (state_->page == nullptr || text.empty() || state_->failed()) {
        return;
    }
    const auto runs = state_->runs(text, weight);
    double width = State::width_points(runs, size_pt) / points_per_mm;
    double scale = 100;
    if (width > room && width > 0) {
        scale = 100 * room / width;
        width = room;
    }
    // Letters half as wide as they are meant are the narrowest one can read; beyond that all
    // shrinks.
    constexpr double narrowest = 50;
    if (scale < narrowest) {
        size_pt = size_pt * scale / narrowest;
        scale = narrowest;
    }
    double left = x;
    if (align == Align::right) {
        left += room - width;
    } else if (align == Align::centre) {
        left += (room - width) / 2;
    }
    const HPDF_Page page = state_->page;
    HPDF_Page_BeginText(page);
    HPDF_Page_SetHorizontalScalling(page, static_cast<float>(scale));
    HPDF_Page_MoveTextPos(page, points(left), state_->from_below(y));
    for (const auto& run : runs) {
        HPDF_Page_SetFontAndSize(page, run.font->for_text(run.text), static_cast<float>(size_pt));
        HPDF_Page_ShowText(page, run.text.c_str());
    }
    HPDF_Page_EndText(page);
}

void Canvas::fill(double x, double y, double width, double height) {
    if (state_->page == nullptr || state_->failed()) {
        return;
    }
    HPDF_Page_Rectangle(
        state_->page, points(x), state_->from_below(y + height), points(width), points(height)
    );
    HPDF_Page_Fill(state_->page);
}

void Canvas::dots(double x, double y, const Bitmap& picture, double dot_mm) {
    if (state_->page == nullptr || state_->failed()) {
        return;
    }
    // A run of black dots, down to where the rows below have the same, is one box; all boxes are
    // filled at once, so no seam shows.
    const auto is_run = [&](int start, int end, int row) {
        bool black = !picture.black(start - 1, row) && !picture.black(end, row);
        for (int column = start; column < end && black; ++column) {
            black = picture.black(column, row);
        }
        return black;
    };
    bool any = false;
    for (int row = 0; row < picture.height(); ++row) {
        for (int start = 0; start < picture.width(); ++start) {
            if (!picture.black(start, row)) {
                continue;
            }
            int end = start;
            while (picture.black(end, row)) {
                ++end;
            }
            if (!is_run(start, end, row - 1)) {
                int below = row + 1;
                while (is_run(start, end, below)) {
                    ++below;
                }
                HPDF_Page_Rectangle(
                    state_->page,
                    points(x + start * dot_mm),
                    state_->from_below(y + below * dot_mm),
                    points((end - start) * dot_mm),
                    points((below - row) * dot_mm)
                );
                any = true;
            }
            start = end;
        }
    }
    if (any) {
        HPDF_Page_Fill(state_->page);
    }
}

Expected<std::string, Failure> Canvas::finish() {
    const HPDF_Doc pdf = state_->document.get();
    const auto refuse = [&] {
        return Unexpected{Failure{
            FailureCode::corrupt,
            "the PDF cannot be written (libharu error " + std::to_string(HPDF_GetError(pdf)) + ")",
            {}}};
    };
    if (state_->failed()) {
        return refuse();
    }
    OCOP_ASSERT(!state_->pages.empty());
    state_->regular.finish();
    state_->strong.finish();
    state_->symbols.finish();
    if (HPDF_SaveToStream(pdf) != HPDF_OK) {
        return refuse();
    }
    std::string file;
    std::array<HPDF_BYTE, 16384> buffer{};
    while (true) {
        HPDF_UINT32 size = buffer.size();
        const HPDF_STATUS status = HPDF_ReadFromStream(pdf, buffer.data(), &size);
        file.append(reinterpret_cast<const char*>(buffer.data()), size);
        if (status == HPDF_STREAM_EOF || size == 0) {
            break;
        }
        if (status != HPDF_OK) {
            return refuse();
        }
    }
    return file;
}

} // namespace ocop::receipts
