#pragma once

#include <wx/defs.h>

#ifdef __WXGTK__

#include <dlfcn.h>

namespace ocop::ui {

/// A function of the GTK that wx has loaded, or null: for what wx has no way to say. wx's package
/// does not bring GTK's headers; those used have not changed since GTK 3.10.
template <class Function>
[[nodiscard]] Function* loaded(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_DEFAULT, name));
}

} // namespace ocop::ui

#endif
