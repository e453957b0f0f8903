#include "devices/device_kind.hpp"
#include "devices/usb_bus.hpp"
#include "pos/cli/verbs.hpp"
#include "pos/core/plain_text.hpp"

#include <memory>
#include <ostream>
#include <string_view>

namespace ocop::cli {

namespace {

Json device_json(const devices::UsbDevice& device) {
    Json json{
        {"kind", code(kind_of(device))},
        {"id", id_of(device)},
        {"vendor", devices::hex4(device.vendor)},
        {"product", devices::hex4(device.product)},
        {"bus", device.bus},
        {"address", device.address},
        {"maker", device.maker},
        {"name", device.name},
        {"serial", device.serial},
        {"port", device.port},
        {"may_open", device.may_open},
        {"interfaces", Json::array()}};
    for (const devices::UsbInterface& interface : device.interfaces) {
        json["interfaces"].push_back(
            {{"class", interface.base_class},
             {"subclass", interface.sub_class},
             {"protocol", interface.protocol}}
        );
    }
    return json;
}

std::string device_line(const Context& context, const devices::UsbDevice& device) {
    std::string kind;
    switch (kind_of(device)) {
    case devices::DeviceKind::printer:
        kind = context.say("máy in", "printer");
        break;
    case devices::DeviceKind::scanner:
        kind = context.say("máy quét", "scanner");
        break;
    case devices::DeviceKind::keyboard:
        kind = context.say("bàn phím hoặc máy quét", "keyboard or scanner");
        break;
    case devices::DeviceKind::other:
        kind = context.say("khác", "other");
        break;
    }
    const std::string closed = device.may_open ? ""
                                               : context.say(
                                                   "  (không có quyền mở: hãy cài 70-ocop.rules)",
                                                   "  (no right to open it: install 70-ocop.rules)"
                                               );
    return id_of(device) + "  " + kind + "  " + shown_text(device.maker + " " + device.name)
           + closed;
}

ExitCode list(const Context& context) {
    const auto found = context.require(devices::list_usb_devices());
    Json rows = Json::array();
    for (const devices::UsbDevice& device : found) {
        rows.push_back(device_json(device));
        if (!context.json) {
            context.out() << device_line(context, device) << '\n';
        }
    }
    if (context.json) {
        context.print({{"rows", rows}}, {});
    } else if (found.empty()) {
        context.out() << context.say("Không thấy thiết bị USB nào.", "No USB device is plugged in.")
                      << '\n';
    }
    return ExitCode::done;
}

} // namespace

void add_devices(CLI::App& app, Context& context, Run& run) {
    CLI::App* verb =
        app.add_subcommand("devices", "Thiết bị / devices. Ví dụ: ocop devices list --json");
    verb->require_subcommand(1);
    verb->add_subcommand("list", "Máy quét, máy in đang cắm / scanners and printers plugged in")
        ->callback([&context, &run] { run = [&context] { return list(context); }; });
    add_devices_print(*verb, context, run);
    add_devices_watch(*verb, context, run);
}

} // namespace ocop::cli
