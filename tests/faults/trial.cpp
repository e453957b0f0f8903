#include "tests/faults/trial.hpp"

#include "tests/faults/examination.hpp"

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

void add(std::map<std::string, int>& shapes, const Contents& contents) {
    for (const auto& [shape, count] : shapes_of(contents)) {
        shapes.emplace(shape, count);
    }
}

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
    add(fixture.left, fixture.contents);
    if (!scenario.is_script) { // nor is what a start leaves, which some runs with a fault have more
        static_cast<void>(place.ocop({"sell", "--script", "-"}));
        add(fixture.left, place.contents());
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
