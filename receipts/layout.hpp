#pragma once

#include "receipts/document.hpp"

#include <string>
#include <variant>
#include <vector>

namespace ocop::receipts {

/// A piece of one line, in its place: `column` and `width` in columns of normal size, also on lines
/// of double size. The text always fits: columns(text) ≤ width (half of it at double size).
struct Segment {
    std::string text{};
    int column = 0;
    int width = 0;
    Align align = Align::left;
    bool operator==(const Segment&) const = default;
};

/// One line of text: segments from left to right, not overlapping.
struct Line {
    std::vector<Segment> segments{};
    Weight weight = Weight::normal;
    Size size = Size::normal;
    bool operator==(const Line&) const = default;
};

using LaidOut = std::variant<Line, Rule, Image, Code, Feed, Cut>;

/// A document on paper of a given width. Every renderer draws exactly these lines, so paper,
/// preview, PDF and plain text agree line for line.
struct Layout {
    int columns = 0;
    std::vector<LaidOut> lines{};
};

/// Lays `document` out on `columns` columns. All text comes out clean (see clean()). Requires
/// `columns` ≥ 16.
[[nodiscard]] Layout lay_out(const Document& document, int columns);

/// The characters of `line` as a fixed-width line shows them, without trailing spaces; a line of
/// double size is centred as it would be at its size, but its letters stand for themselves.
[[nodiscard]] std::string plain(const Line& line);

/// The whole layout as UTF-8 text, a newline after each line. Rules are "-" or "="; pictures are
/// left out; a code stands as "[QR]" or by its digits; a cut is an empty line between pieces.
[[nodiscard]] std::string to_text(const Layout& layout);

} // namespace ocop::receipts
