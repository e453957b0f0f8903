#include "devices/device_kind.hpp"
#include "devices/scanner_service.hpp"
#include "pos/cli/verbs.hpp"
#include "pos/compose/scanner_desk.hpp"
#include "pos/compose/system_clock.hpp"
#include "pos/core/plain_text.hpp"
#include "pos/shell/worker.hpp"

#include <csignal>
#include <memory>
#include <ostream>
#include <string>
#include <unistd.h>

namespace ocop::cli {

namespace {

/// Ctrl-C and the system's request to end, kept from all threads begun while it lives, and taken
/// where somebody waits for them.
class EndSignals {
public:
    EndSignals() {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGINT);
        sigaddset(&signals_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &signals_, &before_);
    }

    ~EndSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

    EndSignals(const EndSignals&) = delete;
    EndSignals& operator=(const EndSignals&) = delete;

    void wait() const {
        int signal = 0;
        sigwait(&signals_, &signal);
    }

private:
    sigset_t signals_{};
    sigset_t before_{};
};

/// Writes each event as a line, one after the other, from whatever thread it comes.
class EventLines {
public:
    explicit EventLines(const Context& context)
        : context_{context} {}

    void write(Json event, std::string text) {
        static_cast<void>(worker_.post([this, event = std::move(event), text = std::move(text)](
                                       ) mutable {
            const std::string at = iso(clock_.now());
            event["at"] = at;
            context_.out(
            ) << (context_.json ? json_line(event) : at.substr(11, 8) + "  " + shown_text(text))
              << std::endl;
            if (!context_.out()) {
                ::kill(::getpid(), SIGTERM); // nobody hears the rest: as if asked to end
            }
        }));
    }

    void stop() { worker_.stop(); }

private:
    const Context& context_;
    compose::SystemClock clock_{};
    Worker worker_{"lines", 1000, [this](const std::string& what) {
                       context_.err() << "ocop: " << what << '\n';
                   }};
};

Json about(const char* event, const devices::UsbDevice& device) {
    return {
        {"event", event},
        {"kind", code(kind_of(device))},
        {"id", id_of(device)},
        {"name", compose::device_name(device)}};
}

std::string line(const std::string& what, const devices::UsbDevice& device) {
    return what + "  " + compose::device_name(device) + "  " + id_of(device);
}

devices::UsbBus::OnChange tell_change(const Context& context, EventLines& lines) {
    return [&context, &lines](const devices::UsbChange& change) {
        switch (change.kind) {
        case devices::UsbChange::Kind::arrived:
            return lines.write(
                about("arrived", change.device),
                line(context.say("cắm vào", "arrived"), change.device)
            );
        case devices::UsbChange::Kind::left:
            return lines.write(
                about("left", change.device), line(context.say("rút ra", "left"), change.device)
            );
        }
    };
}

void tell_news(const Context& context, EventLines& lines, const devices::ScannerNews& news) {
    Json event = about(std::string{code(news.kind)}.c_str(), news.device);
    if (news.mode) {
        event["mode"] = code(*news.mode);
    }
    std::string text;
    switch (news.kind) {
    case devices::ScannerNews::Kind::ready:
        text = line(context.say("máy quét sẵn sàng", "scanner ready"), news.device);
        break;
    case devices::ScannerNews::Kind::gone:
        text = line(context.say("máy quét đã trả lại", "scanner given back"), news.device);
        break;
    case devices::ScannerNews::Kind::failed:
        text = words(*news.failure, context.language);
        event["message"] = text;
        event["code"] = name(news.failure->code);
        break;
    }
    lines.write(std::move(event), text);
}

ExitCode watch(const Context& context, const std::string& scanners) {
    const auto choice = parse_scanner_choice(scanners);
    if (!choice) {
        context.refuse(
            "bad-scanner",
            context.say(
                "Máy quét là auto, off hoặc VVVV:PPPP[:số máy][@cổng], như `ocop devices list` "
                "ghi.",
                "A scanner is auto, off or VVVV:PPPP[:serial][@port], as `ocop devices list` says."
            ),
            scanners
        );
    }
    const EndSignals signals; // before any thread begins
    EventLines lines{context};
    {
        const auto bus = context.require(devices::UsbBus::start());
        const auto changes = bus->watch(tell_change(context, lines));
        devices::ScannerService::Handlers handlers;
        handlers.on_code = [&lines](const devices::ScannedCode& scanned) {
            lines.write(
                {{"event", "code"}, {"id", scanned.scanner}, {"code", scanned.text}},
                compose::visible_code(scanned.text) + "  " + scanned.scanner
            );
        };
        handlers.on_news = [&](const devices::ScannerNews& news) {
            tell_news(context, lines, news);
        };
        const devices::ScannerService service{*bus, *choice, std::move(handlers)};
        signals.wait();
    }
    lines.stop();
    return ExitCode::done;
}

} // namespace

void add_devices_watch(CLI::App& devices, Context& context, Run& run) {
    const auto scanners = std::make_shared<std::string>("auto");
    CLI::App* verb = devices.add_subcommand(
        "watch",
        "Cắm, rút và mã quét, mỗi việc một dòng, đến khi Ctrl-C / arrivals, removals and codes, a "
        "line each, until Ctrl-C. Ví dụ: ocop devices watch --json"
    );
    verb->add_option(
        "--scanner", *scanners, "auto | off | VVVV:PPPP[:serial][@port] (như cài đặt scanner)"
    );
    verb->callback([&context, &run, scanners] {
        run = [&context, scanners] { return watch(context, *scanners); };
    });
}

} // namespace ocop::cli
