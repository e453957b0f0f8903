#include "devices/hid_pos.hpp"

#include <algorithm>
#include <string_view>

namespace ocop::devices {

namespace {

constexpr HidUsage page = 0x8C0000;
constexpr HidUsage bar_code_scanner = page | 0x02;
constexpr HidUsage symbology_1 = page | 0xFB;
constexpr HidUsage decoded_data = page | 0xFE;
constexpr HidUsage data_continued = page | 0xFF;
constexpr HidUsage byte_count = 0x0001003B;

constexpr std::uint8_t known_report = 2;
constexpr std::size_t aim_bytes = 3;

constexpr HidPosLayout with_aim{known_report, 1, 2, 5, 56, 63, 1};
constexpr HidPosLayout without_aim{known_report, 1, std::nullopt, 2, 56, 63, 1};

const HidField*
find(std::span<const HidField> fields, HidUsage usage, std::optional<std::uint8_t> report) {
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const HidField& field) {
        return field.kind == HidField::Kind::input && field.usage == usage && !field.is_constant
               && (!report || field.report == *report);
    });
    return found == fields.end() ? nullptr : &*found;
}

bool is_upper_or_lower(std::uint8_t c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// True if an AIM identifier (ISO/IEC 15424: `]`, letter, digit or letter) stands at `at`.
bool is_aim(std::span<const std::uint8_t> report, std::size_t at) {
    return report.size() >= at + aim_bytes && report[at] == ']' && is_upper_or_lower(report[at + 1])
           && (is_upper_or_lower(report[at + 2]) || (report[at + 2] >= '0' && report[at + 2] <= '9')
           );
}

/// The layout of a report by a scanner whose descriptor tells nothing.
HidPosLayout guess(std::span<const std::uint8_t> report) {
    HidPosLayout shifted = with_aim;
    shifted.aim = 3;
    shifted.data = 6;
    shifted.data_size = 55;
    if (!is_aim(report, *with_aim.aim)) {
        return is_aim(report, *shifted.aim) ? shifted : without_aim;
    }
    // Data may itself begin with an identifier, where the scanner puts it there: the three bytes
    // the first layout would read behind it are then none.
    const std::size_t end = with_aim.data + report[*with_aim.length];
    return end <= report.size() && end >= with_aim.data + aim_bytes && report[end - 1] == 0
               ? without_aim
               : with_aim;
}

std::string_view text_of(std::span<const std::uint8_t> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace

bool is_hid_pos(std::span<const HidField> fields) {
    return std::any_of(fields.begin(), fields.end(), [](const HidField& field) {
        return field.application == bar_code_scanner;
    });
}

std::optional<HidPosLayout> hid_pos_layout(std::span<const HidField> fields) {
    const HidField* const data = find(fields, decoded_data, std::nullopt);
    const std::size_t head = data != nullptr && data->report != 0 ? 1 : 0;
    const auto is_byte = [](const HidField* field) {
        return field != nullptr && field->bits == 8 && field->bit % 8 == 0;
    };
    if (!is_byte(data)) {
        return std::nullopt;
    }
    HidPosLayout layout;
    if (head == 1) {
        layout.report = data->report;
    }
    layout.data = head + data->bit / 8;
    layout.data_size = data->count;
    if (const HidField* const count = find(fields, byte_count, data->report); is_byte(count)) {
        layout.length = head + count->bit / 8;
    }
    if (const HidField* const aim = find(fields, symbology_1, data->report); is_byte(aim)) {
        layout.aim = head + aim->bit / 8;
    }
    if (const HidField* const more = find(fields, data_continued, data->report)) {
        layout.continued = head + more->bit / 8;
        layout.continued_mask = static_cast<std::uint8_t>(1U << more->bit % 8);
    }
    return layout;
}

std::optional<std::string> HidPosDecoder::take(std::span<const std::uint8_t> report) {
    const HidPosLayout layout = layout_ ? *layout_ : guess(report);
    if (report.empty() || (layout.report && report.front() != *layout.report)
        || report.size() <= layout.data || (layout.length && *layout.length >= report.size())) {
        return std::nullopt;
    }
    const std::size_t room = std::min(layout.data_size, report.size() - layout.data);
    const std::size_t length = layout.length ? report[*layout.length] : room;
    if (length > room) {
        text_.reset(); // what was begun is missing a part
        return std::nullopt;
    }
    const auto data = report.subspan(layout.data, length);
    const bool begins = text_.is_empty();
    if (begins && layout.aim && length > 0 && is_aim(report, *layout.aim)) {
        const auto aim = report.subspan(*layout.aim, aim_bytes);
        const bool is_in_data =
            data.size() >= aim_bytes && std::equal(aim.begin(), aim.end(), data.begin());
        if (!is_in_data) {
            text_.append(text_of(aim));
        }
    }
    text_.append(text_of(data));
    const bool goes_on = layout.continued && *layout.continued < report.size()
                         && (report[*layout.continued] & layout.continued_mask) != 0;
    return goes_on ? std::nullopt : text_.finish();
}

} // namespace ocop::devices
