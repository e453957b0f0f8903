#include "pos/ui/zoom.hpp"

#include "pos/ui/loaded.hpp"
#include "pos/ui/painted.hpp"

#include <wx/sizer.h>

#include <algorithm>
#include <cmath>

namespace ocop::ui {

namespace {

constexpr double zoom_min = 0.3;
constexpr double zoom_steps = 100; // per unit: a pixel more or less of the window changes nothing

double pixels_of_unit = 1;
double text_times = 1;
bool text_asked = false;

/// A length of a sizer: as it was given, in units, and as it was set last, in pixels.
struct Length {
    int units = 0;
    int pixels = -1;

    /// What it is to be, seeing what it is; another than was set last was given anew.
    int follow(int now) {
        if (now != pixels) {
            units = now;
        }
        pixels = to_pixels(units);
        return pixels;
    }
};

/// Kept with a sizer.
struct GapsOfSizer final : wxClientData {
    Length across{};
    Length down{};
};

/// Kept with an item of a sizer.
struct LengthsOfItem final : wxObject {
    Length border{};
    Length width{};
    Length height{};
};

bool zoom_gaps(wxSizer& sizer) {
    auto* grid = dynamic_cast<wxGridSizer*>(&sizer);
    if (grid == nullptr) {
        return false;
    }
    if (grid->GetClientObject() == nullptr) {
        grid->SetClientObject(new GapsOfSizer); // the sizer's from now on
    }
    auto& gaps = static_cast<GapsOfSizer&>(*grid->GetClientObject());
    const int across = grid->GetHGap();
    const int down = grid->GetVGap();
    grid->SetHGap(gaps.across.follow(across));
    grid->SetVGap(gaps.down.follow(down));
    return grid->GetHGap() != across || grid->GetVGap() != down;
}

bool zoom_item(wxSizerItem& item) {
    if (item.GetUserData() == nullptr) {
        item.SetUserData(new LengthsOfItem); // the item's from now on
    }
    auto& lengths = static_cast<LengthsOfItem&>(*item.GetUserData());
    const int border = item.GetBorder();
    item.SetBorder(lengths.border.follow(border));
    bool changed = item.GetBorder() != border;
    if (item.IsSpacer()) {
        const wxSize size = item.GetMinSize(); // GetSpacer() is what the layout made of it
        const wxSize zoomed{lengths.width.follow(size.x), lengths.height.follow(size.y)};
        if (zoomed != size) {
            item.AssignSpacer(zoomed);
            changed = true;
        }
    }
    return changed;
}

bool zoom_sizer(wxSizer& sizer) {
    bool changed = zoom_gaps(sizer);
    for (wxSizerItem* item : sizer.GetChildren()) {
        changed = zoom_item(*item) || changed;
        if (item->GetSizer() != nullptr) {
            changed = zoom_sizer(*item->GetSizer()) || changed;
        }
    }
    return changed;
}

} // namespace

double text_scale() {
    if (!text_asked) {
        ask_text_scale();
    }
    return text_times;
}

void ask_text_scale() {
    text_asked = true;
#ifdef __WXGTK__
    constexpr double dots_per_inch = 96;
    auto* screen = loaded<void*()>("gdk_screen_get_default");
    auto* resolution = loaded<double(void*)>("gdk_screen_get_resolution");
    if (screen != nullptr && resolution != nullptr && screen() != nullptr) {
        const double dots = resolution(screen());
        text_times = dots > 0 ? std::clamp(dots / dots_per_inch, 0.5, 4.0) : 1;
    }
#endif
}

double zoom() {
    return pixels_of_unit;
}

void set_zoom(double pixels) {
    pixels_of_unit = pixels;
}

int to_pixels(int units) {
    return static_cast<int>(std::floor(units * pixels_of_unit));
}

wxSize to_pixels(const wxSize& units) {
    return {units.x < 0 ? units.x : to_pixels(units.x), units.y < 0 ? units.y : to_pixels(units.y)};
}

double zoom_for(const wxSize& room, const wxSize& least, double wanted) {
    const double fits = std::min(
        static_cast<double>(room.x) / std::max(1, least.x),
        static_cast<double>(room.y) / std::max(1, least.y)
    );
    return std::max(zoom_min, std::floor(std::min(fits, wanted) * zoom_steps) / zoom_steps);
}

bool zoom_sizers(wxWindow& window) {
    bool changed = false;
    if (auto* painted = dynamic_cast<Painted*>(&window)) {
        changed = painted->follow_zoom();
    }
    if (window.GetSizer() != nullptr) {
        changed = zoom_sizer(*window.GetSizer()) || changed;
    }
    for (wxWindow* child : window.GetChildren()) {
        if (!child->IsTopLevel()) { // another window, with a size of its own
            changed = zoom_sizers(*child) || changed;
        }
    }
    return changed;
}

void lay_out_all(wxWindow& window) {
    window.Layout();
    for (wxWindow* child : window.GetChildren()) {
        if (!child->IsTopLevel() && child->IsShown()) {
            lay_out_all(*child);
        }
    }
}

} // namespace ocop::ui
