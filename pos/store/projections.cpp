#include "pos/store/projections.hpp"

#include "pos/store/guard.hpp"
#include "pos/store/migrations.hpp"
#include "pos/store/store_files.hpp"

#include <string_view>

namespace ocop::store {

namespace {

[[noreturn]] void unreadable(std::string_view table) {
    throw StoreError{Failure{
        FailureCode::tables, "table " + std::string{table} + " cannot be read", ledger_file}};
}

[[noreturn]] void no_genesis() {
    throw StoreError{
        Failure{FailureCode::corrupt, "seq 0 is not the genesis of a till", ledger_file}};
}

/// Runs `read`, which reads a projection: pages of it that SQLite finds damaged are no damage of
/// the journal, whose own last record was read before.
template <class Read>
auto reading_tables(Read read) {
    try {
        return read();
    } catch (const sqlite::SqliteError& error) {
        if (error.failure_code() != FailureCode::corrupt) {
            throw;
        }
        throw StoreError{Failure{FailureCode::tables, error.what(), ledger_file}};
    }
}

std::optional<std::int64_t> shift_number(const Record& record) {
    const Json& body = record.body.json();
    const auto number = body.find("shift");
    return number != body.end() && number->is_number_integer()
               ? std::optional{number->get<std::int64_t>()}
               : std::nullopt;
}

/// The sale a return record takes back, where it names one.
std::optional<std::string> sale_taken_back(const Record& record) {
    if (record.kind != "return") {
        return std::nullopt;
    }
    if (const SaleBody* sale = record.body.sale()) {
        return sale->of;
    }
    const auto sale = record.body.json().find("of");
    return sale != record.body.json().end() && sale->is_string()
               ? std::optional{sale->get<std::string>()}
               : std::nullopt;
}

/// Calls `put(value)` for every entry of `after` that `before` lacks or has otherwise, `drop(key)`
/// for every key that is gone.
template <class Map, class Put, class Drop>
void write_changes(const Map& before, const Map& after, Put put, Drop drop) {
    for (const auto& [key, value] : after) {
        const auto old = before.find(key);
        if (old == before.end() || !(old->second == value)) {
            put(key, value);
        }
    }
    for (const auto& [key, value] : before) {
        if (!after.contains(key)) {
            drop(key);
        }
    }
}

/// The key of the first entry that differs.
template <class Map>
std::optional<typename Map::key_type> first_difference(const Map& a, const Map& b) {
    std::optional<typename Map::key_type> key;
    const auto note = [&](const typename Map::key_type& found, const auto&...) {
        key = key ? std::min(*key, found) : found;
    };
    write_changes(a, b, note, note);
    return key;
}

void collect_products(const Json& value, std::set<std::string>& into) {
    if (value.is_object()) {
        for (const auto& [key, member] : value.items()) {
            if (key == "product" && member.is_string()) {
                into.insert(member.get<std::string>());
            } else {
                collect_products(member, into);
            }
        }
    } else if (value.is_array()) {
        for (const Json& item : value) {
            collect_products(item, into);
        }
    }
}

} // namespace

std::optional<RecordFault> Projected::apply(const Record& record) {
    if (auto fault = ledger.apply(record)) {
        return fault;
    }
    if (record.kind == "shift-open") {
        if (const auto number = shift_number(record)) {
            shifts[*number] = ShiftSpan{record.seq, std::nullopt};
        }
    } else if (record.kind == "shift-close") {
        if (const auto number = shift_number(record); number && shifts.contains(*number)) {
            shifts[*number].closed = record.seq;
        }
    } else if (const auto sale = sale_taken_back(record)) {
        returned.emplace(*sale, record.seq);
    }
    return std::nullopt;
}

namespace {

/// `shift` without what its limits were used up to: no report has these, and a shift that an
/// earlier version of the program wrote down holds none.
std::optional<ShiftSummary> without_limits(std::optional<ShiftSummary> shift) {
    if (shift) {
        shift->cashier_out = {};
        shift->lead_returned = {};
    }
    return shift;
}

Ledger without_limits(Ledger ledger) {
    ledger.shift = without_limits(std::move(ledger.shift));
    ledger.last_shift = without_limits(std::move(ledger.last_shift));
    return ledger;
}

} // namespace

std::optional<std::string> difference(const Projected& a, const Projected& b) {
    const Ledger& x = a.ledger;
    const Ledger& y = b.ledger;
    if (x.records != y.records || x.head != y.head || x.last_at != y.last_at || x.shifts != y.shifts
        || x.receipts != y.receipts || x.last_hold != y.last_hold || x.catalog != y.catalog) {
        return "counters";
    }
    if (const auto name = first_difference(x.users, y.users)) {
        return "user " + *name;
    }
    if (const auto key = first_difference(x.settings, y.settings)) {
        return "setting " + *key;
    }
    if (const auto series = first_difference(x.einvoices, y.einvoices)) {
        return "e-invoices of " + *series;
    }
    if (const auto user = first_difference(x.pin_tries, y.pin_tries)) {
        return "wrong PINs of " + (user->empty() ? "nobody" : *user);
    }
    if (const auto number = first_difference(x.holds, y.holds)) {
        return "hold " + std::to_string(*number);
    }
    if (const auto product = first_difference(x.stock, y.stock)) {
        return "stock of " + *product;
    }
    if (without_limits(x.shift) != without_limits(y.shift)) {
        return "shift_summary of the open shift";
    }
    if (without_limits(x.last_shift) != without_limits(y.last_shift)) {
        return "shift_summary of the closed shift";
    }
    if (const auto number = first_difference(a.shifts, b.shifts)) {
        return "shift_span " + std::to_string(*number);
    }
    if (a.returned != b.returned) {
        return "returned";
    }
    // What no table of its own holds must still be equal.
    return without_limits(x) == without_limits(y) ? std::nullopt
                                                  : std::optional<std::string>{"the sums"};
}

std::set<std::string> products_named_in(const RecordBody& body) {
    std::set<std::string> products;
    if (const SaleBody* sale = body.sale()) {
        for (const SaleLine& line : sale->lines) {
            products.insert(line.product);
        }
    } else {
        collect_products(body.json(), products);
    }
    return products;
}

Projections::Projections(sqlite::Connection& database)
    : database_{database},
      put_counters_{database.prepare(
          "INSERT INTO counters (id, records, head, last_at, shifts, receipts, last_hold, catalog) "
          "VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO UPDATE SET records = ?1, "
          "head = ?2, last_at = ?3, shifts = ?4, receipts = ?5, last_hold = ?6, catalog = ?7"
      )},
      put_stock_{database.prepare("INSERT INTO stock (product, quantity) VALUES (?1, ?2) "
                                  "ON CONFLICT (product) DO UPDATE SET quantity = ?2")},
      put_summary_{database.prepare("INSERT INTO shift_summary (state, summary) VALUES (?1, ?2) "
                                    "ON CONFLICT (state) DO UPDATE SET summary = ?2")} {}

Ledger Projections::load() {
    return reading_tables([this] { return load_sums(); });
}

Ledger Projections::load_sums() {
    Ledger ledger;
    auto genesis = database_.prepare("SELECT record FROM journal WHERE seq = 0");
    if (!genesis.step()) {
        no_genesis();
    }
    const auto record = parse_record(genesis.text(0));
    genesis.reset();
    if (!record || ledger.apply(*record)) {
        no_genesis();
    }
    auto counters = database_.prepare(
        "SELECT records, head, last_at, shifts, receipts, last_hold, catalog FROM counters"
    );
    if (!counters.step()) {
        unreadable("counters");
    }
    const auto head = parse_hash(counters.text(1));
    if (!head) {
        unreadable("counters");
    }
    ledger.records = counters.integer(0);
    ledger.head = *head;
    ledger.last_at = Moment{counters.integer(2)};
    ledger.shifts = counters.integer(3);
    ledger.receipts = counters.integer(4);
    ledger.last_hold = counters.integer(5);
    ledger.catalog = counters.integer(6);

    // The tables alone say what is in them: what genesis set there is in them too.
    ledger.users.clear();
    auto users = database_.prepare("SELECT name, role, active FROM user");
    while (users.step()) {
        const auto role = parse_role(users.text(1));
        if (!role) {
            unreadable("user");
        }
        const std::string name{users.text(0)};
        ledger.users[name] = User{name, *role, users.integer(2) != 0};
    }
    ledger.settings.clear();
    auto settings = database_.prepare("SELECT key, value FROM setting");
    while (settings.step()) {
        ledger.settings[std::string{settings.text(0)}] = settings.text(1);
    }
    ledger.einvoices.clear();
    if (database_.integer("PRAGMA user_version") >= version_with_einvoices) {
        auto einvoices = database_.prepare("SELECT series, last FROM einvoice");
        while (einvoices.step()) {
            ledger.einvoices[std::string{einvoices.text(0)}] = einvoices.integer(1);
        }
    }
    ledger.pin_tries.clear();
    if (database_.integer("PRAGMA user_version") >= version_with_pin_tries) {
        auto tries = database_.prepare("SELECT user, wrong, last FROM pin_tries");
        while (tries.step()) {
            ledger.pin_tries[std::string{tries.text(0)}] =
                PinTries{tries.integer(1), Moment{tries.integer(2)}};
        }
    }
    ledger.holds.clear();
    auto holds = database_.prepare("SELECT number, cashier, at, basket FROM hold");
    while (holds.step()) {
        auto basket = parse_json(holds.text(3));
        if (!basket) {
            unreadable("hold");
        }
        ledger.holds[holds.integer(0)] = Hold{
            holds.integer(0),
            std::string{holds.text(1)},
            Moment{holds.integer(2)},
            std::move(*basket)};
    }
    ledger.stock.clear();
    auto stock = database_.prepare("SELECT product, quantity FROM stock");
    while (stock.step()) {
        ledger.stock.emplace_hint(
            ledger.stock.end(), std::string{stock.text(0)}, Quantity{stock.integer(1)}
        );
    }
    ledger.shift.reset();
    ledger.last_shift.reset();
    auto summaries = database_.prepare("SELECT state, summary FROM shift_summary");
    while (summaries.step()) {
        const auto json = parse_json(summaries.text(1));
        auto summary = json ? parse_shift_summary(*json) : std::nullopt;
        if (!summary) {
            unreadable("shift_summary");
        }
        (summaries.text(0) == "open" ? ledger.shift : ledger.last_shift) = std::move(summary);
    }
    return ledger;
}

Projected Projections::load_all() {
    return reading_tables([this] { return load_everything(); });
}

Projected Projections::load_everything() {
    Projected projected;
    projected.ledger = load_sums();
    auto spans = database_.prepare("SELECT shift, opened, closed FROM shift_span");
    while (spans.step()) {
        projected.shifts[spans.integer(0)] = ShiftSpan{
            spans.integer(1), spans.is_null(2) ? std::nullopt : std::optional{spans.integer(2)}};
    }
    auto returned = database_.prepare("SELECT sale, seq FROM returned");
    while (returned.step()) {
        projected.returned.emplace(std::string{returned.text(0)}, returned.integer(1));
    }
    return projected;
}

void Projections::write(const Ledger& before, const Ledger& after, const Record& record) {
    put_counters(after);
    for (const std::string& product : products_named_in(record.body)) {
        if (const auto stock = after.stock.find(product); stock != after.stock.end()) {
            put_stock(product, stock->second);
        }
    }
    if (before.shift != after.shift) {
        put_summary("open", after.shift);
    }
    if (before.last_shift != after.last_shift) {
        put_summary("closed", after.last_shift);
    }
    write_small_tables(before, after);
    if (record.kind == "shift-open") {
        if (const auto number = shift_number(record)) {
            put_shift(*number, ShiftSpan{record.seq, std::nullopt});
        }
    } else if (record.kind == "shift-close") {
        if (const auto number = shift_number(record)) {
            database_.prepare("UPDATE shift_span SET closed = ?2 WHERE shift = ?1")
                .bind(1, *number)
                .bind(2, record.seq)
                .run();
        }
    } else if (const auto sale = sale_taken_back(record)) {
        put_returned(*sale, record.seq);
    }
}

void Projections::write_small_tables(const Ledger& before, const Ledger& after) {
    write_changes(
        before.users,
        after.users,
        [&](const std::string&, const User& user) { put_user(user); },
        [&](const std::string& name) {
            database_.prepare("DELETE FROM user WHERE name = ?1").bind(1, name).run();
        }
    );
    write_changes(
        before.settings,
        after.settings,
        [&](const std::string& key, const std::string& value) { put_setting(key, value); },
        [&](const std::string& key) {
            database_.prepare("DELETE FROM setting WHERE key = ?1").bind(1, key).run();
        }
    );
    write_changes(
        before.einvoices,
        after.einvoices,
        [&](const std::string& series, std::int64_t last) { put_einvoice(series, last); },
        [&](const std::string& series) {
            database_.prepare("DELETE FROM einvoice WHERE series = ?1").bind(1, series).run();
        }
    );
    write_changes(
        before.pin_tries,
        after.pin_tries,
        [&](const std::string& user, const PinTries& tries) { put_pin_tries(user, tries); },
        [&](const std::string& user) {
            database_.prepare("DELETE FROM pin_tries WHERE user = ?1").bind(1, user).run();
        }
    );
    write_changes(
        before.holds,
        after.holds,
        [&](std::int64_t, const Hold& hold) { put_hold(hold); },
        [&](std::int64_t number) {
            database_.prepare("DELETE FROM hold WHERE number = ?1").bind(1, number).run();
        }
    );
}

void Projections::replace(const Projected& projected) {
    database_.execute(
        "DELETE FROM counters; DELETE FROM user; DELETE FROM setting; DELETE FROM einvoice;"
        "DELETE FROM pin_tries;"
        "DELETE FROM hold; DELETE FROM stock; DELETE FROM shift_summary; DELETE FROM shift_span;"
        "DELETE FROM returned"
    );
    put_counters(projected.ledger);
    write_small_tables(Ledger{}, projected.ledger);
    for (const auto& [product, quantity] : projected.ledger.stock) {
        put_stock(product, quantity);
    }
    put_summary("open", projected.ledger.shift);
    put_summary("closed", projected.ledger.last_shift);
    for (const auto& [number, span] : projected.shifts) {
        put_shift(number, span);
    }
    for (const auto& [sale, seq] : projected.returned) {
        put_returned(sale, seq);
    }
}

std::optional<ShiftSpan> Projections::shift(std::int64_t number) {
    auto span = database_.prepare("SELECT opened, closed FROM shift_span WHERE shift = ?1");
    if (!span.bind(1, number).step()) {
        return std::nullopt;
    }
    return ShiftSpan{
        span.integer(0), span.is_null(1) ? std::nullopt : std::optional{span.integer(1)}};
}

void Projections::put_counters(const Ledger& ledger) {
    put_counters_.bind(1, ledger.records)
        .bind(2, hex(ledger.head))
        .bind(3, ledger.last_at.seconds())
        .bind(4, ledger.shifts)
        .bind(5, ledger.receipts)
        .bind(6, ledger.last_hold)
        .bind(7, ledger.catalog)
        .run();
}

void Projections::put_user(const User& user) {
    database_
        .prepare("INSERT INTO user (name, role, active) VALUES (?1, ?2, ?3) "
                 "ON CONFLICT (name) DO UPDATE SET role = ?2, active = ?3")
        .bind(1, user.name)
        .bind(2, code(user.role))
        .bind(3, std::int64_t{user.active ? 1 : 0})
        .run();
}

void Projections::put_setting(const std::string& key, const std::string& value) {
    database_
        .prepare("INSERT INTO setting (key, value) VALUES (?1, ?2) "
                 "ON CONFLICT (key) DO UPDATE SET value = ?2")
        .bind(1, key)
        .bind(2, value)
        .run();
}

void Projections::put_einvoice(const std::string& series, std::int64_t last) {
    if (!put_einvoice_) {
        put_einvoice_.emplace(
            database_.prepare("INSERT INTO einvoice (series, last) VALUES (?1, ?2) "
                              "ON CONFLICT (series) DO UPDATE SET last = ?2")
        );
    }
    put_einvoice_->bind(1, series).bind(2, last).run();
}

void Projections::put_pin_tries(const std::string& user, const PinTries& tries) {
    database_
        .prepare("INSERT INTO pin_tries (user, wrong, last) VALUES (?1, ?2, ?3) "
                 "ON CONFLICT (user) DO UPDATE SET wrong = ?2, last = ?3")
        .bind(1, user)
        .bind(2, tries.wrong)
        .bind(3, tries.last.seconds())
        .run();
}

void Projections::put_hold(const Hold& hold) {
    database_
        .prepare("INSERT INTO hold (number, cashier, at, basket) VALUES (?1, ?2, ?3, ?4) "
                 "ON CONFLICT (number) DO UPDATE SET cashier = ?2, at = ?3, basket = ?4")
        .bind(1, hold.number)
        .bind(2, hold.cashier)
        .bind(3, hold.at.seconds())
        .bind(4, canonical(hold.basket))
        .run();
}

void Projections::put_stock(const std::string& product, Quantity quantity) {
    put_stock_.bind(1, product).bind(2, quantity.thousandths()).run();
}

void Projections::put_summary(const char* state, const std::optional<ShiftSummary>& summary) {
    if (summary) {
        put_summary_.bind(1, state).bind(2, text_of(*summary)).run();
    } else {
        database_.prepare("DELETE FROM shift_summary WHERE state = ?1").bind(1, state).run();
    }
}

void Projections::put_shift(std::int64_t number, const ShiftSpan& span) {
    auto put =
        database_.prepare("INSERT INTO shift_span (shift, opened, closed) VALUES (?1, ?2, ?3) "
                          "ON CONFLICT (shift) DO UPDATE SET opened = ?2, closed = ?3");
    put.bind(1, number).bind(2, span.opened);
    if (span.closed) {
        put.bind(3, *span.closed);
    }
    put.run();
}

void Projections::put_returned(const std::string& sale, std::int64_t seq) {
    database_.prepare("INSERT INTO returned (sale, seq) VALUES (?1, ?2)")
        .bind(1, sale)
        .bind(2, seq)
        .run();
}

} // namespace ocop::store
