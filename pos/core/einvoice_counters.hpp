#pragma once

#include "pos/core/einvoice.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocop {

/// True if `counter` is a key of EinvoiceCounters and `last` a number it can have come to, from 1.
[[nodiscard]] bool is_einvoice_counter(std::string_view counter, std::int64_t last);

/// The series of `settings` in `year` ("1C27MYY"); nullopt where none is set.
[[nodiscard]] std::optional<std::string>
einvoice_series(const EinvoiceSettings& settings, int year);

/// `used`, once the series in `stated` had come to the numbers there. The tax office's running
/// number moves on with them, because one is used with each invoice, unless `stated` says more.
[[nodiscard]] EinvoiceCounters einvoices_after(
    EinvoiceCounters used, const EinvoiceCounters& stated, const EinvoiceSettings& settings
);

} // namespace ocop
