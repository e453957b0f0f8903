#include "receipts/escpos.hpp"

#include "receipts/qr_command.hpp"
#include "receipts/raster.hpp"
#include "receipts/typography.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace ocop::receipts {
namespace {

/// Lines that a printer without a cutter feeds, so that the paper can be torn below the last one.
constexpr std::uint8_t tear_off_lines = 4;

/// No ESC t was sent yet; the argument of one is a byte.
constexpr unsigned no_table = 256;

class Bytes {
public:
    void put(std::initializer_list<unsigned> values) {
        for (const unsigned value : values) {
            bytes_ += static_cast<char>(value);
        }
    }

    void put(const std::string& values) { bytes_ += values; }

    void put_spaces(int count) { bytes_.append(static_cast<std::size_t>(std::max(0, count)), ' '); }

    /// GS v 0 in slices.
    void put_picture(const Bitmap& picture) {
        const auto row = static_cast<std::size_t>(picture.bytes_per_row());
        for (int top = 0; top < picture.height(); top += slice_rows_max) {
            const int rows = std::min(slice_rows_max, picture.height() - top);
            const auto x = static_cast<unsigned>(row);
            const auto y = static_cast<unsigned>(rows);
            put({0x1D, 0x76, 0x30, 0x00, x & 0xFFU, x >> 8U, y & 0xFFU, y >> 8U});
            bytes_.append(
                picture.bytes(),
                row * static_cast<std::size_t>(top),
                row * static_cast<std::size_t>(rows)
            );
        }
    }

    void put_end(const PrinterProfile& profile) {
        switch (profile.cutter) {
        case Cutter::none:
            put({0x1B, 0x64, tear_off_lines});
            return;
        case Cutter::partial:
            put({0x1D, 0x56, 0x42, 0x00}); // feeds to the blade first
            return;
        case Cutter::full:
            put({0x1D, 0x56, 0x41, 0x00});
            return;
        }
    }

    [[nodiscard]] std::string take() { return std::move(bytes_); }

private:
    std::string bytes_{};
};

/// How many columns the printer takes: a tone of Windows-1258 too has one of its own, on all
/// printers that were seen with it (on one that joins tone and letter, amounts then end short of
/// the edge).
int bytes_in(const std::vector<EncodedRun>& runs) {
    std::size_t total = 0;
    for (const EncodedRun& run : runs) {
        total += run.bytes.size();
    }
    return static_cast<int>(total);
}

/// Lines in a code page of the printer.
class NativeText {
public:
    NativeText(
        const PrinterProfile& profile,
        Encoding encoding,
        int columns,
        Typeface& typeface,
        Bytes& bytes
    )
        : profile_{profile},
          encoding_{encoding},
          columns_{columns},
          typeface_{typeface},
          bytes_{bytes} {}

    void operator()(const Line& line) {
        const int wide = line.size == Size::twice ? 2 : 1;
        int used = 0;
        if (line.weight == Weight::strong) {
            bytes_.put({0x1B, 0x45, 0x01});
        }
        for (const Segment& segment : line.segments) {
            const auto runs = encode(segment.text, encoding_);
            const int taken = bytes_in(runs) * wide;
            const int free = std::max(0, segment.width - taken);
            int start = segment.column
                        + (segment.align == Align::right    ? free
                           : segment.align == Align::centre ? free / 2
                                                            : 0);
            if (used > 0) {
                start = std::max(start, used + 1);
            }
            // An amount is never torn: it goes on a line of its own rather.
            if (used > 0 && start + taken > columns_) {
                bytes_.put({0x0A});
                used = 0;
                start = std::max(0, columns_ - taken);
            }
            bytes_.put_spaces(start - used);
            if (wide == 2) {
                bytes_.put({0x1D, 0x21, 0x11});
            }
            put_runs(runs);
            if (wide == 2) {
                bytes_.put({0x1D, 0x21, 0x00});
            }
            used = start + taken;
        }
        if (line.weight == Weight::strong) {
            bytes_.put({0x1B, 0x45, 0x00});
        }
        bytes_.put({0x0A});
        at_start_ = false;
    }

    void operator()(const Rule& rule) {
        bytes_.put(std::string(static_cast<std::size_t>(columns_), rule.doubled ? '=' : '-'));
        bytes_.put({0x0A});
        at_start_ = false;
    }

    void operator()(const Image& image) {
        if (image.picture.width() <= profile_.dots) {
            put_centred(image.picture);
        }
    }

    void operator()(const Code& code) {
        if (draw_qr(code)) {
            return;
        }
        const Bitmap picture = code_picture(code, profile_.dots, typeface_);
        if (!picture.empty()) {
            put_centred(picture);
        }
    }

    void operator()(const Feed& feed) {
        bytes_.put(std::string(static_cast<std::size_t>(std::max(0, feed.lines)), '\n'));
    }

    void operator()(const Cut&) {
        bytes_.put_end(profile_);
        at_start_ = true;
    }

    /// True if nothing was printed since the last cut.
    [[nodiscard]] bool at_start() const { return at_start_; }

private:
    void put_runs(const std::vector<EncodedRun>& runs) {
        for (const EncodedRun& run : runs) {
            const unsigned wanted = number(run.table);
            if (wanted != table_number_) {
                bytes_.put({0x1B, 0x74, wanted});
                table_number_ = wanted;
            }
            bytes_.put(run.bytes);
        }
    }

    [[nodiscard]] unsigned number(CodeTable table) const {
        switch (table) {
        case CodeTable::cp1258:
            return profile_.cp1258.value_or(0);
        case CodeTable::tcvn3_small:
            return profile_.tcvn3_small.value_or(0);
        case CodeTable::tcvn3_capital:
            return profile_.tcvn3_capital.value_or(0);
        }
        return 0;
    }

    /// Lets the printer draw `code`, in the middle of the paper. The empty lines are the white that
    /// must be above and below it (1/6 inch each, and what a line leaves below its letters).
    [[nodiscard]] bool draw_qr(const Code& code) {
        if (!profile_.draws_qr || code.kind != CodeKind::qr) {
            return false;
        }
        const auto command = qr_command(code.data, profile_.dots);
        if (command) {
            bytes_.put({0x0A, 0x1B, 0x61, 0x01});
            bytes_.put(*command);
            bytes_.put({0x1B, 0x61, 0x00, 0x0A});
            at_start_ = false;
        }
        return command.has_value();
    }

    void put_centred(const Bitmap& picture) {
        Bitmap paper{profile_.dots, picture.height()};
        paper.draw(picture, (profile_.dots - picture.width()) / 2, 0);
        break_real_time_commands(paper);
        bytes_.put_picture(paper);
        at_start_ = false;
    }

    const PrinterProfile& profile_;
    Encoding encoding_;
    int columns_;
    Typeface& typeface_;
    Bytes& bytes_;
    unsigned table_number_ = no_table;
    bool at_start_ = true;
};

/// As ESC p and DLE DC4 say it.
char pin_number(DrawerPin pin) {
    return pin == DrawerPin::two ? '\0' : '\1';
}

} // namespace

bool has_tables(const PrinterProfile& profile, Encoding encoding) {
    switch (encoding) {
    case Encoding::raster:
        return true;
    case Encoding::cp1258:
        return profile.cp1258.has_value();
    case Encoding::tcvn3:
        return profile.tcvn3_small.has_value() && profile.tcvn3_capital.has_value();
    }
    return false;
}

Expected<std::string, Failure> to_escpos(
    const Layout& layout, const PrinterProfile& profile, Encoding encoding, Typeface& typeface
) {
    if (!profile.is_roll()) {
        return Unexpected{Failure{
            FailureCode::device,
            "receipt printers print on rolls: a page of " + std::string{profile.id}
                + " is for PDF, PNG and text",
            std::string{profile.id}}};
    }
    if (!has_tables(profile, encoding)) {
        return Unexpected{Failure{
            FailureCode::device,
            "the printer profile " + std::string{profile.id}
                + " has no such code page: print as raster, which is right on every printer",
            std::string{profile.id}}};
    }
    Bytes bytes;
    bytes.put({0x1B, 0x40, 0x1C, 0x2E});
    if (encoding == Encoding::raster) {
        for (const Bitmap& piece : rasterise(layout, profile.dots, typeface)) {
            bytes.put_picture(piece);
            bytes.put_end(profile);
        }
        return bytes.take();
    }
    NativeText text{profile, encoding, layout.columns, typeface, bytes};
    for (const LaidOut& item : layout.lines) {
        std::visit(text, item);
    }
    if (!text.at_start()) {
        bytes.put_end(profile);
    }
    return bytes.take();
}

std::string drawer_pulse(const DrawerPulse& pulse) {
    const auto steps = [](int ms) { return static_cast<char>(std::clamp(ms / 2, 0, 255)); };
    return {0x1B, 0x70, pin_number(pulse.pin), steps(pulse.on_ms), steps(pulse.off_ms)};
}

std::string drawer_pulse_at_once(DrawerPin pin) {
    return {0x10, 0x14, 0x01, pin_number(pin), 0x01};
}

} // namespace ocop::receipts
