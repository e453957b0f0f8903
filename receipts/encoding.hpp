#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ocop::receipts {

/// How text reaches a printer: as dots (right on every printer), or as bytes of a code page the
/// printer says it has.
enum class Encoding { raster, cp1258, tcvn3 };

/// Which table of a printer a run of bytes is for. TCVN-3 keeps small and capital letters in two
/// tables at the same places.
enum class CodeTable { cp1258, tcvn3_small, tcvn3_capital };

struct EncodedRun {
    CodeTable table{};
    std::string bytes{};
    bool operator==(const EncodedRun&) const = default;
};

/// Clean text in a code page, in runs of one table each. Windows-1258 puts tones as bytes of their
/// own behind the letter, as iconv does. What a table lacks becomes its nearest (★ → "*", × → "x",
/// é → "e"), else "?"; a mark that joins no letter is left out. No byte is below 20 hex. Requires
/// an encoding other than raster.
[[nodiscard]] std::vector<EncodedRun> encode(std::string_view utf8, Encoding encoding);

} // namespace ocop::receipts
