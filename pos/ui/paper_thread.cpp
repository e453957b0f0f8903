#include "pos/ui/paper_thread.hpp"

#include <utility>

namespace ocop::ui {

PaperThread::PaperThread(compose::PaperDesk& desk, Language language)
    : language_{language},
      desk_{&desk} {}

PaperNews PaperThread::carry_out(const PaperOrder& order, const Catalog& catalog) {
    PaperNews news;
    news.purpose = order.purpose;
    news.number = order.number;
    std::optional<Failure> failure;
    if (order.document) {
        auto picture = desk_->picture(*order.document, order.ledger);
        if (picture) {
            news.picture = std::move(*picture);
        } else {
            failure = picture.error();
        }
    }
    if (order.print) {
        news.printed = true;
        const auto done = order.effect ? desk_->carry_out(*order.effect, order.ledger, &catalog)
                                       : desk_->print(*order.document, order.name, order.ledger);
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
