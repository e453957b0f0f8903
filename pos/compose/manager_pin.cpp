#include "pos/compose/manager_pin.hpp"

#include "pos/compose/pin_book.hpp"
#include "pos/core/clock_check.hpp"
#include "pos/core/json.hpp"
#include "pos/core/json_fields.hpp"
#include "pos/core/pin_tries.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/store/guard.hpp"
#include "pos/store/store_lock.hpp"

#include <algorithm>
#include <map>
#include <system_error>
#include <utility>

namespace ocop::compose {

namespace {

constexpr const char* tries_file = "pin-tries.json";
constexpr std::size_t tries_size_bytes_max = 64 * 1024;

using Tries = std::map<std::string, PinTries>;

/// Nothing where there is no such file, or no sense in it: whoever could damage it could as well
/// remove it.
Tries kept_tries(const std::filesystem::path& folder) {
    Tries tries;
    const auto text = read_file(folder / tries_file, tries_size_bytes_max);
    const auto json = text ? parse_json(*text) : std::nullopt;
    if (!json || !json->is_object()) {
        return tries;
    }
    for (const auto& [name, entry] : json->items()) {
        const auto read = read_fields<PinTries>(entry, [](const Fields& fields) {
            return PinTries{fields.integer("wrong"), fields.parsed("last", parse_moment)};
        });
        if (read) {
            tries[name] = *read;
        }
    }
    return tries;
}

Expected<void, Failure> keep_tries(const std::filesystem::path& folder, const Tries& tries) {
    Json json = Json::object();
    for (const auto& [name, entry] : tries) {
        json[name] = {{"wrong", entry.wrong}, {"last", iso(entry.last)}};
    }
    return write_atomically(folder / tries_file, canonical(json) + "\n", FileMode::secret);
}

/// Who holds the lock is the only one who tries.
Expected<std::optional<Refusal>, Failure> try_pin(
    const std::filesystem::path& folder,
    const Ledger& ledger,
    const std::string& name,
    std::string_view pin,
    Moment now
) {
    if (auto doubt = check_clock(Ledger{}, now)) {
        return doubt; // wrong PINs would be kept with a time that is not read again
    }
    Tries tries = kept_tries(folder);
    const auto in_journal = ledger.pin_tries.find(name);
    PinTries both = in_journal == ledger.pin_tries.end() ? PinTries{} : in_journal->second;
    if (const auto beside = tries.find(name); beside != tries.end()) {
        both = {both.wrong + beside->second.wrong, beside->second.last};
    }
    const bool set_back = both.wrong > 0 && now < both.last;
    if (set_back) { // the whole wait begins anew, and ends
        tries[name].last = now;
        if (auto kept = keep_tries(folder, tries); !kept) {
            return Unexpected{kept.error()};
        }
    }
    if (const std::int64_t wait = pin_wait(both, now); wait > 0) {
        return Refusal{RefusalCode::pin_locked, name, std::to_string(wait), {}};
    }
    // Counted before it is looked at: a program that is ended in between has tried as well.
    Tries counted = tries;
    counted[name] = {counted[name].wrong + 1, now};
    if (auto kept = keep_tries(folder, counted); !kept) {
        return Unexpected{kept.error()};
    }
    const auto right = PinBook{folder}.check(name, pin);
    if (right && !*right) {
        return Refusal{RefusalCode::wrong_pin, name, {}, {}};
    }
    // Those before it stay, for the record to tell of.
    if (tries.empty()) {
        forget_pins_beside(folder);
    } else if (auto kept = keep_tries(folder, tries); !kept) {
        return Unexpected{kept.error()};
    }
    return right ? Expected<std::optional<Refusal>, Failure>{std::nullopt}
                 : Unexpected{right.error()};
}

} // namespace

Expected<std::optional<Refusal>, Failure> check_manager_pin(
    const std::filesystem::path& folder,
    const Ledger& ledger,
    const std::string& name,
    std::string_view pin,
    Moment now
) {
    const auto user = ledger.users.find(name);
    if (user == ledger.users.end() || !user->second.active) {
        return Refusal{RefusalCode::unknown_user, name, {}, {}};
    }
    if (user->second.role != Role::manager) {
        return Refusal{RefusalCode::not_allowed, std::string{code(user->second.role)}, {}, {}};
    }
    auto tried = store::guard(folder, [&] {
        const store::StoreLock alone{folder};
        return try_pin(folder, ledger, name, pin, now);
    });
    return tried ? std::move(*tried) : Unexpected{tried.error()};
}

std::int64_t wrong_pins_beside(const std::filesystem::path& folder, const std::string& name) {
    const Tries tries = kept_tries(folder);
    const auto found = tries.find(name);
    return found == tries.end() ? 0 : found->second.wrong;
}

void forget_pins_beside(const std::filesystem::path& folder) {
    std::error_code not_there;
    std::filesystem::remove(folder / tries_file, not_there);
}

} // namespace ocop::compose
