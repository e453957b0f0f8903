#include "pos/core/assert.hpp"
#include "receipts/encoding.hpp"
#include "receipts/layout.hpp"
#include "receipts/png_file.hpp"
#include "receipts/vietqr.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// Names come from feeds and keyboards, logos and payment codes from anywhere: whatever they hold,
// no command byte may come out of text, and nothing may crash.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ocop;
    using namespace ocop::receipts;
    const std::string_view input{reinterpret_cast<const char*>(data), size};
    const Document document{
        "",
        Language::vi,
        Moment{},
        {Text{std::string{input}, Align::centre, Weight::strong, Size::twice, 3},
         row(std::string{input}, std::string{input.substr(0, 20)})}};
    for (const char byte : to_text(lay_out(document, 32))) {
        OCOP_ASSERT(byte == '\n' || static_cast<unsigned char>(byte) >= 0x20);
    }
    for (const LaidOut& item : lay_out(document, 16).lines) {
        for (const Segment& segment : std::get<Line>(item).segments) {
            for (const auto encoding : {Encoding::cp1258, Encoding::tcvn3}) {
                for (const EncodedRun& run : encode(segment.text, encoding)) {
                    for (const char byte : run.bytes) {
                        OCOP_ASSERT(static_cast<unsigned char>(byte) >= 0x20);
                    }
                }
            }
        }
    }
    if (const auto offer = parse_vietqr(input)) {
        OCOP_ASSERT(vietqr_payload(*offer).value() == input);
    }
    static_cast<void>(parse_png(input));
    return 0;
}
