// Printing over USB: what the way to the printer takes.

#include "devices/print_run.hpp"
#include "devices/usb_printer.hpp"
#include "pos/core/assert.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/table.hpp"
#include "tests/devices/usb_test_bed.hpp"

#include <string>
#include <string_view>

namespace ocop::bench {
namespace {

/// USB full speed carries at most 19 bulk packets of 64 bytes a millisecond (USB 2.0, 5.8.4).
constexpr double bus_bytes_per_second = 19.0 * 64 * 1000;

/// 200 mm of 80 mm paper, as dots: 1,600 rows of 72 bytes in slices of 128.
std::string raster_receipt() {
    constexpr int rows = 1600;
    constexpr int slice = 128;
    constexpr std::size_t row_bytes = 72;
    std::string job{"\x1B\x40\x1C\x2E", 4};
    for (int top = 0; top < rows; top += slice) {
        const int now = std::min(slice, rows - top);
        job += std::string{"\x1D\x76\x30\x00\x48\x00", 6};
        job += static_cast<char>(now);
        job += '\0';
        job.append(row_bytes * static_cast<std::size_t>(now), '\x55');
    }
    return job + std::string{"\x1D\x56\x42\x00", 4};
}

/// Everything on the way from a job in memory to the printer's endpoint, on real libusb; the
/// printer itself takes all at once. Below 1: nothing of ours keeps a printer waiting.
void print_raster_receipts(benchmark::State& state) {
    devices::testing::UsbTestBed bed;
    devices::UsbDevice info = devices::testing::epson_printer();
    info.interfaces = {{7, 1, 1, 0, 0, {{0x01, devices::UsbTransfer::bulk, 64}}, {}}};
    const auto device = bed.plug(info, "1-1");
    const auto bus = devices::UsbBus::start();
    OCOP_ASSERT(bus.has_value());
    devices::UsbPrinter printer{**bus, *parse_printer_address("usb")};
    const std::string job = raster_receipt();
    Samples ours;
    Floor limit{"what a full-speed bus carries at most", {}, 1};
    for ([[maybe_unused]] auto _ : state) {
        const double time = seconds([&] {
            devices::PrintRun run{JobKind::paper, "bench", job, 0};
            while (run.phase() != devices::PrintRun::Phase::done) {
                run.step(printer, {}, [] { return true; }, {});
                OCOP_ASSERT(!run.trouble());
            }
        });
        ours.add(time);
        limit.samples.add(static_cast<double>(job.size()) / bus_bytes_per_second);
        state.SetIterationTime(time);
    }
    report(state, Unit::seconds, ours, limit);
}

} // namespace
} // namespace ocop::bench

/// ocop_print_bench [--small]: under umockdev-wrapper; makes its own devices.
int main(int argc, char** argv) {
    using namespace ocop::bench;
    std::size_t jobs = 200;
    if (argc > 1 && std::string_view{argv[1]} == "--small") {
        jobs = 2;
        argv[1] = argv[0];
        ++argv;
        --argc;
    }
    benchmark::Initialize(&argc, argv);
    add_row("a raster receipt of 200 mm to a USB printer", jobs, print_raster_receipts);
    Table table;
    benchmark::RunSpecifiedBenchmarks(&table);
    benchmark::Shutdown();
    return table.has_failed() ? 1 : 0;
}
