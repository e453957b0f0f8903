// What people do at the desk with the goods as tiles.

#include "pos/ui/desk.hpp"

#include <algorithm>
#include <cstdlib>

namespace ocop::ui {

namespace {
constexpr std::size_t favourites_max = 48;
} // namespace

void Desk::fill_shelves() {
    const Day today = clock_->now().day();
    shelves_ = ui::fill_shelves(*catalog_, recent_.sold_most(today, favourites_max));
    const bool nothing_sold = shelves_.front().goods.empty();
    const auto shown = std::find_if(shelves_.begin(), shelves_.end(), [this](const ShelfGoods& s) {
        return s.shelf == state_.grid.shelf;
    });
    if (shown == shelves_.end() || (nothing_sold && state_.grid.shelf == Shelf::favourites)) {
        state_.grid.shelf = nothing_sold ? Shelf::all : Shelf::favourites;
    }
    state_.grid.selected = 0;
}

const std::vector<const Product*>& Desk::shelf_goods() const {
    static const std::vector<const Product*> none;
    const auto shown = std::find_if(shelves_.begin(), shelves_.end(), [this](const ShelfGoods& s) {
        return s.shelf == state_.grid.shelf;
    });
    return shown == shelves_.end() ? none : shown->goods;
}

TilePage Desk::tiles() const {
    const bool searching = !state_.search.empty();
    const std::vector<const Product*> found = results();
    const std::vector<const Product*>& goods = searching ? found : shelf_goods();
    const std::size_t size = state_.grid.columns * state_.grid.rows;
    TilePage page;
    page.all = goods.size();
    page.selected = searching ? state_.selected_result : state_.grid.selected;
    page.first = page.selected / size * size;
    const auto from = static_cast<std::ptrdiff_t>(std::min(page.first, goods.size()));
    const auto to = static_cast<std::ptrdiff_t>(std::min(page.first + size, goods.size()));
    page.goods.assign(goods.begin() + from, goods.begin() + to);
    return page;
}

void Desk::show_grid(bool shown) {
    if (shown && !state_.grid.shown) {
        fill_shelves();
    }
    state_.grid.shown = shown;
    changed();
}

void Desk::choose_shelf(Shelf shelf) {
    if (shelf == Shelf::favourites) {
        fill_shelves(); // what sold since stands there now
    }
    state_.grid.shelf = shelf;
    state_.grid.selected = 0;
    search({});
}

void Desk::set_grid_shape(std::size_t columns, std::size_t rows) {
    if (columns != state_.grid.columns || rows != state_.grid.rows) {
        state_.grid.columns = std::max<std::size_t>(columns, 1);
        state_.grid.rows = std::max<std::size_t>(rows, 1);
        changed();
    }
}

void Desk::press_on_grid(Command command) {
    const int page = static_cast<int>(state_.grid.columns * state_.grid.rows);
    if (command == Command::goods && !state_.grid.shown) {
        return show_grid(true);
    }
    if (!state_.grid.shown) {
        return;
    }
    if (command == Command::left || command == Command::right) {
        return move_on_grid(command == Command::left ? -1 : 1);
    }
    if (command == Command::page_up || command == Command::page_down) {
        return move_on_grid(command == Command::page_up ? -page : page);
    }
    auto shelf = std::find_if(shelves_.begin(), shelves_.end(), [this](const ShelfGoods& s) {
        return s.shelf == state_.grid.shelf;
    });
    if (command == Command::goods) {
        shelf = shelf == shelves_.end() || std::next(shelf) == shelves_.end() ? shelves_.begin()
                                                                              : std::next(shelf);
    } else {
        shelf = std::prev(shelf == shelves_.begin() ? shelves_.end() : shelf);
    }
    choose_shelf(shelf->shelf);
}

void Desk::move_on_grid(int by) {
    const TilePage page = tiles();
    const auto columns = static_cast<std::int64_t>(state_.grid.columns);
    const auto at = static_cast<std::int64_t>(page.selected);
    const auto last = static_cast<std::int64_t>(page.all) - 1;
    const std::int64_t to = at + by;
    const bool leaves_rows =
        (to < 0 && at < columns) || (to > last && at / columns == last / columns);
    if (last < 0 || (std::abs(by) == columns && leaves_rows)) {
        return;
    }
    std::size_t& selected = state_.search.empty() ? state_.grid.selected : state_.selected_result;
    selected = static_cast<std::size_t>(std::clamp<std::int64_t>(to, 0, last));
}

void Desk::add_tile(std::size_t index) {
    if (!state_.search.empty()) {
        return add_result(index);
    }
    const std::vector<const Product*>& goods = shelf_goods();
    if (index < goods.size() && state_.screen == Screen::sell && !till_.pending) {
        state_.grid.selected = index;
        ask(Add{goods[index]->code, one_unit});
    }
}

} // namespace ocop::ui
