#include "pos/compose/data_folder.hpp"

#include <cstdlib>
#include <string>

namespace ocop::compose {

namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string{} : std::string{value};
}

} // namespace

std::filesystem::path default_data_folder() {
    if (const std::string data = variable("OCOP_DATA"); !data.empty()) {
        return data;
    }
    if (const std::string data = variable("XDG_DATA_HOME"); !data.empty()) {
        return std::filesystem::path{data} / "ocop-till";
    }
    return std::filesystem::path{variable("HOME")} / ".local" / "share" / "ocop-till";
}

} // namespace ocop::compose
