#include "receipts/bitmap.hpp"

#include "pos/core/assert.hpp"

#include <algorithm>

namespace ocop::receipts {

Bitmap::Bitmap(int width, int height)
    : width_{width},
      height_{height} {
    OCOP_ASSERT(width >= 0 && height >= 0);
    bytes_.assign(
        static_cast<std::size_t>(bytes_per_row()) * static_cast<std::size_t>(height), '\0'
    );
}

bool Bitmap::black(int x, int y) const {
    if (x < 0 || y < 0 || x >= width_ || y >= height_) {
        return false;
    }
    const auto place = static_cast<std::size_t>(y) * static_cast<std::size_t>(bytes_per_row())
                       + static_cast<std::size_t>(x / 8);
    return (static_cast<unsigned char>(bytes_[place]) & (0x80U >> (x % 8))) != 0;
}

void Bitmap::blacken(int x, int y) {
    if (x < 0 || y < 0 || x >= width_ || y >= height_) {
        return;
    }
    const auto place = static_cast<std::size_t>(y) * static_cast<std::size_t>(bytes_per_row())
                       + static_cast<std::size_t>(x / 8);
    bytes_[place] =
        static_cast<char>(static_cast<unsigned char>(bytes_[place]) | (0x80U >> (x % 8)));
}

void Bitmap::fill(int x, int y, int width, int height) {
    const int right = std::min(x + width, width_);
    const int bottom = std::min(y + height, height_);
    for (int row = std::max(y, 0); row < bottom; ++row) {
        for (int column = std::max(x, 0); column < right; ++column) {
            blacken(column, row);
        }
    }
}

void Bitmap::draw(const Bitmap& other, int x, int y) {
    if (x < 0 || x + other.width_ > width_) {
        for (int row = 0; row < other.height_; ++row) {
            for (int column = 0; column < other.width_; ++column) {
                if (other.black(column, row)) {
                    blacken(x + column, y + row);
                }
            }
        }
        return;
    }
    // The whole width fits: a byte at a time, split over two bytes where x is within one.
    const auto bytes = static_cast<std::size_t>(other.bytes_per_row());
    const auto shift = static_cast<unsigned>(x % 8);
    for (int row = std::max(0, -y); row < other.height_ && y + row < height_; ++row) {
        const std::size_t from = static_cast<std::size_t>(row) * bytes;
        const std::size_t to =
            static_cast<std::size_t>(y + row) * static_cast<std::size_t>(bytes_per_row())
            + static_cast<std::size_t>(x / 8);
        for (std::size_t i = 0; i < bytes; ++i) {
            const auto dots = static_cast<unsigned char>(other.bytes_[from + i]);
            bytes_[to + i] =
                static_cast<char>(static_cast<unsigned char>(bytes_[to + i]) | (dots >> shift));
            const auto carried =
                static_cast<unsigned char>((static_cast<unsigned>(dots) << 8U) >> shift);
            if (carried != 0) {
                bytes_[to + i + 1] =
                    static_cast<char>(static_cast<unsigned char>(bytes_[to + i + 1]) | carried);
            }
        }
    }
}

void Bitmap::grow(int count) {
    OCOP_ASSERT(count >= 0);
    height_ += count;
    bytes_.append(
        static_cast<std::size_t>(bytes_per_row()) * static_cast<std::size_t>(count), '\0'
    );
}

Bitmap enlarged(const Bitmap& picture, int factor) {
    OCOP_ASSERT(factor >= 1);
    Bitmap result{picture.width() * factor, picture.height() * factor};
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            if (picture.black(x, y)) {
                result.fill(x * factor, y * factor, factor, factor);
            }
        }
    }
    return result;
}

Bitmap cropped(const Bitmap& picture) {
    int left = picture.width();
    int top = picture.height();
    int right = 0;
    int bottom = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            if (picture.black(x, y)) {
                left = std::min(left, x);
                top = std::min(top, y);
                right = std::max(right, x + 1);
                bottom = std::max(bottom, y + 1);
            }
        }
    }
    if (right == 0) {
        return {};
    }
    Bitmap part{right - left, bottom - top};
    part.draw(picture, -left, -top);
    return part;
}

Bitmap shrunk(const Bitmap& picture, int width_max, int height_max) {
    OCOP_ASSERT(width_max >= 1 && height_max >= 1);
    const int width = picture.width();
    const int height = picture.height();
    if (width <= width_max && height <= height_max) {
        return picture;
    }
    // The side that is too long by more decides; sides are at most 2048, so nothing overflows.
    const bool by_width = width * height_max >= height * width_max;
    const int of = by_width ? width : height;
    const int to = by_width ? width_max : height_max;
    Bitmap small{std::max(1, width * to / of), std::max(1, height * to / of)};
    for (int y = 0; y < small.height(); ++y) {
        const int top = y * height / small.height();
        const int bottom = std::max(top + 1, (y + 1) * height / small.height());
        for (int x = 0; x < small.width(); ++x) {
            const int left = x * width / small.width();
            const int right = std::max(left + 1, (x + 1) * width / small.width());
            int black = 0;
            for (int row = top; row < bottom; ++row) {
                for (int column = left; column < right; ++column) {
                    black += picture.black(column, row) ? 1 : 0;
                }
            }
            if (2 * black >= (bottom - top) * (right - left)) {
                small.blacken(x, y);
            }
        }
    }
    return small;
}

} // namespace ocop::receipts
