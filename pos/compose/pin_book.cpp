#include "pos/compose/pin_book.hpp"

#include "pos/signing/pin.hpp"

namespace ocop::compose {

namespace {

std::optional<Failure> fault_of(const store::PinFile& file) {
    const auto& fault = file.fault();
    return fault && fault->code == FailureCode::missing
               ? Failure{FailureCode::pins, "not there", file.path().string()}
               : fault;
}

} // namespace

Expected<bool, Failure> PinBook::check(const std::string& user, std::string_view pin) {
    const auto file = store::PinFile::load(folder_);
    if (auto fault = fault_of(file)) {
        return Unexpected{std::move(*fault)};
    }
    const auto hash = file.hash_of(user);
    if (!hash) {
        return Unexpected{
            Failure{FailureCode::pins, "none of " + user + " in it", file.path().string()}};
    }
    return signing::check_pin(*hash, pin);
}

std::optional<Failure> PinBook::fault() const {
    return fault_of(store::PinFile::load(folder_));
}

Expected<store::PinFile::Change, Failure>
PinBook::change(const std::string& user, std::string_view pin) const {
    return store::PinFile::load(folder_).change(user, signing::hash_pin(pin));
}

Expected<void, Failure> PinBook::set(const std::string& user, std::string_view pin) {
    auto made = change(user, pin);
    return made ? made->put_in_place() : Unexpected{made.error()};
}

} // namespace ocop::compose
