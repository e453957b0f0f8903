#pragma once

#include "pos/core/buyer.hpp"
#include "pos/core/moment.hpp"
#include "pos/core/record.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocop::ui {

/// What this till did lately, so that the window can offer it again: the reasons given for cash
/// that moved, who was invoiced, what sells, and the last receipt. Told by the newest records of
/// the journal; forgets nothing, offers only a few.
class Recent {
public:
    /// As many records from the journal's end are enough: some days of a busy till.
    static constexpr std::int64_t records_max = 2000;

    /// Takes a record of any kind into account. Requires them in the order of the journal.
    void see(const Record& record);

    /// Reasons given for records of `kind`, the newest first, each once, at most `limit`.
    [[nodiscard]] std::vector<std::string> reasons(std::string_view kind, std::size_t limit) const;

    /// Who was invoiced last with this tax code.
    [[nodiscard]] std::optional<Buyer> buyer(const std::string& tax_code) const;

    /// The receipt with the highest number, and when it was made.
    struct LastReceipt {
        std::string number{};
        Moment at{};
    };

    [[nodiscard]] const std::optional<LastReceipt>& last_receipt() const { return last_receipt_; }

    /// Codes of goods and gift sets that sold: those sold most today first, then those
    /// sold most before, then the newest; at most `limit`.
    [[nodiscard]] std::vector<std::string> sold_most(Day today, std::size_t limit) const;

private:
    /// How often a product was on a receipt.
    struct Sold {
        std::int64_t times = 0;
        std::int64_t seq = 0; // of the last such record
        Day last{};
        std::int64_t times_on_last = 0;
    };

    void see_sale(const Record& record);

    std::optional<LastReceipt> last_receipt_{};
    std::map<std::string, Sold> sold_{};
    std::map<std::string, Buyer> buyers_{}; // by tax code
    // By kind of record: reason → sequence of the record that gave it last.
    std::map<std::string, std::map<std::string, std::int64_t>, std::less<>> reasons_{};
};

} // namespace ocop::ui
