#include "pos/compose/backup_words.hpp"
#include "pos/compose/restore_offer.hpp"
#include "pos/compose/shop_store.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace ocop::compose {
namespace {

constexpr const char* till = "QNA-HOIAN-01-1";

/// A real store that had come to 41 receipts and 7 invoices, and a backup of it.
class RestoreOfferTest : public ::testing::Test {
protected:
    RestoreOfferTest() {
        std::string pattern = ::testing::TempDir() + "ocop-offer-XXXXXX";
        folder = ::mkdtemp(pattern.data());
        EXPECT_TRUE(
            init_store(shop(), {"QNA", "QNA-HOIAN-01", "OCOP Hội An", "Hội An", 1, false, now})
        );
        const auto open = ShopStore::open(shop(), store::Use::write, Language::vi);
        EXPECT_TRUE(open);
        append(**open, "user", {{"user", "hoa"}, {"role", "manager"}, {"active", true}});
        append(**open, "user", {{"user", "lan"}, {"role", "cashier"}, {"active", true}});
        append(**open, "user", {{"user", "tam"}, {"role", "manager"}, {"active", false}});
        for (const char* name : {"hoa", "lan", "tam"}) {
            EXPECT_TRUE((*open)->pins().set(name, "1234"));
        }
        append(**open, "settings", {{"key", "einvoice.series"}, {"value", "1C26MYY"}});
        append(**open, "restore", to_json(EpochNumbers{41, {{"1C26MYY", 7}}}, till));
        (*open)->finish();
        BackupChoice choice;
        choice.target = backup();
        EXPECT_TRUE(back_up(shop(), choice));
    }

    ~RestoreOfferTest() override { std::filesystem::remove_all(folder); }

    void append(ShopStore& open, const char* kind, Json body) const {
        EXPECT_TRUE(open.journal().append({kind, now, std::move(body)}));
    }

    [[nodiscard]] std::filesystem::path shop() const { return folder / "shop"; }

    [[nodiscard]] std::filesystem::path fresh() const { return folder / "fresh"; }

    [[nodiscard]] std::filesystem::path backup() const { return folder / "backup"; }

    [[nodiscard]] RestoreChoice by(const char* user, const char* pin) const {
        RestoreChoice choice;
        choice.source = backup();
        choice.numbers = {"41", {"1C26MYY=7"}};
        choice.by = user;
        choice.approver = RestoreApprover{user, pin};
        choice.now = [this](const Ledger&) { return now; };
        return choice;
    }

    Moment now = *parse_moment("2026-11-20T07:00:00+07:00");
    std::filesystem::path folder{};
};

TEST_F(RestoreOfferTest, SaysWhatABackupHoldsAndWhatMustBeAsked) {
    const auto offer = offer_restore(fresh(), backup(), nullptr, 2026, {});
    ASSERT_TRUE(offer);
    EXPECT_EQ(offer->shop, "OCOP Hội An");
    EXPECT_EQ(offer->till, till);
    EXPECT_EQ(offer->records, 6);
    EXPECT_EQ(offer->last_at, now);
    EXPECT_EQ(offer->receipts, 41);
    EXPECT_EQ(offer->series, (EinvoiceCounters{{"1C26MYY", 7}}));
    EXPECT_EQ(offer->managers, std::vector<std::string>{"hoa"}) << "the active ones";
    EXPECT_FALSE(std::filesystem::exists(fresh())) << "looking makes nothing";
}

TEST_F(RestoreOfferTest, KnowsTheNumbersOfTheStoreThatIsStillThere) {
    {
        const auto open = ShopStore::open(shop(), store::Use::write, Language::vi);
        append(**open, "restore", to_json(EpochNumbers{55, {{"1C26MYY", 9}}}, till));
    }
    const auto offer = offer_restore(shop(), backup(), nullptr, 2026, {});
    ASSERT_TRUE(offer);
    EXPECT_EQ(offer->held, 41);
    EXPECT_EQ(offer->receipts, 55);
    EXPECT_EQ(offer->series.at("1C26MYY"), 9);
    EXPECT_EQ(known_numbers(shop(), "QNA-HOIAN-01-2"), EpochNumbers{}) << "another till's";
}

TEST_F(RestoreOfferTest, OnlyAManagerOfTheBackupDecidesWithTheirPin) {
    const auto refused = [&](const char* user, const char* pin) {
        const auto done = restore_shop(fresh(), by(user, pin));
        EXPECT_FALSE(done);
        EXPECT_FALSE(std::filesystem::exists(fresh())) << user;
        return done || !done.error().approver ? std::nullopt
                                              : std::optional{done.error().approver->code};
    };
    EXPECT_EQ(refused("hoa", "9999"), RefusalCode::wrong_pin);
    EXPECT_EQ(refused("lan", "1234"), RefusalCode::unknown_user);
    EXPECT_EQ(refused("tam", "1234"), RefusalCode::unknown_user);
    EXPECT_EQ(refused("nobody", "1234"), RefusalCode::unknown_user);
    const auto done = restore_shop(fresh(), by("hoa", "1234"));
    ASSERT_TRUE(done);
    EXPECT_EQ(done->record.body.json()["by"], "hoa");
    EXPECT_EQ(done->numbers.receipts, 41);
}

TEST_F(RestoreOfferTest, WordsForTheWindowNameNoOptions) {
    for (const Language language : {Language::vi, Language::en}) {
        for (const EpochFault fault :
             {EpochFault::receipt_missing,
              EpochFault::einvoice_missing,
              EpochFault::not_a_receipt,
              EpochFault::other_till,
              EpochFault::not_an_einvoice,
              EpochFault::too_small}) {
            BackupRefusal refusal;
            refusal.numbers = EpochRefusal{fault, "3", "1C26MYY=7"};
            const auto said = words(refusal, language, StatedIn::fields, {});
            EXPECT_EQ(said.find("--"), std::string::npos) << said;
        }
        BackupRefusal sealed;
        sealed.seal = store::SealState::locked;
        EXPECT_EQ(words(sealed, language, StatedIn::fields, {}).find("--"), std::string::npos);
        EXPECT_NE(words(sealed, language, StatedIn::options, {}).find("--"), std::string::npos);
    }
}

} // namespace
} // namespace ocop::compose
