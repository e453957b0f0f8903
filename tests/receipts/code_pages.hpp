#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ocop::receipts::paper {

/// The Vietnamese tables of receipt printers.
enum class CodePage { cp1258, tcvn3_small, tcvn3_capital };

/// "Windows-1258", "TCVN-3 small", "TCVN-3 capital".
[[nodiscard]] std::string_view name(CodePage page);

/// True for the five bytes of Windows-1258 that are a tone of the letter before them.
[[nodiscard]] bool is_tone(unsigned char byte, CodePage page);

/// What a printer shows for one letter: a byte, and with Windows-1258 the tone that follows it.
/// UTF-8, composed; nullopt where the table holds nothing. The C library's own tables are asked, so
/// that an error in ours shows: CP1258, and for TCVN-3 TCVN5712-1, whose small letters are the same
/// bytes.
[[nodiscard]] std::optional<std::string> letter(std::string_view bytes, CodePage page);

} // namespace ocop::receipts::paper
