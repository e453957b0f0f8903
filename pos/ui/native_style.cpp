#include "pos/ui/native_style.hpp"

#include "pos/ui/loaded.hpp"

namespace ocop::ui {

#ifdef __WXGTK__

void plain_text_fields() {
    auto* new_provider = loaded<void*()>("gtk_css_provider_new");
    auto* load = loaded<int(void*, const char*, long, void*)>("gtk_css_provider_load_from_data");
    auto* screen = loaded<void*()>("gdk_screen_get_default");
    auto* add = loaded<void(void*, void*, unsigned)>("gtk_style_context_add_provider_for_screen");
    if (new_provider == nullptr || load == nullptr || screen == nullptr || add == nullptr) {
        return;
    }
    constexpr unsigned application_priority = 600; // GTK_STYLE_PROVIDER_PRIORITY_APPLICATION
    void* provider = new_provider();
    load(
        provider,
        "entry, entry:focus { border: none; box-shadow: none; outline: none;"
        " background-image: none; padding: 0 2px; min-height: 0; }",
        -1,
        nullptr
    );
    add(screen(), provider, application_priority); // the screen keeps it
}

void fit_into(wxDialog& dialog, const wxWindow& owner) {
    auto* resize = loaded<void(void*, int, int)>("gtk_window_resize");
    auto* move = loaded<void(void*, int, int)>("gtk_window_move");
    if (resize == nullptr || move == nullptr) {
        return;
    }
    constexpr int edge = 32; // pixels
    const wxSize enough{900, 640};
    const wxRect room = owner.GetScreenRect().Deflate(edge);
    wxSize size = room.GetSize(); // the dialog's own is unknown to wx
    size.DecTo(enough);
    const wxRect place = wxRect{size}.CentreIn(room);
    resize(dialog.GetHandle(), place.width, place.height); // wx's own does nothing here
    move(dialog.GetHandle(), place.x, place.y);
}

#else

void plain_text_fields() {}

void fit_into(wxDialog&, const wxWindow&) {}

#endif

} // namespace ocop::ui
