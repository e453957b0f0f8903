#include "receipts/font_files.hpp"

#include <system_error>
#include <utility>

namespace ocop::receipts {
namespace {

constexpr std::string_view regular = "NotoSans-Regular.ttf";
constexpr std::string_view strong = "NotoSans-Bold.ttf";
constexpr std::string_view symbols = "NotoSansSymbols2-Regular.ttf";

std::string find(std::string_view file, const std::vector<std::filesystem::path>& folders) {
    for (const auto& folder : folders) {
        std::error_code ignored;
        const auto path = folder / file;
        if (std::filesystem::is_regular_file(path, ignored)) {
            return path.string();
        }
    }
    return {};
}

} // namespace

Expected<FontFiles, Failure> find_fonts(std::string_view folder) {
    std::vector<std::filesystem::path> folders;
    if (!folder.empty()) {
        folders.emplace_back(folder);
    }
    folders.emplace_back("/usr/share/fonts/truetype/noto"); // Debian, Ubuntu
    folders.emplace_back("/usr/share/fonts/google-noto");   // Fedora
    folders.emplace_back("/usr/share/fonts/noto");          // Arch, Alpine
    folders.emplace_back("fonts"); // in the working folder, of a portable program
    return find_fonts_in(folders);
}

Expected<FontFiles, Failure> find_fonts_in(const std::vector<std::filesystem::path>& folders) {
    FontFiles files{find(regular, folders), find(strong, folders), find(symbols, folders)};
    for (const auto& [found, name] :
         {std::pair{&files.regular, regular}, {&files.strong, strong}, {&files.symbols, symbols}}) {
        if (found->empty()) {
            return Unexpected{Failure{
                FailureCode::missing,
                "the font " + std::string{name}
                    + " is not installed: install the package fonts-noto-core",
                std::string{name}}};
        }
    }
    return files;
}

} // namespace ocop::receipts
