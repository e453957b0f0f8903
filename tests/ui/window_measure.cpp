#include "tests/ui/window_measure.hpp"

#include "pos/ui/painted.hpp"
#include "pos/ui/text.hpp"

#include <wx/bitmap.h>
#include <wx/dcmemory.h>
#include <wx/textctrl.h>
#include <wx/window.h>

#include <algorithm>
#include <memory>
#include <sstream>

namespace ocop::ui::test {

namespace {

std::string told(const wxWindow& window, const std::string& what) {
    const wxRect place = window.GetRect();
    std::ostringstream text;
    text << to_utf8(window.GetName()) << " (" << place.x << "," << place.y << " " << place.width
         << "x" << place.height << " in " << window.GetParent()->GetClientSize().x << "x"
         << window.GetParent()->GetClientSize().y << "): " << what;
    return text.str();
}

/// Draws it where nobody sees it; what it cut on the way.
std::vector<std::string> cut_words(Painted& painted) {
    std::vector<std::string> cut;
    const wxSize size = painted.GetClientSize();
    if (size.x < 1 || size.y < 1) {
        return cut;
    }
    wxBitmap nowhere{size};
    wxMemoryDC dc{nowhere};
    const std::unique_ptr<wxGraphicsContext> context{wxGraphicsContext::Create(dc)};
    Pen::on_cut() = [&cut](const wxString& words) { cut.push_back(to_utf8(words)); };
    painted.draw_on(*context);
    Pen::on_cut() = nullptr;
    return cut;
}

/// Of the tallest Vietnamese capitals in pixels, as the screen's scale of text is now. Not a
/// window's GetCharHeight(), which has room for the tallest script of all fonts, in the scale of
/// its start.
int height_of_letters(const wxFont& font) {
    wxBitmap nowhere{1, 1};
    wxMemoryDC dc{nowhere};
    dc.SetFont(font);
    return dc.GetTextExtent(wxString::FromUTF8("Ặg")).y;
}

void measure(wxWindow& window, std::vector<std::string>& faults, int& seen) {
    ++seen;
    const wxRect room{window.GetParent()->GetClientSize()};
    const wxRect place = window.GetRect();
    if (place.width < 1 || place.height < 1 || !room.Contains(place)) {
        faults.push_back(told(window, "beyond its parent"));
    }
    const wxSize least = window.GetMinSize();
    if (place.width + 1 < least.x || place.height + 1 < least.y) {
        faults.push_back(told(window, "smaller than it must be"));
    }
    if (auto* painted = dynamic_cast<Painted*>(&window)) {
        for (const std::string& words : cut_words(*painted)) {
            faults.push_back(told(window, "has no room for \"" + words + "\""));
        }
    }
    if (auto* text = dynamic_cast<wxTextCtrl*>(&window)) {
        const int letters = height_of_letters(text->GetFont());
        if (place.height + 2 < letters) {
            faults.push_back(told(window, "lower than its letters, " + std::to_string(letters)));
        }
    }
}

void measure_children(wxWindow& window, std::vector<std::string>& faults, int& seen) {
    std::vector<wxWindow*> shown;
    for (wxWindow* child : window.GetChildren()) {
        if (child->IsShown() && !child->IsTopLevel()) {
            shown.push_back(child);
        }
    }
    for (std::size_t i = 0; i < shown.size(); ++i) {
        measure(*shown[i], faults, seen);
        for (std::size_t other = 0; other < i; ++other) {
            if (shown[i]->GetRect().Intersects(shown[other]->GetRect())) {
                faults.push_back(told(*shown[i], "lies over " + to_utf8(shown[other]->GetName())));
            }
        }
        measure_children(*shown[i], faults, seen);
    }
}

} // namespace

std::vector<std::string> cut_parts(wxWindow& window, int& seen) {
    std::vector<std::string> faults;
    measure_children(window, faults, seen);
    return faults;
}

} // namespace ocop::ui::test
