#include "pos/ui/sign_in_panel.hpp"

#include "pos/ui/back_button.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/keypad.hpp"
#include "pos/ui/labels.hpp"
#include "pos/ui/text.hpp"

#include <wx/translation.h>

#include <utility>

namespace ocop::ui {

SignInPanel::SignInPanel(wxWindow* parent, Desk& desk)
    : ScreenPanel{parent, desk, id::sign_in},
      title_{new Heading{this, {}}},
      names_{new wxPanel{this, wxID_ANY, wxDefaultPosition, wxDefaultSize, 0, id::users}},
      grid_{new wxGridSizer{2, gap, gap}},
      pin_{new Field{this, id::pin, _("PIN"), 22, Shows::dots}},
      confirm_{new Button{this, "sign-in-confirm", {}, Look::accent, [this] { enter(); }, "Enter"}},
      back_{back_button(this, desk, "sign-in-back", wxSize{110, 68})} {
    names_->SetBackgroundColour(colour(Tone::ground));
    names_->SetSizer(grid_);
    confirm_->set_size_pt(16);
    confirm_->SetMinSize(wxSize{160, 68});
    auto* keys = new wxBoxSizer{wxVERTICAL};
    keys->Add(pin_, 0, wxEXPAND | wxBOTTOM, gap);
    keys->Add(
        new Keypad{this, "pin-pad", {}, 62, [this] { return pin_; }}, 0, wxEXPAND | wxBOTTOM, gap
    );
    auto* foot = new wxBoxSizer{wxHORIZONTAL};
    foot->Add(back_, 0, wxRIGHT, gap);
    foot->Add(confirm_, 1);
    keys->Add(foot, 0, wxEXPAND);
    keys->SetMinSize(wxSize{340, -1});
    auto* columns = new wxBoxSizer{wxHORIZONTAL};
    columns->Add(names_, 1, wxRIGHT, 3 * gap);
    columns->Add(keys, 0);
    auto* all = new wxBoxSizer{wxVERTICAL};
    all->Add(title_, 0, wxEXPAND | wxTOP | wxLEFT | wxRIGHT, 3 * gap);
    all->Add(columns, 1, wxEXPAND | wxALL, 3 * gap);
    SetSizer(all);
}

void SignInPanel::come_up(const ViewModel&) {
    pin_->set_text({});
    chosen_ = 0;
}

void SignInPanel::show(const ViewModel& view) {
    screen_ = view.screen;
    const bool approving = view.screen == Screen::approve;
    const wxString& who =
        view.managers_alone
            ? _("A manager types their PIN; it holds for this one action.")
            : _("A shift lead or manager types their PIN; it holds for this one action.");
    title_->set(
        approving ? _("Approval") : _("Who is selling?"),
        approving ? who : _("Choose your name, type your PIN and press Enter.")
    );
    confirm_->set_label(approving ? _("Approve") : _("Sign in"));
    back_->Show(approving);
    const std::vector<UserRow>& users = approving ? view.approvers : view.users;
    const bool same =
        users.size() == users_.size()
        && std::equal(
            users.begin(),
            users.end(),
            users_.begin(),
            [](const UserRow& a, const UserRow& b) { return a.name == b.name && a.role == b.role; }
        );
    if (!same) {
        users_ = users;
        names_->DestroyChildren();
        grid_->Clear();
        buttons_.clear();
        for (std::size_t i = 0; i < users_.size(); ++i) {
            auto* button = new Button{
                names_,
                "user-" + to_wx(users_[i].name),
                to_wx(users_[i].name),
                Look::key,
                [this, i] { choose(i); }};
            button->set_second(role_label(users_[i].role));
            button->set_size_pt(16);
            button->SetMinSize(wxSize{180, 96});
            buttons_.push_back(button);
            grid_->Add(button, 1, wxEXPAND);
        }
    }
    choose(std::min(chosen_, users_.empty() ? 0 : users_.size() - 1));
    if (view.notice.kind == Notice::Kind::refusal) {
        pin_->set_text({});
    }
    Layout();
}

void SignInPanel::choose(std::size_t user) {
    chosen_ = user;
    for (std::size_t i = 0; i < buttons_.size(); ++i) {
        buttons_[i]->set_look(i == chosen_ ? Look::chosen : Look::key);
    }
    pin_->focus();
}

bool SignInPanel::enter() {
    Secret pin = pin_->secret();
    if (pin.empty() || chosen_ >= users_.size()) {
        return true;
    }
    pin_->set_text({});
    if (screen_ == Screen::approve) {
        desk().approve(users_[chosen_].name, std::move(pin));
    } else {
        desk().sign_in(users_[chosen_].name, std::move(pin));
    }
    return true;
}

bool SignInPanel::press(Command command) {
    if (command == Command::up && chosen_ > 0) {
        choose(chosen_ - 1);
    } else if (command == Command::down && chosen_ + 1 < users_.size()) {
        choose(chosen_ + 1);
    }
    return command == Command::up || command == Command::down;
}

} // namespace ocop::ui
