// What the window says of goods that are looked for, shown as tiles, or come in.

#include "pos/ui/view_parts.hpp"

namespace ocop::ui {

StarMark mark_of(CertificateState state, bool has_stars) {
    if (has_stars) {
        return StarMark::shown;
    }
    return state == CertificateState::expired || state == CertificateState::revoked
               ? StarMark::lapsed
               : StarMark::none;
}

void put_results(ViewModel& view, const Desk& desk) {
    view.searching = !desk.state().search.empty();
    const Day today = desk.now().day();
    std::size_t index = 0;
    for (const Product* product : desk.results()) {
        ResultRow row;
        row.name = product->name;
        row.producer = product->producer_name;
        if (!product->district.empty()) {
            row.producer += (row.producer.empty() ? "" : " · ") + product->district;
        }
        row.price = format(price_on(*product, desk.now().day()));
        row.unit = product->unit;
        row.stars = stars_on(*product, today);
        row.mark = mark_of(certificate_on(*product, today), row.stars > 0);
        row.image = image_name(*product);
        row.shelf = shelf_of(*product);
        row.demonstration = product->demonstration;
        row.selected = index++ == desk.state().selected_result;
        view.results.push_back(std::move(row));
    }
}

void put_grid(ViewModel& view, const Desk& desk) {
    const GridState& grid = desk.state().grid;
    const Day today = desk.now().day();
    GridView shown;
    for (const ShelfGoods& shelf : desk.shelves()) {
        const bool chosen = shelf.shelf == grid.shelf && !view.searching;
        shown.shelves.push_back({shelf.shelf, shelf.goods.size(), chosen});
    }
    const TilePage page = desk.tiles();
    shown.all = page.all;
    shown.first = page.first;
    for (const Product* found : page.goods) {
        const Product& product = *found;
        TileRow tile;
        tile.name = product.name;
        tile.price = format(price_on(product, today));
        tile.unit = product.unit;
        tile.stars = stars_on(product, today);
        tile.mark = mark_of(certificate_on(product, today), tile.stars > 0);
        tile.demonstration = product.demonstration;
        tile.selected = shown.first + shown.tiles.size() == page.selected;
        tile.image = image_name(product);
        tile.shelf = shelf_of(product);
        shown.tiles.push_back(std::move(tile));
    }
    view.grid = std::move(shown);
}

void put_receive(ViewModel& view, const Desk& desk) {
    const Receiving& receiving = desk.state().receiving;
    const Product* product = desk.catalog().find_code(receiving.product);
    if (product == nullptr) {
        return;
    }
    const auto& stock = desk.till().ledger.stock;
    const auto held = stock.find(product->code);
    view.receive = ReceiveView{
        product->name,
        product->producer_name,
        product->unit,
        format(held == stock.end() ? Quantity{} : held->second),
        receiving.lot,
        receiving.expiry,
        product->lot_tracked,
        product->consignment};
}

} // namespace ocop::ui
