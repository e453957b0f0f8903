// A backup is restored where the store could not be opened: on the store's thread, whose journal is
// not open then.

#include "pos/compose/backup_words.hpp"
#include "pos/compose/restore_offer.hpp"
#include "pos/signing/passphrase.hpp"
#include "pos/ui/app.hpp"
#include "pos/ui/text.hpp"

#include <wx/translation.h>

#include <memory>
#include <utility>

namespace ocop::ui {

namespace {

constexpr std::int64_t percent_all = 100;

/// What a person typed, as it unseals; none where nothing was typed, or what no passphrase can be.
std::optional<signing::Passphrase> passphrase_of(const Secret& typed) {
    return typed.empty() ? std::nullopt : signing::Passphrase::parse(typed);
}

RestorePart part_of(const compose::BackupRefusal& refusal) {
    if (refusal.numbers) {
        const bool is_einvoice = refusal.numbers->fault == EpochFault::einvoice_missing
                                 || refusal.numbers->fault == EpochFault::not_an_einvoice
                                 || refusal.numbers->stated.find('=') != std::string::npos;
        return is_einvoice ? RestorePart::einvoice : RestorePart::receipt;
    }
    if (refusal.approver) {
        return RestorePart::pin;
    }
    return refusal.seal != store::SealState::open ? RestorePart::passphrase : RestorePart::file;
}

} // namespace

RestorePorts TillApp::restore_ports() {
    RestorePorts ports;
    ports.look = [this](int number, std::string file, Secret passphrase) {
        return store_worker_->post(
            [this, number, file = std::move(file), passphrase = std::move(passphrase)] {
                look_at_backup(number, file, passphrase);
            }
        );
    };
    ports.restore = [this](RestoreOrder order) {
        return store_worker_->post([this, order = std::move(order)]() mutable {
            restore(std::move(order));
        });
    };
    return ports;
}

store::Progress TillApp::restore_progress(int number) {
    return [this, number, told = -1](std::int64_t done, std::int64_t all) mutable {
        const int percent = all > 0 ? static_cast<int>(done * percent_all / all) : 0;
        if (percent != std::exchange(told, percent)) {
            CallAfter([this, number, percent] { desk_->restore_goes_on(number, percent); });
        }
    };
}

void TillApp::look_at_backup(int number, const std::string& file, const Secret& typed) {
    const bool was_typed = !typed.empty();
    const auto passphrase = passphrase_of(typed);
    auto offer = compose::offer_restore(
        options_.folder,
        file,
        passphrase ? &*passphrase : nullptr,
        int{clock_.now().day().date().year()},
        restore_progress(number)
    );
    BackupLook look;
    look.number = number;
    look.is_sealed = was_typed;
    if (offer) {
        look.offer = std::move(*offer);
    } else {
        compose::BackupRefusal refusal = std::move(offer.error());
        look.is_sealed = refusal.seal != store::SealState::open;
        look.wrong = part_of(refusal);
        if (look.is_sealed && was_typed) {
            refusal.seal = store::SealState::wrong; // also one that is too short to be any
        }
        const std::string other = to_utf8(_("nothing was restored; use another backup."));
        // That it is sealed is no fault: the screen asks for the passphrase.
        if (refusal.seal != store::SealState::locked) {
            look.fault = compose::words(refusal, options_.language, StatedIn::fields, other);
        }
    }
    CallAfter([this, look = std::move(look)] { desk_->receive(look); });
}

void TillApp::restore(RestoreOrder order) {
    const auto passphrase = passphrase_of(order.passphrase);
    compose::RestoreChoice choice;
    choice.source = order.file;
    choice.passphrase = passphrase ? &*passphrase : nullptr;
    choice.numbers = order.numbers;
    choice.replace = order.replace;
    choice.by = order.manager;
    choice.approver = compose::RestoreApprover{order.manager, order.pin};
    choice.now = [this](const Ledger&) { return clock_.now(); };
    choice.progress = restore_progress(order.number);
    paper_desk_.reset(); // what is there goes aside, the print queue too
    const auto done = compose::restore_shop(options_.folder, choice);
    paper_desk_ = make_paper_desk();
    if (done) {
        return read_store(compose::words(*done, {}, options_.language));
    }
    const compose::BackupRefusal& refusal = done.error();
    RestoreRefused refused;
    refused.number = order.number;
    refused.wrong = part_of(refusal);
    refused.is_wrong_pin = refusal.approver && refusal.approver->code == RefusalCode::wrong_pin;
    const bool is_there = refusal.failure.code == FailureCode::exists && !refusal.numbers
                          && !refusal.approver && !refusal.finding;
    if (is_there && !order.replace) {
        refused.asks_replace = true;
        refused.wrong = RestorePart::pin;
        refused.fault = to_utf8(_("A store is still here, with records the backup lacks or cannot "
                                  "be compared with. Press Enter again to move it into a folder "
                                  "named replaced-...; nothing of it is deleted."));
    } else {
        refused.fault = compose::words(
            refusal,
            options_.language,
            StatedIn::fields,
            to_utf8(_("nothing was restored; use another backup."))
        );
    }
    CallAfter([this, refused = std::move(refused)] { desk_->receive(refused); });
}

} // namespace ocop::ui
