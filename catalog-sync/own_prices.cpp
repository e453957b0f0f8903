#include "catalog-sync/own_prices.hpp"

#include "pos/core/json_fields.hpp"
#include "pos/shell/atomic_file.hpp"

#include <cstddef>
#include <utility>

namespace ocop::catalog_sync {

namespace {

/// Some 40,000 prices. JSON takes up to thirty times its text in memory.
constexpr std::size_t file_size_bytes_max = std::size_t{3} << 20U;

std::filesystem::path prices_file(const std::filesystem::path& folder) {
    return folder / "own-prices.json";
}

OwnPrices read_prices(Fields fields) {
    OwnPrices prices;
    const Json& object = fields.object("prices").json();
    for (const auto& [product, value] : object.items()) {
        if (!value.is_object()) {
            fields.fail("\"" + product + "\" is not an object");
        }
        const Fields price{value};
        prices[product] = {price.money("price"), price.money("feed_price")};
    }
    return prices;
}

} // namespace

Expected<OwnPrices, Failure> load_own_prices(const std::filesystem::path& folder) {
    const auto path = prices_file(folder);
    const auto text = read_file(path, file_size_bytes_max);
    if (!text) {
        return text.error().code == FailureCode::missing ? Expected<OwnPrices, Failure>{OwnPrices{}}
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
    return std::move(*prices);
}

Expected<void, Failure>
store_own_prices(const std::filesystem::path& folder, const OwnPrices& prices) {
    Json rows = Json::object();
    for (const auto& [product, price] : prices) {
        rows[product] = {{"price", price.price.vnd()}, {"feed_price", price.feed_price.vnd()}};
    }
    const std::string text = canonical({{"v", 1}, {"prices", rows}}) + '\n';
    if (text.size() > file_size_bytes_max) { // or it would not be read again
        return Unexpected{Failure{
            FailureCode::too_large,
            "more own prices than the file may hold",
            prices_file(folder).string()}};
    }
    return write_atomically(prices_file(folder), text);
}

} // namespace ocop::catalog_sync
