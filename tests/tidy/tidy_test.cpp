#include "tests/tidy/rules.hpp"

#include <gtest/gtest.h>

namespace ocop::tidy {
namespace {

std::size_t breaches(const std::string& file, const std::string& text) {
    return check_text(file, text).size();
}

TEST(Tidy, LetsIncludesPointDownAndNeverUpOrBeside) {
    EXPECT_EQ(breaches("pos/store/a.cpp", "#include \"pos/core/money.hpp\"\n"), 0U);
    EXPECT_EQ(breaches("pos/store/a.cpp", "#include \"pos/store/b.hpp\"\n"), 0U);
    EXPECT_EQ(breaches("pos/core/a.cpp", "#include \"pos/ports/clock.hpp\"\n"), 1U);
    EXPECT_EQ(breaches("pos/store/a.cpp", "#include \"catalog-sync/csv.hpp\"\n"), 1U);
    EXPECT_EQ(breaches("devices/a.cpp", "#include \"pos/province/bundle.hpp\"\n"), 1U);
    EXPECT_EQ(breaches("pos/cli/a.cpp", "#include \"pos/ui/app.hpp\"\n"), 1U);
    EXPECT_EQ(breaches("receipts/a.cpp", "#include \"receipts/pdf/canvas.hpp\"\n"), 1U);
    EXPECT_EQ(breaches("pos/core/a.cpp", "#include \"money.hpp\"\n"), 1U);
    EXPECT_EQ(breaches("pos/core/a.cpp", "#include \"tests/core/goods.hpp\"\n"), 1U);
}

TEST(Tidy, KeepsEachLibraryInItsFolder) {
    EXPECT_EQ(breaches("pos/sqlite/a.cpp", "#include <sqlite3.h>\n"), 0U);
    EXPECT_EQ(breaches("pos/store/a.cpp", "#include <sqlite3.h>\n"), 1U);
    EXPECT_EQ(breaches("pos/core/till.cpp", "#include <sodium.h>\n"), 1U);
    EXPECT_EQ(breaches("pos/core/a.hpp", "#include <wx/wx.h>\n"), 1U);
    EXPECT_EQ(breaches("pos/core/a.hpp", "#include <vector>\n"), 0U);
}

TEST(Tidy, FindsWordsThisHouseDoesNotUse) {
    EXPECT_EQ(breaches("pos/core/a.cpp", "double price = 0;\n"), 1U);
    EXPECT_EQ(breaches("pos/core/a.cpp", "// doubles are banned: double\n"), 0U);
    EXPECT_EQ(breaches("pos/core/a.cpp", "Money opening_float = x(\"float\");\n"), 0U);
    EXPECT_EQ(breaches("receipts/a.cpp", "double share = 1;\n"), 0U);
    EXPECT_EQ(breaches("pos/ui/a.cpp", "std::this_thread::sleep_for(1s);\n"), 1U);
    EXPECT_EQ(
        breaches(
            "pos/ui/a.cpp",
            "// TO"
            "DO later\n"
        ),
        1U
    );
    EXPECT_EQ(breaches("pos/ui/a.hpp", "using namespace std;\n"), 1U);
}

TEST(Tidy, NamesFileAndLine) {
    const auto found = check_text("pos/core/a.cpp", "\n\n#include <wx/wx.h>\n");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].file, "pos/core/a.cpp");
    EXPECT_EQ(found[0].line, 3);
}

TEST(Tidy, FindsNothingInOurOwnTree) {
    for (const Breach& breach : check_tree(OCOP_SOURCE_DIR)) {
        ADD_FAILURE() << breach.file << ':' << breach.line << ": " << breach.what;
    }
}

} // namespace
} // namespace ocop::tidy
