#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace ocop::tidy {
namespace {

/// A spelling or word that this program does not use, and what it writes instead.
struct Other {
    std::string_view written;
    std::string_view instead;
};

// The tone stands on the first of two vowels that end a syllable (hóa, hủy, khỏe); one word names a
// role. Each is looked for as a whole word.
constexpr std::array others{
    Other{"hoá", "hóa"},
    Other{"Hoá", "Hóa"},
    Other{"HOÁ", "HÓA"},
    Other{"huỷ", "hủy"},
    Other{"Huỷ", "Hủy"},
    Other{"HUỶ", "HỦY"},
    Other{"khoá", "khóa"},
    Other{"Khoá", "Khóa"},
    Other{"xoá", "xóa"},
    Other{"Xoá", "Xóa"},
    Other{"hoạ", "họa"},
    Other{"HOẠ", "HỌA"},
    Other{"toà", "tòa"},
    Other{"hoà", "hòa"},
    Other{"thuỷ", "thủy"},
    Other{"uỷ", "ủy"},
    Other{"khoẻ", "khỏe"},
    Other{"tuỳ", "tùy"},
    Other{"luỹ", "lũy"},
    Other{"Uỷ", "Ủy"},
    Other{"trưởng ca", "tổ trưởng"},
    Other{"Trưởng ca", "Tổ trưởng"},
    Other{"ửa hàng trưởng", "quản lý"},
    Other{"người quản lý", "quản lý"},
};

bool is_letter(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte | 0x20u) - 'a' < 26u;
}

std::vector<std::string> found_in(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    std::ostringstream read;
    read << stream.rdbuf();
    const std::string text = read.str();
    std::vector<std::string> found;
    for (const Other& other : others) {
        for (std::size_t at = 0; (at = text.find(other.written, at)) != std::string::npos; ++at) {
            const std::size_t end = at + other.written.size();
            if (end == text.size() || !is_letter(text[end])) {
                const auto line =
                    std::count(text.begin(), text.begin() + static_cast<long>(at), '\n');
                found.push_back(
                    file.string() + ":" + std::to_string(line + 1) + ": \""
                    + std::string{other.written} + "\" is written \"" + std::string{other.instead}
                    + "\" here"
                );
            }
        }
    }
    return found;
}

TEST(Spelling, IsOneForEveryWordThePeopleRead) {
    const std::filesystem::path root{OCOP_SOURCE_DIR};
    std::vector<std::string> found = found_in(root / "README.md");
    for (const char* folder : {"pos", "receipts", "devices", "catalog-sync"}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator{root / folder}) {
            const std::string kind = entry.path().extension().string();
            if (kind == ".cpp" || kind == ".hpp" || kind == ".po") {
                const auto here = found_in(entry.path());
                found.insert(found.end(), here.begin(), here.end());
            }
        }
    }
    std::string all;
    for (const std::string& one : found) {
        all += one + "\n";
    }
    EXPECT_TRUE(found.empty()) << all;
}

} // namespace
} // namespace ocop::tidy
