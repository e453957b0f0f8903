#include "pos/report/einvoices.hpp"
#include "tests/report/journal.hpp"

#include <gtest/gtest.h>

namespace ocop::report {
namespace {

constexpr Day day{2026, 11, 22};

/// Two invoices of one series out of their order, a return that adjusts the first, a sale without.
TestJournal invoiced_day() {
    TestJournal journal{hoi_an()};
    journal.genesis(noon(day));
    const SaleLine fish = line_of("A", Quantity{1500}, Money{108'000});
    journal.sale(noon(day), {fish});
    SaleBody later = journal.receipt(false, noon(day), {fish});
    const auto put = [&](SaleBody body, const char* number, std::int64_t invoice) {
        body.number = number;
        body.einvoice = Einvoice{"1C26MYY", invoice, "M1-26-MNZLR-00000000001", {}, {}};
        return body;
    };
    SaleBody second = put(later, "QNA-HOIAN-01-1-000003", 2);
    second.buyer = Buyer{"Công ty Minh Anh", "0100109106", "1 Lê Lợi", "", ""};
    journal.append("sale", noon(day), to_json(second));
    journal.append("sale", noon(day), to_json(put(later, "QNA-HOIAN-01-1-000004", 1)));
    SaleBody back = put(later, "QNA-HOIAN-01-1-000005", 3);
    back.is_return = true;
    back.einvoice->adjusts = EinvoiceReference{"1C26MYY", 1, day};
    journal.append("return", noon(day), to_json(back));
    journal.append("sale", noon(day.plus_days(1)), to_json(put(later, "QNA-HOIAN-01-1-000006", 4)));
    return journal;
}

std::size_t column(const Table& table, std::string_view key) {
    std::size_t at = 0;
    while (at < table.columns.size() && table.columns[at].key != key) {
        ++at;
    }
    return at;
}

TEST(Einvoices, StandInTheOrderOfTheirNumbersWithWhatTheLawAsksFor) {
    const TestJournal journal = invoiced_day();
    EinvoiceList list = einvoices(day, day, journal.source()).value();
    list.seller = "HTX Hội An";
    list.seller_tax_code = "0401234567";
    ASSERT_EQ(list.receipts.size(), 3U);
    EXPECT_EQ(list.without, 2);
    const Json json = to_json(list);
    EXPECT_EQ(json["seller"]["tax_code"], "0401234567");
    EXPECT_EQ(json["rows"][0]["number"], 1);
    EXPECT_EQ(json["rows"][0]["buyer"], nullptr);
    EXPECT_EQ(json["rows"][0]["at"], "2026-11-22T12:00:00+07:00");
    EXPECT_EQ(json["rows"][1]["buyer"]["tax_code"], "0100109106");
    const Json line = json["rows"][1]["lines"][0];
    EXPECT_EQ(line["quantity"], 1500);
    EXPECT_EQ(line["amount"], 162'000);
    EXPECT_EQ(line["net_ex_vat"], 150'000);
    EXPECT_EQ(line["vat"], 12'000);
    EXPECT_FALSE(json["rows"][1].contains("adjusts"));
}

TEST(Einvoices, TakeAwayWhatCameBackAndSayWhatTheyAdjust) {
    const TestJournal journal = invoiced_day();
    const EinvoiceList list = einvoices(day, day, journal.source()).value();
    const Json back = to_json(list)["rows"][2];
    EXPECT_EQ(back["adjusts"], (Json{{"series", "1C26MYY"}, {"number", 1}, {"day", "2026-11-22"}}));
    EXPECT_EQ(back["total"], -162'000);
    EXPECT_EQ(back["lines"][0]["quantity"], -1500);
    EXPECT_EQ(back["lines"][0]["amount"], -162'000);
    EXPECT_EQ(back["vat"][0]["vat"], -12'000);
    EXPECT_EQ(back["tenders"][0]["amount"], -162'000);
    const Table table = einvoice_table(list, Language::vi);
    ASSERT_EQ(table.rows.size(), 3U);
    for (const Row& row : table.rows) {
        EXPECT_EQ(row.size(), table.columns.size());
    }
    EXPECT_EQ(display(table.rows[2][3]), "1C26MYY 1");
    ASSERT_EQ(table.total->size(), table.columns.size());
    const std::size_t amount = column(table, "amount");
    EXPECT_EQ(std::get<Money>(table.total->at(amount)), Money{162'000}) << "two sold, one back";
}

TEST(Einvoices, TellTheProviderWhoSoldToWhomAndWhereToLookItUp) {
    TestJournal journal{hoi_an()};
    journal.genesis(noon(day));
    SaleBody sale =
        journal.receipt(false, noon(day), {line_of("A", Quantity{1500}, Money{108'000})});
    sale.einvoice = Einvoice{"1C26MYY", 12'345, {}, "https://tracuu.example.vn/?so=12345", {}};
    journal.append("sale", noon(day), to_json(sale));
    SaleBody back = journal.receipt(true, noon(day), sale.lines);
    back.einvoice = Einvoice{"1C26MYY", 12'346, {}, {}, EinvoiceReference{"1C26MYY", 12'345, day}};
    back.buyer = Buyer{"", "0401234567", "", "0905123456", "mua@example.vn"};
    journal.append("return", noon(day), to_json(back));
    EinvoiceList list = einvoices(day, day, journal.source()).value();
    list.seller_address = "12 Trần Phú";
    list.point = "QNA-HOIAN-01";
    EXPECT_EQ(to_json(list)["seller"]["address"], "12 Trần Phú");
    EXPECT_EQ(to_json(list)["seller"]["point"], "QNA-HOIAN-01");
    const Table table = einvoice_table(list, Language::vi);
    EXPECT_NE(table.subtitle.find("12 Trần Phú; QNA-HOIAN-01"), std::string::npos);
    const auto shown = [&](std::size_t row, std::string_view key) {
        return display(table.rows[row].at(column(table, key)));
    };
    EXPECT_EQ(shown(0, "number"), "12345") << "a name has no dots between thousands";
    EXPECT_EQ(shown(0, "buyer_name"), "Bán cho người tiêu dùng");
    EXPECT_EQ(shown(0, "lookup"), "https://tracuu.example.vn/?so=12345");
    EXPECT_EQ(shown(1, "buyer_name"), "") << "the tax code says who";
    EXPECT_EQ(shown(1, "buyer_phone"), "0905123456");
    EXPECT_EQ(shown(1, "buyer_email"), "mua@example.vn");
    EXPECT_EQ(shown(1, "adjusts_day"), "22/11/2026");
    const Table for_people = einvoice_table(list, Language::vi, EinvoiceColumns::shown);
    EXPECT_EQ(column(for_people, "lookup"), for_people.columns.size());
    EXPECT_EQ(for_people.total->size(), for_people.columns.size());
    EXPECT_EQ(for_people.rows[0].size(), for_people.columns.size());
}

} // namespace
} // namespace ocop::report
