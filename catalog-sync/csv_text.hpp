#pragma once

#include "catalog-sync/row_fault.hpp"
#include "pos/shell/regular_file.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace ocop::catalog_sync {

/// The text of a CSV file as UTF-8, block by block, so that a file of any size is read in the
/// memory of one: UTF-8 with or without a byte-order mark, or UTF-16 with one.
class CsvText {
public:
    /// Bytes kept by the caller.
    explicit CsvText(std::string_view bytes)
        : source_{bytes} {}

    explicit CsvText(RegularFile file)
        : source_{std::move(file)} {}

    /// What comes next and was not taken yet: at least `ahead` bytes, or all there are. Never ends
    /// within a character. Good until the next call.
    [[nodiscard]] std::string_view ahead(std::size_t ahead) {
        while (end_ - begin_ < ahead && !is_read_) {
            fill();
        }
        return std::string_view{text_}.substr(begin_, end_ - begin_);
    }

    /// Passes over the next `count` bytes, which ahead() gave.
    void take(std::size_t count) { begin_ += count; }

    /// Why the text ends where it does, if that is not its end: utf16, not_utf8, nul_byte, or
    /// disk_error.
    [[nodiscard]] const std::optional<RowFaultCode>& fault() const { return fault_; }

    /// Begins again.
    void rewind();

private:
    enum class Encoding { unknown, utf8, utf16_little, utf16_big };

    /// Reads another block and puts its text behind what is there.
    void fill();
    void read_block();
    void find_encoding();
    void take_utf8();
    void take_utf16();
    void end_with(RowFaultCode code);

    std::variant<std::string_view, RegularFile> source_;
    std::uint64_t at_ = 0; // bytes of the source read so far
    std::string raw_{};    // read, and not yet text: at its end may be half a character
    std::string text_{};   // UTF-8; of it, begin_ to end_ is not yet taken
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    Encoding encoding_ = Encoding::unknown;
    bool source_ended_ = false;
    bool is_read_ = false; // nothing more comes
    std::optional<RowFaultCode> fault_{};
};

} // namespace ocop::catalog_sync
