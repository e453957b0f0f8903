#include "catalog-sync/csv_text.hpp"

#include <algorithm>
#include <utility>

namespace ocop::catalog_sync {

namespace {

constexpr std::size_t block_size_bytes = 65'536;

unsigned byte(char c) {
    return static_cast<unsigned char>(c);
}

bool is_continuation(char c) {
    return (byte(c) & 0xC0U) == 0x80U;
}

/// How many bytes the sequence that begins with `first` has, if it is one.
std::size_t length_by(char first) {
    const unsigned value = byte(first);
    if (value < 0x80) {
        return 1;
    }
    return value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2;
}

/// Bytes of the well-formed UTF-8 sequence at the start of `text` (Unicode 15, table 3-7), or 0.
std::size_t sequence_length(std::string_view text) {
    const unsigned first = byte(text[0]);
    const std::size_t length = length_by(text[0]);
    if (length == 1) {
        return 1;
    }
    if (first < 0xC2 || first > 0xF4 || text.size() < length) {
        return 0;
    }
    const unsigned second = byte(text[1]);
    const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool surrogate = first == 0xED && second > 0x9F;
    const bool beyond = first == 0xF4 && second > 0x8F;
    if (overlong || surrogate || beyond) {
        return 0;
    }
    const auto tail = text.substr(1, length - 1);
    return std::all_of(tail.begin(), tail.end(), is_continuation) ? length : 0;
}

void put_utf8(char32_t c, std::string& out) {
    const auto put = [&](char32_t bits) { out += static_cast<char>(bits); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0U | (c >> 6U));
        put(0x80U | (c & 0x3FU));
    } else if (c < 0x1'0000) {
        put(0xE0U | (c >> 12U));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    } else {
        put(0xF0U | (c >> 18U));
        put(0x80U | ((c >> 12U) & 0x3FU));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    }
}

bool is_high(char32_t unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}

bool is_low(char32_t unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

} // namespace

void CsvText::rewind() {
    at_ = 0;
    raw_.clear();
    begin_ = 0;
    end_ = 0;
    encoding_ = Encoding::unknown;
    source_ended_ = false;
    is_read_ = false;
    fault_.reset();
}

void CsvText::fill() {
    text_.erase(0, begin_); // at most a few bytes stay
    end_ -= std::exchange(begin_, 0);
    text_.resize(end_);
    read_block();
    if (encoding_ == Encoding::unknown) {
        find_encoding();
    }
    if (!fault_) {
        encoding_ == Encoding::utf8 ? take_utf8() : take_utf16();
    }
    end_ = text_.size();
    is_read_ = source_ended_ || fault_.has_value();
}

void CsvText::read_block() {
    const std::size_t kept = raw_.size();
    raw_.resize(kept + block_size_bytes);
    std::size_t got = 0;
    if (auto* const file = std::get_if<RegularFile>(&source_)) {
        const auto read = file->read_at(at_, std::span{raw_}.subspan(kept));
        if (!read) {
            end_with(RowFaultCode::disk_error);
        }
        got = read.value_or(0);
    } else {
        const std::string_view bytes = std::get<std::string_view>(source_);
        const std::string_view rest = bytes.substr(static_cast<std::size_t>(at_));
        got = rest.copy(raw_.data() + kept, block_size_bytes);
    }
    at_ += got;
    raw_.resize(kept + got);
    source_ended_ = got < block_size_bytes;
}

void CsvText::find_encoding() {
    encoding_ = Encoding::utf8;
    if (raw_.starts_with("\xFF\xFE")) {
        encoding_ = Encoding::utf16_little; // Excel's "Unicode text"
        raw_.erase(0, 2);
    } else if (raw_.starts_with("\xFE\xFF")) {
        encoding_ = Encoding::utf16_big;
        raw_.erase(0, 2);
    } else if (raw_.starts_with("\xEF\xBB\xBF")) {
        raw_.erase(0, 3);
    } else if (raw_.size() >= 4) {
        // Every other byte 0: UTF-16 without its mark.
        const bool first = raw_[0] == '\0' && raw_[2] == '\0';
        const bool second = raw_[0] != '\0' && raw_[1] == '\0' && raw_[3] == '\0';
        if (first || second) {
            end_with(RowFaultCode::utf16);
        }
    }
}

void CsvText::take_utf8() {
    std::size_t good = 0;
    while (good < raw_.size() && !fault_) {
        const auto rest = std::string_view{raw_}.substr(good);
        const std::size_t length = sequence_length(rest);
        if (length > 0 && rest[0] != '\0') {
            good += length;
        } else if (length == 0 && rest.size() < length_by(rest[0]) && !source_ended_) {
            break; // the rest of it comes with the next block
        } else {
            end_with(length > 0 ? RowFaultCode::nul_byte : RowFaultCode::not_utf8);
        }
    }
    text_.append(raw_, 0, good);
    raw_.erase(0, good);
}

void CsvText::take_utf16() {
    const auto unit = [&](std::size_t i) -> char32_t {
        const unsigned first = byte(raw_[i]);
        const unsigned second = byte(raw_[i + 1]);
        return encoding_ == Encoding::utf16_big ? first << 8U | second : second << 8U | first;
    };
    std::size_t at = 0;
    while (raw_.size() - at >= 2) {
        char32_t c = unit(at);
        std::size_t taken = 2;
        if (is_high(c) && raw_.size() - at < 4 && !source_ended_) {
            break; // the other half comes with the next block
        }
        if (is_high(c) && raw_.size() - at >= 4 && is_low(unit(at + 2))) {
            c = 0x1'0000 + ((c - 0xD800) << 10U) + (unit(at + 2) - 0xDC00);
            taken = 4;
        } else if (is_high(c) || is_low(c)) {
            return end_with(RowFaultCode::utf16);
        } else if (c == 0) {
            return end_with(RowFaultCode::nul_byte);
        }
        put_utf8(c, text_);
        at += taken;
    }
    raw_.erase(0, at);
    if (source_ended_ && !raw_.empty()) {
        end_with(RowFaultCode::utf16); // half a unit
    }
}

void CsvText::end_with(RowFaultCode code) {
    fault_ = code;
}

} // namespace ocop::catalog_sync
