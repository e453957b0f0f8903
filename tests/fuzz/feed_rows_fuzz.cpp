#include "catalog-sync/feed_rows.hpp"
#include "catalog-sync/rows_together.hpp"
#include "catalog-sync/zstd_file.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

using namespace ocop::catalog_sync;

namespace {

/// One row, with the room behind it that the reader needs and nothing beyond.
ocop::Expected<ocop::Product, RowFault>
read(FeedRowReader& reader, std::string_view row, std::size_t line) {
    std::string padded{row};
    padded.append(line_padding_bytes, '\0');
    return reader.full_row(std::string_view{padded}.substr(0, row.size()), line);
}

} // namespace

/// Any bytes as rows of a feed. Never crashes; a product that is taken must come back the same from
/// what is written of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest{reinterpret_cast<const char*>(data), size};
    FeedRowReader reader{"full-1.jsonl.zst"};
    RowsTogether together{"full-1.jsonl.zst"};
    for (std::size_t line = 1; !rest.empty(); ++line) {
        const auto row = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), row.size() + 1));
        const auto product = read(reader, row, line);
        if (!product) {
            static_cast<void>(words(product.error(), ocop::Language::vi));
            continue;
        }
        std::string text;
        append_full_row(text, *product);
        text.pop_back();
        const auto again = read(reader, text, line);
        if (!again || *again != *product) {
            std::abort();
        }
        if (together.is_next(product->code)) {
            together.add(*product, line);
        } else {
            static_cast<void>(together.check_repeated(product->code, line));
        }
    }
    if (const auto fault = together.finish()) {
        static_cast<void>(words(*fault, ocop::Language::en));
    }
    return 0;
}
