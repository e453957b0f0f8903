#include "tests/store/shop.hpp"

#include "pos/core/assert.hpp"

#include <cstdlib>
#include <iostream>

namespace ocop::store::test {

namespace {

constexpr Moment first_moment{1'795'000'000}; // 2026-11-18

Moment next_moment(const Ledger& ledger) {
    return Moment{ledger.last_at.seconds() + 7};
}

SaleLine goods(std::int64_t number) {
    SaleLine line;
    line.product = "QNA-00" + std::to_string(number);
    line.gtin = "08934563138165";
    line.name = "Mắm cá cơm số " + std::to_string(number);
    line.unit = "kg";
    line.quantity = Quantity{500 * number};
    line.unit_price = Money{12'000 * number};
    line.gross = extend(line.unit_price, line.quantity);
    line.discount = Money{number % 2 == 0 ? 700 : 0};
    line.net = line.gross - line.discount;
    line.vat_rate = number % 2 == 0 ? Vat::eight : Vat::not_taxable;
    line.vat = vat_within(line.net, line.vat_rate);
    line.producer = "P-01";
    line.producer_name = "HTX Nước mắm Cửa Khe";
    line.producer_kind = ProducerKind::htx;
    line.group = "12";
    line.stars = 4;
    line.certificate = CertificateState::valid;
    line.recognised_on = Day{2023, 5, 4};
    line.commune = "Bình Dương";
    line.district = "Thăng Bình";
    line.province = "QNA";
    line.cost_ex_vat = Money{9'000};
    return line;
}

std::optional<Einvoice> invoice(const Ledger& ledger) {
    EinvoiceSettings settings;
    settings.series = "1C26MYY";
    settings.office_code = "MNZLR";
    return next_einvoice(settings, ledger.einvoices, next_moment(ledger).day(), "");
}

/// The value, or the end of the test run with the reason on stderr.
template <class T>
T must(Expected<T, Failure> answer) {
    if (!answer) {
        std::cerr << words(answer.error(), Language::en) << std::endl;
        std::abort();
    }
    return std::move(*answer);
}

RecordDraft draft(const char* kind, Moment at, Json body) {
    return RecordDraft{kind, at, std::move(body)};
}

} // namespace

TestFolder::TestFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "ocop-store-XXXXXX").string();
    OCOP_ASSERT(::mkdtemp(name.data()) != nullptr);
    path_ = name;
}

TestFolder::~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

Identity identity() {
    return Identity{
        "QNA-HOIAN-01-1", "QNA", "QNA-HOIAN-01", "Cửa hàng OCOP Hội An", "Hội An", "RWQtest", true};
}

RecordDraft genesis() {
    const Identity who = identity();
    return draft(
        "genesis",
        first_moment,
        {{"till", who.till},
         {"province", who.province},
         {"point", who.point},
         {"name", who.point_name},
         {"district", who.district},
         {"public_key", who.public_key},
         {"training", who.training},
         {"signed_shifts", true}}
    );
}

RecordDraft user(const std::string& name, Role role) {
    return draft(
        "user",
        Moment{first_moment.seconds() + 1},
        {{"user", name}, {"role", code(role)}, {"active", true}}
    );
}

RecordDraft setting(const std::string& key, const std::string& value) {
    return draft("settings", Moment{first_moment.seconds() + 2}, {{"key", key}, {"value", value}});
}

RecordDraft receive(const std::string& product, std::int64_t quantity) {
    return draft(
        "stock",
        Moment{first_moment.seconds() + 3},
        {{"do", "receive"}, {"product", product}, {"quantity", quantity}}
    );
}

RecordDraft shift_open(const Ledger& ledger) {
    return draft(
        "shift-open",
        next_moment(ledger),
        {{"shift", ledger.shifts + 1}, {"cashier", "lan"}, {"float", 2'000'000}}
    );
}

RecordDraft shift_close(const Ledger& ledger) {
    ShiftSummary shift = *ledger.shift;
    shift.counted = Money{1'500'000};
    shift.counted_pieces = {{500'000, 3}};
    const Json summary = to_json(shift);
    return draft(
        "shift-close",
        next_moment(ledger),
        {{"shift", shift.shift},
         {"cashier", "lan"},
         {"float", shift.opening_float.vnd()},
         {"expected", shift.expected_cash().vnd()},
         {"counted", shift.counted.vnd()},
         {"difference", shift.difference().vnd()},
         {"denominations", summary["denominations"]},
         {"by_tender", summary["by_tender"]}}
    );
}

RecordDraft hold(const Ledger& ledger) {
    return draft(
        "hold",
        next_moment(ledger),
        {{"hold", ledger.last_hold + 1}, {"cashier", "lan"}, {"basket", {{"lines", Json::array()}}}}
    );
}

RecordDraft sale(const Ledger& ledger, int lines) {
    SaleBody body;
    body.number = receipt_number(ledger.identity->till, ledger.receipts + 1);
    body.shift = ledger.shift ? ledger.shift->shift : 0;
    body.cashier = "lan";
    body.catalog = 1;
    for (int i = 1; i <= lines; ++i) {
        SaleLine line = goods(i);
        line.line = i;
        body.total += line.net;
        body.lines.push_back(std::move(line));
    }
    body.vat = vat_rows(body.lines);
    body.einvoice = invoice(ledger);
    const bool cash = ledger.receipts % 2 == 0;
    body.change = Money{cash ? 1'000 : 0};
    body.tenders = {{cash ? "cash" : "transfer", body.total + body.change}};
    return sale_draft(std::move(body), next_moment(ledger));
}

RecordDraft take_back(const Ledger& ledger, const Record& sold) {
    SaleBody body = *read_sale(sold);
    body.is_return = true;
    body.of = body.number;
    body.number = receipt_number(ledger.identity->till, ledger.receipts + 1);
    for (SaleLine& line : body.lines) {
        line.of_line = line.line;
    }
    body.tenders = {{"cash", body.total}};
    body.change = Money{};
    body.einvoice = invoice(ledger);
    body.einvoice->adjusts = EinvoiceReference{"1C26MYY", 1, sold.at.day()};
    return sale_draft(std::move(body), next_moment(ledger));
}

Sign test_sign() {
    return [](std::string_view text) { return "signed:" + hex(blake2b(text)); };
}

CheckSignature test_check() {
    return [](std::string_view key, std::string_view text, std::string_view signature) {
        return key == identity().public_key && signature == test_sign()(text);
    };
}

MakeSeal test_seal() {
    return [](std::string_view text) { return blake2b("sealed:" + std::string{text}); };
}

TillKey test_key() {
    return {test_sign(), test_seal(), test_check(), identity().public_key};
}

std::unique_ptr<SqliteJournal> make_store(const std::filesystem::path& folder) {
    return must(SqliteJournal::create(folder, identity(), genesis(), test_key()));
}

std::unique_ptr<SqliteJournal> open_store(const std::filesystem::path& folder, Use use) {
    return must(SqliteJournal::open(folder, use, test_key()));
}

Record put(SqliteJournal& journal, RecordDraft next) {
    return must(journal.append(std::move(next)));
}

void live_a_day(SqliteJournal& journal) {
    put(journal, user("hoa", Role::manager));
    put(journal, user("lan", Role::cashier));
    put(journal, setting("shop.name", "Cửa hàng OCOP"));
    put(journal, receive("QNA-001", 100'000));
    put(journal, shift_open(journal.ledger()));
    const Record sold = put(journal, sale(journal.ledger()));
    put(journal, sale(journal.ledger(), 5));
    put(journal, hold(journal.ledger()));
    put(journal, take_back(journal.ledger(), sold));
    put(journal, shift_close(journal.ledger()));
    put(journal, shift_open(journal.ledger()));
    put(journal, sale(journal.ledger(), 1));
}

std::string dump(const std::filesystem::path& folder) {
    const auto journal = open_store(folder, Use::read);
    std::string lines;
    const auto read = journal->read(0, -1, [&](const Record& record) {
        lines += line_text(record) + "\n";
        return true;
    });
    OCOP_ASSERT(read.has_value());
    return lines;
}

} // namespace ocop::store::test
