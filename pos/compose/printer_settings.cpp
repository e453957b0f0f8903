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

std::optional<receipts::DrawerPulse> drawer_of(const Settings& settings) {
    const auto model = profile_of(settings).drawer;
    receipts::DrawerPulse pulse = model.value_or(receipts::DrawerPulse{});
    switch (settings.drawer) {
    case DrawerChoice::as_model:
        return model;
    case DrawerChoice::pin_two:
        pulse.pin = receipts::DrawerPin::two;
        return pulse;
    case DrawerChoice::pin_five:
        pulse.pin = receipts::DrawerPin::five;
        return pulse;
    case DrawerChoice::off:
        return std::nullopt;
    }
    return std::nullopt;
}

} // namespace ocop::compose
