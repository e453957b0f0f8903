#pragma once

#include "pos/core/till.hpp"
#include "pos/shell/store_runner.hpp"

#include <functional>
#include <memory>
#include <variant>

namespace ocop {

/// The effects paper and drawer carry out, after a record is on disk.
using PaperEffect = std::variant<PrintReceipt, PrintShiftReport, OpenDrawer>;

/// Splits an effect by who carries it out.
using RoutedEffect = std::variant<StoreEffect, PaperEffect, Tell>;
[[nodiscard]] RoutedEffect route(const Effect& effect);

/// A till whose effects are carried out on the calling thread, one action at a time: `ocop sell`,
/// tests and scripts. The window runs the same step() with its effects on other threads.
class Session {
public:
    /// Begins with what the journal holds. Borrows `store`; `paper` is called once per paper
    /// effect.
    Session(
        Ledger ledger,
        std::shared_ptr<const Catalog> catalog,
        StoreRunner& store,
        std::function<void(const PaperEffect&)> paper
    );

    /// Runs `action` at the clock's second `now` to its end.
    [[nodiscard]] Answer ask(Action action, Moment now);

    /// Takes in what was written to the journal beside it.
    void see(const std::vector<Record>& records);

    [[nodiscard]] const Till& till() const { return till_; }

private:
    Till till_{};
    std::shared_ptr<const Catalog> catalog_;
    StoreRunner* store_;
    std::function<void(const PaperEffect&)> paper_;
};

/// The record that notes the catalogue a till has taken up; nullopt if the ledger knows it already.
[[nodiscard]] std::optional<RecordDraft>
catalog_note(const Ledger& ledger, const Catalog& catalog, Moment at);

/// Puts that note into `effect`, where it appends what was asked for: right before that record, and
/// so behind a `clock` record. Never by itself, nor before a PIN that was wrong: an action refused
/// leaves no more than that in the journal.
void note_catalog(StoreEffect& effect, const Ledger& ledger, const Catalog& catalog);

} // namespace ocop
