#pragma once

#include "pos/core/ledger.hpp"
#include "pos/core/record.hpp"
#include "pos/core/sale.hpp"
#include "pos/report/records.hpp"

#include <string>
#include <utility>
#include <vector>

namespace ocop::report {

/// A journal for tests: records sealed one behind the other.
class TestJournal {
public:
    explicit TestJournal(Identity identity)
        : identity_{std::move(identity)} {}

    /// Puts a record behind the last one.
    void append(const std::string& kind, Moment at, Json body) {
        const Hash prev = records_.empty() ? Hash{} : records_.back().hash;
        const auto seq = static_cast<std::int64_t>(records_.size());
        records_.push_back(seal({kind, at, std::move(body)}, identity_.till, seq, prev));
    }

    /// Record 0.
    void genesis(Moment at) {
        append(
            "genesis",
            at,
            {{"till", identity_.till},
             {"province", identity_.province},
             {"point", identity_.point},
             {"name", identity_.point_name},
             {"district", identity_.district},
             {"public_key", identity_.public_key},
             {"training", identity_.training}}
        );
    }

    /// A sale or return of `lines`: totals, VAT rows and, where `tenders` is empty, cash to the
    /// đồng.
    SaleBody receipt(
        bool is_return,
        Moment at,
        std::vector<SaleLine> lines,
        const std::vector<TenderRow>& tenders = {},
        Money change = {},
        std::optional<std::string> of = std::nullopt
    ) {
        SaleBody body;
        body.is_return = is_return;
        body.number = receipt_number(identity_.till, ++receipts_);
        body.of = std::move(of);
        body.shift = 1;
        body.cashier = cashier;
        body.event = event;
        for (SaleLine& line : lines) {
            line.line = static_cast<std::int64_t>(body.lines.size()) + 1;
            body.total += line.net;
            body.lines.push_back(line);
        }
        body.vat = vat_rows(body.lines);
        body.tenders = tenders.empty() ? std::vector<TenderRow>{{"cash", body.total}} : tenders;
        body.change = change;
        append(is_return ? "return" : "sale", at, to_json(body));
        return body;
    }

    SaleBody sale(
        Moment at,
        std::vector<SaleLine> lines,
        const std::vector<TenderRow>& tenders = {},
        Money change = {}
    ) {
        return receipt(false, at, std::move(lines), tenders, change);
    }

    [[nodiscard]] const std::vector<Record>& records() const { return records_; }

    [[nodiscard]] const Identity& identity() const { return identity_; }

    [[nodiscard]] RecordSource source() const {
        return [this](const std::function<void(const Record&)>& visit) {
            for (const Record& record : records_) {
                visit(record);
            }
        };
    }

    /// Its sales with what came back of them.
    [[nodiscard]] SaleSource sales() const {
        return [this](const std::string& number) {
            std::optional<StoredSale> found;
            for (const Record& record : records_) {
                const Json& body = record.body.json();
                if (record.kind == "sale" && body.at("sale") == number) {
                    found = StoredSale{record, {}};
                } else if (found && record.kind == "return" && body.at("of") == number) {
                    found->returns.push_back(record);
                }
            }
            return found;
        };
    }

    /// Sells `line` and takes it back in three parts, as the core shares its sums.
    void sale_and_three_returns(Moment at, const SaleLine& line) {
        const SaleBody sold = sale(at, {line});
        std::vector<SaleBody> earlier;
        const Quantity third{line.quantity.thousandths() / 3};
        for (const Quantity part : {third, third, line.quantity - third - third}) {
            auto back = return_lines(sold, earlier, {{1, line.product, part}});
            earlier.push_back(receipt(true, at, std::move(*back), {}, {}, sold.number));
        }
    }

    std::string cashier = "lan";
    std::optional<std::string> event{};

private:
    Identity identity_;
    std::vector<Record> records_{};
    std::int64_t receipts_ = 0;
};

/// A point in Hội An, Quảng Nam.
inline Identity hoi_an() {
    Identity identity;
    identity.till = "QNA-HOIAN-01-1";
    identity.province = "QNA";
    identity.point = "QNA-HOIAN-01";
    identity.point_name = "OCOP Hội An";
    identity.district = "Hội An";
    return identity;
}

/// Noon of `day`, Vietnamese time.
inline Moment noon(Day day) {
    return Moment{day.since(Day{}) * 86'400 + std::int64_t{5} * 3600};
}

/// A line at 8 % with every sum in place: fish sauce of a co-operative of the same district.
inline SaleLine line_of(const std::string& product, Quantity quantity, Money unit_price) {
    SaleLine line;
    line.product = product;
    line.name = "Mắm " + product;
    line.unit = "kg";
    line.quantity = quantity;
    line.unit_price = unit_price;
    line.gross = extend(unit_price, quantity);
    line.net = line.gross;
    line.vat_rate = Vat::eight;
    line.vat = vat_within(line.net, line.vat_rate);
    line.producer = "P-01";
    line.producer_name = "HTX Cửa Đại";
    line.producer_kind = ProducerKind::htx;
    line.group = "9";
    line.stars = 4;
    line.certificate = CertificateState::valid;
    line.recognised_on = Day{2023, 5, 4};
    line.district = "Hội An";
    line.province = "QNA";
    return line;
}

} // namespace ocop::report
