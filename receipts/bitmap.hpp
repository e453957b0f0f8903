#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace ocop::receipts {

/// A picture of one bit a dot, as a thermal head prints it: rows of whole bytes, most significant
/// bit leftmost, 1 = black. The bits right of `width` are always 0.
class Bitmap {
public:
    Bitmap() = default;

    /// All white. Units: dots. Requires both ≥ 0.
    Bitmap(int width, int height);

    [[nodiscard]] int width() const { return width_; }

    [[nodiscard]] int height() const { return height_; }

    [[nodiscard]] int bytes_per_row() const { return (width_ + 7) / 8; }

    [[nodiscard]] bool empty() const { return width_ == 0 || height_ == 0; }

    /// True if the dot is black; false outside the picture.
    [[nodiscard]] bool black(int x, int y) const;
    /// Makes the dot black; nothing happens outside the picture.
    void blacken(int x, int y);
    /// Blackens a rectangle, cut at the edges.
    void fill(int x, int y, int width, int height);
    /// Adds the black dots of `other` with its upper left corner at (x, y), cut at the edges.
    void draw(const Bitmap& other, int x, int y);
    /// Adds `count` white rows below.
    void grow(int count);

    /// All rows one after the other, `bytes_per_row()` each.
    [[nodiscard]] const std::string& bytes() const { return bytes_; }

    /// The same for one who must change single dots; the size never changes.
    [[nodiscard]] std::string& bytes() { return bytes_; }

    bool operator==(const Bitmap&) const = default;

private:
    int width_ = 0;
    int height_ = 0;
    std::string bytes_{};
};

/// Each dot of `picture` as a square of `factor` dots. Requires `factor` ≥ 1.
[[nodiscard]] Bitmap enlarged(const Bitmap& picture, int factor);

/// What of `picture` is black, without the white around it; empty for one all white.
[[nodiscard]] Bitmap cropped(const Bitmap& picture);

/// `picture` made smaller, if it must be, until it is at most `width_max` by `height_max` dots,
/// both sides alike: a dot is black where at least half of what it stands for was. Requires both
/// ≥ 1.
[[nodiscard]] Bitmap shrunk(const Bitmap& picture, int width_max, int height_max);

} // namespace ocop::receipts
