#include "catalog-sync/feed_rows.hpp"
#include "catalog-sync/zstd_file.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>

using namespace ocop::catalog_sync;

namespace {

using Goods = std::map<std::string, ocop::Product, std::less<>>;

/// What every input starts from.
Goods goods_before() {
    Goods goods;
    for (const char* code : {"A", "B", "QNA-001"}) {
        ocop::Product product;
        product.code = code;
        product.name = "Mắm cá cơm";
        product.unit = "kg";
        product.price = ocop::Money{120'000};
        product.vat = ocop::Vat::eight;
        goods.emplace(code, std::move(product));
    }
    return goods;
}

/// One row, with the room behind it that the reader needs and nothing beyond.
ocop::Expected<DeltaRow, RowFault>
read(FeedRowReader& reader, std::string_view row, std::size_t line) {
    std::string padded{row};
    padded.append(line_padding_bytes, '\0');
    return reader.delta_row(std::string_view{padded}.substr(0, row.size()), line);
}

/// What is written of the change must make the same change.
void check_written(FeedRowReader& reader, const ocop::Product* before, const ocop::Product& now) {
    std::string text;
    append_delta_row(text, before, now);
    if (text.empty()) {
        if (before == nullptr || *before != now) {
            std::abort();
        }
        return;
    }
    text.pop_back();
    const auto row = read(reader, text, 1);
    const auto again = row ? reader.apply(before, *row) : ocop::Unexpected{row.error()};
    if (!again || *again != now) {
        std::abort();
    }
}

} // namespace

/// Any bytes as rows of a delta, applied one after the other.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest{reinterpret_cast<const char*>(data), size};
    FeedRowReader reader{"delta-1-2.jsonl.zst"};
    Goods goods = goods_before();
    for (std::size_t line = 1; !rest.empty(); ++line) {
        const auto text = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), text.size() + 1));
        const auto row = read(reader, text, line);
        if (!row) {
            static_cast<void>(words(row.error(), ocop::Language::vi));
            continue;
        }
        const auto found = goods.find(row->code);
        const ocop::Product* before = found == goods.end() ? nullptr : &found->second;
        if (row->gone) {
            if (before != nullptr) {
                goods.erase(found);
            }
            continue;
        }
        const auto now = reader.apply(before, *row);
        if (!now) {
            static_cast<void>(words(now.error(), ocop::Language::en));
            continue;
        }
        if (now->code != row->code) {
            std::abort();
        }
        check_written(reader, before, *now);
        goods.insert_or_assign(row->code, *now);
    }
    return 0;
}
