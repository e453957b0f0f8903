#include "pos/ui/app.hpp"

#include "pos/shell/session.hpp"
#include "pos/ui/app_words.hpp"
#include "pos/ui/native_style.hpp"
#include "pos/ui/text.hpp"
#include "pos/ui/trace.hpp"

#include <wx/translation.h>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace ocop::ui {

namespace {

constexpr std::size_t jobs_max = 256;

void log_fault(const std::string& what) {
    std::fprintf(stderr, "ocop-till: %s\n", what.c_str());
}

} // namespace

TillApp::TillApp(TillOptions options, LoadCatalog load_catalog)
    : options_{std::move(options)},
      load_catalog_{std::move(load_catalog)} {}

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
    desk_ = std::make_unique<Desk>(options_.language, clock_, desk_words(), ports());
    pictures_ = std::make_unique<PictureShelf>(picture_ports(), [this] {
        if (frame_ != nullptr) {
            frame_->Refresh();
        }
    });
    frame_ = new MainFrame{*desk_, *pictures_, [this] { open_store(); }};
    frame_->on_shown = [this](const ViewModel& model) {
        if (display_ != nullptr) {
            display_->show(model);
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
        return store_worker_->post([this, effect = std::move(effect)] {
            Message message = shop_->runner().carry_out(effect);
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
    ports.paper = [this](PaperOrder order) { take_paper(std::move(order)); };
    ports.ring = [] { wxBell(); };
    ports.changed = [this] {
        if (frame_ != nullptr) {
            frame_->refresh();
        }
    };
    return ports;
}

PicturePorts TillApp::picture_ports() {
    PicturePorts ports;
    ports.find = [folder = options_.folder](const std::string& name) {
        std::error_code error;
        const std::filesystem::path file = folder / name;
        return std::filesystem::is_regular_file(file, error) ? std::optional{file} : std::nullopt;
    };
    ports.wanted = [](const std::string&) {};
    return ports;
}

void TillApp::take_paper(PaperOrder order) {
    const Purpose purpose = order.purpose;
    const bool taken = device_worker_->post([this, order = std::move(order), goods = catalog_] {
        if (!paper_) {
            paper_ = std::make_unique<PaperThread>(options_.folder, options_.language);
        }
        PaperNews news = paper_->carry_out(order, *goods);
        CallAfter([this, news = std::move(news)] { desk_->receive(news); });
    });
    if (!taken) {
        desk_->receive(PaperNews{
            purpose, std::nullopt, true, to_utf8(_("The printer is too slow; print again later."))}
        );
    }
}

void TillApp::open_store() {
    if (options_.exit_after_first_paint) {
        frame_->Destroy();
        return;
    }
    store_worker_ = std::make_unique<Worker>("store", jobs_max, log_fault);
    device_worker_ = std::make_unique<Worker>("device", jobs_max, log_fault);
    display_ = CustomerDisplay::make(frame_, options_.customer_display);
    const bool posted = store_worker_->post([this] {
        auto shop = compose::ShopStore::open(options_.folder, store::Use::write, options_.language);
        if (!shop) {
            CallAfter([this, fault = words(shop.error(), options_.language)] {
                desk_->could_not_open(fault);
            });
            return;
        }
        shop_ = std::move(*shop);
        auto goods = load_catalog_(options_.folder);
        std::string note;
        if (!goods && goods.error().code != FailureCode::missing) {
            note = words(goods.error(), options_.language);
        }
        const auto catalog = goods ? *goods : std::make_shared<const Catalog>();
        // The journal notes which catalogue sells from here on.
        if (auto draft = catalog_note(shop_->ledger(), *catalog, clock_.now())) {
            for (const RecordDraft& record : with_clock(shop_->ledger(), std::move(*draft))) {
                if (const auto done = shop_->journal().append(record); !done) {
                    note = words(done.error(), options_.language);
                }
            }
        }
        CallAfter([this, ledger = shop_->ledger(), catalog, note] {
            store_opened(ledger, catalog, note);
        });
        Recent recent;
        const std::int64_t next = shop_->ledger().records;
        const auto read = shop_->journal().read(
            std::max<std::int64_t>(0, next - Recent::records_max),
            next - 1,
            [&recent](const Record& record) {
                recent.see(record);
                return true;
            }
        );
        if (!read) {
            log_fault(words(read.error(), Language::en)); // only what is offered again is less
        }
        CallAfter([this, recent = std::move(recent)] { desk_->remember(recent); });
    });
    if (!posted) {
        log_fault("the store thread took no job");
    }
}

void TillApp::store_opened(
    Ledger ledger, std::shared_ptr<const Catalog> catalog, const std::string& note
) {
    catalog_ = catalog;
    plain_text_fields(); // before the first field is made
    desk_->opened(std::move(ledger), std::move(catalog), note);
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
    pictures_.reset();
    if (store_worker_) {
        // The journal goes where it was opened, after every sale posted before.
        if (!store_worker_->post([this] { shop_.reset(); })) {
            log_fault("the journal's head is not written; it is behind, not lost");
        }
        store_worker_->stop();
    }
    if (device_worker_) {
        device_worker_->stop();
    }
    return 0;
}

} // namespace ocop::ui
