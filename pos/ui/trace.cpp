#include "pos/ui/trace.hpp"

#include "pos/core/json.hpp"

namespace ocop::ui {

namespace {

std::string chosen_tile(const ViewModel& view) {
    if (view.grid) {
        for (const TileRow& tile : view.grid->tiles) {
            if (tile.selected) {
                return tile.name;
            }
        }
    }
    return {};
}

/// What is chosen on the receipt's screen.
std::string chosen(const ViewModel& view, ReceiptChoice choice) {
    return view.receipt_setup
               ? view.receipt_setup->choices.at(static_cast<std::size_t>(choice)).value
               : std::string{};
}

/// Width of the preview; 0 while it is drawn.
std::int64_t preview_size(const DeskState& state) {
    const ReceiptSetupState& setup = state.receipt_setup;
    return setup.draws || !setup.preview ? 0 : setup.preview->width();
}

void put_device(Json& line, const DevicesView& page) {
    for (const DeviceRow& row : page.rows) {
        if (row.selected) {
            line["device"] = row.name;
            line["device_used"] = row.used;
            line["device_fault"] = row.fault;
        }
    }
    if (page.selected_action < page.actions.size()) {
        line["device_action"] = name(page.actions[page.selected_action]);
    }
    if (page.test) {
        line["device_test"] = static_cast<std::int64_t>(page.test->phase);
        line["device_code"] = page.test->aim + page.test->code;
    }
}

} // namespace

std::string trace_line(const ViewModel& view, const DeskState& state) {
    Json line{
        {"screen", name(view.screen)},
        {"help", view.help},
        {"notice", view.notice.text},
        {"cashier", view.frame.cashier},
        {"shift", view.frame.shift},
        {"holds", static_cast<std::int64_t>(view.frame.holds)},
        {"lines", static_cast<std::int64_t>(view.lines.size())},
        {"total", view.total.total},
        {"search", state.search},
        {"results", static_cast<std::int64_t>(view.results.size())},
        {"first_result", view.results.empty() ? "" : view.results.front().name},
        {"selected_line", state.selected_line},
        {"quantity", ""},
        {"rest", view.pay.rest},
        {"tender", view.pay.tender},
        {"asked", view.pay.asked},
        {"taken", static_cast<std::int64_t>(view.pay.taken.size())},
        {"hand_back", view.hand_back ? view.hand_back->amount : ""},
        {"payment_code", state.payment_code.has_value()},
        {"paper", state.paper.has_value()},
        {"paper_fault", state.paper_fault},
        {"printing", static_cast<std::int64_t>(state.print.phase)},
        {"printed", state.print.done},
        {"printer_trouble", state.print.trouble ? name(*state.print.trouble) : ""},
        {"offered", static_cast<std::int64_t>(state.print.offered.size())},
        {"print_options",
         view.printer ? static_cast<std::int64_t>(view.printer->options.size()) : 0},
        {"scanner", view.frame.scanner},
        {"devices",
         view.device_page ? static_cast<std::int64_t>(view.device_page->rows.size()) : 0},
        {"device", ""},
        {"device_used", false},
        {"device_fault", ""},
        {"device_action", ""},
        {"device_test", -1},
        {"receipt_unsaved", view.receipt_setup && view.receipt_setup->unsaved},
        {"receipt_fault", view.receipt_setup ? view.receipt_setup->logo_fault : ""},
        {"receipt_wrong", view.receipt_setup && view.receipt_setup->wrong.has_value()},
        {"receipt_drawer", chosen(view, ReceiptChoice::drawer)},
        {"receipt_logo", view.receipt_setup && view.receipt_setup->has_logo},
        {"receipt_model", chosen(view, ReceiptChoice::model)},
        {"receipt_preview", preview_size(state)},
        {"restore", view.restore ? static_cast<std::int64_t>(view.restore->phase) : -1},
        {"restore_fault", view.restore ? view.restore->fault : ""},
        {"restore_receipt", view.restore ? view.restore->receipt : ""},
        {"restore_sealed", view.restore && view.restore->is_sealed},
        {"device_code", ""},
        {"sale", ""},
        {"change", ""},
        {"return_lines", static_cast<std::int64_t>(view.return_lines.size())},
        {"return_total", view.return_total},
        {"grid", view.grid.has_value()},
        {"tiles", view.grid ? static_cast<std::int64_t>(view.grid->tiles.size()) : 0},
        {"tile", chosen_tile(view)},
        {"shelf", view.grid ? static_cast<std::int64_t>(state.grid.shelf) : -1},
        {"catalog", view.frame.catalog},
        {"sync", static_cast<std::int64_t>(view.frame.sync.kind)},
        {"choices", view.catalog ? static_cast<std::int64_t>(view.catalog->rows.size()) : 0},
        {"items", view.catalog ? static_cast<std::int64_t>(view.catalog->items.size()) : 0},
        {"errand", static_cast<std::int64_t>(view.selected_errand)},
        {"reasons", static_cast<std::int64_t>(view.reasons.size())},
        {"approval", view.approval ? view.approval->after : ""},
        {"asked_by", view.approval ? view.approval->asked_by : ""},
        {"old_shift", view.old_shift ? view.old_shift->day : ""},
        {"doubt", view.doubt ? view.doubt->what : ""},
        {"receiving", view.receive.name},
        {"difference", view.closed ? view.closed->difference : ""}};
    for (const LineRow& row : view.lines) {
        if (row.selected) {
            line["quantity"] = row.quantity;
        }
    }
    if (view.device_page) {
        put_device(line, *view.device_page);
    }
    if (view.receipt_setup && view.receipt_setup->test) {
        line["device_test"] = static_cast<std::int64_t>(view.receipt_setup->test->phase);
    }
    if (view.receipt) {
        line["sale"] = view.receipt->number;
        line["change"] = view.receipt->change;
    }
    return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace ocop::ui
