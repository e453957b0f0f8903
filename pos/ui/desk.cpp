#include "pos/ui/desk.hpp"

#include "pos/compose/shop_papers.hpp"
#include "pos/core/code.hpp"
#include "pos/core/sale.hpp"
#include "pos/core/tender.hpp"
#include "pos/shell/session.hpp"
#include "pos/ui/fill.hpp"

#include <algorithm>
#include <utility>

namespace ocop::ui {

Desk::Desk(Language language, const Clock& clock, DeskWords words, DeskPorts ports)
    : language_{language},
      clock_{&clock},
      words_{std::move(words)},
      ports_{std::move(ports)} {}

// News from the other threads.

void Desk::opened(
    Ledger ledger,
    std::shared_ptr<const Catalog> catalog,
    const std::string& note,
    std::optional<compose::LastRunQuestion> question
) {
    state_.last_run = std::move(question);
    till_.ledger = std::move(ledger);
    catalog_ = std::move(catalog);
    shelves_.clear();
    state_.restore = {};
    go(Screen::sign_in);
    if (!note.empty()) {
        say(Notice::Kind::warning, note);
    } else if (catalog_->size() == 0) {
        say(Notice::Kind::warning, words_.no_goods);
    }
    ports_.device.watch();
    changed();
}

void Desk::could_not_open(std::string sentence, bool restore_helps) {
    state_.opening_fault = std::move(sentence);
    state_.restore = {};
    state_.restore.is_offered = restore_helps;
    go(Screen::failed);
    changed();
}

void Desk::lost_track(std::optional<compose::RecordInDoubt> record, std::string sentence) {
    state_.help = false;
    state_.not_known = std::move(record);
    state_.opening_fault = std::move(sentence);
    waiting_scans_.clear();
    go(Screen::not_known);
    ports_.ring();
    changed();
}

void Desk::read_last_run() {
    if (!state_.last_run || !till_.cashier || state_.reading_noted) {
        return;
    }
    state_.reading_noted = true;
    if (!ports_.note_reading(*till_.cashier)) {
        state_.reading_noted = false;
        refuse(words_.store_busy);
    }
    changed();
}

void Desk::last_run_read(const Expected<std::vector<Record>, Failure>& records) {
    state_.reading_noted = false;
    if (!records) {
        refuse(words(records.error(), language_)); // and the question stays
        return changed();
    }
    state_.last_run.reset();
    for (const Record& record : *records) {
        receive(RecordSeen{record});
    }
    const Notice said = state_.notice; // at signing in
    go(home());
    offer_left();
    state_.notice = said;
    changed();
}

void Desk::made_good(std::string sentence) {
    if (state_.notice.kind == Notice::Kind::none) { // what was said is still to be read
        say(Notice::Kind::info, std::move(sentence));
        changed();
    }
}

void Desk::remember(Recent recent) {
    recent_ = std::move(recent);
    changed();
}

void Desk::receive(const Message& message) {
    if (const auto* appended = std::get_if<RecordsAppended>(&message)) {
        for (const Record& record : appended->records) {
            recent_.see(record);
        }
    }
    Step next = step(std::move(till_), *catalog_, message);
    till_ = std::move(next.till);
    for (const Effect& effect : next.effects) {
        carry_out(effect);
    }
    keep_basket();
    changed();
    go_on_saving();
    if (!std::holds_alternative<Asked>(message)) {
        take_scans(); // the disk has answered
    }
}

void Desk::receive(PaperNews news) {
    if (news.purpose == Purpose::payment_code) {
        if (state_.screen == Screen::pay && news.number == payment_codes_) {
            state_.payment_code = std::move(news.picture);
        }
    } else if (news.picture) {
        state_.paper = std::move(news.picture);
    }
    if (news.printed || !news.fault.empty()) {
        // The foot of the window has no room for all of it. What was refused is said first.
        if (!news.fault.empty() && news.fault != state_.paper_fault
            && state_.notice.kind != Notice::Kind::refusal) {
            say(Notice::Kind::warning, fill(words_.paper_failed, {news.fault}));
        }
        state_.paper_fault = std::move(news.fault);
    }
    changed();
}

void Desk::sale_found(std::optional<StoredSale> sale, const std::string& fault) {
    if (state_.screen != Screen::give_back) {
        return;
    }
    if (!fault.empty()) {
        refuse(fault);
    } else if (!sale || sale->sale.kind != "sale") {
        refuse(words_.no_such_receipt);
    } else if (const auto body = read_sale(sale->sale)) {
        say(Notice::Kind::none, {});
        state_.coming_back.assign(body->lines.size(), Quantity{});
        state_.selected_return_line = 0;
        state_.found_sale = std::move(sale);
    }
    changed();
}

void Desk::changed() {
    take_up_catalog();
    consider_offer();
    ports_.changed();
}

// To the other threads.

void Desk::ask(ActionKind kind) {
    if (state_.screen == Screen::not_known) {
        return; // it could sell again what is sold
    }
    lines_before_ = priced().lines;
    state_.cancel_asked = false;
    note_approvable(kind);
    receive(Asked{Action{std::move(kind), std::nullopt}, clock_->now()});
}

void Desk::carry_out(const Effect& effect) {
    RoutedEffect routed = route(effect);
    if (auto* store = std::get_if<StoreEffect>(&routed)) {
        note_catalog(*store, till_.ledger, *catalog_);
        if (!ports_.store(std::move(*store))) {
            const StoreFailed failure{"busy", words_.store_busy, {}};
            Step next = step(std::move(till_), *catalog_, failure);
            till_ = std::move(next.till);
            for (const Effect& further : next.effects) {
                carry_out(further);
            }
        }
    } else if (auto* paper = std::get_if<PaperEffect>(&routed)) {
        if (const auto* receipt = std::get_if<PrintReceipt>(paper)) {
            draw_receipt(receipt->record);
        } else if (const auto* report = std::get_if<PrintShiftReport>(paper)) {
            draw_shift(report->record);
        }
        ports_.paper({std::nullopt, Purpose::none, true, std::move(*paper), till_.ledger});
    } else {
        answered(std::get<Tell>(routed).answer);
    }
}

void Desk::keep_basket() {
    const bool same = till_.basket == kept_basket_ && till_.tenders == kept_tenders_;
    if (same || !ports_.keep_basket) {
        return;
    }
    kept_basket_ = till_.basket;
    kept_tenders_ = till_.tenders;
    ports_.keep_basket(open_basket(till_, clock_->now()));
}

void Desk::offer_left() {
    if (state_.screen != Screen::sell || !till_.basket.empty()) {
        return;
    }
    const auto& holds = till_.ledger.holds;
    const auto left = std::find_if(holds.begin(), holds.end(), [](const auto& hold) {
        return is_left(hold.second);
    });
    if (left != holds.end()) {
        state_.selected_hold = left->first;
        go(Screen::holds);
    }
}

void Desk::draw_receipt(const Record& record) {
    state_.last_record = record;
    state_.paper.reset();
    if (auto document = compose::document_of(
            record, till_.ledger, catalog_.get(), language_, compose::Copy::first
        )) {
        order(std::move(*document), Purpose::receipt);
    }
}

void Desk::draw_shift(const Record& record) {
    state_.last_record = record;
    state_.paper.reset();
    if (till_.ledger.last_shift) {
        // The store signs its head at each shift close, in the same step as the record.
        order(
            compose::shift_document(
                *till_.ledger.last_shift,
                record,
                receipts::JournalPlace{record.seq, hex(record.hash)},
                till_.ledger,
                record.at,
                language_
            ),
            Purpose::shift_report
        );
    }
}

void Desk::order(receipts::Document document, Purpose purpose, std::string print_as) {
    const bool print = !print_as.empty();
    ports_.paper(
        {std::move(document), purpose, print, std::nullopt, till_.ledger, std::move(print_as)}
    );
}

// Answers.

void Desk::answered(const Answer& answer) {
    if (const auto* done = std::get_if<Accepted>(&answer)) {
        return accepted(*done);
    }
    if (const auto* refused = std::get_if<Refused>(&answer)) {
        const RefusalCode code = refused->refusal.code;
        if (leave_out_unsold(code)) {
            return;
        }
        if (code == RefusalCode::clock && !refused->refusal.detail.empty()) {
            // Whatever was asked for, the day has to be confirmed first.
            state_.to_approve = ConfirmDay{clock_->now().day(), std::nullopt};
        }
        if (can_be_approved(code)) {
            state_.approval_for = refused->refusal;
        }
        if (can_be_approved(code) && state_.screen != Screen::approve) {
            go(Screen::approve);
            say(Notice::Kind::info, words(refused->refusal, language_));
            return;
        }
        refuse(words(refused->refusal, language_));
    } else {
        const auto& failed = std::get<Failed>(answer);
        if (failed.code == name(FailureCode::not_known)) {
            // To go on could sell the same goods twice.
            return lost_track(state_.not_known, failed.reason);
        }
        refuse(failed.reason);
    }
    if (state_.screen == Screen::receipt_setup) {
        stop_saving(); // what is not kept stays edited
    }
}

std::string Desk::words_signed_in(const Accepted& answer) const {
    const std::string& number = answer.last_receipt.value_or("");
    const bool says_open = till_.ledger.shift && !shift_is_old(); // else it is asked about
    std::string text = says_open ? words_.shift_is_open + " " : std::string{};
    if (number.empty()) {
        return text + words_.no_receipt_yet;
    }
    const auto at = recent_.last_receipt();
    const bool known = at && at->number == number;
    return text
           + fill(words_.last_receipt, {number + (known ? ", " + format(at->at) : std::string{})});
}

void Desk::accepted(const Accepted& answer) {
    say(Notice::Kind::none, {});
    if (answer.action == "sign-in") {
        go(home());
        offer_left();
        say(Notice::Kind::info, words_signed_in(answer));
    } else if (answer.action == "sign-out") {
        go(Screen::sign_in);
    } else if (answer.action == "confirm-day") {
        go(home());
        say(Notice::Kind::info, words_.day_confirmed);
    } else if (answer.receipt) {
        state_.catalog.offer_later = false;
        go(Screen::receipt);
    } else if (answer.shift_close) {
        state_.last_shift = till_.ledger.last_shift;
        go(Screen::shift_closed);
    } else if (answer.action == "no-sale" || answer.action == "paid-in" || answer.action == "paid-out" || answer.action == "receive") {
        errand_done(answer.action);
    } else if (answer.action == "settings") {
        setting_changed();
    } else if (answer.action == "buyer") {
        buyer_noted(answer.buyer);
    } else if (answer.action == "pay") {
        state_.amount_typed.clear();
        show_payment(state_.tender);
    } else if (answer.action == "untender" || answer.action == "cancel") {
        taken_back(answer);
    } else if (answer.hold) {
        go(Screen::sell);
        say(Notice::Kind::info, fill(words_.held_as, {std::to_string(*answer.hold)}));
    } else {
        const bool approved = state_.screen == Screen::approve;
        const bool pays = state_.screen == Screen::pay || (approved && till_.paying());
        if (answer.action == "recall" && till_.paying()) {
            show_payment("cash"); // the till died while it was paid
        } else if (pays && !till_.basket.empty()) {
            show_payment(state_.tender); // a scan while paying
        } else {
            go(Screen::sell);
        }
        select_changed(answer);
    }
    if (!answer.warnings.empty()) {
        std::string said = words(answer.warnings.front(), language_);
        if (answer.action == "sign-in") {
            said += " " + words_signed_in(answer);
        }
        say(Notice::Kind::warning, std::move(said));
    }
}

void Desk::select_changed(const Accepted& answer) {
    const std::vector<SaleLine>& now = answer.lines;
    const auto last = static_cast<std::int64_t>(now.size());
    if (now.size() > lines_before_.size()) {
        state_.selected_line = last;
        return;
    }
    for (std::size_t i = 0; i < now.size() && now.size() == lines_before_.size(); ++i) {
        if (now[i].quantity != lines_before_[i].quantity) {
            state_.selected_line = now[i].line;
            return;
        }
    }
    state_.selected_line = std::clamp<std::int64_t>(state_.selected_line, last > 0 ? 1 : 0, last);
}

// Screens.

Screen Desk::home() const {
    if (!till_.cashier) {
        return Screen::sign_in;
    }
    if (state_.last_run) {
        return Screen::last_run;
    }
    if (!till_.ledger.shift) {
        return Screen::open_shift;
    }
    return shift_is_old() ? Screen::old_shift : Screen::sell;
}

bool Desk::shift_is_old() const {
    const auto& shift = till_.ledger.shift;
    const Day today = clock_->now().day();
    return shift && shift->opened_at.day() != today && state_.shift_agreed != today
           && till_.basket.empty() && !till_.paying();
}

void Desk::minute_passed() {
    const bool idle = state_.screen == Screen::sell && state_.search.empty() && !state_.help
                      && waiting_scans_.empty() && !till_.pending;
    if (idle && shift_is_old()) {
        go(Screen::old_shift);
    }
    changed();
}

void Desk::go(Screen screen) {
    if (screen == state_.screen || state_.screen == Screen::not_known) {
        return; // what is being typed stays; and out of that one leads only a new start
    }
    state_.screen = screen;
    say(Notice::Kind::none, {}); // what was said belonged to the other screen
    state_.search.clear();
    state_.selected_result = 0;
    state_.cancel_asked = false;
    if (screen != Screen::approve) {
        state_.to_approve.reset();
        state_.approval_for.reset();
    }
    if (screen != Screen::devices) {
        state_.device_page.asked.clear();
        if (state_.device_page.test && state_.device_page.test->is_scan) {
            state_.device_page.test.reset(); // codes are goods again
        }
    }
    if (screen != Screen::receipt_setup && screen != Screen::approve) {
        state_.receipt_setup = {};
    }
    if (screen != Screen::pay) {
        state_.payment_code.reset();
        state_.amount_typed.clear();
    }
    if (screen != Screen::give_back && screen != Screen::approve) {
        state_.found_sale.reset();
        state_.coming_back.clear();
    }
    state_.selected_errand = 0;
    state_.receiving = {};
}

void Desk::say(Notice::Kind kind, std::string text) {
    state_.notice = {kind, std::move(text)};
}

void Desk::refuse(std::string text) {
    say(Notice::Kind::refusal, std::move(text));
    ports_.ring();
}

void Desk::dismiss() {
    say(Notice::Kind::none, {});
    changed();
}

bool Desk::may_leave() {
    if (state_.screen == Screen::not_known) {
        return true; // there is nothing else to do
    }
    const bool unsaved = has_unsaved_receipt_setup();
    if (till_.basket.empty() && !unsaved) {
        return true;
    }
    refuse(unsaved ? words_.save_or_undo : words_.finish_basket_first);
    changed();
    return false;
}

// What the screen asks for.

PricedBasket Desk::priced() const {
    return price(till_.basket, clock_->now().day(), till_.settings().vat);
}

Money Desk::rest() const {
    return priced().total - paid(till_.tenders);
}

std::vector<const Product*> Desk::results() const {
    return state_.search.empty() ? std::vector<const Product*>{}
                                 : catalog_->search(state_.search, result_max);
}

const SaleLine* Desk::selected(const PricedBasket& basket) const {
    const auto line =
        std::find_if(basket.lines.begin(), basket.lines.end(), [this](const SaleLine& candidate) {
            return candidate.line == state_.selected_line;
        });
    return line == basket.lines.end() ? nullptr : &*line;
}

const Product* Desk::exact(const std::string& text) const {
    if (const Product* product = catalog_->find_code(text)) {
        return product;
    }
    return scanned_product(*catalog_, code_of(text));
}

Expected<Code, Refusal> Desk::code_of(const std::string& text) const {
    return parse_code(text, clock_->now().day(), till_.settings().in_store);
}

} // namespace ocop::ui
