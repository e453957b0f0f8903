#include "pos/compose/shop_backup.hpp"
#include "pos/compose/system_clock.hpp"
#include "tests/ui/window_store.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace ocop::ui {
namespace {

using test::sign_in;
using test::Store;
using test::tea_gtin;
using test::TillProgram;

constexpr std::int64_t asks_file = 0;
constexpr std::int64_t asks_numbers = 2;
constexpr const char* passphrase = "nam tu bat ky 2026";

std::function<bool(const Json&)> shows(const char* key, const Json& value) {
    return [key, value](const Json& line) { return line[key] == value; };
}

bool is_refused(const Json& line) {
    return line["screen"] == "restore" && line["restore_fault"] != "";
}

/// The year the window's clock shows. Each year since the store's last record, of 2026, has a
/// series that is asked for.
int year_now() {
    return int{compose::SystemClock{}.now().day().date().year()};
}

/// Tabs from the receipt's field, over those of the series, to the PIN.
std::vector<std::string> tabs_to_pin() {
    return std::vector<std::string>(static_cast<std::size_t>(year_now() - 2026 + 2), "Tab");
}

/// A store that had come to five receipts and three invoices, and its backup.
class WindowRestore : public ::testing::Test {
protected:
    explicit WindowRestore(bool sealed = false) {
        store.set("einvoice.series", "1C26MYY");
        {
            auto shop = compose::ShopStore::open(store.folder(), store::Use::write, Language::vi);
            const EpochNumbers numbers{5, {{"1C26MYY", 3}}};
            EXPECT_TRUE((*shop)
                            ->journal()
                            .append(
                                {"restore",
                                 *parse_moment("2026-11-20T07:10:00+07:00"),
                                 to_json(numbers, "QNA-HOIAN-01-1")}
                            )
                            .has_value());
            (*shop)->finish();
        }
        auto secret = signing::Passphrase::parse(passphrase);
        compose::BackupChoice choice;
        choice.target = backup();
        choice.passphrase = sealed ? &*secret : nullptr;
        EXPECT_TRUE(compose::back_up(store.folder(), choice).has_value());
    }

    [[nodiscard]] std::string backup() const { return store.folder().string() + ".backup"; }

    /// To the restore's screen, with the backup's file typed.
    void type_file(TillProgram& till) const {
        till.wait_for_screen("failed");
        till.keep_picture("01-failed");
        till.press({"Return"});
        till.wait_for_screen("restore");
        till.keep_picture("02-asks-file");
        till.type(backup());
        till.press({"Return"});
    }

    Store store{};
};

/// Both languages.
class WindowRestoreIn : public WindowRestore, public ::testing::WithParamInterface<const char*> {};

TEST_P(WindowRestoreIn, BringsALostShopBackAndSellsOnAfterTheNumbersOnPaper) {
    const std::string language = GetParam();
    for (const char* lost : {"ledger.db", "ledger.db-wal", "ledger.db-shm", "till.key"}) {
        std::filesystem::remove(store.folder() / lost);
    }
    {
        TillProgram till{store.folder(), language, "restore-" + language};
        type_file(till);
        till.wait_for("what it holds", shows("restore", asks_numbers));
        EXPECT_EQ(
            till.wait_for("the number it knows", shows("restore_receipt", "5"))["screen"], "restore"
        );
        till.keep_picture("03-holds");
        till.press({"ctrl+a"});
        till.type("3");
        till.press(tabs_to_pin());
        till.type("1234");
        till.press({"Return"});
        till.wait_for("a refusal", is_refused);
        till.wait_for("what was typed", shows("restore_receipt", "3"));
        till.keep_picture("04-too-low");
        till.type("41"); // over it
        till.press({"Return", "ctrl+a"});
        till.type("12");
        std::vector<std::string> on(static_cast<std::size_t>(year_now() - 2026 + 1), "Return");
        on.emplace_back("ctrl+a");
        till.press(on);
        till.type("9999");
        till.press({"Return"});
        till.wait_for("a wrong PIN", [](const Json& line) {
            return is_refused(line) && line["restore_receipt"] == "41";
        });
        till.keep_picture("05-wrong-pin");
        till.type("1234"); // over it
        till.press({"Return"});
        till.wait_for("what was restored", [](const Json& line) {
            return line["screen"] == "sign-in" && line["notice"] != "";
        });
        till.keep_picture("06-restored");
        sign_in(till);
        till.scan(tea_gtin);
        till.wait_for("tea", shows("lines", 1));
        till.press({"F9"});
        till.wait_for_screen("pay");
        till.press({"Return"});
        EXPECT_EQ(till.wait_for_screen("receipt")["sale"], "QNA-HOIAN-01-1-000042");
        EXPECT_EQ(till.leave(), 143);
    }
    const Json body = store.records("restore").back().body.json();
    EXPECT_EQ(body["by"], "hoa");
    EXPECT_EQ(body["last_receipt"], "QNA-HOIAN-01-1-000041");
    EXPECT_EQ(body["last_einvoice"]["1C26MYY"], 12);
    const Json sale = store.records("sale").back().body.json();
    EXPECT_EQ(sale["einvoice"]["number"], year_now() == 2026 ? 13 : 1);
}

INSTANTIATE_TEST_SUITE_P(BothLanguages, WindowRestoreIn, ::testing::Values("vi", "en"));

class WindowRestoreSealed : public WindowRestore {
protected:
    WindowRestoreSealed()
        : WindowRestore{true} {}
};

TEST_F(WindowRestoreSealed, OpensInANewFolderWithItsPassphraseAlone) {
    const std::filesystem::path fresh = store.folder().string() + "-new";
    std::filesystem::create_directory(fresh);
    TillProgram till{fresh, "vi", "restore-sealed"};
    type_file(till);
    till.wait_for("it is sealed", [](const Json& line) {
        return line["restore_sealed"] == true && line["restore"] == asks_file;
    });
    till.keep_picture("03-sealed");
    till.type("mot cum khac han");
    till.press({"Return"});
    till.wait_for("a wrong passphrase", is_refused);
    till.keep_picture("04-wrong-passphrase");
    till.type(passphrase); // over it
    till.press({"Return"});
    till.wait_for("what it holds", shows("restore", asks_numbers));
    till.keep_picture("05-holds");
    till.press(tabs_to_pin());
    till.type("1234");
    till.press({"Return"});
    till.wait_for_screen("sign-in");
    EXPECT_TRUE(std::filesystem::exists(fresh / "till.key"));
    EXPECT_EQ(till.leave(), 143);
}

TEST_F(WindowRestore, MovesADamagedStoreAsideOnlyWhenToldTwice) {
    std::ofstream{store.folder() / "ledger.db", std::ios::binary | std::ios::trunc}
        << std::string(8192, 'x');
    TillProgram till{store.folder(), "vi", "restore-damaged"};
    type_file(till);
    till.wait_for("what it holds", shows("restore", asks_numbers));
    till.press(tabs_to_pin());
    till.type("1234");
    till.press({"Return"});
    till.wait_for("a question", is_refused);
    till.keep_picture("03-replace");
    EXPECT_EQ(std::filesystem::file_size(store.folder() / "ledger.db"), 8192U);
    till.press({"Return"});
    till.wait_for_screen("sign-in");
    till.keep_picture("04-restored");
    int aside = 0;
    for (const auto& entry : std::filesystem::directory_iterator{store.folder()}) {
        aside += entry.path().filename().string().starts_with("replaced-") ? 1 : 0;
    }
    EXPECT_EQ(aside, 1);
    EXPECT_EQ(till.leave(), 143);
}

} // namespace
} // namespace ocop::ui
