#include "pos/core/tax.hpp"

namespace ocop {

std::string_view code(Vat vat) {
    switch (vat) {
    case Vat::zero:
        return "0";
    case Vat::five:
        return "5";
    case Vat::eight:
        return "8";
    case Vat::ten:
        return "10";
    case Vat::not_taxable:
        return "KCT";
    case Vat::direct_method:
        return "TT";
    }
    return "";
}

std::optional<Vat> parse_vat(std::string_view text) {
    for (const Vat vat :
         {Vat::zero, Vat::five, Vat::eight, Vat::ten, Vat::not_taxable, Vat::direct_method}) {
        if (code(vat) == text) {
            return vat;
        }
    }
    return std::nullopt;
}

Money vat_within(Money gross, Vat vat) {
    std::int64_t rate = 0;
    switch (vat) {
    case Vat::five:
        rate = 5;
        break;
    case Vat::eight:
        rate = 8;
        break;
    case Vat::ten:
        rate = 10;
        break;
    case Vat::zero:
    case Vat::not_taxable:
    case Vat::direct_method:
        return Money{};
    }
    return Money{scale(gross.vnd(), rate, 100 + rate)};
}

Vat vat_on(Vat declared, Day day, const VatRules& rules) {
    return declared == Vat::eight && day > rules.reduced_until ? Vat::ten : declared;
}

} // namespace ocop
