#include "tests/faults/till_core.hpp"

#include "catalog-sync/shop_catalog.hpp"
#include "pos/compose/last_run.hpp"
#include "pos/compose/revenue_export.hpp"
#include "pos/core/till.hpp"
#include "pos/shell/session.hpp"
#include "pos/ui/view_model.hpp"

#include <iostream>
#include <sstream>

namespace ocop::faults {

namespace {

/// What the screen says once a deed without a screen of its own is done.
constexpr const char* is_done = "done: ";

} // namespace

TillCore::TillCore(std::filesystem::path folder)
    : folder_{std::move(folder)},
      desk_{Language::en, clock_, words(), ports()} {}

TillCore::~TillCore() {
    if (shop_) {
        shop_->finish();
    }
    shop_.reset();
    paper_desk_.reset();
}

ui::DeskWords TillCore::words() {
    ui::DeskWords words;
    words.held_as = std::string{is_done} + "%s";
    words.paid_in = words.held_as;
    words.paid_out = words.held_as;
    words.drawer_open = words.held_as;
    words.drawer_by_key = words.held_as;
    words.received = words.held_as;
    words.paper_failed = "%s";
    return words;
}

ui::DeskPorts TillCore::ports() {
    ui::DeskPorts ports;
    ports.store = [this](StoreEffect effect) {
        asked_.push_back(std::move(effect));
        return true;
    };
    ports.look_up = [this](std::string number) {
        looked_up_.push_back(std::move(number));
        return true;
    };
    ports.note_reading = [this](std::string user) {
        readings_.push_back(std::move(user));
        return true;
    };
    ports.paper = [this](ui::PaperOrder order) { papers_.push_back(std::move(order)); };
    ports.print = [this](std::int64_t job, devices::PrintChoice choice) {
        static_cast<void>(paper_desk_->service().choose(job, choice));
    };
    ports.device.watch = [] {};
    ports.device.apply = [](const Ledger&) {};
    ports.device.test = [](int, const PrinterAddress&, const Ledger&, compose::TestSlips) {};
    ports.device.wake = [](int) {};
    ports.receipt.preview = [](int, const Ledger&) {};
    ports.receipt.read_logo = [](int, const std::string&) {};
    ports.ring = [] {};
    ports.changed = [] {};
    return ports;
}

bool TillCore::open() {
    compose::PaperDeskParts paper;
    paper.folder = folder_;
    paper.language = Language::en;
    paper.on_status = [this](const devices::PrintStatus& status) {
        const std::scoped_lock one{news_mutex_};
        print_news_.push_back(status);
    };
    paper_desk_ = std::make_unique<compose::PaperDesk>(std::move(paper));
    auto shop = compose::ShopStore::open(folder_, store::Use::write, Language::en);
    if (!shop && shop.error().code == FailureCode::tables) {
        shop = compose::open_rebuilt(folder_, Language::en);
    }
    if (!shop) {
        code_ = name(shop.error().code);
        desk_.could_not_open(ocop::words(shop.error(), Language::en));
        return false;
    }
    shop_ = std::move(*shop);
    const auto question = compose::question_of_last_run(*shop_, Language::en);
    catalog_sync::ShopCatalog goods = catalog_sync::load_shop_catalog(folder_);
    catalog_ = goods.catalog;
    std::string note = compose::news_of_last_run(*shop_, Language::en).value_or("");
    shop_->journal().end_was_told();
    const auto add = [&note](const std::string& sentence) {
        note += (note.empty() || sentence.empty() ? "" : " ") + sentence;
    };
    add(compose::words(compose::finish_exports(*shop_), Language::en));
    for (const catalog_sync::CatalogFault& fault : goods.faults) {
        add(catalog_sync::words(fault, Language::en));
    }
    note_catalog(add);
    catch_up(add);
    if (const auto lost = shop_->pins().fault(); lost && !shop_->ledger().users.empty()) {
        note = ocop::words(*lost, Language::en);
    }
    desk_.opened(shop_->ledger(), catalog_, note, question);
    if (!note.empty()) {
        std::cerr << note << '\n';
    }
    return true;
}

void TillCore::note_catalog(const Add& add) {
    auto draft = catalog_note(shop_->ledger(), *catalog_, clock_.now());
    if (!draft) {
        return;
    }
    for (const RecordDraft& record : with_clock(shop_->ledger(), std::move(*draft))) {
        if (const auto done = shop_->journal().append(record); !done) {
            add(ocop::words(done.error(), Language::en));
        }
    }
}

void TillCore::catch_up(const Add& add) {
    const auto printed = paper_desk_->catch_up(shop_->journal(), shop_->ledger(), catalog_.get());
    if (!printed) {
        add(ocop::words(printed.error(), Language::en));
    }
    const auto filed = paper_desk_->file_missed(shop_->journal(), catalog_.get());
    add(filed ? compose::words(*filed, Language::en) : ocop::words(filed.error(), Language::en));
}

void TillCore::take_paper(const ui::PaperOrder& order) {
    auto news = ui::PaperThread{*paper_desk_, Language::en}.carry_out(order, *catalog_);
    if (!news.fault.empty()) {
        std::cerr << news.fault << '\n';
    }
    desk_.receive(std::move(news));
}

void TillCore::settle() {
    for (;;) {
        if (!asked_.empty()) {
            StoreEffect effect = std::move(asked_.front());
            asked_.pop_front();
            const Message message = shop_->runner().carry_out(std::move(effect));
            const auto* const failed = std::get_if<StoreFailed>(&message);
            code_ = failed != nullptr ? failed->code : code_;
            if (failed != nullptr && shop_->journal().not_known()) {
                desk_.lost_track(
                    compose::told(*shop_->journal().not_known(), Language::en), failed->reason
                );
            }
            desk_.receive(message);
        } else if (!looked_up_.empty()) {
            auto found = shop_->journal().find(looked_up_.front());
            looked_up_.pop_front();
            code_ = found ? code_ : std::string{name(found.error().code)};
            desk_.sale_found(
                found ? std::move(*found) : std::nullopt,
                found ? std::string{} : ocop::words(found.error(), Language::en)
            );
        } else if (!readings_.empty()) {
            const std::string user = std::move(readings_.front());
            readings_.pop_front();
            const auto done = compose::acknowledge_last_run(*shop_, user, clock_.now());
            code_ = done ? code_ : std::string{name(done.error().code)};
            desk_.last_run_read(done);
        } else if (!papers_.empty()) {
            const ui::PaperOrder order = std::move(papers_.front());
            papers_.pop_front();
            take_paper(order);
        } else {
            break;
        }
    }
    const std::scoped_lock one{news_mutex_};
    while (!print_news_.empty()) {
        desk_.receive(print_news_.front());
        print_news_.pop_front();
    }
}

void TillCore::press(const std::string& key) {
    for (const ui::Shortcut& shortcut : ui::shortcuts()) {
        if (shortcut.shown == key) {
            return desk_.press(shortcut.command);
        }
    }
}

void TillCore::count(std::istream& rest) {
    Denominations counted;
    std::int64_t piece = 0;
    std::int64_t number = 0;
    while (rest >> piece >> number) {
        counted[piece] = number;
    }
    desk_.close_shift(counted);
}

void TillCore::act(const std::string& line) {
    std::istringstream rest{line};
    rest >> what_;
    before_ = desk_.state().screen;
    code_.clear();
    act_on(what_, rest);
    settle();
}

void TillCore::act_on(const std::string& what, std::istream& rest) {
    std::string first;
    std::string second;
    if (what == "count") {
        return count(rest);
    }
    rest >> first >> second;
    if (what == "sign-in") {
        desk_.sign_in(first, second);
    } else if (what == "open-shift") {
        desk_.open_shift(first);
    } else if (what == "scan") {
        desk_.scanned(first);
    } else if (what == "press") {
        press(first);
    } else if (what == "pay") {
        desk_.pay(first);
    } else if (what == "discount") {
        desk_.give_discount(first, true, second);
    } else if (what == "approve") {
        desk_.approve(first, second);
    } else if (what == "errand") {
        desk_.start_errand(static_cast<std::size_t>(std::stoi(first)));
    } else if (what == "cash") {
        desk_.move_cash(first, second);
    } else if (what == "goods") {
        desk_.receive_goods({first, second, {}, {}, false});
    } else if (what == "find") {
        desk_.find_receipt(first);
    } else if (what == "back") {
        desk_.set_coming_back(0, Quantity{std::stoll(first)});
        desk_.take_back();
    } else if (what == "recall") {
        desk_.recall(std::stoll(first));
    }
}

std::string TillCore::deed() const {
    const ui::Screen now = desk_.state().screen;
    const bool told = desk_.state().notice.text.starts_with(is_done);
    if (what_ == "open-shift") {
        return now == ui::Screen::sell ? "open-shift" : "";
    }
    if (what_ == "pay" || what_ == "back") {
        const bool paper = now == ui::Screen::receipt && before_ != now;
        return paper ? (what_ == "pay" ? "pay" : "return") : "";
    }
    if (what_ == "count") {
        return now == ui::Screen::shift_closed ? "close-shift" : "";
    }
    if (what_ == "cash" || what_ == "goods") {
        return told ? std::string{name(before_)} : "";
    }
    return told && what_ == "press" ? "hold" : "";
}

Json TillCore::shown() const {
    const ui::ViewModel view = ui::view(desk_);
    const std::string notice = desk_.state().notice.text;
    if (desk_.state().screen == ui::Screen::not_known) {
        return {
            {"ok", false},
            {"do", what_},
            {"error",
             {{"code", name(FailureCode::not_known)}, {"message", desk_.state().opening_fault}}}};
    }
    if (desk_.state().notice.kind == ui::Notice::Kind::refusal) {
        return {{"ok", false}, {"do", what_}, {"error", {{"code", code_}, {"message", notice}}}};
    }
    const std::string done = deed();
    Json shown{
        {"ok", true}, {"do", done}, {"screen", name(desk_.state().screen)}, {"notice", notice}};
    if (view.receipt && (done == "pay" || done == "return")) {
        shown[done == "pay" ? "sale" : "return"] = view.receipt->number;
        const auto body = read_sale(*desk_.state().last_record);
        shown["total"] = body ? body->total.vnd() : -1;
    }
    return shown;
}

} // namespace ocop::faults
