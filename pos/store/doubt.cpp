#include "pos/store/doubt.hpp"

#include "pos/core/json_fields.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/store/store_files.hpp"

#include <fstream>
#include <system_error>

namespace ocop::store {

namespace {

constexpr std::size_t doubt_size_bytes_max = 4096;

} // namespace

Doubt doubt_about(const Record& record) {
    Doubt doubt{record.seq, record.hash, record.kind, record.at, {}, {}};
    doubt.receipt = receipt_of(record.kind, record.body);
    if (const auto sale = read_sale(record)) {
        doubt.total = sale->total;
    }
    return doubt;
}

std::string facts(const Doubt& doubt) {
    std::string text = doubt.receipt.value_or(doubt.kind) + ", " + format(doubt.at);
    if (doubt.total) {
        text += ", " + format(*doubt.total) + " đ";
    }
    return text;
}

bool keep_doubt(const std::filesystem::path& folder, const Doubt& doubt) {
    const Json json{
        {"seq", doubt.seq},
        {"hash", hex(doubt.hash)},
        {"kind", doubt.kind},
        {"at", iso(doubt.at)},
        {"receipt", doubt.receipt ? Json(*doubt.receipt) : Json(nullptr)},
        {"total", doubt.total ? Json(doubt.total->vnd()) : Json(nullptr)}};
    // Not synced: a disk that cannot sync has led here, and a hint that may be lost is better than
    // none.
    std::ofstream file{folder / doubt_file, std::ios::binary | std::ios::trunc};
    file << canonical(json) << '\n' << std::flush;
    return file.good();
}

std::optional<Doubt> kept_doubt(const std::filesystem::path& folder) {
    const auto text = read_file(folder / doubt_file, doubt_size_bytes_max);
    const auto json = text ? parse_json(*text) : std::nullopt;
    if (!json) {
        return std::nullopt;
    }
    const auto doubt = read_fields<Doubt>(*json, [](const Fields& fields) {
        return Doubt{
            fields.integer("seq"),
            fields.parsed("hash", parse_hash),
            fields.text("kind"),
            fields.parsed("at", parse_moment),
            fields.optional_text("receipt"),
            fields.optional_money("total")};
    });
    return doubt ? std::optional{*doubt} : std::nullopt;
}

bool has_doubt(const std::filesystem::path& folder) {
    std::error_code error;
    return std::filesystem::exists(folder / doubt_file, error);
}

void forget_doubt(const std::filesystem::path& folder) {
    std::error_code not_there;
    std::filesystem::remove(folder / doubt_file, not_there);
}

} // namespace ocop::store
