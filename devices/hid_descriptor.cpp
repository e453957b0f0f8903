#include "devices/hid_descriptor.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace ocop::devices {

namespace {

constexpr std::size_t stack_max = 32;
constexpr std::size_t usages_max = 256;

// Item tags with their type, the size bits zero (HID 1.11, 6.2.2.4 to 6.2.2.8).
enum Item : std::uint8_t {
    input = 0x80,
    output = 0x90,
    feature = 0xB0,
    collection = 0xA0,
    end_collection = 0xC0,
    usage_page = 0x04,
    report_size = 0x74,
    report_id = 0x84,
    report_count = 0x94,
    push = 0xA4,
    pop = 0xB4,
    usage = 0x08,
    usage_minimum = 0x18,
    usage_maximum = 0x28,
};

constexpr std::uint8_t long_item = 0xFE;
constexpr std::uint32_t constant_bit = 1;
constexpr std::uint32_t variable_bit = 2;

struct Globals {
    std::uint32_t page = 0;
    std::uint32_t bits = 0;
    std::uint32_t count = 0;
    std::uint8_t report = 0;
};

/// The usages said since the last main item, single ones and ranges, as ranges.
struct Locals {
    std::vector<std::pair<HidUsage, HidUsage>> ranges{};
    std::optional<HidUsage> minimum{};

    void add(HidUsage first, HidUsage last) {
        if (ranges.size() < usages_max && first <= last) {
            ranges.emplace_back(first, last);
        }
    }
};

class Walker {
public:
    std::vector<HidField> walk(std::span<const std::uint8_t> bytes) {
        while (!bytes.empty() && fields_.size() < hid_fields_max) {
            const std::uint8_t prefix = bytes.front();
            if (prefix == long_item) {
                // None is defined: passed over, two bytes of head and what the first of them says.
                if (bytes.size() < 3 || bytes.size() - 3 < bytes[1]) {
                    break;
                }
                bytes = bytes.subspan(3U + bytes[1]);
                continue;
            }
            const std::size_t code = prefix & 3U;
            const std::size_t size = code == 3 ? 4 : code;
            if (bytes.size() - 1 < size) {
                break;
            }
            std::uint32_t value = 0;
            for (std::size_t i = 0; i < size; ++i) {
                value |= std::uint32_t{bytes[1 + i]} << (8 * i);
            }
            item(static_cast<std::uint8_t>(prefix & 0xFCU), value, size);
            bytes = bytes.subspan(1 + size);
        }
        return std::move(fields_);
    }

private:
    void item(std::uint8_t tag, std::uint32_t value, std::size_t size) {
        switch (tag) {
        case input:
            return main(HidField::Kind::input, value);
        case output:
            return main(HidField::Kind::output, value);
        case feature:
            return main(HidField::Kind::feature, value);
        case collection:
            if (depth_++ == 0) {
                application_ = locals_.ranges.empty() ? 0 : locals_.ranges.front().first;
            }
            locals_ = {};
            return;
        case end_collection:
            depth_ -= depth_ > 0 ? 1 : 0;
            locals_ = {};
            return;
        case usage_page:
            globals_.page = value & 0xFFFFU;
            return;
        case report_size:
            globals_.bits = value;
            return;
        case report_id:
            globals_.report = static_cast<std::uint8_t>(value);
            return;
        case report_count:
            globals_.count = value;
            return;
        case push:
            if (stack_.size() < stack_max) {
                stack_.push_back(globals_);
            }
            return;
        case pop:
            if (!stack_.empty()) {
                globals_ = stack_.back();
                stack_.pop_back();
            }
            return;
        case usage:
            return locals_.add(full(value, size), full(value, size));
        case usage_minimum:
            locals_.minimum = full(value, size);
            return;
        case usage_maximum:
            if (locals_.minimum) {
                locals_.add(*std::exchange(locals_.minimum, std::nullopt), full(value, size));
            }
            return;
        default: // limits, units, designators, and what is reserved
            return;
        }
    }

    /// Four bytes of usage carry their page.
    [[nodiscard]] HidUsage full(std::uint32_t value, std::size_t size) const {
        return size == 4 ? value : globals_.page << 16 | value;
    }

    void main(HidField::Kind kind, std::uint32_t flags) {
        const Locals locals = std::exchange(locals_, {});
        std::uint32_t& place = places_[{kind, globals_.report}];
        constexpr std::uint32_t bits_max = 0xFFFF;
        constexpr std::uint32_t count_max = 0xFFFF;
        if (globals_.bits == 0 || globals_.count == 0 || globals_.bits > bits_max
            || globals_.count > count_max
            || std::uint64_t{globals_.bits} * globals_.count > hid_report_bits_max - place) {
            return;
        }
        HidField field;
        field.kind = kind;
        field.report = globals_.report;
        field.application = application_;
        field.bit = place;
        field.bits = static_cast<std::uint16_t>(globals_.bits);
        field.count = static_cast<std::uint16_t>(globals_.count);
        field.is_constant = (flags & constant_bit) != 0;
        place += globals_.bits * globals_.count;
        if ((flags & variable_bit) == 0 || locals.ranges.empty()) {
            field.usage = locals.ranges.empty() ? 0 : locals.ranges.front().first;
            static_cast<void>(keep(field));
            return;
        }
        spread(field, locals);
    }

    /// Each value of a variable has the next usage; the last one stands for all that follow.
    void spread(HidField field, const Locals& locals) {
        std::uint32_t left = field.count;
        for (std::size_t i = 0; i < locals.ranges.size() && left > 0; ++i) {
            const auto& [first, last] = locals.ranges[i];
            const bool is_last = i + 1 == locals.ranges.size();
            for (HidUsage usage_of = first; left > 0; ++usage_of) {
                const bool stays = is_last && usage_of == last;
                field.usage = usage_of;
                field.count = static_cast<std::uint16_t>(stays ? left : 1);
                if (!keep(field)) {
                    return;
                }
                field.bit += std::uint32_t{field.bits} * field.count;
                left -= field.count;
                if (usage_of == last) {
                    break;
                }
            }
        }
    }

    bool keep(const HidField& field) {
        if (fields_.size() >= hid_fields_max) {
            return false;
        }
        fields_.push_back(field);
        return true;
    }

    std::vector<HidField> fields_{};
    std::map<std::pair<HidField::Kind, std::uint8_t>, std::uint32_t> places_{};
    Globals globals_{};
    std::vector<Globals> stack_{};
    Locals locals_{};
    HidUsage application_ = 0;
    std::size_t depth_ = 0;
};

} // namespace

std::vector<HidField> hid_fields(std::span<const std::uint8_t> descriptor) {
    return Walker{}.walk(descriptor);
}

} // namespace ocop::devices
