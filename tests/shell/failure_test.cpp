#include "pos/ports/failure.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace ocop {
namespace {

constexpr FailureCode codes[] = {
    FailureCode::disk_full,
    FailureCode::disk_error,
    FailureCode::locked,
    FailureCode::foreign,
    FailureCode::newer,
    FailureCode::corrupt,
    FailureCode::missing,
    FailureCode::incomplete,
    FailureCode::exists,
    FailureCode::wrong_kind,
    FailureCode::too_large,
    FailureCode::sheet_full,
    FailureCode::network,
    FailureCode::network_sign_in,
    FailureCode::network_certificate,
    FailureCode::network_server,
    FailureCode::device,
    FailureCode::device_gone,
    FailureCode::device_busy,
    FailureCode::device_permission,
    FailureCode::device_driver,
    FailureCode::permission,
    FailureCode::pins,
    FailureCode::clock,
    FailureCode::unreadable};

TEST(Failure, HasANameAndASentenceOfItsOwnInBothLanguages) {
    std::set<std::string> seen;
    for (const FailureCode code : codes) {
        EXPECT_TRUE(seen.insert(std::string{name(code)}).second);
        for (const Language language : {Language::vi, Language::en}) {
            EXPECT_TRUE(seen.insert(words({code, {}, {}}, language)).second);
        }
    }
    EXPECT_EQ(seen.size(), 3 * std::size(codes));
}

TEST(Failure, AdvisesANewStoreOnlyWhereNothingOfOneIs) {
    for (const Language language : {Language::vi, Language::en}) {
        for (const FailureCode code : codes) {
            EXPECT_EQ(words({code, {}, {}}, language).find("init"), std::string::npos);
        }
        const Failure none{FailureCode::no_store, {}, {}};
        EXPECT_NE(words(none, language).find("`ocop init`"), std::string::npos);
        EXPECT_NE(words(none, language), words({FailureCode::missing, {}, {}}, language));
        EXPECT_NE(
            words({FailureCode::incomplete, {}, {}}, language).find("`ocop backup restore FILE`"),
            std::string::npos
        );
    }
    EXPECT_EQ(name(FailureCode::no_store), "missing") << "as scripts know it";
}

TEST(Failure, SaysWhatFailedWhereAndWhatToDo) {
    EXPECT_EQ(
        words({FailureCode::locked, "process 12 has it open", "shop/ledger.db"}, Language::en),
        "Another program holds this file: shop/ledger.db (process 12 has it open); close that "
        "program "
        "and try again."
    );
    EXPECT_EQ(
        words({FailureCode::disk_full, {}, "shop/ledger.db"}, Language::vi),
        "Ổ đĩa đã đầy: shop/ledger.db; hãy giải phóng chỗ trống rồi thử lại; chưa có gì được ghi."
    );
}

} // namespace
} // namespace ocop
