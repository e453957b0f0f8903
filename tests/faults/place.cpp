#include "tests/faults/place.hpp"

#include <fstream>
#include <functional>
#include <iterator>

namespace ocop::faults {

namespace fs = std::filesystem;

namespace {

constexpr const char* parts[]{"data", "in", "out", "tmp"};

/// Not contents: SQLite's shared memory, an empty log, a process number.
bool is_state(const fs::directory_entry& entry) {
    const std::string name = entry.path().filename().string();
    return name.ends_with("-shm") || name == "ledger.lock"
           || (name.ends_with("-wal") && entry.file_size() == 0);
}

void replace_all(std::string& text, const std::string& what, const std::string& with) {
    for (auto at = text.find(what); at != std::string::npos;
         at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
}

} // namespace

std::string read_file(const fs::path& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{}};
}

void write_file(const fs::path& file, const std::string& bytes) {
    std::ofstream{file, std::ios::binary} << bytes;
}

void Place::make() const {
    remove();
    for (const char* part : {"in", "out", "tmp"}) { // a store makes its own folder
        fs::create_directories(root_ / part);
    }
}

void Place::copy(const Place& model) const {
    remove();
    fs::copy(model.root(), root_, fs::copy_options::recursive);
}

void Place::remove() const {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
}

std::string Place::filled(std::string word) const {
    for (const char* part : parts) {
        replace_all(word, std::string{"{"} + part + "}", (root_ / part).string());
    }
    return word;
}

Command Place::command(const std::vector<std::string>& words, const std::string& input) const {
    Command command;
    const bool core = !words.empty() && words.front() == "@core";
    command.words = {
        core ? programs_->till_core : programs_->ocop, "--data", data().string(), "--lang", "en"};
    for (auto word = words.begin() + (core ? 1 : 0); word != words.end(); ++word) {
        command.words.push_back(filled(*word));
    }
    command.input = filled(input);
    command.layer = programs_->layer;
    command.environment = {"TMPDIR=" + (root_ / "tmp").string(), "HOME=" + root_.string()};
    return command;
}

Ran Place::ocop(const std::vector<std::string>& words, const std::string& input) const {
    return run(command(words, input));
}

Contents Place::contents() const {
    Contents found;
    for (const char* part : parts) {
        if (!fs::exists(root_ / part)) {
            continue;
        }
        for (const auto& entry : fs::recursive_directory_iterator{root_ / part}) {
            const std::string name = fs::relative(entry.path(), root_).string();
            if (entry.is_directory()) {
                found[name + '/'] = 0;
            } else if (!is_state(entry)) {
                found[name] = std::hash<std::string>{}(read_file(entry.path()));
            }
        }
    }
    return found;
}

} // namespace ocop::faults
