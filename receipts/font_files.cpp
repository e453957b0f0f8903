#include "receipts/font_files.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
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

struct FileCloser {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

/// errno of opening or reading `file`; 0 where it can be read to its end.
int error_of_reading(const std::string& file) {
    errno = 0;
    const std::unique_ptr<std::FILE, FileCloser> opened{std::fopen(file.c_str(), "rb")};
    if (!opened) {
        return errno;
    }
    std::array<char, 65536> bytes{};
    while (std::fread(bytes.data(), 1, bytes.size(), opened.get()) == bytes.size()) {
    }
    return std::ferror(opened.get()) != 0 ? errno : 0;
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

Failure why_no_font(const std::string& file, std::string_view otherwise) {
    const int error = error_of_reading(file);
    if (error == 0) {
        return {FailureCode::corrupt, std::string{otherwise}, file};
    }
    FailureCode code = FailureCode::disk_error;
    if (error == ENOENT || error == ENOTDIR) {
        code = FailureCode::missing;
    } else if (error == EACCES || error == EPERM) {
        code = FailureCode::permission;
    }
    return {
        code, "cannot open the font " + file + ": " + std::generic_category().message(error), file};
}

} // namespace ocop::receipts
