#include "catalog-sync/rows_together.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace ocop::catalog_sync {

std::string_view RowsTogether::code_of(std::size_t row) const {
    const std::size_t begin = row == 0 ? 0 : ends_[row - 1];
    return std::string_view{codes_}.substr(begin, ends_[row] - begin);
}

RowFault RowsTogether::fault(
    RowFaultCode code, std::size_t row, std::string_view field, std::string value
) const {
    return {code, file_, lines_[row], 0, std::string{field}, std::move(value), {}};
}

bool RowsTogether::is_next(std::string_view code) const {
    return ends_.empty() || code_of(ends_.size() - 1) < code;
}

std::optional<RowFault>
RowsTogether::check_repeated(std::string_view code, std::size_t line) const {
    if (ends_.empty() || code_of(ends_.size() - 1) != code) {
        return std::nullopt;
    }
    return RowFault{
        RowFaultCode::duplicate_code,
        file_,
        line,
        0,
        "code",
        std::string{code},
        file_ + ':' + std::to_string(lines_.back())};
}

void RowsTogether::add(const Product& product, std::size_t line) {
    const auto row = static_cast<std::uint32_t>(ends_.size());
    codes_ += product.code;
    ends_.push_back(codes_.size());
    lines_.push_back(static_cast<std::uint32_t>(line));
    is_set_.push_back(product.is_set());
    takes_fractions_.push_back(takes_fractions(product.unit));
    if (product.gtin) {
        numbered_.push_back({product.gtin->value(), row});
    }
    for (const SetComponent& component : product.set_components) {
        parts_.push_back({component.product, component.quantity.is_whole(), row});
    }
}

std::optional<std::size_t> RowsTogether::find(std::string_view code) const {
    std::size_t low = 0;
    std::size_t high = ends_.size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (code_of(middle) < code) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < ends_.size() && code_of(low) == code ? std::optional{low} : std::nullopt;
}

std::optional<RowFault> RowsTogether::check_gtins() {
    std::sort(numbered_.begin(), numbered_.end(), [](const Numbered& a, const Numbered& b) {
        return std::tie(a.gtin, a.row) < std::tie(b.gtin, b.row);
    });
    const Numbered* first = nullptr; // of all that repeat, the one that stands first
    const Numbered* other = nullptr;
    for (std::size_t i = 1; i < numbered_.size(); ++i) {
        const bool repeats = numbered_[i].gtin == numbered_[i - 1].gtin;
        if (repeats && (first == nullptr || numbered_[i].row < first->row)) {
            first = &numbered_[i];
            other = &numbered_[i - 1];
        }
    }
    if (first == nullptr) {
        return std::nullopt;
    }
    RowFault found = fault(RowFaultCode::duplicate_gtin, first->row, "gtin", {});
    std::string digits = std::to_string(first->gtin);
    digits.insert(0, 13 - std::min<std::size_t>(13, digits.size()), '0');
    found.value = std::move(digits);
    found.other = '"' + std::string{code_of(other->row)} + '"';
    return found;
}

std::optional<RowFault> RowsTogether::check_part(const Part& part) const {
    const auto row = find(part.code);
    if (!row) {
        return fault(RowFaultCode::unknown_component, part.row, "set_components", part.code);
    }
    if (is_set_[*row]) {
        return fault(RowFaultCode::set_in_set, part.row, "set_components", part.code);
    }
    if (!part.is_whole && !takes_fractions_[*row]) {
        return fault(RowFaultCode::component_fraction, part.row, "set_components", part.code);
    }
    return std::nullopt;
}

std::optional<RowFault> RowsTogether::finish() {
    if (auto found = check_gtins()) {
        return found;
    }
    for (const Part& part : parts_) {
        if (auto found = check_part(part)) {
            return found;
        }
    }
    return std::nullopt;
}

} // namespace ocop::catalog_sync
