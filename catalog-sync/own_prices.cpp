#include "catalog-sync/own_prices.hpp"

#include "pos/core/chain.hpp"
#include "pos/core/json_fields.hpp"
#include "pos/shell/atomic_file.hpp"

#include <cstddef>
#include <system_error>
#include <utility>

namespace ocop::catalog_sync {

namespace {

/// Some 40,000 prices. JSON takes up to thirty times its text in memory.
constexpr std::size_t file_size_bytes_max = std::size_t{3} << 20U;

constexpr const char* prices_file = "own-prices.json";
constexpr const char* copy_file = "own-prices.copy.json";

OwnPrices read_prices(Fields fields) {
    OwnPrices prices;
    const Json& object = fields.object("prices").json();
    // Files of earlier programs have no hash.
    if (fields.has("blake2b")
        && fields.parsed("blake2b", parse_hash) != blake2b(canonical(object))) {
        fields.fail("the prices are not those that were written");
    }
    for (const auto& [product, value] : object.items()) {
        if (!value.is_object()) {
            fields.fail("\"" + product + "\" is not an object");
        }
        const Fields price{value};
        prices[product] = {price.money("price"), price.money("feed_price")};
    }
    return prices;
}

/// The prices in `path`; nullopt where there is no such file.
Expected<std::optional<OwnPrices>, Failure> load(const std::filesystem::path& path) {
    const auto text = read_file(path, file_size_bytes_max);
    if (!text) {
        return text.error().code == FailureCode::missing
                   ? Expected<std::optional<OwnPrices>, Failure>{std::nullopt}
                   : Unexpected{text.error()};
    }
    const auto json = parse_json(*text);
    if (!json || !json->is_object()) {
        return Unexpected{Failure{FailureCode::corrupt, "the file is not JSON", path.string()}};
    }
    auto prices = read_fields<OwnPrices>(*json, read_prices);
    if (!prices) {
        return Unexpected{Failure{FailureCode::corrupt, prices.error().what, path.string()}};
    }
    return std::optional{std::move(*prices)};
}

} // namespace

Expected<OwnPrices, Failure> load_own_prices(const std::filesystem::path& folder) {
    auto prices = load(folder / prices_file);
    if (!prices) {
        return Unexpected{prices.error()};
    }
    return std::move(*prices).value_or(OwnPrices{});
}

KnownPrices known_own_prices(const std::filesystem::path& folder) {
    auto prices = load(folder / prices_file);
    if (prices && *prices) {
        return {std::move(**prices), std::nullopt, false};
    }
    auto copy = load(folder / copy_file);
    const bool has_copy = copy && *copy;
    if (prices && copy && !has_copy) { // none was ever set
        return {};
    }
    Failure fault =
        !prices
            ? prices.error()
            : Failure{FailureCode::missing, "it was there before", (folder / prices_file).string()};
    return {has_copy ? std::move(**copy) : OwnPrices{}, std::move(fault), has_copy};
}

Expected<void, Failure>
store_own_prices(const std::filesystem::path& folder, const OwnPrices& prices) {
    Json rows = Json::object();
    for (const auto& [product, price] : prices) {
        rows[product] = {{"price", price.price.vnd()}, {"feed_price", price.feed_price.vnd()}};
    }
    const std::string hash = hex(blake2b(canonical(rows)));
    const std::string text =
        canonical({{"v", 1}, {"blake2b", hash}, {"prices", std::move(rows)}}) + '\n';
    if (text.size() > file_size_bytes_max) { // or it would not be read again
        return Unexpected{Failure{
            FailureCode::too_large,
            "more own prices than the file may hold",
            (folder / prices_file).string()}};
    }
    auto written = write_atomically(folder / prices_file, text);
    if (written) { // an older copy is told as what it is
        static_cast<void>(write_atomically(folder / copy_file, text));
    }
    return written;
}

Expected<void, Failure> set_own_prices_aside(const std::filesystem::path& folder) {
    const auto path = folder / prices_file;
    std::error_code error;
    std::filesystem::rename(path, path.string() + ".damaged", error);
    return error ? Unexpected{system_failure(error.value(), "renaming", path)}
                 : sync_folder(folder);
}

} // namespace ocop::catalog_sync
