#pragma once

#include "pos/core/moment.hpp"
#include "pos/core/refusal.hpp"
#include "receipts/bitmap.hpp"

#include <string>
#include <variant>
#include <vector>

namespace ocop::receipts {

enum class Align { left, centre, right };
enum class Weight { normal, strong };
enum class Size { normal, twice };

/// A paragraph; long text wraps between syllables. `indent` columns stay free on the left.
struct Text {
    std::string text{};
    Align align = Align::left;
    Weight weight = Weight::normal;
    Size size = Size::normal;
    int indent = 0;
    bool operator==(const Text&) const = default;
};

/// How a column of a table behaves. The widths come from the contents: columns that may not wrap
/// (all amounts) are as wide as their widest cell; the ones that wrap share the rest.
struct Column {
    Align align = Align::left;
    bool wraps = false;
    bool operator==(const Column&) const = default;
};

/// Rows whose columns line up. Where the paper is too narrow for a row, its cells go below each
/// other, right-aligned ones on the right; no amount is ever broken.
struct Table {
    std::vector<Column> columns{};
    std::vector<std::vector<std::string>> rows{};
    Weight weight = Weight::normal;
    Size size = Size::normal;
    int indent = 0;
    bool operator==(const Table&) const = default;
};

/// A line across the paper.
struct Rule {
    bool doubled = false;
    bool operator==(const Rule&) const = default;
};

/// A picture in the middle, one bit a dot at the printer's resolution; wider than the paper it is
/// left out, because cutting or squeezing spoils it.
struct Image {
    Bitmap picture{};
    bool operator==(const Image&) const = default;
};

enum class CodeKind { qr, ean13, code128 };

/// A barcode or QR code in the middle, drawn as dots, so that it does not depend on the printer.
/// Data that `kind` cannot hold is left out of pictures.
struct Code {
    CodeKind kind = CodeKind::qr;
    std::string data{};
    bool operator==(const Code&) const = default;
};

/// Empty lines.
struct Feed {
    int lines = 1;
    bool operator==(const Feed&) const = default;
};

/// The end of one piece of paper.
struct Cut {
    bool operator==(const Cut&) const = default;
};

using Block = std::variant<Text, Table, Rule, Image, Code, Feed, Cut>;

/// What is to be printed, before anyone knows on what. `title`, `language` and `at` go into a PDF's
/// properties.
struct Document {
    std::string title{};
    Language language = Language::vi;
    Moment at{};
    std::vector<Block> blocks{};
    bool operator==(const Document&) const = default;
};

/// A table of one row: `left` may wrap, `right` (an amount) stands at the right edge.
[[nodiscard]] Table row(std::string left, std::string right, Weight weight = Weight::normal);

} // namespace ocop::receipts
