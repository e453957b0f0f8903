#include "tests/receipts/escpos_decoder.hpp"

#include "tests/receipts/qr_printer.hpp"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <utility>

namespace ocop::receipts::paper {
namespace {

constexpr std::size_t raster_header = 8;

unsigned at(std::string_view bytes, std::size_t place) {
    return place < bytes.size() ? static_cast<unsigned char>(bytes[place]) : 0U;
}

std::string hex(std::size_t value, int digits) {
    char text[32];
    std::snprintf(text, sizeof text, "%0*zX", digits, value);
    return text;
}

std::string place(std::size_t offset) {
    return "offset " + hex(offset, 6) + ": ";
}

/// The offset of the first command that printers obey out of turn.
std::optional<std::size_t> real_time_command(std::string_view bytes) {
    for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
        const unsigned next = at(bytes, i + 1);
        if (at(bytes, i) == 0x10 && (next == 0x04 || next == 0x05 || next == 0x14)) {
            return i;
        }
    }
    return std::nullopt;
}

class Head {
public:
    Head(std::string_view bytes, const Printer& printer)
        : bytes_{bytes},
          printer_{printer} {}

    Decoded run() {
        if (const auto found = real_time_command(bytes_)) {
            fail(*found, "a real-time command");
        }
        while (here_ < bytes_.size() && result_.fault.empty()) {
            step();
        }
        if (result_.fault.empty() && !line_.empty()) {
            fail(bytes_.size(), "the last line is never printed");
        }
        return std::move(result_);
    }

private:
    void fail(std::size_t offset, const std::string& what) {
        if (result_.fault.empty()) {
            result_.fault = place(offset) + what;
        }
    }

    void unknown() {
        std::string what = "unknown command";
        for (std::size_t i = here_; i < std::min(here_ + 3, bytes_.size()); ++i) {
            what += ' ' + hex(at(bytes_, i), 2);
        }
        fail(here_, what);
    }

    /// Notes a command of `length` bytes from here on and moves past it; false if it is cut off.
    bool take(Verb verb, std::size_t length, int argument) {
        if (here_ + length > bytes_.size()) {
            fail(here_, "a command is cut off");
            return false;
        }
        result_.commands.push_back({here_, length, verb, argument, {}, {}});
        here_ += length;
        return true;
    }

    void step() {
        const unsigned first = at(bytes_, here_);
        const unsigned second = at(bytes_, here_ + 1);
        const int third = static_cast<int>(at(bytes_, here_ + 2));
        if (first >= 0x20 && first != 0x7F) {
            text();
        } else if (first == 0x0A) {
            take(Verb::newline, 1, 0);
            result_.paper.emplace_back(std::exchange(line_, {}));
            columns_ = 0;
        } else if (first == 0x1C && second == 0x2E) {
            take(Verb::leave_chinese, 2, 0);
        } else if (first == 0x1B) {
            escape(second, third);
        } else if (first == 0x1D) {
            group(second, third);
        } else {
            unknown();
        }
    }

    void escape(unsigned second, int third) {
        switch (second) {
        case 0x40:
            take(Verb::initialise, 2, 0);
            strong_ = false;
            wide_ = 1;
            page_.reset();
            align_ = 0;
            qr_ = {};
            break;
        case 0x45:
            strong_ = third % 2 != 0;
            take(Verb::strong, 3, third);
            break;
        case 0x61:
            if (third > 2) {
                unknown();
            } else if (take(Verb::align, 3, third)) {
                end_line_for("an alignment");
                align_ = third;
            }
            break;
        case 0x64:
            if (take(Verb::feed, 3, third)) {
                end_line_for("a feed");
                result_.paper.emplace_back(PaperEnd{false, third});
            }
            break;
        case 0x70:
            take(Verb::drawer, 5, third);
            break;
        case 0x74: {
            const auto known = printer_.pages.find(third);
            if (known == printer_.pages.end()) {
                fail(here_, "no code page " + std::to_string(third));
            } else if (take(Verb::code_page, 3, third)) {
                page_ = known->second;
            }
            break;
        }
        default:
            unknown();
        }
    }

    void group(unsigned second, int third) {
        if (second == 0x21 && (third == 0x00 || third == 0x11)) {
            wide_ = third == 0x11 ? 2 : 1;
            take(Verb::size, 3, third);
        } else if (second == 0x56) {
            const bool feeds = third == 0x41 || third == 0x42;
            const bool plain = third <= 1 || third == 0x30 || third == 0x31;
            if (!printer_.cuts) {
                fail(here_, "a cut, and no cutter");
            } else if (!feeds && !plain) {
                unknown();
            } else if (take(Verb::cut, feeds ? 4U : 3U, third)) {
                end_line_for("a cut");
                result_.paper.emplace_back(PaperEnd{true, 0});
            }
        } else if (second == 0x76 && third == 0x30 && at(bytes_, here_ + 3) == 0) {
            raster();
        } else if (second == 0x28 && third == 0x6B && printer_.draws_qr) {
            qr();
        } else {
            unknown();
        }
    }

    void qr() {
        constexpr std::size_t header = 5;
        const std::size_t size = at(bytes_, here_ + 3) + 256U * at(bytes_, here_ + 4);
        const std::size_t offset = here_;
        const auto function = static_cast<int>(at(bytes_, here_ + 6));
        if (!take(Verb::qr, header + size, function)) {
            return;
        }
        const QrAnswer answer = qr_.obey(bytes_.substr(offset + header, size));
        result_.commands.back().text = answer.what;
        if (!answer.fault.empty()) {
            return fail(offset, answer.fault);
        }
        if (answer.symbol.empty()) {
            return;
        }
        end_line_for("a QR code");
        if (answer.symbol.width() > printer_.dots) {
            return fail(offset, "a QR code wider than the paper");
        }
        const int free = printer_.dots - answer.symbol.width();
        Bitmap line{printer_.dots, answer.symbol.height()};
        line.draw(answer.symbol, free * align_ / 2, 0);
        result_.paper.emplace_back(line);
        result_.commands.back().picture = answer.symbol;
    }

    /// What stands alone on paper may not begin within a line: printers then ignore it, or print
    /// its parameters as text.
    void end_line_for(const std::string& what) {
        if (!line_.empty()) {
            fail(result_.commands.back().offset, what + " within a line");
        }
    }

    void raster() {
        const std::size_t row = at(bytes_, here_ + 4) + 256U * at(bytes_, here_ + 5);
        const std::size_t rows = at(bytes_, here_ + 6);
        const std::size_t offset = here_;
        if (row == 0 || rows == 0 || at(bytes_, here_ + 7) != 0) {
            fail(offset, "a raster of no size or of more than 255 rows");
        } else if (row * 8 > static_cast<std::size_t>(printer_.dots)) {
            fail(offset, "a raster wider than the head");
        } else if (take(Verb::raster, raster_header + row * rows, 0)) {
            end_line_for("a raster");
            Bitmap picture{static_cast<int>(row) * 8, static_cast<int>(rows)};
            picture.bytes() = bytes_.substr(offset + raster_header, row * rows);
            join(picture);
            result_.commands.back().picture = std::move(picture);
        }
    }

    /// Adds `slice` to the picture just above it.
    void join(const Bitmap& slice) {
        auto* above = result_.paper.empty() ? nullptr : std::get_if<Bitmap>(&result_.paper.back());
        if (above == nullptr || above->width() != slice.width()) {
            result_.paper.emplace_back(slice);
            return;
        }
        const auto top = above->bytes().size();
        above->grow(slice.height());
        above->bytes().replace(top, slice.bytes().size(), slice.bytes());
    }

    void text() {
        const std::size_t start = here_;
        std::string letters;
        while (at(bytes_, here_) >= 0x20 && at(bytes_, here_) != 0x7F) {
            // Without ESC t a printer is in a page nobody knows: ASCII alone is sure.
            if (!page_ && at(bytes_, here_) > 0x7F) {
                return fail(here_, "a letter beyond ASCII before any code page");
            }
            const CodePage page = page_.value_or(CodePage::cp1258);
            const bool tone = is_tone(static_cast<unsigned char>(at(bytes_, here_ + 1)), page);
            const std::size_t length = tone ? 2 : 1;
            const auto shown = letter(bytes_.substr(here_, length), page);
            if (!shown) {
                return fail(here_, "byte " + hex(at(bytes_, here_), 2) + " is no letter");
            }
            line_.push_back({*shown, wide_, strong_, {}, {}});
            if (tone) {
                line_.back().base = letter(bytes_.substr(here_, 1), page).value_or("");
                line_.back().tone = letter(bytes_.substr(here_ + 1, 1), page).value_or("");
            }
            letters += *shown;
            here_ += length;
            columns_ += wide_;
            if (columns_ > printer_.columns) {
                return fail(here_, "a line longer than the paper is wide");
            }
        }
        result_.commands.push_back({start, here_ - start, Verb::text, 0, std::move(letters), {}});
    }

    std::string_view bytes_;
    const Printer& printer_;
    Decoded result_{};
    std::size_t here_ = 0;
    TextLine line_{};
    int columns_ = 0;
    int wide_ = 1;
    bool strong_ = false;
    std::optional<CodePage> page_{};
    int align_ = 0; // ESC a: 0 left, 1 centre, 2 right
    QrPrinter qr_{};
};

} // namespace

Decoded decode(std::string_view bytes, const Printer& printer) {
    return Head{bytes, printer}.run();
}

std::string complaint(const Decoded& decoded) {
    if (!decoded.fault.empty()) {
        return decoded.fault;
    }
    const auto& commands = decoded.commands;
    if (commands.size() < 2 || commands[0].verb != Verb::initialise
        || commands[1].verb != Verb::leave_chinese) {
        return place(0) + "neither initialised nor out of Chinese mode";
    }
    for (std::size_t i = 2; i < commands.size(); ++i) {
        const Verb verb = commands[i].verb;
        if (verb == Verb::drawer || verb == Verb::initialise || verb == Verb::leave_chinese) {
            return place(commands[i].offset) + "a command no receipt has there";
        }
    }
    if (!decoded.paper.empty() && !std::holds_alternative<PaperEnd>(decoded.paper.back())) {
        return place(commands.back().offset) + "the paper does not end";
    }
    return {};
}

int count(const Decoded& decoded, Verb verb) {
    return static_cast<int>(std::count_if(
        decoded.commands.begin(),
        decoded.commands.end(),
        [verb](const Command& command) { return command.verb == verb; }
    ));
}

std::string text_of(const TextLine& line) {
    std::string text;
    for (const Cell& cell : line) {
        text += cell.letter;
    }
    text.resize(text.find_last_not_of(' ') + 1);
    return text;
}

std::string text_of(const Decoded& decoded) {
    std::string text;
    for (const Printed& printed : decoded.paper) {
        if (const auto* line = std::get_if<TextLine>(&printed)) {
            text += text_of(*line) + '\n';
        }
    }
    return text;
}

Bitmap dots_of(const Decoded& decoded) {
    Bitmap whole;
    for (const Printed& printed : decoded.paper) {
        if (const auto* picture = std::get_if<Bitmap>(&printed)) {
            if (whole.width() == 0) {
                whole = Bitmap{picture->width(), 0};
            }
            const int top = whole.height();
            whole.grow(picture->height());
            whole.draw(*picture, 0, top);
        }
    }
    return whole;
}

} // namespace ocop::receipts::paper
