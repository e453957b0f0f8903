#include "devices/print_run.hpp"
#include "devices/printer_maker.hpp"
#include "devices/usb_printer.hpp"
#include "pos/cli/verbs.hpp"
#include "pos/compose/system_clock.hpp"
#include "pos/compose/test_page.hpp"

#include <chrono>
#include <memory>
#include <ostream>

namespace ocop::cli {

namespace {

/// The contract gives 15 s in all: looking, connecting, and what is under way when this is over.
constexpr std::chrono::seconds patience{9};

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
        text = desk.settings["printer"];
    }
    auto address = parse_printer_address(text);
    if (!address && parse_printer_address("usb:" + text)) {
        address = parse_printer_address("usb:" + text); // as `devices list` shows it
    }
    if (!address) {
        context.refuse(
            "bad-printer",
            context.say(
                "Máy in viết là folder, usb, usb:VVVV:PPPP, tcp:HOST hoặc cups:QUEUE.",
                "A printer is folder, usb, usb:VVVV:PPPP, tcp:HOST or cups:QUEUE."
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
        words(trouble, context.language) + (what.empty() ? "" : " (" + what + ")"),
        to_string(desk.address),
        {}};
}

/// One job to its end, or exit 4 with what keeps it.
void print_now(
    const Context& context, Desk& desk, JobKind kind, const std::string& name, std::string bytes
) {
    devices::PrintRun run{kind, name, std::move(bytes), 0};
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (run.phase() != devices::PrintRun::Phase::done) {
        run.step(*desk.printer, {}, [] { return true; }, {});
        const bool late = std::chrono::steady_clock::now() >= deadline;
        const bool at_end = run.phase() == devices::PrintRun::Phase::asking || run.rests();
        if (run.trouble() && (at_end || late)) {
            fail(context, *run.trouble(), run.what(), desk);
        }
        if (late) {
            fail(context, PrintTrouble::takes_nothing, {}, desk);
        }
    }
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

/// What the printer says of itself, before anything is printed: it stands on the page.
compose::TestPageFacts look_at(const Context& context, Desk& desk) {
    compose::TestPageFacts facts;
    facts.address = to_string(desk.address);
    facts.narrow = desk.settings["printer.paper"] == "58";
    facts.language = context.language;
    facts.at = compose::SystemClock{}.now();
    if (const auto begun = desk.printer->begin(JobKind::paper, "test", {}); !begun) {
        fail(context, begun.error().trouble, begun.error().what, desk);
    }
    constexpr std::chrono::milliseconds answer{500};
    facts.state = desk.printer->state(answer);
    if (auto* const usb = dynamic_cast<devices::UsbPrinter*>(desk.printer.get())) {
        facts.id = usb->device_id();
        if (usb->device()) {
            facts.address = "usb:" + id_of(*usb->device());
            facts.id.maker = facts.id.maker.empty() ? usb->device()->maker : facts.id.maker;
            facts.id.model = facts.id.model.empty() ? usb->device()->name : facts.id.model;
        }
    }
    static_cast<void>(desk.printer->end(answer, {}));
    return facts;
}

ExitCode test_print(const Context& context, const std::string& chosen) {
    Desk desk = open_printer(context, chosen);
    if (!desk.printer) {
        fail(context, PrintTrouble::none_set, {}, desk);
    }
    const bool asks = desk.address.kind == PrinterAddress::Kind::usb
                      || desk.address.kind == PrinterAddress::Kind::tcp;
    compose::TestPageFacts facts;
    facts.address = to_string(desk.address);
    facts.language = context.language;
    facts.at = compose::SystemClock{}.now();
    facts.narrow = desk.settings["printer.paper"] == "58";
    if (asks) {
        facts = look_at(context, desk);
    }
    const std::string page = context.require(compose::test_page(facts));
    print_now(context, desk, JobKind::paper, "test", page);
    context.print(
        {{"printer", facts.address},
         {"maker", facts.id.maker},
         {"model", facts.id.model},
         {"commands", facts.id.commands},
         {"bytes", page.size()},
         {"state", state_json(facts.state)}},
        context.say("Đã in trang thử: ", "The test page is printed: ") + facts.address
    );
    return ExitCode::done;
}

ExitCode drawer(const Context& context, const std::string& chosen) {
    Desk desk = open_printer(context, chosen);
    if (!desk.printer) {
        fail(context, PrintTrouble::none_set, {}, desk);
    }
    print_now(context, desk, JobKind::drawer, "drawer", compose::drawer_pulse());
    context.print(
        {{"printer", to_string(desk.address)}},
        context.say("Đã mở ngăn kéo: ", "The drawer was opened: ") + to_string(desk.address)
    );
    return ExitCode::done;
}

} // namespace

void add_devices_print(CLI::App& devices, Context& context, Run& run) {
    auto chosen = std::make_shared<std::string>();
    const auto add = [&](const char* name, const char* about, auto verb) {
        CLI::App* const added = devices.add_subcommand(name, about);
        added->add_option(
            "--printer",
            *chosen,
            "usb, usb:VVVV:PPPP, tcp:HOST, cups:QUEUE, folder (mặc định: máy in đã đặt / the set "
            "one)"
        );
        added->callback([&context, &run, chosen, verb] {
            run = [&context, chosen, verb] { return verb(context, *chosen); };
        });
    };
    add("test-print",
        "In trang thử / prints a test page. Ví dụ: ocop devices test-print --printer usb",
        test_print);
    add("drawer", "Mở ngăn kéo tiền / opens the cash drawer. Ví dụ: ocop devices drawer", drawer);
}

} // namespace ocop::cli
