#pragma once

#include "receipts/bitmap.hpp"
#include "tests/receipts/code_pages.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ocop::receipts::paper {

/// The printer whose part the decoder plays: width of its head, letters on a line, what its numbers
/// after ESC t stand for (Epson's by default), and whether it knows GS ( k and GS V.
struct Printer {
    int dots = 576;
    int columns = 48;
    std::map<int, CodePage> pages{
        {30, CodePage::tcvn3_small}, {31, CodePage::tcvn3_capital}, {52, CodePage::cp1258}};
    bool draws_qr = false;
    bool cuts = true;
};

enum class Verb {
    initialise,    // 1B 40
    leave_chinese, // 1C 2E
    code_page,     // 1B 74 n
    strong,        // 1B 45 n
    size,          // 1D 21 n
    text,          // 20 and above
    newline,       // 0A
    feed,          // 1B 64 n
    cut,           // 1D 56 m, 1D 56 41/42 n
    raster,        // 1D 76 30 m xL xH yL yH d…
    drawer,        // 1B 70 m t1 t2
    align,         // 1B 61 n
    qr,            // 1D 28 6B pL pH 31 fn …; the argument is fn
};

/// One command, or a run of text.
struct Command {
    std::size_t offset = 0;
    std::size_t length = 0;
    Verb verb{};
    int argument = 0;
    std::string text{}; // of text: UTF-8; of a QR code: what it does
    Bitmap picture{};   // of raster, and of a QR code that is printed
};

/// One letter on paper: 2 columns wide at double size. `base` and `tone` are its parts where the
/// tone came as a byte of its own, which printers that join none show in a column of its own.
struct Cell {
    std::string letter{}; // UTF-8, with its tone
    int columns = 1;
    bool strong = false;
    std::string base{};
    std::string tone{};
};

using TextLine = std::vector<Cell>;

/// The end of a piece of paper: cut, or fed by `lines` to be torn off.
struct PaperEnd {
    bool cut = false;
    int lines = 0;
};

/// What came out of the printer, from above: lines of text (empty ones too), pictures (slices that
/// follow each other are one), ends.
using Printed = std::variant<TextLine, Bitmap, PaperEnd>;

struct Decoded {
    std::vector<Command> commands{};
    std::vector<Printed> paper{};
    std::string fault{}; // the first byte that is no command known here, with its offset; or empty
};

/// Plays `printer` on `bytes`, following the makers' manuals and none of our own code. A fault is:
/// an unknown or cut-off command, a byte that no letter of the page has, a raster wider than the
/// head, taller than one byte can say or begun within a line, a QR code that would not be printed,
/// a line longer than the paper, a cut where there is no cutter, and a real-time command (DLE EOT,
/// ENQ, DC4), which a printer obeys wherever it stands, in pictures too.
[[nodiscard]] Decoded decode(std::string_view bytes, const Printer& printer = {});

/// The first thing in `decoded` that no receipt may hold (a fault, a drawer pulse, a code page of
/// none, a start or an end that is missing), with its offset; empty if all is well.
[[nodiscard]] std::string complaint(const Decoded& decoded);

/// How often `verb` occurs.
[[nodiscard]] int count(const Decoded& decoded, Verb verb);

/// The letters of a line without trailing spaces; a letter of double size stands for itself.
[[nodiscard]] std::string text_of(const TextLine& line);
/// All lines of text, each with a newline.
[[nodiscard]] std::string text_of(const Decoded& decoded);

/// All pictures below each other.
[[nodiscard]] Bitmap dots_of(const Decoded& decoded);

/// `bytes` for people to read: offset, bytes, meaning, a line each. A picture stands by its size,
/// its black dots and the CRC-32 of its bytes.
[[nodiscard]] std::string annotated(std::string_view bytes, const Printer& printer = {});

} // namespace ocop::receipts::paper
