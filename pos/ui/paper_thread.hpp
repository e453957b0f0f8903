#pragma once

#include "pos/compose/paper_desk.hpp"
#include "pos/ui/paper_order.hpp"

namespace ocop::ui {

/// Carries paper orders out: draws what the screen shows, hands over what is to be printed, files,
/// opens the drawer. Nothing here can undo a sale; what fails is told in one sentence. Drawing
/// thread; the printer is waited for on another.
class PaperThread {
public:
    /// Borrows `desk`.
    PaperThread(compose::PaperDesk& desk, Language language);

    /// `catalog` names gift sets on receipts.
    [[nodiscard]] PaperNews carry_out(const PaperOrder& order, const Catalog& catalog);

private:
    Language language_;
    compose::PaperDesk* desk_;
};

} // namespace ocop::ui
