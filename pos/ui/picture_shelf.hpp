#pragma once

#include "pos/shell/worker.hpp"
#include "pos/ui/decode.hpp"

#include <wx/bitmap.h>
#include <wx/event.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace ocop::ui {

/// Where the files of pictures come from; the composition gives it, tests give their own.
struct PicturePorts {
    /// The file of "images/<hash>.<ext>", if it is on this disk. The picture thread.
    std::function<std::optional<std::filesystem::path>(const std::string&)> find{};
    /// It is not: fetch it in the background and tell PictureShelf::arrived(). The picture thread.
    std::function<void(const std::string&)> wanted{};
};

/// Small pictures of goods, ready to be drawn: decoded and shrunk on a thread of their own, the
/// ones shown last kept. UI thread, but for arrived().
class PictureShelf {
public:
    /// Edge of the square a picture is shrunk to fit, in pixels: as large as a tile shows it.
    static constexpr int edge = 84;
    /// So many are kept: 400 take 8 MB.
    static constexpr std::size_t kept_max = 400;
    /// A file larger than this is no picture of goods.
    static constexpr std::size_t file_bytes_max = std::size_t{4} << 20U;

    /// `on_arrival` is called when a picture that was asked for can be drawn.
    PictureShelf(PicturePorts ports, std::function<void()> on_arrival);
    ~PictureShelf();
    PictureShelf(const PictureShelf&) = delete;
    PictureShelf& operator=(const PictureShelf&) = delete;

    /// The picture, or null while it is not here, perhaps never. Never waits.
    [[nodiscard]] const wxBitmap* find(const std::string& name);

    /// The file of `name` is on this disk now. Any thread.
    void arrived(const std::string& name);

    /// Those that were not to be had are asked for again: a stick or a newer catalogue came.
    void try_again();

private:
    struct Kept {
        wxBitmap bitmap{}; // not ok: asked for, or not to be had
        std::list<std::string>::iterator used{};
    };

    void ask(const std::string& name);
    void take(const std::string& name, const std::optional<Pixels>& pixels);

    PicturePorts ports_;
    std::function<void()> on_arrival_;
    wxEvtHandler inbox_{};
    std::list<std::string> by_use_{}; // the one drawn last first
    std::map<std::string, Kept> kept_{};
    std::unique_ptr<Worker> worker_{}; // started by the first picture asked for
};

} // namespace ocop::ui
