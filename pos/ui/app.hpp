#pragma once

#include "catalog-sync/shop_catalog.hpp"
#include "pos/compose/basket_file.hpp"
#include "pos/compose/catalog_desk.hpp"
#include "pos/compose/device_bus.hpp"
#include "pos/compose/device_desk.hpp"
#include "pos/compose/last_run.hpp"
#include "pos/compose/paper_desk.hpp"
#include "pos/compose/scanner_desk.hpp"
#include "pos/compose/shop_store.hpp"
#include "pos/compose/system_clock.hpp"
#include "pos/core/catalog.hpp"
#include "pos/shell/worker.hpp"
#include "pos/ui/customer_display.hpp"
#include "pos/ui/desk.hpp"
#include "pos/ui/main_frame.hpp"
#include "pos/ui/paper_thread.hpp"

#include <wx/app.h>
#include <wx/timer.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>

namespace ocop::ui {

/// How the till was asked to run.
struct TillOptions {
    std::filesystem::path folder{}; // the store
    Language language = Language::vi;
    DisplayChoice customer_display{};
    std::filesystem::path locale{};      // holds <lang>/LC_MESSAGES/ocop-till.mo
    std::filesystem::path trace{};       // empty: none
    bool exit_after_first_paint = false; // for measuring the start
};

/// The window's program: the desk on the UI thread, the journal on the store thread, paper on the
/// device thread. What a thread has to tell comes back as an event to this object, never to a
/// window that can close.
class TillApp final : public wxApp {
public:
    explicit TillApp(TillOptions options);
    ~TillApp() override;

    bool OnInit() override;
    int OnExit() override;
    int FilterEvent(wxEvent& event) override;
    bool OnExceptionInMainLoop() override;
    /// wx would ask with a dialog, in the middle of a sale: it is written down instead.
    void OnAssertFailure(
        const wxChar* file,
        int line,
        const wxChar* function,
        const wxChar* condition,
        const wxChar* message
    ) override;

private:
    /// Writes down what went wrong where no cashier can do anything about it. Any thread.
    static void log_fault(const std::string& what);
    void load_words();
    [[nodiscard]] DeskPorts ports();
    [[nodiscard]] PicturePorts picture_ports();
    [[nodiscard]] CatalogPorts catalog_ports();
    [[nodiscard]] DevicePorts device_ports();
    [[nodiscard]] ReceiptPorts receipt_ports();
    [[nodiscard]] RestorePorts restore_ports();
    [[nodiscard]] store::Progress restore_progress(int number);
    [[nodiscard]] std::unique_ptr<compose::PaperDesk> make_paper_desk();
    void open_store();
    /// Opens the store, reads the catalogue and tells the desk, and first what was `said` of what
    /// came before. Store thread.
    void read_store(const std::string& said = {});
    /// Store thread, while no store is open.
    void look_at_backup(int number, const std::string& file, const Secret& typed);
    void restore(RestoreOrder order);
    /// Begins what brings the catalogue up to date, and remembers what was done lately. Store
    /// thread, after the first screen.
    void begin_catalog(catalog_sync::ShopCatalog goods);
    /// Has papers filed that a crash or a full disk kept from it, one at a time, so that none that
    /// is printed now waits for them. Store thread, after the first screen.
    void file_missed(const std::shared_ptr<const Catalog>& catalog);
    /// All that were missing had their turn. Device thread.
    void filed_late(std::int64_t looked_to, bool more);
    /// Claims the scanners. Device thread, so that neither start nor sale wait for USB.
    void begin_scanners(std::map<std::string, std::string> settings);
    /// Begins to watch what is plugged in. Device thread.
    void begin_devices();
    /// Has the device thread do `job`; one that finds no room is written down.
    void post_to_devices(Worker::Job job);
    void store_opened(
        Ledger ledger,
        std::shared_ptr<const Catalog> catalog,
        const std::string& note,
        std::optional<compose::LastRunQuestion> question
    );
    /// The journal cannot tell whether its last record is on disk. Store thread.
    void lost_track(const std::string& sentence);
    /// From here on what is on the counter is kept. UI thread.
    void begin_keeping();
    /// Asks again for the basket that the journal would not take at the start. Store thread.
    void bring_back_what_waits();
    void load_catalog();
    void take_paper(PaperOrder order);

    TillOptions options_;
    compose::SystemClock clock_{};
    std::shared_ptr<const Catalog> catalog_{}; // for the device thread, which copies the pointer
    std::unique_ptr<Desk> desk_{};
    std::unique_ptr<PictureShelf> pictures_{};
    MainFrame* frame_ = nullptr;
    CustomerDisplay* display_ = nullptr;
    std::unique_ptr<wxTimer> test_timer_{}; // of the devices' tests
    int timed_test_ = 0;
    std::ofstream trace_{};
    std::string traced_{};

    compose::DeviceBus device_bus_{}; // for scanners and printer alike
    // Used on the store thread alone.
    std::unique_ptr<compose::ShopStore> shop_{};
    bool basket_waits_ = false;                              // of the last run, not a hold yet
    std::unique_ptr<compose::BasketKeeper> basket_keeper_{}; // has its own thread
    // Used on the device thread alone; `paper_desk_` before that on the store thread. Its printing
    // has a thread of its own.
    std::unique_ptr<compose::PaperDesk> paper_desk_{};
    std::unique_ptr<PaperThread> paper_{};
    compose::FiledLate filed_late_{};
    std::unique_ptr<compose::ScannerDesk> scanners_{};
    std::unique_ptr<compose::DeviceDesk> device_desk_{}; // once its screen was asked for

    // Last, so that they stop before what their jobs use goes away.
    std::shared_ptr<compose::CatalogDesk> catalog_desk_{}; // after the store is open
    std::unique_ptr<Worker> catalog_worker_{};
    std::unique_ptr<Worker> device_worker_{};
    std::unique_ptr<Worker> store_worker_{};
};

} // namespace ocop::ui
