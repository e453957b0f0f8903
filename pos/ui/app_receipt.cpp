// The receipt's screen: its preview and its logo, which are drawn and read on other threads.

#include "pos/compose/logo_file.hpp"
#include "pos/compose/sample_receipt.hpp"
#include "pos/ui/app.hpp"
#include "pos/ui/text.hpp"

#include <wx/translation.h>

#include <utility>
#include <variant>
#include <vector>

namespace ocop::ui {

namespace {

/// Where the QR codes of `document` begin, in dots: as high as the paper before them is long.
std::vector<int>
tops_of_codes(const receipts::Document& document, compose::PaperDesk& paper, const Ledger& ledger) {
    std::vector<int> tops;
    receipts::Document before = document;
    before.blocks.clear();
    for (const receipts::Block& block : document.blocks) {
        if (std::holds_alternative<receipts::Code>(block)) {
            const auto picture = paper.picture(before, ledger);
            tops.push_back(picture ? picture->height() : 0);
        }
        before.blocks.push_back(block);
    }
    return tops;
}

} // namespace

ReceiptPorts TillApp::receipt_ports() {
    ReceiptPorts ports;
    ports.preview = [this](int number, Ledger ledger) {
        const bool taken = device_worker_->post([this, number, ledger = std::move(ledger)] {
            const auto document = compose::sample_receipt(ledger, clock_.now(), options_.language);
            auto picture = paper_desk_->picture(document, ledger);
            ReceiptPreview preview{number, {}, {}, {}};
            if (picture) {
                preview.picture = std::move(*picture);
                preview.codes = tops_of_codes(document, *paper_desk_, ledger);
            } else {
                preview.fault = words(picture.error(), options_.language);
            }
            CallAfter([this, preview = std::move(preview)] { desk_->receive(preview); });
        });
        if (!taken) {
            const auto fault = to_utf8(_("Too much is being printed; the preview comes later."));
            CallAfter([this, number, fault] {
                desk_->receive(ReceiptPreview{number, {}, fault, {}});
            });
        }
    };
    // Not where receipts are drawn: a folder in the network may keep it waiting.
    ports.read_logo = [this](int number, const std::string& path) {
        const bool taken = catalog_worker_->post([this, number, path] {
            const auto setting = compose::read_logo(path);
            LogoNews news{number, setting.value_or(""), {}};
            if (!setting) {
                news.fault = compose::words(setting.error(), options_.language);
            }
            CallAfter([this, news = std::move(news)] { desk_->receive(news); });
        });
        if (!taken) {
            const auto fault = to_utf8(_("The disk is busy; wait a moment and try again."));
            CallAfter([this, number, fault] { desk_->receive(LogoNews{number, {}, fault}); });
        }
    };
    return ports;
}

} // namespace ocop::ui
