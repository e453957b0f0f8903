#include "pos/compose/printer_settings.hpp"

#include "receipts/escpos.hpp"
#include "receipts/pdf/render.hpp"

namespace ocop::compose {

const receipts::PrinterProfile& profile_of(const Settings& settings) {
    const auto* const model = receipts::find_profile(settings.printer_model);
    return model != nullptr ? *model : *receipts::generic_profile(settings.paper_mm);
}

receipts::Encoding encoding_of(const Settings& settings) {
    const auto set = receipts::parse_encoding(settings.printer_encoding);
    return set && receipts::has_tables(profile_of(settings), *set) ? *set
                                                                   : receipts::Encoding::raster;
}

} // namespace ocop::compose
