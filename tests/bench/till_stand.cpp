#include "tests/bench/till_stand.hpp"

#include "catalog-sync/local_store.hpp"
#include "pos/compose/shop_store.hpp"
#include "pos/core/assert.hpp"
#include "pos/ui/app.hpp"
#include "pos/ui/control_ids.hpp"
#include "tests/bench/goods.hpp"
#include "tests/bench/program.hpp"
#include "tests/devices/scanner_bytes.hpp"

#include <libusb.h>
#include <wx/init.h>
#include <wx/textctrl.h>

#include <atomic>
#include <dlfcn.h>
#include <future>
#include <glib-object.h>
#include <thread>

namespace ocop::bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint8_t reports_in = 0x81;

/// When libusb last called back for a report of the scanner.
std::atomic<Clock::rep> completed_at{0};
std::atomic<libusb_transfer_cb_fn> called_back{nullptr};

void LIBUSB_CALL completed(libusb_transfer* transfer) {
    completed_at = Clock::now().time_since_epoch().count();
    called_back.load()(transfer);
}

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// A function of the GTK that wx has loaded; its headers are not needed to build the till.
template <class Function>
Function* gtk(const char* name) {
    auto* const found = reinterpret_cast<Function*>(::dlsym(RTLD_DEFAULT, name));
    OCOP_ASSERT(found != nullptr);
    return found;
}

void make_store(const std::filesystem::path& folder, const std::vector<Product>& products) {
    std::filesystem::create_directories(folder);
    const Moment now = *parse_moment("2026-11-20T07:00:00+07:00");
    OCOP_ASSERT(compose::init_store(
                    folder, {"QNA", "QNA-HOIAN-01", "Cửa hàng OCOP", "Hội An", 1, true, now}
    )
                    .has_value());
    auto shop = compose::ShopStore::open(folder, store::Use::write, Language::vi);
    OCOP_ASSERT(shop.has_value());
    const auto append = [&](const char* kind, Json body) {
        OCOP_ASSERT((*shop)->journal().append({kind, now, std::move(body)}).has_value());
    };
    append("user", {{"user", "hoa"}, {"role", "manager"}, {"active", true}});
    append("settings", {{"key", "printer"}, {"value", "usb"}});
    OCOP_ASSERT((*shop)->pins().set("hoa", "1234").has_value());
    OCOP_ASSERT(catalog_sync::store_goods(folder, products).has_value());
}

} // namespace

TillStand::TillStand(const std::filesystem::path& folder, std::size_t products)
    : folder_{folder} {
    const std::vector<Product> all = goods(products);
    make_store(folder_, all);
    for (const Product& product : all) {
        gtins_.push_back(product.gtin->digits14().substr(1));
    }
    const auto printer = bed_.plug(devices::testing::epson_printer(), "1-1");
    scanner_ = std::make_shared<devices::testing::EmulatedDevice>(devices::testing::pos_scanner());
    scanner_->set_report_descriptor(0, devices::testing::pos_descriptor());
    bed_.plug(scanner_, "1-2");
}

void TillStand::run(const std::function<void()>& drive) {
    ui::TillOptions options;
    options.folder = folder_;
    options.customer_display = *ui::parse_display("off");
    options.locale = std::filesystem::path{OCOP_BINARY_DIR} / "pos" / "locale";
    wxApp::SetInstance(new ui::TillApp{options});
    std::jthread driver;
    wxTheApp->CallAfter([&] {
        driver = std::jthread{[this, &drive] {
            on_ui([this] { find_window(); });
            drive();
            on_ui([this] { frame_->Destroy(); });
        }};
    });
    int count = 1;
    std::string name = "ocop-till";
    char* arguments[] = {name.data(), nullptr};
    wxEntry(count, arguments);
}

void TillStand::on_ui(const std::function<void()>& work) {
    std::promise<void> done;
    wxTheApp->CallAfter([&] {
        work();
        done.set_value();
    });
    done.get_future().wait();
}

void TillStand::wait(const std::function<bool()>& happened) {
    std::unique_lock lock{mutex_};
    constexpr std::chrono::seconds patience{60};
    OCOP_ASSERT(changed_.wait_for(lock, patience, happened));
}

void TillStand::find_window() {
    frame_ = dynamic_cast<ui::MainFrame*>(wxTheApp->GetTopWindow());
    OCOP_ASSERT(frame_ != nullptr);
    frame_->on_shown = [this, before = frame_->on_shown](const ui::ViewModel& model) {
        before(model);
        const std::lock_guard lock{mutex_};
        screen_ = name(model.screen);
        has_scanner_ = !model.frame.scanner.empty();
        total_ = model.total.total;
        if (station_ == Station::started && total_ != total_before_) {
            started_ = Clock::time_point{Clock::duration{completed_at.load()}};
            passage_.taken = seconds_since(started_);
            station_ = Station::taken;
        }
        changed_.notify_all();
    };
}

void TillStand::enter(const char* field, const char* text) {
    on_ui([&] {
        auto* const box = dynamic_cast<wxTextCtrl*>(wxWindow::FindWindowByName(field));
        OCOP_ASSERT(box != nullptr);
        box->SetValue(text);
        OCOP_ASSERT(frame_->typed(U'\r', 0)); // as TillApp passes it on
    });
}

void TillStand::open() {
    wait([this] { return screen_ == "sign-in"; });
    enter(ui::id::pin, "1234");
    wait([this] { return screen_ == "open-shift"; });
    enter(ui::id::opening_float, "2000k");
    wait([this] { return screen_ == "sell" && has_scanner_; });
    // Nobody manages windows here; with the focus goes the caret, which blinks.
    Program focus{
        {"xdotool", "search", "--sync", "--onlyvisible", "--class", "ocop-till", "windowfocus"}};
    OCOP_ASSERT(focus.wait().well);
    on_ui([this] {
        wxWindow* const basket = wxWindow::FindWindowByName(ui::id::basket, frame_);
        OCOP_ASSERT(basket != nullptr);
        watch_painting(*frame_, *basket);
    });
}

void TillStand::watch_painting(wxWindow& frame, wxWindow& drawn) {
    drawn.Bind(wxEVT_PAINT, [this](wxPaintEvent& event) {
        event.Skip();
        const std::lock_guard lock{mutex_};
        station_ = station_ == Station::taken ? Station::drawn : station_;
    });
    // GTK draws all that changed between two ticks of a window's clock, and then says so.
    void* const clock = gtk<void*(void*)>("gtk_widget_get_frame_clock")(frame.GetHandle());
    const auto after_paint = [](void*, void* self) { static_cast<TillStand*>(self)->painted(); };
    g_signal_connect_data(
        clock,
        "after-paint",
        reinterpret_cast<GCallback>(static_cast<void (*)(void*, void*)>(after_paint)),
        this,
        nullptr,
        GConnectFlags{}
    );
}

void TillStand::painted() {
    const std::lock_guard lock{mutex_};
    if (station_ == Station::drawn) {
        // Sent is not drawn: the display says when it has.
        gtk<void(void*)>("gdk_display_sync")(gtk<void*()>("gdk_display_get_default")());
        passage_.painted = seconds_since(started_);
        station_ = Station::painted;
        changed_.notify_all();
    }
}

Passage TillStand::scan(std::size_t product) {
    {
        const std::lock_guard lock{mutex_};
        total_before_ = total_;
        station_ = Station::started;
    }
    scanner_->send(reports_in, devices::testing::pos_report("]E0", gtins_.at(product)));
    wait([this] { return station_ == Station::painted; });
    return passage_;
}

void TillStand::show_empty_window() {
    on_ui([this] {
        empty_ = new wxFrame{nullptr, wxID_ANY, "empty", wxPoint{0, 0}, frame_->GetSize()};
        empty_->Show();
    });
    on_ui([this] {
        empty_->Raise();
        watch_painting(*empty_, *empty_);
    });
}

Passage TillStand::post_to_empty_window() {
    {
        const std::lock_guard lock{mutex_};
        station_ = Station::started;
        started_ = Clock::now();
    }
    wxTheApp->CallAfter([this] {
        {
            const std::lock_guard lock{mutex_};
            passage_.taken = seconds_since(started_);
            station_ = Station::taken;
        }
        empty_->Refresh();
    });
    wait([this] { return station_ == Station::painted; });
    return passage_;
}

void TillStand::close_empty_window() {
    on_ui([this] { empty_->Destroy(); });
}

} // namespace ocop::bench

/// In front of libusb's own: the callback of each report of a scanner is stamped.
extern "C" int LIBUSB_CALL libusb_submit_transfer(libusb_transfer* transfer) {
    using Submit = int(libusb_transfer*);
    static auto* const submit =
        reinterpret_cast<Submit*>(::dlsym(RTLD_NEXT, "libusb_submit_transfer"));
    if (transfer->type == LIBUSB_TRANSFER_TYPE_INTERRUPT
        && transfer->callback != &ocop::bench::completed) {
        ocop::bench::called_back = transfer->callback;
        transfer->callback = &ocop::bench::completed;
    }
    return submit(transfer);
}
