#include "tests/faults/examination.hpp"

#include <algorithm>

namespace ocop::faults {

namespace fs = std::filesystem;

namespace {

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

/// Paper may wait. What was being made in `out`, and reports under way, cannot be removed by who
/// was killed; a ledger or a key is another matter.
bool may_stay(const std::string& shape, bool could_remove) {
    if (shape == "data/print-queue/######.new" || shape == "data/print-queue/######.begun") {
        return true;
    }
    const bool made = (shape.starts_with("out/") && shape.find("/.ocop-") == std::string::npos)
                      || shape.starts_with("tmp/ocop-xlsx-");
    return made && !could_remove;
}

} // namespace

std::map<std::string, int> shapes_of(const Contents& contents) {
    std::map<std::string, int> shapes;
    for (const auto& [name, bytes] : contents) {
        std::string shape = name;
        std::replace_if(
            shape.begin(), shape.end(), [](char c) { return c >= '0' && c <= '9'; }, '#'
        );
        ++shapes[shape];
    }
    return shapes;
}

void Examination::hear(const Ran& ran) {
    told_ = listen(*scenario_, *loop_, ran, trial_->hit, trial_->breaches);
}

bool Examination::left_all_as_it_was() const {
    return told_.failed && !told_.killed && told_.receipts.empty() && told_.kinds.empty()
           && place_->contents() == fixture_->contents;
}

void Examination::look() {
    // A restore under way has its ledger elsewhere: what it is worth shows once it is completed.
    const bool is_pending = is_restore_pending();
    if (is_pending) {
        start_anew();
    }
    now_ = view(*place_);
    check_journal();
    if (!is_pending) {
        start_anew();
    }
    check_deed();
    if (scenario_->half_done) {
        breach("half", scenario_->half_done(*place_));
    }
}

void Examination::go_on() {
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

void Examination::look_at_the_end() {
    const ShopView end = view(*place_);
    verify();
    check_numbers(end, trial_->breaches);
    check_left_over();
    check_filed(end);
}

void Examination::breach(const std::string& rule, const std::string& what) {
    if (!what.empty()) {
        trial_->breaches.push_back({rule, what});
    }
}

void Examination::verify() {
    const Ran ran = place_->ocop({"journal", "verify", "--full"});
    if (ran.exit != 0) {
        breach("verify", ran.err);
    }
}

void Examination::check_journal() {
    if (!now_.is_there) {
        breach("journal", fixture_->before.is_there ? "the ledger is gone" : "");
        return;
    }
    if (scenario_->exit == 0) { // else the scenario begins with damage
        verify();
    }
    compare_journal(*scenario_, told_, fixture_->before, now_, trial_->breaches);
}

std::optional<bool> Examination::is_done() const {
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

bool Examination::is_restore_pending() const {
    return fs::exists(place_->data() / "restore.pending");
}

/// What waits to be told at a start is not told to this one: a script keeps it for its own next.
void Examination::start_anew() {
    const bool completes = told_.killed || told_.promised || is_restore_pending();
    const bool is_there = fs::exists(place_->data() / "ledger.db") || is_restore_pending();
    if (!scenario_->is_script && completes && is_there) {
        const Ran ran = place_->ocop({"sell", "--script", "-"});
        if (ran.exit != 0) {
            breach("next", "does not start: " + ran.err);
        }
        if (is_restore_pending()) {
            breach("half", "the next start does not complete the restore");
        }
    }
}

bool Examination::was_past_undoing() const {
    // Done again it is as well, which do_again() sees to.
    return (scenario_->exit_again == 0 || scenario_->makes_for_good)
           && (loop_->name.ends_with("-from") || loop_->name == "sync-once");
}

void Examination::check_deed() {
    done_ = is_done();
    for (const std::string& name : scenario_->makes) {
        made_[name] = fs::exists(place_->out() / name)
                          ? std::optional{read_file(place_->out() / name)}
                          : std::nullopt;
    }
    if (!done_ || told_.killed || told_.unknown || !scenario_->appends.empty()) {
        return;
    }
    if (told_.promised) {
        return breach("lost", *done_ ? "" : "promised, and is not done");
    }
    if (told_.failed && *done_ && !was_past_undoing()) {
        breach("refused", "failed and yet done");
    }
    if (!told_.failed && !*done_) {
        breach("lost", "said to be done, and is not");
    }
}

void Examination::do_again() {
    const Ran ran = place_->ocop(scenario_->step.words, scenario_->step.input);
    const int expected = done_.value_or(false) ? scenario_->exit_again : scenario_->exit;
    if (ran.exit != expected) {
        breach("again", "ends with " + std::to_string(ran.exit) + ": " + ran.err);
    }
    if (ran.exit == expected && expected != 0 && scenario_->makes_for_good
        && ran.out.find(R"("code":"exists")") == std::string::npos) {
        breach("again", "does not say that it is there: " + ran.err);
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

void Examination::sell_on() {
    const std::string number = next_number(now_);
    const Step step = selling();
    const Ran ran = place_->ocop(step.words, step.input);
    const auto lines = Ran::lines(ran.out);
    const Json last = lines.empty() ? Json{} : parse(lines.back());
    check_doubt(ran.err);
    const bool sold = ran.exit == 0 && last.is_object() && last.contains("sale");
    if (!sold || (!number.empty() && last["sale"] != number)) {
        breach("next", "does not sell on with " + number + ": " + ran.err + ran.out);
    }
}

/// Who was told "not known" hears at the next start which it was, and it is true.
void Examination::check_doubt(const std::string& said) {
    if (told_.not_known == 0) {
        return;
    }
    int there = 0;
    for (const auto& [kind, count] : now_.kinds(fixture_->before.records.size())) {
        const auto told = told_.kinds.find(kind);
        there += kind == "catalog" || kind == "clock"
                     ? 0
                     : count - (told != told_.kinds.end() ? told->second : 0);
    }
    const bool is = said.find("It IS in the journal") != std::string::npos;
    const bool is_not = said.find("It is NOT in the journal") != std::string::npos;
    const bool last = said.find("The last receipt in the journal") != std::string::npos;
    if ((!is && !is_not && !last) || (is && there != 1) || (is_not && there != 0)) {
        breach("doubt", std::to_string(there) + " there, and the next start says: " + said);
    }
}

/// Nothing lies there that a run without faults does not leave.
void Examination::check_left_over() {
    if (place_->contents().count("data/ledger.db-wal") != 0) {
        static_cast<void>(place_->ocop({"sell", "--script", "-"})
        ); // whoever writes next folds it in
    }
    const bool could_remove = !told_.killed && !loop_->name.ends_with("-from");
    for (const auto& [shape, count] : shapes_of(place_->contents())) {
        const auto known = fixture_->left.find(shape);
        if (!fixture_->left.empty() && known == fixture_->left.end()
            && !may_stay(shape, could_remove)) {
            breach("left over", shape);
        }
    }
}

/// Each receipt of a shop that files them is filed, late or not.
void Examination::check_filed(const ShopView& end) {
    if (!scenario_->is_script || fixture_->contents.count("data/receipts/") == 0) {
        return;
    }
    for (const Receipt& receipt : end.receipts()) {
        const std::string pdf = read_file(place_->data() / "receipts" / (receipt.number + ".pdf"));
        if (!is_whole("a.pdf", pdf)) {
            breach("filed", "no whole PDF of " + receipt.number);
        }
    }
}

} // namespace ocop::faults
