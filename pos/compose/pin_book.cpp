#include "pos/compose/pin_book.hpp"

#include "pos/signing/pin.hpp"

namespace ocop::compose {

Expected<bool, Failure> PinBook::check(const std::string& user, std::string_view pin) {
    const auto hash = file_.hash_of(user);
    return hash.has_value() && signing::check_pin(*hash, pin);
}

Expected<void, Failure> PinBook::set(const std::string& user, std::string_view pin) {
    return file_.set(user, signing::hash_pin(pin));
}

} // namespace ocop::compose
