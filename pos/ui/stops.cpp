#include "pos/ui/stops.hpp"

#include <algorithm>
#include <utility>

namespace ocop::ui {

void Stops::add(Stop stop) {
    const std::size_t number = stops_.size();
    if (stop.field != nullptr) {
        stop.field->control().Bind(wxEVT_SET_FOCUS, [this, number](wxFocusEvent& event) {
            go_to(number); // a finger may have brought it there
            event.Skip();
        });
    }
    if (stop.choice != nullptr) {
        stop.choice->on_press = [this, number] { go_to(number); };
    }
    stops_.push_back(std::move(stop));
}

void Stops::start() {
    at_ = 0;
    page_ = stops_.front().page.value_or(0);
}

void Stops::go(int by) {
    const auto last = static_cast<int>(stops_.size()) - 1;
    go_to(static_cast<std::size_t>(std::clamp(static_cast<int>(at_) + by, 0, last)));
}

void Stops::go_to(std::size_t stop) {
    if (stop == at_) {
        return;
    }
    const std::size_t from = std::exchange(at_, stop);
    page_ = stops_[at_].page.value_or(page_);
    mark();
    if (on_move) {
        on_move(stops_[from]);
    }
}

void Stops::turn(std::size_t page) {
    const auto first = std::find_if(stops_.begin(), stops_.end(), [&](const Stop& stop) {
        return stop.page == page;
    });
    if (first != stops_.end()) {
        go_to(static_cast<std::size_t>(first - stops_.begin()));
    }
}

void Stops::mark() {
    for (std::size_t i = 0; i < stops_.size(); ++i) {
        if (stops_[i].choice != nullptr) {
            stops_[i].choice->set_chosen(i == at_);
        } else if (stops_[i].button != nullptr) {
            stops_[i].button->set_look(i == at_ ? Look::chosen : stops_[i].look);
        }
    }
}

} // namespace ocop::ui
