#include "pos/ui/app.hpp"

#include "catalog-sync/shop_catalog.hpp"
#include "pos/compose/last_run.hpp"
#include "pos/compose/loss_decision.hpp"
#include "pos/compose/restore_offer.hpp"
#include "pos/compose/revenue_export.hpp"
#include "pos/shell/session.hpp"
#include "pos/ui/app_words.hpp"
#include "pos/ui/native_style.hpp"
#include "pos/ui/text.hpp"
#include "pos/ui/trace.hpp"

#include <wx/translation.h>

#include <cstdio>
#include <utility>

namespace ocop::ui {

namespace {

constexpr std::size_t jobs_max = 256;

} // namespace

void TillApp::log_fault(const std::string& what) {
    std::fprintf(stderr, "ocop-till: %s\n", what.c_str());
}

TillApp::TillApp(TillOptions options)
    : options_{std::move(options)} {}

TillApp::~TillApp() = default;

void TillApp::load_words() {
    auto* translations = new wxTranslations; // wx takes it
    wxTranslations::Set(translations);
    translations->SetLanguage(options_.language == Language::vi ? "vi" : "en");
    wxFileTranslationsLoader::AddCatalogLookupPathPrefix(to_wx(options_.locale.string()));
    translations->AddCatalog("ocop-till");
}

bool TillApp::OnInit() {
    SetAppName("ocop-till");
    load_words();
    if (!options_.trace.empty()) {
        trace_.open(options_.trace, std::ios::app);
    }
    test_timer_ = std::make_unique<wxTimer>();
    test_timer_->Bind(wxEVT_TIMER, [this](wxTimerEvent&) { desk_->test_is_over(timed_test_); });
    desk_ = std::make_unique<Desk>(options_.language, clock_, desk_words(), ports());
    pictures_ = std::make_unique<PictureShelf>(picture_ports(), [this] {
        if (frame_ != nullptr) {
            frame_->Refresh();
        }
    });
    frame_ = new MainFrame{*desk_, *pictures_, [this] { open_store(); }};
    frame_->on_shown = [this](const ViewModel& model) {
        if (display_ != nullptr) {
            display_->show(model, desk_->state().payment_code);
        }
        if (trace_.is_open()) {
            if (std::string line = trace_line(model, desk_->state()); line != traced_) {
                traced_ = std::move(line);
                trace_ << traced_ << std::endl;
            }
        }
    };
    frame_->Show();
    return true;
}

DeskPorts TillApp::ports() {
    DeskPorts ports;
    ports.store = [this](StoreEffect effect) {
        return store_worker_->post([this, effect = std::move(effect)]() mutable {
            if (basket_waits_ && std::holds_alternative<CheckPin>(effect)) {
                bring_back_what_waits(); // nothing was worked out yet from what is on disk
            }
            Message message = shop_->runner().carry_out(std::move(effect));
            if (const auto* failed = std::get_if<StoreFailed>(&message);
                failed != nullptr && shop_->journal().not_known()) {
                lost_track(failed->reason);
            }
            CallAfter([this, message = std::move(message)] { desk_->receive(message); });
        });
    };
    ports.look_up = [this](std::string number) {
        return store_worker_->post([this, number = std::move(number)] {
            auto found = shop_->journal().find(number);
            std::string fault = found ? std::string{} : words(found.error(), options_.language);
            std::optional<StoredSale> sale = found ? std::move(*found) : std::nullopt;
            CallAfter([this, sale = std::move(sale), fault = std::move(fault)] {
                desk_->sale_found(sale, fault);
            });
        });
    };
    ports.note_reading = [this](std::string user) {
        return store_worker_->post([this, user = std::move(user)] {
            auto done = compose::acknowledge_last_run(*shop_, user, clock_.now());
            if (shop_->journal().not_known()) {
                return lost_track(words(done.error(), options_.language));
            }
            CallAfter([this, done = std::move(done)] { desk_->last_run_read(done); });
        });
    };
    ports.keep_basket = [this](std::optional<OpenBasket> open) {
        if (basket_keeper_) {
            basket_keeper_->keep(std::move(open));
        }
    };
    ports.paper = [this](PaperOrder order) { take_paper(std::move(order)); };
    ports.print = [this](std::int64_t job, devices::PrintChoice choice) {
        if (!paper_desk_->service().choose(job, choice)) {
            log_fault("the print thread took no choice");
        }
    };
    ports.device = device_ports();
    ports.receipt = receipt_ports();
    ports.restore = restore_ports();
    ports.ring = [] { wxBell(); };
    ports.changed = [this] {
        if (frame_ != nullptr) {
            frame_->refresh();
        }
    };
    return ports;
}

std::unique_ptr<compose::PaperDesk> TillApp::make_paper_desk() {
    compose::PaperDeskParts paper;
    paper.folder = options_.folder;
    paper.language = options_.language;
    paper.on_status = [this](const devices::PrintStatus& status) {
        CallAfter([this, status] { desk_->receive(status); });
    };
    paper.bus = [this]() -> devices::UsbBus* { return device_bus_.get().value_or(nullptr); };
    return std::make_unique<compose::PaperDesk>(std::move(paper));
}

void TillApp::open_store() {
    if (options_.exit_after_first_paint) {
        frame_->Destroy();
        return;
    }
    paper_desk_ = make_paper_desk();
    store_worker_ = std::make_unique<Worker>("store", jobs_max, log_fault);
    device_worker_ = std::make_unique<Worker>("device", jobs_max, log_fault);
    catalog_worker_ = std::make_unique<Worker>("catalog", jobs_max, log_fault);
    display_ = CustomerDisplay::make(frame_, options_.customer_display);
    if (!store_worker_->post([this] { read_store(); })) {
        log_fault("the store thread took no job");
    }
}

void TillApp::read_store(const std::string& said) {
    auto shop = compose::ShopStore::open(options_.folder, store::Use::write, options_.language);
    std::string mended;
    if (!shop && shop.error().code == FailureCode::tables) {
        // The journal is what counts, and it is proved before its tables are made again: no reason
        // to keep a queue waiting.
        shop = compose::open_rebuilt(options_.folder, options_.language);
        mended = options_.language == Language::vi
                     ? "Bảng phụ bị hỏng đã được lập lại từ sổ nhật ký; không mất gì."
                     : "Damaged tables were made again from the journal; nothing is lost.";
    }
    if (!shop) {
        std::string fault = words(shop.error(), options_.language);
        fault += compose::ways_on_from(options_.folder, shop.error(), options_.language);
        const std::string doubt = compose::still_in_doubt(options_.folder, options_.language);
        fault += (doubt.empty() ? "" : " ") + doubt;
        const bool helps = compose::restore_helps(shop.error().code);
        CallAfter([this, fault = std::move(fault), helps] {
            plain_text_fields(); // the restore's screen may be the first with any
            desk_->could_not_open(fault, helps);
        });
        return;
    }
    shop_ = std::move(*shop);
    const auto question = compose::question_of_last_run(*shop_, options_.language);
    // What concerns what is sold stands in front.
    catalog_sync::ShopCatalog goods = catalog_sync::load_shop_catalog(options_.folder);
    std::string note = said;
    const auto add = [&note](const std::string& sentence) {
        note += (note.empty() || sentence.empty() ? "" : " ") + sentence;
    };
    add(compose::news_of_last_run(*shop_, options_.language).value_or(mended));
    shop_->journal().end_was_told();
    const auto left = compose::bring_basket_back(*shop_, clock_.now());
    if (!left && shop_->journal().not_known()) {
        return lost_track(words(left.error(), options_.language));
    }
    basket_waits_ = !left || left->waits;
    add(words(compose::finish_exports(*shop_), options_.language));
    // What concerns the customer at the counter, before what concerns the shop.
    add(left ? words(*left, options_.language) : words(left.error(), options_.language));
    for (const catalog_sync::CatalogFault& fault : goods.faults) {
        add(words(fault, options_.language));
    }
    const std::shared_ptr<const Catalog> catalog = goods.catalog;
    // The journal notes which catalogue sells from here on.
    if (auto draft = catalog_note(shop_->ledger(), *catalog, clock_.now())) {
        for (const RecordDraft& record : with_clock(shop_->ledger(), std::move(*draft))) {
            if (const auto done = shop_->journal().append(record); !done) {
                if (shop_->journal().not_known()) {
                    return lost_track(words(done.error(), options_.language));
                }
                add(words(done.error(), options_.language));
            }
        }
    }
    if (const auto caught_up =
            paper_desk_->catch_up(shop_->journal(), shop_->ledger(), catalog.get());
        !caught_up) {
        add(words(caught_up.error(), options_.language));
    }
    if (const auto lost = shop_->pins().fault(); lost && !shop_->ledger().users.empty()) {
        note = words(*lost, options_.language); // nobody can sign in; before all else
    }
    // What could not be brought back is not written over.
    CallAfter([this, ledger = shop_->ledger(), catalog, note, question, keeps = left.has_value()] {
        if (keeps) {
            begin_keeping();
        }
        store_opened(ledger, catalog, note, question);
    });
    const bool posted = device_worker_->post([this, settings = shop_->ledger().settings] {
        begin_scanners(settings);
    });
    if (!posted) {
        log_fault("the device thread took no job; scanners type like keyboards");
    }
    begin_catalog(std::move(goods));
    file_missed(catalog);
}

void TillApp::begin_keeping() {
    if (!basket_keeper_) {
        basket_keeper_ =
            std::make_unique<compose::BasketKeeper>(options_.folder, [](const Failure& why) {
                log_fault(words(why, Language::en));
            });
    }
}

void TillApp::bring_back_what_waits() {
    auto left = compose::bring_basket_back(*shop_, clock_.now());
    if (!left) {
        return shop_->journal().not_known() ? lost_track(words(left.error(), options_.language))
                                            : void();
    }
    basket_waits_ = left->waits.has_value();
    CallAfter([this, records = std::move(left->records)] {
        for (const Record& record : records) {
            desk_->receive(RecordSeen{record});
        }
        begin_keeping();
    });
}

void TillApp::lost_track(const std::string& sentence) {
    const auto record = compose::told(*shop_->journal().not_known(), options_.language);
    CallAfter([this, record, sentence] { desk_->lost_track(record, sentence); });
}

void TillApp::store_opened(
    Ledger ledger,
    std::shared_ptr<const Catalog> catalog,
    const std::string& note,
    std::optional<compose::LastRunQuestion> question
) {
    catalog_ = catalog;
    plain_text_fields(); // before the first field is made
    desk_->opened(std::move(ledger), std::move(catalog), note, std::move(question));
}

int TillApp::FilterEvent(wxEvent& event) {
    if (event.GetEventType() == wxEVT_CHAR && frame_ != nullptr) {
        const auto& key = static_cast<const wxKeyEvent&>(event);
        // Ctrl and Alt make commands of letters; only the group separator comes that way.
        const auto character = static_cast<char32_t>(key.GetUnicodeKey());
        const bool plain = !key.ControlDown() && !key.AltDown();
        if (character != WXK_NONE && (plain || character == 0x1D)
            && frame_->typed(character, key.GetTimestamp())) {
            return Event_Processed;
        }
    }
    return Event_Skip;
}

bool TillApp::OnExceptionInMainLoop() {
    // The barrier of the UI thread: what is on disk stays whole, a restart goes on from there.
    try {
        throw;
    } catch (const std::exception& error) {
        log_fault(error.what());
    } catch (...) {
        log_fault("something that is no std::exception");
    }
    return false;
}

void TillApp::OnAssertFailure(
    const wxChar* file, int line, const wxChar*, const wxChar* condition, const wxChar* message
) {
    log_fault(to_utf8(wxString::Format(
        "%s:%d: %s %s", file, line, condition, message == nullptr ? wxS("") : message
    )));
}

int TillApp::OnExit() {
    frame_ = nullptr;
    test_timer_.reset();
    basket_keeper_.reset();
    catalog_desk_.reset(); // it tells of pictures
    pictures_.reset();
    if (catalog_worker_) {
        catalog_worker_->stop();
    }
    if (store_worker_) {
        // The journal goes where it was opened, after every sale posted before.
        const bool posted = store_worker_->post([this] {
            if (shop_) {
                shop_->finish();
            }
            shop_.reset();
        });
        if (!posted) {
            log_fault("the journal's head is not written; it is behind, not lost");
        }
        store_worker_->stop();
    }
    if (device_worker_) {
        const bool posted = device_worker_->post([this] {
            device_desk_.reset();
            scanners_.reset();
        });
        if (!posted) {
            log_fault("the scanners go back to the system with the program");
        }
        device_worker_->stop();
    }
    paper_desk_.reset(); // what did not come out is offered at the next start
    return 0;
}

} // namespace ocop::ui
