#include "pos/shell/atomic_file.hpp"
#include "pos/shell/folders.hpp"
#include "tests/shell/scratch.hpp"

#include <gtest/gtest.h>

namespace ocop {
namespace {

using Folders = test::ScratchTest;
using std::filesystem::perms;
using test::rights_of;
using test::Umask;

TEST_F(Folders, AreMadeWithTheirRightsWhateverTheUmask) {
    for (const mode_t value : {000U, 077U, 0777U}) {
        const Umask umask{value};
        const auto top = folder() / std::to_string(value);
        ASSERT_TRUE(make_folders(top / "inner" / "most"));
        ASSERT_TRUE(make_folders(top / "web/", shared_folder));
        EXPECT_EQ(rights_of(top), perms{0700});
        EXPECT_EQ(rights_of(top / "inner" / "most"), perms{0700});
        EXPECT_EQ(rights_of(top / "web"), perms{0755});
    }
}

TEST_F(Folders, ThatAreThereStayAsTheyAre) {
    ASSERT_TRUE(make_folders(folder() / "web", shared_folder));
    ASSERT_TRUE(make_folders(folder() / "web" / "private"));
    EXPECT_EQ(rights_of(folder() / "web"), perms{0755});
}

TEST_F(Folders, AreNotMadeWhereAFileStands) {
    ASSERT_TRUE(write_atomically(folder() / "file", "x"));
    EXPECT_EQ(make_folders(folder() / "file").error().code, FailureCode::wrong_kind);
    EXPECT_EQ(make_folders(folder() / "file" / "inner").error().code, FailureCode::wrong_kind);
}

} // namespace
} // namespace ocop
