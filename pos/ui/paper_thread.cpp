#include "pos/ui/paper_thread.hpp"

#include "receipts/font_files.hpp"
#include "receipts/layout.hpp"
#include "receipts/profile.hpp"
#include "receipts/raster.hpp"

#include <algorithm>
#include <utility>

namespace ocop::ui {

PaperThread::PaperThread(compose::PaperDesk& desk, Language language)
    : language_{language},
      desk_{&desk} {}

Expected<receipts::Bitmap, Failure> PaperThread::draw(const receipts::Document& document) {
    if (!typeface_) {
        auto typeface = receipts::find_fonts().and_then(receipts::Typeface::load);
        if (!typeface) {
            return Unexpected{typeface.error()};
        }
        typeface_ = std::move(*typeface);
    }
    const receipts::PrinterProfile& paper = *receipts::generic_profile(80);
    const auto pieces =
        receipts::rasterise(receipts::lay_out(document, paper.columns), paper.dots, *typeface_);
    receipts::Bitmap all{paper.dots, 0};
    for (const receipts::Bitmap& piece : pieces) {
        const int y = all.height();
        all.grow(piece.height());
        all.draw(piece, 0, y);
    }
    return all;
}

PaperNews PaperThread::carry_out(const PaperOrder& order, const Catalog& catalog) {
    PaperNews news;
    news.purpose = order.purpose;
    std::optional<Failure> failure;
    if (order.document) {
        auto picture = draw(*order.document);
        if (picture) {
            news.picture = std::move(*picture);
        } else {
            failure = picture.error();
        }
    }
    if (order.print) {
        news.printed = true;
        const auto done = order.effect
                              ? desk_->carry_out(*order.effect, order.ledger, &catalog)
                              : desk_->print(*order.document, order.document->title, order.ledger);
        if (!done) {
            failure = done.error();
        }
    }
    if (failure) {
        news.fault = words(*failure, language_);
    }
    return news;
}

} // namespace ocop::ui
