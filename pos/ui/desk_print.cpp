// What the desk does about the printer: how it is, and what becomes of jobs that broke off.

#include "pos/ui/desk.hpp"
#include "pos/ui/fill.hpp"

#include <algorithm>
#include <utility>

namespace ocop::ui {

using devices::PrintChoice;
using devices::PrintStatus;

/// What is new about printing, as a sentence; empty if nothing that anyone must know.
std::string Desk::words_about_printing(const PrintStatus& before) const {
    const PrintStatus& now = state_.print;
    if (now.drawer && now.drawer != before.drawer) {
        return fill(words_.drawer_stuck, {words(*now.drawer, language_)});
    }
    if (!now.fault.empty() && now.fault != before.fault) {
        return now.fault;
    }
    const bool other = now.job != before.job || now.trouble != before.trouble;
    if (now.phase == PrintStatus::Phase::asking && (other || now.phase != before.phase)) {
        const PrintTrouble trouble = now.trouble.value_or(PrintTrouble::takes_nothing);
        return fill(words_.printer_asks, {words(trouble, language_)});
    }
    if (now.phase == PrintStatus::Phase::waiting && now.trouble && other) {
        return words(*now.trouble, language_);
    }
    if (now.offered.size() > before.offered.size() && now.phase == PrintStatus::Phase::idle) {
        return fill(words_.unprinted, {std::to_string(now.offered.size())});
    }
    return {};
}

void Desk::receive(PrintStatus status) {
    const PrintStatus before = std::exchange(state_.print, std::move(status));
    const std::size_t options = print_options().size();
    state_.selected_print = options == 0 ? 0 : std::min(state_.selected_print, options - 1);
    std::string news = words_about_printing(before);
    const bool calm = state_.print.phase == PrintStatus::Phase::idle
                      || state_.print.phase == PrintStatus::Phase::printing;
    // A refusal is about what was just done; the foot of the window tells of the printer as well,
    // and the printer's own screen says all of it.
    if (!news.empty() && state_.notice.kind != Notice::Kind::refusal
        && state_.screen != Screen::printer) {
        say(Notice::Kind::warning, news);
        printer_words_ = std::move(news);
    } else if (calm && before.phase != state_.print.phase && state_.notice.text == printer_words_) {
        say(Notice::Kind::none, {}); // it has passed
    }
    changed();
}

std::vector<PrintOption> Desk::print_options() const {
    const PrintStatus& print = state_.print;
    std::vector<PrintOption> options;
    const auto add = [&](PrintChoice choice, std::string name, bool marked, auto... jobs) {
        options.push_back({choice, std::move(name), marked, {jobs...}});
    };
    if (print.phase == PrintStatus::Phase::asking) {
        if (print.may_go_on) {
            add(PrintChoice::go_on, print.name, false, print.job);
        }
        add(PrintChoice::start_again, print.name, print.may_be_out, print.job);
        add(PrintChoice::keep, print.name, false, print.job);
        add(PrintChoice::drop, print.name, false, print.job);
        return options;
    }
    if (print.phase == PrintStatus::Phase::waiting) {
        add(PrintChoice::keep, print.name, false, print.job);
    }
    if (print.offered.empty()) {
        return options;
    }
    const devices::OfferedJob& first = print.offered.front();
    add(PrintChoice::start_again, first.name, first.may_be_out, first.id);
    add(PrintChoice::drop, first.name, false, first.id);
    if (print.offered.size() > 1) {
        PrintOption all{PrintChoice::start_again, {}, false, {}};
        for (const devices::OfferedJob& job : print.offered) {
            all.jobs.push_back(job.id);
            all.marked = all.marked || job.may_be_out;
        }
        options.push_back(all);
        all.choice = PrintChoice::drop;
        all.marked = false;
        options.push_back(std::move(all));
    }
    return options;
}

void Desk::move_print_choice(int by) {
    const auto options = static_cast<int>(print_options().size());
    if (options > 0) {
        const int at = static_cast<int>(state_.selected_print) + by;
        state_.selected_print = static_cast<std::size_t>(std::clamp(at, 0, options - 1));
    }
}

void Desk::choose_print(std::size_t option) {
    const auto options = print_options();
    if (option >= options.size()) {
        leave_screen();
        return changed();
    }
    std::vector<std::int64_t> jobs = options[option].jobs;
    if (options[option].choice == PrintChoice::start_again) {
        // Each goes before those that wait: the first must be told last.
        std::reverse(jobs.begin(), jobs.end());
    }
    for (const std::int64_t job : jobs) {
        ports_.print(job, options[option].choice);
    }
    state_.selected_print = 0;
    changed();
}

} // namespace ocop::ui
