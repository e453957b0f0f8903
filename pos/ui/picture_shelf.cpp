#include "pos/ui/picture_shelf.hpp"

#include "pos/shell/atomic_file.hpp"

#include <wx/image.h>

#include <cstdio>
#include <cstring>
#include <utility>

namespace ocop::ui {

namespace {

constexpr std::size_t waiting_max = 128;

wxBitmap to_bitmap(const Pixels& pixels) {
    wxImage image{pixels.width, pixels.height, false};
    std::memcpy(image.GetData(), pixels.rgb.data(), pixels.rgb.size());
    return wxBitmap{image};
}

void log_fault(const std::string& what) {
    std::fprintf(stderr, "ocop-till: pictures: %s\n", what.c_str());
}

} // namespace

PictureShelf::PictureShelf(PicturePorts ports, std::function<void()> on_arrival)
    : ports_{std::move(ports)},
      on_arrival_{std::move(on_arrival)} {}

PictureShelf::~PictureShelf() {
    worker_.reset(); // its jobs post to the inbox
}

const wxBitmap* PictureShelf::find(const std::string& name) {
    if (name.empty()) {
        return nullptr;
    }
    const auto found = kept_.find(name);
    if (found == kept_.end()) {
        ask(name);
        return nullptr;
    }
    by_use_.splice(by_use_.begin(), by_use_, found->second.used);
    return found->second.bitmap.IsOk() ? &found->second.bitmap : nullptr;
}

void PictureShelf::ask(const std::string& name) {
    if (!worker_) {
        decode_ready();
        worker_ = std::make_unique<Worker>("pictures", waiting_max, log_fault);
    }
    const bool posted = worker_->post([this, name] {
        const auto file = ports_.find(name);
        if (!file) {
            return ports_.wanted(name);
        }
        std::optional<Pixels> pixels;
        if (const auto bytes = read_file(*file, file_bytes_max)) {
            pixels = decode(*bytes, edge, edge);
        }
        inbox_.CallAfter([this, name, pixels = std::move(pixels)] { take(name, pixels); });
    });
    if (posted) { // else it is asked for again when it is next drawn
        by_use_.push_front(name);
        kept_[name] = Kept{{}, by_use_.begin()};
    }
    while (kept_.size() > kept_max) {
        kept_.erase(by_use_.back());
        by_use_.pop_back();
    }
}

void PictureShelf::take(const std::string& name, const std::optional<Pixels>& pixels) {
    const auto asked = kept_.find(name);
    if (asked != kept_.end() && pixels) {
        asked->second.bitmap = to_bitmap(*pixels);
        on_arrival_();
    }
}

void PictureShelf::try_again() {
    for (auto kept = kept_.begin(); kept != kept_.end();) {
        if (kept->second.bitmap.IsOk()) {
            ++kept;
        } else {
            by_use_.erase(kept->second.used);
            kept = kept_.erase(kept);
        }
    }
    on_arrival_();
}

void PictureShelf::arrived(const std::string& name) {
    inbox_.CallAfter([this, name] {
        const auto asked = kept_.find(name);
        if (asked != kept_.end() && !asked->second.bitmap.IsOk()) {
            by_use_.erase(asked->second.used);
            kept_.erase(asked);
            on_arrival_(); // drawn again, it is asked for again
        }
    });
}

} // namespace ocop::ui
