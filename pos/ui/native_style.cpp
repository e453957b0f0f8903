#include "pos/ui/native_style.hpp"

#include <wx/defs.h>

#ifdef __WXGTK__
#include <dlfcn.h>
#endif

namespace ocop::ui {

#ifdef __WXGTK__

namespace {

/// A function of the GTK that wx has loaded, or null. wx has no way to say this, and its package
/// does not bring GTK's headers; these four have not changed since GTK 3.0.
template <class Function>
Function* loaded(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_DEFAULT, name));
}

} // namespace

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
