#include "pos/ui/theme.hpp"

#include "pos/ui/zoom.hpp"

#include <wx/brush.h>
#include <wx/pen.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <numbers>
#include <tuple>
#include <utility>
#include <vector>

namespace ocop::ui {

namespace {
constexpr double line_spare = 6; // of a line's height above and below its letters
} // namespace

wxColour colour(Tone tone) {
    // In the order of Tone.
    constexpr std::array<std::uint32_t, 18> rgb{
        0xF1F5F2,
        0xFFFFFF,
        0xD5DED8,
        0x16241D,
        0x55665D,
        0x0B7A4B,
        0x075A37,
        0xDFF2E6,
        0xFFFFFF,
        0xE3EBE6,
        0xFFFFFF,
        0xB3261E,
        0xFCE4E2,
        0xFFF1CC,
        0x6B4A00,
        0xE2EEF9,
        0xF9C22E,
        0xB86E00};
    const std::uint32_t value = rgb.at(static_cast<std::size_t>(tone));
    return {
        static_cast<unsigned char>(value >> 16U & 0xFFU),
        static_cast<unsigned char>(value >> 8U & 0xFFU),
        static_cast<unsigned char>(value & 0xFFU)};
}

wxFont font(int size_pt, Strength strength) {
    static std::map<std::pair<int, Strength>, wxFont> made;
    static double made_at = 0;
    if (made_at != text_scale()) {
        made.clear();
        made_at = text_scale();
    }
    wxFont& font = made[{size_pt, strength}];
    if (!font.IsOk()) {
        // The zoom has what people want of it already (zoom.hpp).
        font = wxFontInfo(size_pt / text_scale())
                   .FaceName("Noto Sans")
                   .Bold(strength == Strength::strong);
    }
    return font;
}

wxFont native_font(int size_pt) {
    return wxFontInfo(size_pt * zoom() / text_scale()).FaceName("Noto Sans");
}

std::function<void(const wxString&)>& Pen::on_cut() {
    static std::function<void(const wxString&)> told;
    return told;
}

void Pen::tell_cut(const wxString& words) {
    if (on_cut() && !tries_) {
        on_cut()(words);
    }
}

void Pen::fill(const wxRect2DDouble& area, Tone tone, double radius) {
    context_->SetPen(*wxTRANSPARENT_PEN);
    context_->SetBrush(wxBrush{colour(tone)});
    if (radius > 0) {
        context_->DrawRoundedRectangle(area.m_x, area.m_y, area.m_width, area.m_height, radius);
    } else {
        context_->DrawRectangle(area.m_x, area.m_y, area.m_width, area.m_height);
    }
}

void Pen::outline(const wxRect2DDouble& area, Tone tone, double width, double radius) {
    context_->SetBrush(*wxTRANSPARENT_BRUSH);
    context_->SetPen(context_->CreatePen(wxGraphicsPenInfo{colour(tone), width}));
    // A pen is drawn on both sides of its line.
    const double in = width / 2;
    context_->DrawRoundedRectangle(
        area.m_x + in, area.m_y + in, area.m_width - width, area.m_height - width, radius
    );
}

void Pen::round_corners(const wxRect2DDouble& area, Tone behind, double radius) {
    context_->SetPen(*wxTRANSPARENT_PEN);
    context_->SetBrush(wxBrush{colour(behind)});
    const double right = area.m_x + area.m_width;
    const double bottom = area.m_y + area.m_height;
    const std::array<wxPoint2DDouble, 4> corners{
        wxPoint2DDouble{area.m_x, area.m_y},
        wxPoint2DDouble{right, area.m_y},
        wxPoint2DDouble{right, bottom},
        wxPoint2DDouble{area.m_x, bottom}};
    double angle = 0;
    for (const wxPoint2DDouble& at : corners) {
        context_->PushState();
        context_->Translate(at.m_x, at.m_y);
        context_->Rotate(angle);
        wxGraphicsPath path = context_->CreatePath();
        path.MoveToPoint(0, 0);
        path.AddLineToPoint(radius, 0);
        path.AddArc(radius, radius, radius, 1.5 * std::numbers::pi, std::numbers::pi, false);
        path.CloseSubpath();
        context_->FillPath(path);
        context_->PopState();
        angle += std::numbers::pi / 2;
    }
}

wxPoint2DDouble Pen::extent(const wxString& words, const wxFont& font) {
    // To measure words takes as long as to draw them, and most were measured when they were drawn
    // last.
    constexpr std::size_t known_max = 4096;
    static std::map<std::tuple<int, int, wxString>, wxPoint2DDouble> known;
    const std::tuple key{
        static_cast<int>(std::lround(font.GetFractionalPointSize() * 100)),
        static_cast<int>(font.GetWeight()),
        words};
    if (const auto found = known.find(key); found != known.end()) {
        return found->second;
    }
    wxPoint2DDouble size;
    context_->SetFont(font, colour(Tone::ink));
    context_->GetTextExtent(words, &size.m_x, &size.m_y);
    if (known.size() >= known_max) {
        known.clear();
    }
    known.emplace(key, size);
    return size;
}

double Pen::width(const wxString& words, const wxFont& font) {
    return extent(words, font).m_x;
}

double Pen::text(
    const wxRect2DDouble& area, const wxString& words, const wxFont& font, Tone tone, Place place
) {
    wxString shown = words;
    wxPoint2DDouble size = extent(shown, font);
    if (size.m_x > area.m_width && !words.empty()) {
        tell_cut(words);
    }
    while (size.m_x > area.m_width && shown.length() > 1) {
        const std::size_t keep =
            shown.EndsWith(wxString::FromUTF8("…")) ? shown.length() - 2 : shown.length() - 1;
        shown = shown.Left(keep) + wxString::FromUTF8("…");
        size = extent(shown, font);
        if (keep <= 1) {
            break;
        }
    }
    double x = area.m_x;
    if (place == Place::centre) {
        x += (area.m_width - size.m_x) / 2;
    } else if (place == Place::right) {
        x += area.m_width - size.m_x;
    }
    context_->SetFont(font, colour(tone));
    context_->DrawText(shown, std::round(x), std::round(area.m_y + (area.m_height - size.m_y) / 2));
    return size.m_x;
}

double Pen::fitted(
    const wxRect2DDouble& area,
    const wxString& words,
    int size_pt,
    Tone tone,
    Place place,
    Strength strength
) {
    constexpr int least_pt = 9;
    int size = size_pt;
    while (size > least_pt && width(words, font(size, strength)) > area.m_width) {
        --size;
    }
    return text(area, words, font(size, strength), tone, place);
}

void Pen::fitted_lines(
    const wxRect2DDouble& area,
    const wxString& words,
    int size_pt,
    Tone tone,
    Place place,
    Strength strength
) {
    constexpr int least_pt = 8;
    int size = size_pt;
    while (size > least_pt && !holds(area, words, font(size, strength))) {
        --size;
    }
    paragraph(area, words, font(size, strength), tone, place);
}

bool Pen::holds(const wxRect2DDouble& area, const wxString& words, const wxFont& font) {
    const auto lines = wrapped(words, font, area.m_width, std::numeric_limits<std::size_t>::max());
    const double high = extent("Ag", font).m_y * static_cast<double>(lines.size());
    return high <= area.m_height + line_spare
           && std::all_of(lines.begin(), lines.end(), [&](const wxString& line) {
                  return width(line, font) <= area.m_width;
              });
}

void Pen::shrunk(
    const wxRect2DDouble& area, const std::function<double(const wxRect2DDouble&)>& draw
) {
    context_->PushState();
    context_->Clip(0, 0, 0, 0);
    tries_ = true;
    const double end = draw(area);
    tries_ = false;
    context_->PopState();
    const double share = std::min(1.0, area.m_height / std::max(1.0, end));
    context_->PushState();
    context_->Scale(share, share);
    draw({area.m_x / share, area.m_y / share, area.m_width / share, area.m_height / share});
    context_->PopState();
}

std::vector<wxString>
Pen::wrapped(const wxString& words, const wxFont& font, double room, std::size_t count) {
    std::vector<wxString> lines(1);
    for (const wxString& word : wxSplit(words, ' ', '\0')) {
        const wxString longer = lines.back().empty() ? word : lines.back() + " " + word;
        const bool breaks = !lines.back().empty() && lines.size() < count;
        if (breaks && width(longer, font) > room) {
            lines.push_back(word);
        } else {
            lines.back() = longer;
        }
    }
    return lines;
}

void Pen::lines(
    const wxRect2DDouble& area,
    const wxString& words,
    const wxFont& font,
    Tone tone,
    std::size_t count
) {
    double y = area.m_y;
    const double height = area.m_height / static_cast<double>(count);
    for (const wxString& line : wrapped(words, font, area.m_width, count)) {
        text({area.m_x, y, area.m_width, height}, line, font, tone, Place::left);
        y += height;
    }
}

void Pen::paragraph(
    const wxRect2DDouble& area, const wxString& words, const wxFont& font, Tone tone, Place place
) {
    const std::vector<wxString> lines =
        wrapped(words, font, area.m_width, std::numeric_limits<std::size_t>::max());
    const double height = extent("Ag", font).m_y;
    const double all = height * static_cast<double>(lines.size());
    if (all > area.m_height + line_spare) {
        tell_cut(words);
    }
    double y = area.m_y + std::max(0.0, (area.m_height - all) / 2);
    for (const wxString& line : lines) {
        text({area.m_x, y, area.m_width, height}, line, font, tone, place);
        y += height;
    }
}

double Pen::stars(double x, double y, int count, double size, Tone tone) {
    context_->SetPen(*wxTRANSPARENT_PEN);
    context_->SetBrush(wxBrush{colour(tone)});
    for (int star = 0; star < count; ++star) {
        wxGraphicsPath path = context_->CreatePath();
        const double middle_x = x + size * (star + 0.5);
        for (int corner_no = 0; corner_no < 10; ++corner_no) {
            const double radius = size * (corner_no % 2 == 0 ? 0.48 : 0.2);
            const double angle = std::numbers::pi * (corner_no / 5.0 - 0.5);
            const double to_x = middle_x + radius * std::cos(angle);
            const double to_y = y + radius * std::sin(angle);
            if (corner_no == 0) {
                path.MoveToPoint(to_x, to_y);
            } else {
                path.AddLineToPoint(to_x, to_y);
            }
        }
        path.CloseSubpath();
        context_->FillPath(path);
    }
    return size * count;
}

} // namespace ocop::ui
