#pragma once

#include "pos/ui/field.hpp"

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

namespace ocop::ui {

/// The fields of one screen in the order a person fills them, and which of them is typed into: the
/// one a finger touched last, or the one the keys went to.
class FieldRing {
public:
    /// Borrows `fields`, which go away with the screen that holds both.
    explicit FieldRing(std::vector<Field*> fields)
        : fields_{std::move(fields)} {
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            fields_[i]->control().Bind(wxEVT_SET_FOCUS, [this, i](wxFocusEvent& event) {
                at_ = i;
                if (on_focus) {
                    on_focus();
                }
                event.Skip();
            });
        }
    }

    FieldRing(const FieldRing&) = delete;
    FieldRing& operator=(const FieldRing&) = delete;

    /// Told when one of the fields gets the focus.
    std::function<void()> on_focus{};

    [[nodiscard]] Field* current() const { return fields_[at_]; }

    [[nodiscard]] std::size_t at() const { return at_; }

    [[nodiscard]] bool is_last() const { return at_ + 1 >= fields_.size(); }

    void go_to(std::size_t index) {
        at_ = index;
        fields_[at_]->focus();
    }

    /// To the next (1) or the one before (-1), as far as there is one.
    void go(int by) {
        if (by > 0 && !is_last()) {
            go_to(at_ + 1);
        } else if (by < 0 && at_ > 0) {
            go_to(at_ - 1);
        }
    }

    void clear() {
        for (Field* field : fields_) {
            field->set_text({});
        }
        at_ = 0;
    }

private:
    std::vector<Field*> fields_;
    std::size_t at_ = 0;
};

} // namespace ocop::ui
