#include "devices/print_service.hpp"

#include <algorithm>
#include <pthread.h>
#include <utility>

namespace ocop::devices {

namespace {

constexpr std::size_t unsaved_max = 50;

} // namespace

PrintService::PrintService(PrintServiceParts parts)
    : parts_{std::move(parts)},
      thread_{[this](const std::stop_token& stop) {
          pthread_setname_np(pthread_self(), "print");
          run(stop);
      }} {}

PrintService::~PrintService() {
    thread_.request_stop();
    commands_.close();
    thread_.join();
}

bool PrintService::use(PrinterAddress address) {
    return commands_.push(std::move(address));
}

bool PrintService::print(PrintJob job) {
    return commands_.push(Take{std::move(job), false});
}

bool PrintService::offer(PrintJob job) {
    return commands_.push(Take{std::move(job), true});
}

bool PrintService::open_drawer(std::optional<receipts::DrawerPulse> pulse) {
    return commands_.push(Pulse{pulse});
}

bool PrintService::lend(PrinterLoan loan) {
    return commands_.push(std::move(loan));
}

bool PrintService::choose(std::int64_t id, PrintChoice choice) {
    return commands_.push(Choose{id, choice});
}

bool PrintService::pass_over(std::int64_t seq) {
    return commands_.push(PassOver{seq});
}

bool PrintService::ask_last(std::function<void(std::optional<std::int64_t>)> found) {
    return commands_.push(AskLast{std::move(found)});
}

void PrintService::run(const std::stop_token& stop) {
    open_queue();
    tell();
    while (!stop.stop_requested()) {
        if (auto command = next_command()) {
            carry_out(std::move(*command));
            tell();
            continue; // all of them first: a drawer waits for nobody
        }
        if (stop.stop_requested()) {
            break;
        }
        if (pulse_asked_) {
            pulse(stop);
        }
        if (!loans_.empty()) {
            lend_now(stop);
        }
        begin_next();
        step(stop);
        tell();
    }
}

void PrintService::open_queue() {
    auto queue = PrintQueue::open(parts_.folder);
    if (!queue) {
        tell_fault(queue.error());
        return;
    }
    queue_ = std::move(*queue);
    for (const QueuedJob& job : queue_->jobs()) {
        offered_.push_back(job.id);
        if (const auto read = queue_->read(job.id); read && job.begun == Begun::yes) {
            clearing_ =
                std::max({clearing_, longest_counted(read->first), longest_counted(read->again)});
        }
    }
}

/// Waits for a command as long as there is nothing better to do.
std::optional<PrintService::Command> PrintService::next_command() {
    if (pulse_asked_ || !loans_.empty() || (!current_ && !waiting_.empty())) {
        return commands_.try_pop();
    }
    if (current_ && current_->run.phase() != PrintRun::Phase::asking) {
        if (!printer_ && current_->run.trouble()) {
            return commands_.pop(); // one is chosen, or none
        }
        const bool tried = current_->run.rests() && current_->run.trouble();
        return tried ? commands_.pop_for(parts_.pace.again) : commands_.try_pop();
    }
    return commands_.pop();
}

void PrintService::carry_out(Command command) {
    if (auto* const taken = std::get_if<Take>(&command)) {
        take(std::move(*taken));
    } else if (const auto* const asked = std::get_if<Pulse>(&command)) {
        pulse_asked_ = asked->pulse;
        if (!asked->pulse) {
            status_.drawer = PrintTrouble::no_drawer;
        }
    } else if (auto* const loan = std::get_if<PrinterLoan>(&command)) {
        loans_.push_back(std::move(*loan));
    } else if (const auto* const choice = std::get_if<Choose>(&command)) {
        choose(*choice);
    } else if (const auto* const passed = std::get_if<PassOver>(&command)) {
        if (queue_ && unsaved_.empty()) {
            if (const auto done = queue_->pass_over(passed->seq); !done) {
                tell_fault(done.error());
            }
        }
    } else if (const auto* const question = std::get_if<AskLast>(&command)) {
        question->found(queue_ ? queue_->last_seq() : std::nullopt);
    } else {
        use_now(std::get<PrinterAddress>(std::move(command)));
    }
}

void PrintService::take(Take taken) {
    if (!queue_) {
        open_queue(); // the disk may have recovered
    }
    if (unsaved_.size() == unsaved_max) {
        return; // told since the first; the journal has them all
    }
    unsaved_.push_back(std::move(taken));
    save();
}

void PrintService::save() {
    while (queue_ && !unsaved_.empty()) {
        const auto id = queue_->put(unsaved_.front().job);
        if (!id) {
            tell_fault(id.error());
            return;
        }
        if (unsaved_.front().offered) {
            offered_.push_back(*id);
        } else {
            waiting_.push_back(*id);
        }
        unsaved_.pop_front();
        status_.fault.clear();
    }
}

void PrintService::choose(const Choose& choice) {
    const bool at_printer = current_ && current_->id == choice.id;
    const auto offered = std::find(offered_.begin(), offered_.end(), choice.id);
    if (!at_printer && offered == offered_.end()) {
        return; // decided already
    }
    if (at_printer && choice.choice == PrintChoice::go_on) {
        current_->run.go_on();
        return;
    }
    if (at_printer) {
        leave_current();
    } else if (choice.choice != PrintChoice::keep) {
        offered_.erase(offered);
    }
    switch (choice.choice) {
    case PrintChoice::go_on:
    case PrintChoice::start_again:
        waiting_.push_front(choice.id);
        return;
    case PrintChoice::keep:
        if (at_printer) {
            offered_.push_back(choice.id);
        }
        return;
    case PrintChoice::drop:
        finish(choice.id);
        return;
    }
}

/// The current job goes away from the printer, wherever it is.
void PrintService::leave_current() {
    clearing_ = std::max(clearing_, current_->run.left_behind());
    current_.reset();
}

void PrintService::begin_next() {
    save();
    while (!current_ && !waiting_.empty() && queue_) {
        const std::int64_t id = waiting_.front();
        waiting_.pop_front();
        begin_job(id);
    }
}

void PrintService::begin_job(std::int64_t id) {
    const QueuedJob* const queued = queue_->find(id);
    auto job = queue_->read(id);
    if (queued == nullptr || !job) {
        if (!job) {
            tell_fault(job.error());
        }
        return;
    }
    const bool again = queued->begun == Begun::yes;
    current_.emplace(Current{
        id,
        job->name,
        PrintRun{
            JobKind::paper,
            job->name,
            again ? std::move(job->again) : std::move(job->first),
            clearing_}});
}

void PrintService::step(const std::stop_token& stop) {
    if (!current_) {
        return;
    }
    if (!printer_) {
        current_->run.wait_for_printer(PrintTrouble::none_set);
        return;
    }
    const auto may_begin = [this] {
        const auto begun = queue_->begin(current_->id);
        if (!begun) {
            tell_fault(begun.error());
        }
        return begun.has_value();
    };
    current_->run.step(*printer_, parts_.pace, may_begin, stop);
    status_.printer = current_->run.printer_state();
    if (current_->run.phase() == PrintRun::Phase::done) {
        const std::int64_t id = current_->id;
        current_.reset();
        clearing_ = 0;
        ++status_.done;
        finish(id);
    }
}

void PrintService::finish(std::int64_t id) {
    if (const auto done = queue_->done(id); !done) {
        tell_fault(done.error());
    }
}

void PrintService::lend_now(const std::stop_token& stop) {
    const bool stuck =
        current_ && (current_->run.trouble() || current_->run.phase() == PrintRun::Phase::asking);
    if (printer_ && current_ && !stuck) {
        return; // in a moment, when the job is through or stuck
    }
    const PrinterLoan loan = std::move(loans_.front());
    loans_.pop_front();
    if (!printer_) {
        loan.refused(PrintTrouble::none_set);
    } else if (current_) {
        loan.refused(current_->run.trouble().value_or(PrintTrouble::takes_nothing));
    } else {
        clearing_ = loan.use(*printer_, clearing_, stop);
    }
}

void PrintService::use_now(PrinterAddress address) {
    if (address == address_) {
        return;
    }
    if (current_) {
        const std::int64_t id = current_->id;
        const bool touched = current_->run.touched();
        leave_current();
        if (touched) {
            offered_.push_back(id); // half of it is at the other printer
        } else {
            waiting_.push_front(id);
        }
    }
    address_ = std::move(address);
    printer_ = address_.kind == PrinterAddress::Kind::none ? nullptr : parts_.make(address_);
    status_.printer = {};
}

void PrintService::tell_fault(const Failure& failure) {
    status_.fault = words(failure, parts_.language);
}

void PrintService::tell() {
    using Phase = PrintStatus::Phase;
    status_.phase = Phase::idle;
    status_.job = 0;
    status_.name.clear();
    status_.percent = 0;
    status_.may_be_out = false;
    status_.may_go_on = false;
    status_.trouble.reset();
    status_.what.clear();
    if (current_) {
        const PrintRun& run = current_->run;
        const QueuedJob* const queued = queue_->find(current_->id);
        status_.phase = run.phase() == PrintRun::Phase::asking ? Phase::asking
                        : run.trouble()                        ? Phase::waiting
                                                               : Phase::printing;
        status_.job = current_->id;
        status_.name = current_->name;
        constexpr int step_percent = 10; // finer is for nobody
        status_.percent = run.percent() / step_percent * step_percent;
        status_.may_be_out = queued != nullptr && queued->begun == Begun::yes;
        status_.may_go_on = run.may_go_on();
        status_.trouble = run.trouble();
        status_.what = run.what();
    }
    status_.behind = static_cast<std::int64_t>(waiting_.size() + unsaved_.size());
    status_.offered.clear();
    for (const std::int64_t id : offered_) {
        if (const QueuedJob* const job = queue_->find(id)) {
            status_.offered.push_back({id, job->name, job->begun == Begun::yes});
        }
    }
    if (status_ != told_) {
        told_ = status_;
        parts_.on_status(told_);
    }
}

} // namespace ocop::devices
