// The till's printer and scanners: what the window asks of their threads, and what they tell it.

#include "pos/compose/shop_papers.hpp"
#include "pos/ui/app.hpp"
#include "pos/ui/text.hpp"

#include <wx/translation.h>

#include <utility>

namespace ocop::ui {

void TillApp::post_to_devices(Worker::Job job) {
    if (!device_worker_->post(std::move(job))) {
        log_fault("the device thread took no job");
    }
}

DevicePorts TillApp::device_ports() {
    DevicePorts ports;
    ports.watch = [this] { post_to_devices([this] { begin_devices(); }); };
    // In the order of what is printed: each receipt goes where it was to go when it was sold.
    ports.apply = [this](Ledger ledger) {
        post_to_devices([this, settings = std::move(ledger.settings)] {
            paper_desk_->choose_printer(settings);
            if (scanners_) {
                scanners_->choose(settings);
            }
        });
    };
    ports.test =
        [this](int number, PrinterAddress address, Ledger ledger, compose::TestSlips slips) {
            post_to_devices([this,
                             number,
                             address = std::move(address),
                             settings = std::move(ledger.settings),
                             slips] { device_desk_->test(number, address, settings, slips); });
        };
    ports.wake = [this](int number) {
        timed_test_ = number;
        test_timer_->StartOnce(DeviceTest::wait_ms);
    };
    return ports;
}

void TillApp::take_paper(PaperOrder order) {
    const Purpose purpose = order.purpose;
    const bool taken = device_worker_->post([this, order = std::move(order), goods = catalog_] {
        if (!paper_) {
            paper_ = std::make_unique<PaperThread>(*paper_desk_, options_.language);
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

void TillApp::file_missed(const std::shared_ptr<const Catalog>& catalog) {
    auto unfiled = compose::find_unfiled(shop_->journal(), options_.folder);
    if (!unfiled) {
        log_fault(words(unfiled.error(), Language::en)); // the next start looks again
        return;
    }
    const auto ledger = std::make_shared<const Ledger>(shop_->ledger());
    for (Record& found : unfiled->records) {
        auto record = compose::with_numbers_in_use(shop_->journal(), std::move(found));
        if (!record) {
            log_fault(words(record.error(), Language::en));
            return;
        }
        post_to_devices([this, record = std::move(*record), ledger, catalog] {
            const auto filed = paper_desk_->file_late(record, *ledger, catalog.get());
            ++(filed ? filed_late_.made : filed_late_.failed);
        });
    }
    if (unfiled->looked_to >= 0) {
        post_to_devices([this, to = unfiled->looked_to, more = unfiled->more] {
            filed_late(to, more);
        });
    }
}

void TillApp::filed_late(std::int64_t looked_to, bool more) {
    filed_late_.more = more;
    if (filed_late_.failed == 0 && !more) {
        compose::note_filed(options_.folder, looked_to);
    }
    if (auto told = compose::words(filed_late_, options_.language); !told.empty()) {
        CallAfter([this, told = std::move(told)] { desk_->made_good(told); });
    }
}

void TillApp::begin_scanners(std::map<std::string, std::string> settings) {
    compose::ScannerDeskParts parts;
    parts.bus = &device_bus_;
    parts.language = options_.language;
    parts.settings = std::move(settings);
    parts.on_code = [this](devices::ScannedCode code) {
        CallAfter([this, code = std::move(code)] { desk_->scanned(code.text, code.scanner); });
    };
    parts.on_sign = [this](compose::ScannerSign sign) {
        CallAfter([this, sign = std::move(sign)] { desk_->receive(sign); });
    };
    parts.on_fault = log_fault;
    scanners_ = std::make_unique<compose::ScannerDesk>(std::move(parts));
}

void TillApp::begin_devices() {
    compose::DeviceDeskParts parts;
    parts.bus = &device_bus_;
    parts.paper = paper_desk_.get();
    parts.clock = &clock_;
    parts.folder = options_.folder;
    parts.language = options_.language;
    parts.on_change = [this](const devices::UsbChange& change) {
        CallAfter([this, change] { desk_->receive(change); });
    };
    parts.on_listed = [this](std::string fault) {
        CallAfter([this, fault = std::move(fault)] { desk_->devices_listed(fault); });
    };
    parts.on_verdict = [this](compose::PrinterVerdict verdict) {
        CallAfter([this, verdict = std::move(verdict)] { desk_->receive(verdict); });
    };
    parts.on_fault = log_fault;
    device_desk_ = std::make_unique<compose::DeviceDesk>(std::move(parts));
}

} // namespace ocop::ui
