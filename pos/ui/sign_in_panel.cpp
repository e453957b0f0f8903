#include "pos/ui/sign_in_panel.hpp"

#include "pos/ui/back_button.hpp"
#include "pos/ui/control_ids.hpp"
#include "pos/ui/keypad.hpp"
#include "pos/ui/labels.hpp"
#include "pos/ui/text.hpp"

#include <wx/sizer.h>
#include <wx/translation.h>

#include <algorithm>
#include <utility>

namespace ocop::ui {

namespace {
constexpr int name_height = 64;
} // namespace

/// The names, one of them chosen.
class SignInPanel::Names final : public RowList {
public:
    explicit Names(wxWindow* parent)
        : RowList{parent, id::users, name_height} {
        SetMinSize(wxSize{260, 2 * name_height});
    }

    void show(const std::vector<UserRow>& users, std::size_t chosen) {
        users_ = users;
        chosen_user_ = chosen;
        set_rows(users_.size(), users_.empty() ? none : chosen);
    }

private:
    void draw_empty(Pen& pen, const wxRect2DDouble& area) override {
        pen.fitted_lines(
            {area.m_x + 20, area.m_y, area.m_width - 40, area.m_height},
            _("Nobody can sign in here yet: a user is added with `ocop user add`."),
            14,
            Tone::muted,
            Place::centre,
            Strength::normal
        );
    }

    void draw_row(Pen& pen, const wxRect2DDouble& area, std::size_t row) override {
        const bool chosen = row == chosen_user_;
        if (chosen) {
            pen.fill(area, Tone::accent_pale);
            pen.fill({area.m_x, area.m_y, 6, area.m_height}, Tone::accent);
        }
        pen.fill({area.m_x, area.m_y + area.m_height - 1, area.m_width, 1}, Tone::line);
        const double left = area.m_x + 20;
        const double width = area.m_width - 40;
        const Tone ink = chosen ? Tone::accent_dark : Tone::ink;
        pen.fitted({left, area.m_y + 6, width, 30}, to_wx(users_[row].name), 16, ink);
        pen.fitted(
            {left, area.m_y + 36, width, 20},
            role_label(users_[row].role),
            11,
            Tone::muted,
            Place::left,
            Strength::normal
        );
    }

    std::vector<UserRow> users_{};
    std::size_t chosen_user_ = 0;
};

SignInPanel::SignInPanel(wxWindow* parent, Desk& desk)
    : ScreenPanel{parent, desk, id::sign_in},
      title_{new Heading{this, {}}},
      card_{new ApprovalCard{this}},
      names_{new Names{this}},
      pin_{new Field{this, id::pin, _("PIN"), 22, Shows::dots}},
      confirm_{new Button{this, "sign-in-confirm", {}, Look::accent, [this] { enter(); }, "Enter"}},
      back_{back_button(this, desk, "sign-in-back", wxSize{110, 68})} {
    confirm_->set_size_pt(16);
    confirm_->SetMinSize(wxSize{160, 68});
    auto* keys = new wxBoxSizer{wxVERTICAL};
    keys->Add(pin_, 0, wxEXPAND | wxBOTTOM, gap);
    keys->Add(
        new Keypad{this, "pin-pad", {}, 54, [this] { return pin_; }}, 0, wxEXPAND | wxBOTTOM, gap
    );
    auto* foot = new wxBoxSizer{wxHORIZONTAL};
    foot->Add(back_, 0, wxRIGHT, gap);
    foot->Add(confirm_, 1);
    keys->Add(foot, 0, wxEXPAND);
    keys->Add(340, 0); // no less wide
    auto* left = new wxBoxSizer{wxVERTICAL};
    left->Add(card_, 3, wxEXPAND | wxBOTTOM, gap);
    left->Add(names_, 2, wxEXPAND);
    auto* columns = new wxBoxSizer{wxHORIZONTAL};
    columns->Add(left, 1, wxEXPAND | wxRIGHT, 2 * gap);
    columns->Add(keys, 0);
    auto* all = new wxBoxSizer{wxVERTICAL};
    all->Add(title_, 0, wxEXPAND | wxTOP | wxLEFT | wxRIGHT, 2 * gap);
    all->Add(columns, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, 2 * gap);
    SetSizer(all);
    names_->on_press = [this](std::size_t row) { choose(row); };
}

SignInPanel::~SignInPanel() = default;

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
    card_->Show(approving);
    card_->show(view.approval, desk().language());
    users_ = approving ? view.approvers : view.users;
    choose(std::min(chosen_, users_.empty() ? 0 : users_.size() - 1));
    if (view.notice.kind == Notice::Kind::refusal) {
        pin_->set_text({});
    }
    Layout();
}

void SignInPanel::choose(std::size_t user) {
    chosen_ = user;
    names_->show(users_, chosen_);
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
