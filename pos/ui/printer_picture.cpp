#include "pos/ui/printer_picture.hpp"

#include <wx/brush.h>
#include <wx/pen.h>

#include <cmath>

namespace ocop::ui {

namespace {

/// Shapes in a square of 100 by 100.
class Sketch {
public:
    Sketch(Pen& pen, const wxRect2DDouble& area)
        : pen_{&pen},
          x_{area.m_x},
          y_{area.m_y},
          scale_{area.m_width / 100} {}

    void box(double x, double y, double width, double height, Tone tone, double radius = 0) {
        pen_->fill({at_x(x), at_y(y), width * scale_, height * scale_}, tone, radius * scale_);
    }

    void frame(double x, double y, double width, double height, Tone tone, double radius) {
        pen_->outline(
            {at_x(x), at_y(y), width * scale_, height * scale_},
            tone,
            line * scale_,
            radius * scale_
        );
    }

    void disc(double x, double y, double radius, Tone tone) {
        wxGraphicsContext& context = pen_->context();
        context.SetPen(*wxTRANSPARENT_PEN);
        context.SetBrush(wxBrush{colour(tone)});
        const double size = 2 * radius * scale_;
        context.DrawEllipse(at_x(x - radius), at_y(y - radius), size, size);
    }

    void stroke(double x, double y, double to_x, double to_y, Tone tone, double width = line) {
        wxGraphicsContext& context = pen_->context();
        context.SetPen(context.CreatePen(
            wxGraphicsPenInfo{colour(tone)}.Width(width * scale_).Cap(wxCAP_ROUND)
        ));
        context.StrokeLine(at_x(x), at_y(y), at_x(to_x), at_y(to_y));
    }

    /// An arrow whose head is at the second point.
    void arrow(double x, double y, double to_x, double to_y) {
        stroke(x, y, to_x, to_y, Tone::accent, 3);
        const double angle = std::atan2(to_y - y, to_x - x);
        constexpr double head = 7;
        for (const double turn : {2.5, -2.5}) {
            stroke(
                to_x,
                to_y,
                to_x + head * std::cos(angle + turn),
                to_y + head * std::sin(angle + turn),
                Tone::accent,
                3
            );
        }
    }

private:
    static constexpr double line = 1.5;

    [[nodiscard]] double at_x(double x) const { return x_ + x * scale_; }

    [[nodiscard]] double at_y(double y) const { return y_ + y * scale_; }

    Pen* pen_;
    double x_;
    double y_;
    double scale_;
};

void body(Sketch& sketch) {
    sketch.box(18, 50, 64, 38, Tone::key, 5);
    sketch.frame(18, 50, 64, 38, Tone::muted, 5);
    sketch.disc(74, 80, 2, Tone::accent);
    sketch.box(26, 58, 48, 3, Tone::muted, 1);
}

void closed_lid(Sketch& sketch) {
    sketch.box(20, 42, 60, 10, Tone::line, 4);
    sketch.frame(20, 42, 60, 10, Tone::muted, 4);
}

/// The lid stands up behind, hinged on the right.
void open_lid(Sketch& sketch) {
    sketch.stroke(80, 50, 90, 16, Tone::muted, 5);
    sketch.stroke(80, 50, 90, 16, Tone::line, 3);
}

void paper(Sketch& sketch, double top) {
    sketch.box(32, top, 36, 60 - top, Tone::ground);
    sketch.frame(32, top, 36, 60 - top, Tone::line, 0);
    for (double y = top + 6; y < 40; y += 6) {
        sketch.stroke(37, y, 63, y, Tone::muted, 1);
    }
}

void roll(Sketch& sketch, double x, double y) {
    sketch.disc(x, y, 15, Tone::muted);
    sketch.disc(x, y, 13.6, Tone::ground);
    sketch.disc(x, y, 9, Tone::line);
    sketch.disc(x, y, 8, Tone::ground);
    sketch.disc(x, y, 4, Tone::muted);
}

} // namespace

void draw_printer(Pen& pen, const wxRect2DDouble& area, PrinterPicture picture) {
    Sketch sketch{pen, area};
    switch (picture) {
    case PrinterPicture::well:
        body(sketch);
        closed_lid(sketch);
        paper(sketch, 16);
        return;
    case PrinterPicture::roll:
        body(sketch);
        open_lid(sketch);
        sketch.box(28, 47, 44, 7, Tone::muted, 3);
        roll(sketch, 50, 17);
        sketch.arrow(50, 34, 50, 46);
        return;
    case PrinterPicture::cover:
        body(sketch);
        open_lid(sketch);
        sketch.box(28, 47, 44, 7, Tone::muted, 3);
        sketch.arrow(72, 16, 48, 36);
        return;
    case PrinterPicture::plug:
        body(sketch);
        closed_lid(sketch);
        // A plug on its way to the socket in the printer's side.
        sketch.stroke(50, 26, 84, 26, Tone::muted, 2.5);
        sketch.box(30, 18, 20, 16, Tone::muted, 3);
        sketch.stroke(30, 22, 22, 22, Tone::muted, 2.5);
        sketch.stroke(30, 30, 22, 30, Tone::muted, 2.5);
        sketch.arrow(18, 26, 6, 26);
        sketch.arrow(6, 26, 6, 66);
        sketch.stroke(6, 68, 17, 68, Tone::accent, 3);
        return;
    case PrinterPicture::jam:
        body(sketch);
        closed_lid(sketch);
        paper(sketch, 28);
        sketch.disc(74, 24, 15, Tone::danger);
        sketch.stroke(74, 15, 74, 26, Tone::on_accent, 3.5);
        sketch.disc(74, 32, 2.2, Tone::on_accent);
        return;
    }
}

} // namespace ocop::ui
