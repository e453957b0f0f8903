#include "tests/faults/trial.hpp"

#include <algorithm>
#include <sstream>

namespace ocop::faults {

namespace fs = std::filesystem;

namespace {

/// A program cannot even be loaded with fewer.
constexpr int descriptors_of_the_loader = 4;

fs::path log_of(const Place& place) {
    return place.root() / "fault.log";
}

Command faulty(const Step& step, const std::string& plan, const Place& place) {
    Command command = place.command(step.words, step.input);
    std::string folders;
    for (const char* part : {"data", "in", "out", "tmp"}) {
        folders += (folders.empty() ? "" : ":") + (place.root() / part).string();
    }
    command.environment.insert(
        command.environment.end(),
        {"OCOP_FAULT=" + plan,
         "OCOP_FAULT_FOLDERS=" + folders,
         "OCOP_FAULT_LOG=" + log_of(place).string()}
    );
    return command;
}

/// `name` with its numbers as '#': backups, versions and receipts of one kind look alike.
std::string shape_of(std::string name) {
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; }, '#'
    );
    return name;
}

std::map<std::string, int> shapes_of(const Contents& contents) {
    std::map<std::string, int> shapes;
    for (const auto& [name, bytes] : contents) {
        ++shapes[shape_of(name)];
    }
    return shapes;
}

/// "write+space pwrite64 EIO ledger.db-wal" of the log's first line.
std::string first_fault(const Place& place) {
    std::istringstream line{read_file(log_of(place))};
    std::string nth;
    std::string kinds;
    std::string call;
    std::string error;
    std::string path;
    line >> nth >> kinds >> call >> error;
    std::getline(line, path);
    const std::string below = place.root().string() + '/';
    const auto at = path.find(below);
    return call + ' ' + error + ' '
           + (at == std::string::npos ? path : path.substr(at + below.size()));
}

/// Whether `bytes` end as a file of this name does, which may tell when it was made and so be
/// another each time.
bool is_whole(const std::string& name, const std::string& bytes) {
    if (name.ends_with(".pdf")) {
        return bytes.starts_with("%PDF") && bytes.find("%%EOF") != std::string::npos;
    }
    constexpr std::size_t directory_end = 22; // of a zip without a comment (APPNOTE, 4.3.16)
    return name.ends_with(".xlsx") && bytes.size() > directory_end
           && bytes.substr(bytes.size() - directory_end, 4) == "PK\5\6";
}

/// A run under way: what is known so far.
class Examination {
public:
    Examination(const Fixture& fixture, const Loop& loop, const Place& place, Trial& trial)
        : scenario_{&fixture.scenario},
          fixture_{&fixture},
          loop_{&loop},
          place_{&place},
          trial_{&trial} {}

    void hear(const Ran& ran) {
        told_ = listen(*scenario_, *loop_, ran, trial_->hit, trial_->breaches);
    }

    /// Refused, and not a byte is other than it was: nothing can be half done.
    [[nodiscard]] bool left_all_as_it_was() const {
        return told_.failed && !told_.killed && told_.receipts.empty() && told_.kinds.empty()
               && place_->contents() == fixture_->contents;
    }

    void look() {
        now_ = view(*place_);
        check_journal();
        check_deed();
        if (scenario_->half_done) {
            breach("half", scenario_->half_done(*place_));
        }
    }

    void go_on() {
        if (!scenario_->is_script) {
            do_again();
        }
        for (const Step& step : scenario_->goes_on) {
            const Ran ran = place_->ocop(step.words, step.input);
            if (ran.exit != 0) {
                breach("next", step.words.front() + ": " + ran.err + ran.out);
            }
        }
        if (scenario_->goes_on.empty()) {
            sell_on();
        }
    }

    void look_at_the_end() {
        const ShopView end = view(*place_);
        verify();
        check_numbers(end, trial_->breaches);
        check_left_over();
        check_filed(end);
    }

private:
    void breach(const std::string& rule, const std::string& what) {
        if (!what.empty()) {
            trial_->breaches.push_back({rule, what});
        }
    }

    void verify() {
        const Ran ran = place_->ocop({"journal", "verify", "--full"});
        if (ran.exit != 0) {
            breach("verify", ran.err);
        }
    }

    void check_journal() {
        if (!now_.is_there) {
            breach("journal", fixture_->before.is_there ? "the ledger is gone" : "");
            return;
        }
        if (scenario_->exit == 0) { // else the scenario begins with damage
            verify();
        }
        compare_journal(*scenario_, told_, fixture_->before, now_, trial_->breaches);
    }

    /// Whether the deed is done, as far as it can be seen.
    [[nodiscard]] std::optional<bool> is_done() const {
        if (scenario_->is_done) {
            return scenario_->is_done(*place_);
        }
        if (!scenario_->makes.empty()) {
            return std::all_of(
                scenario_->makes.begin(),
                scenario_->makes.end(),
                [this](const std::string& name) { return fs::exists(place_->out() / name); }
            );
        }
        if (!scenario_->appends.empty() && !scenario_->is_script) {
            return now_.kinds(fixture_->before.records.size())[scenario_->appends] > 0;
        }
        return std::nullopt;
    }

    void check_deed() {
        done_ = is_done();
        for (const std::string& name : scenario_->makes) {
            made_[name] = fs::exists(place_->out() / name)
                              ? std::optional{read_file(place_->out() / name)}
                              : std::nullopt;
        }
        if (!done_ || told_.killed || told_.unknown || !scenario_->appends.empty()) {
            return;
        }
        if (told_.failed && *done_) {
            breach("refused", "failed and yet done");
        }
        if (!told_.failed && !*done_) {
            breach("lost", "said to be done, and is not");
        }
    }

    void do_again() {
        const Ran ran = place_->ocop(scenario_->step.words, scenario_->step.input);
        const int expected = done_.value_or(false) ? scenario_->exit_again : scenario_->exit;
        if (ran.exit != expected) {
            breach("again", "ends with " + std::to_string(ran.exit) + ": " + ran.err);
        }
        now_ = view(*place_);
        if (!is_done().value_or(true)) {
            breach("again", "is not done by doing it again");
        }
        for (const auto& [name, bytes] : made_) {
            if (bytes && *bytes != read_file(place_->out() / name) && !is_whole(name, *bytes)) {
                breach("half", name + " was not whole");
            }
        }
    }

    void sell_on() {
        const std::string number = next_number(now_);
        const Step step = selling();
        const Ran ran = place_->ocop(step.words, step.input);
        const auto lines = Ran::lines(ran.out);
        const Json last = lines.empty() ? Json{} : parse(lines.back());
        const bool sold = ran.exit == 0 && last.is_object() && last.contains("sale");
        if (!sold || (!number.empty() && last["sale"] != number)) {
            breach("next", "does not sell on with " + number + ": " + ran.err + ran.out);
        }
    }

    /// Nothing lies there that a run without faults does not leave; but paper may wait.
    void check_left_over() {
        for (const auto& [shape, count] : shapes_of(place_->contents())) {
            const bool waits =
                shape == "data/print-queue/######.new" || shape == "data/print-queue/######.begun";
            const auto known = fixture_->left.find(shape);
            if (!fixture_->left.empty() && known == fixture_->left.end() && !waits) {
                breach("left over", shape);
            }
        }
    }

    /// Each receipt of a shop that files them is filed, late or not.
    void check_filed(const ShopView& end) {
        if (!scenario_->is_script || fixture_->contents.count("data/receipts/") == 0) {
            return;
        }
        for (const Receipt& receipt : end.receipts()) {
            const std::string pdf =
                read_file(place_->data() / "receipts" / (receipt.number + ".pdf"));
            if (!is_whole("a.pdf", pdf)) {
                breach("filed", "no whole PDF of " + receipt.number);
            }
        }
    }

    const Scenario* scenario_;
    const Fixture* fixture_;
    const Loop* loop_;
    const Place* place_;
    Trial* trial_;
    Told told_{};
    ShopView now_{};
    std::optional<bool> done_{};
    std::map<std::string, std::optional<std::string>> made_{};
};

Trial examine(
    const Fixture& fixture, const Loop& loop, const Command& command, const Place& place
) {
    Trial trial;
    const Ran ran = run(command);
    trial.hit =
        command.descriptors_max.has_value() || (!loop.name.empty() && fs::exists(log_of(place)));
    trial.fault = trial.hit && !command.descriptors_max ? first_fault(place) : loop.name;
    Examination examination{fixture, loop, place, trial};
    examination.hear(ran);
    if (examination.left_all_as_it_was()) {
        return trial;
    }
    examination.look();
    examination.go_on();
    examination.look_at_the_end();
    return trial;
}

} // namespace

Fixture
prepare(const Scenario& scenario, const Place& model, const Place& place, Breaches& breaches) {
    Fixture fixture{scenario, model, {}, {}, {}, {}};
    place.copy(model);
    fixture.before = view(place);
    fixture.contents = place.contents();
    const Loop nothing{};
    const Trial plain = examine(fixture, nothing, faulty(scenario.step, "", place), place);
    breaches = plain.breaches;
    fixture.calls = read_file(log_of(place));
    fixture.left = shapes_of(place.contents());
    for (const auto& [shape, count] : shapes_of(fixture.contents)) {
        fixture.left.emplace(shape, count);
    }
    return fixture;
}

Trial try_fault(const Fixture& fixture, const Loop& loop, std::int64_t nth, const Place& place) {
    place.copy(fixture.model);
    const Step& step = fixture.scenario.step;
    if (loop.kinds == 0) {
        Command command = place.command(step.words, step.input);
        command.layer.clear();
        command.descriptors_max = static_cast<int>(nth) - 1 + descriptors_of_the_loader;
        return examine(fixture, loop, command, place);
    }
    return examine(fixture, loop, faulty(step, plan_at(loop, nth), place), place);
}

} // namespace ocop::faults
