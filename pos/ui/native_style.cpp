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

#else

void plain_text_fields() {}

#endif

} // namespace ocop::ui
