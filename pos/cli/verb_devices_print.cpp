#include "devices/printer_maker.hpp"
#include "pos/cli/verbs.hpp"
#include "pos/compose/printer_settings.hpp"
#include "pos/compose/printer_test.hpp"
#include "pos/compose/system_clock.hpp"
#include "pos/core/clause.hpp"
#include "pos/core/settings.hpp"
#include "receipts/escpos.hpp"

#include <memory>
#include <ostream>
#include <utility>

namespace ocop::cli {

namespace {

/// A printer the command line talks to by itself: nothing goes through the store's print queue,
/// which a running till may hold.
struct Desk {
    std::unique_ptr<devices::UsbBus> bus{};
    std::unique_ptr<Printer> printer{};
    PrinterAddress address{};
    std::map<std::string, std::string> settings{};
};

/// The printer `chosen`, or the store's where that is empty.
Desk open_printer(const Context& context, const std::string& chosen) {
    Desk desk;
    std::string text = chosen;
    if (chosen.empty()) {
        const auto shop = context.open(store::Use::read);
        desk.settings = shop->ledger().settings;
        text = to_string(read_settings(desk.settings).printer);
    }
    auto address = parse_printer_address(text);
    if (!address && parse_printer_address("usb:" + text)) {
        address = parse_printer_address("usb:" + text); // as `devices list` shows it
    }
    if (!address) {
        context.refuse(
            "bad-printer",
            context.say(
                "Máy in viết là `auto`, `folder`, `usb`, `usb:VVVV:PPPP`, `tcp:HOST` hoặc "
                "`cups:QUEUE`.",
                "A printer is `auto`, `folder`, `usb`, `usb:VVVV:PPPP`, `tcp:HOST` or "
                "`cups:QUEUE`."
            ),
            text
        );
    }
    desk.address = std::move(*address);
    const devices::PrinterMaker maker{context.folder / "printed", [&desk]() -> devices::UsbBus* {
                                          auto bus = devices::UsbBus::start();
                                          desk.bus = bus ? std::move(*bus) : nullptr;
                                          return desk.bus.get();
                                      }};
    desk.printer = maker(desk.address);
    return desk;
}

[[noreturn]] void
fail(const Context& context, PrintTrouble trouble, const std::string& what, const Desk& desk) {
    throw CommandError{
        ExitCode::failed,
        std::string{name(trouble)},
        words(trouble, context.language) + clause_in_brackets(what, context.language),
        to_string(desk.address),
        {},
        what};
}

std::string_view word(Known known) {
    switch (known) {
    case Known::unknown:
        return "unknown";
    case Known::no:
        return "no";
    case Known::yes:
        return "yes";
    }
    return "unknown";
}

Json state_json(const PrinterState& state) {
    return {
        {"online", word(state.online)},
        {"cover_open", word(state.cover_open)},
        {"paper_low", word(state.paper_low)},
        {"paper_out", word(state.paper_out)},
        {"cutter_error", word(state.cutter_error)},
        {"recoverable_error", word(state.recoverable_error)},
        {"unrecoverable_error", word(state.unrecoverable_error)},
        {"drawer_pin_high", word(state.drawer_pin_high)}};
}

ExitCode test_print(const Context& context, const std::string& chosen, bool code_pages) {
    const Desk desk = open_printer(context, chosen);
    if (!desk.printer) {
        fail(context, PrintTrouble::none_set, {}, desk);
    }
    compose::TestPageFacts facts;
    facts.address = to_string(desk.address);
    facts.language = context.language;
    facts.at = compose::SystemClock{}.now();
    const Settings settings = read_settings(desk.settings);
    facts.profile = compose::profile_of(settings);
    facts.drawer = compose::drawer_of(settings);
    facts.code_pages = code_pages;
    const auto test = compose::test_printer(*desk.printer, desk.address, std::move(facts), 0, {});
    if (test.failure) {
        context.require(Expected<void, Failure>{Unexpected{*test.failure}});
    }
    if (test.fault) {
        fail(context, test.fault->trouble, test.fault->what, desk);
    }
    context.print(
        {{"printer", test.facts.address},
         {"maker", test.facts.id.maker},
         {"model", test.facts.id.model},
         {"commands", test.commands},
         {"bytes", test.size_bytes},
         {"state", state_json(test.facts.state)}},
        context.say("Đã in trang thử: ", "The test page is printed: ") + test.facts.address
    );
    return ExitCode::done;
}

ExitCode drawer(const Context& context, const std::string& chosen) {
    const Desk desk = open_printer(context, chosen);
    if (!desk.printer) {
        fail(context, PrintTrouble::none_set, {}, desk);
    }
    const auto pulse = compose::drawer_of(read_settings(desk.settings));
    if (!pulse) {
        fail(context, PrintTrouble::no_drawer, {}, desk);
    }
    const auto result = compose::print_at_once(
        *desk.printer,
        JobKind::drawer,
        "drawer",
        receipts::drawer_pulse(*pulse),
        0,
        compose::test_patience,
        {}
    );
    if (result.fault) {
        fail(context, result.fault->trouble, result.fault->what, desk);
    }
    context.print(
        {{"printer", to_string(desk.address)}},
        context.say("Đã mở ngăn kéo: ", "The drawer was opened: ") + to_string(desk.address)
    );
    return ExitCode::done;
}

} // namespace

void add_devices_print(CLI::App& devices, Context& context, Run& run) {
    auto chosen = std::make_shared<std::string>();
    auto code_pages = std::make_shared<bool>(false);
    const auto add = [&](const char* name, const char* about) {
        CLI::App* const added = devices.add_subcommand(name, about);
        added->add_option(
            "--printer",
            *chosen,
            "auto, usb, usb:VVVV:PPPP, tcp:HOST, cups:QUEUE, folder (mặc định: máy in đã đặt / the "
            "set "
            "one)"
        );
        return added;
    };
    CLI::App* const page =
        add("test-print",
            "In trang thử / prints a test page. Ví dụ: ocop devices test-print --printer usb");
    page->add_flag(
        "--code-pages",
        *code_pages,
        "Thêm một phiếu cho mỗi bảng mã / a slip in each code page of printer.model, to be looked "
        "at"
    );
    page->callback([&context, &run, chosen, code_pages] {
        run = [&context, chosen, code_pages] { return test_print(context, *chosen, *code_pages); };
    });
    add("drawer", "Mở ngăn kéo tiền / opens the cash drawer. Ví dụ: ocop devices drawer")
        ->callback([&context, &run, chosen] {
            run = [&context, chosen] { return drawer(context, *chosen); };
        });
}

} // namespace ocop::cli
