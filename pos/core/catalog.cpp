#include "pos/core/catalog.hpp"

#include "pos/core/assert.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <limits>
#include <numeric>
#include <unordered_map>

namespace ocop {

namespace {

/// A table at most half full: short probes, 8 bytes a product.
std::size_t table_size(std::size_t entries) {
    return std::bit_ceil(entries * 2 + 1);
}

std::size_t place_of(std::uint64_t gtin) {
    return static_cast<std::size_t>((gtin * 0x9E3779B97F4A7C15U) >> 20); // Fibonacci hashing
}

std::size_t place_of(std::string_view code) {
    return std::hash<std::string_view>{}(code);
}

/// Calls `visit` for each word of a folded text.
template <class Visit>
void each_word(std::string_view folded, Visit visit) {
    while (!folded.empty()) {
        const auto length = std::min(folded.find(' '), folded.size());
        visit(folded.substr(0, length));
        folded.remove_prefix(std::min(length + 1, folded.size()));
    }
}

/// Puts `position` + 1 into `table` unless `same` says that an earlier one is the same thing.
template <class Same>
void insert(
    std::vector<std::uint32_t>& table, std::size_t place, std::uint32_t position, Same same
) {
    const std::size_t mask = table.size() - 1;
    for (place &= mask; table[place] != 0; place = (place + 1) & mask) {
        if (same(table[place] - 1)) {
            return;
        }
    }
    table[place] = position + 1;
}

template <class Same>
std::optional<std::uint32_t>
look_up(const std::vector<std::uint32_t>& table, std::size_t place, Same same) {
    if (table.empty()) {
        return std::nullopt;
    }
    const std::size_t mask = table.size() - 1;
    for (place &= mask; table[place] != 0; place = (place + 1) & mask) {
        if (same(table[place] - 1)) {
            return table[place] - 1;
        }
    }
    return std::nullopt;
}

} // namespace

std::string_view Catalog::Texts::operator[](std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends[index - 1];
    return std::string_view{bytes}.substr(begin, ends[index] - begin);
}

void Catalog::Texts::append(std::string_view text) {
    bytes += text;
    OCOP_ASSERT(bytes.size() <= std::numeric_limits<std::uint32_t>::max());
    ends.push_back(static_cast<std::uint32_t>(bytes.size()));
}

std::span<const std::uint32_t> Catalog::Lists::operator[](std::size_t index) const {
    return std::span{items}.subspan(begins[index], begins[index + 1] - begins[index]);
}

Catalog::Catalog(std::int64_t version, std::vector<Product> products)
    : version_{version},
      products_{std::move(products)} {
    OCOP_ASSERT(products_.size() < std::numeric_limits<Position>::max());
    index_codes_and_gtins();
    std::vector<std::string> folded_names;
    folded_names.reserve(products_.size());
    for (const Product& product : products_) {
        folded_names.push_back(fold(product.name));
    }
    rank_by_name(std::move(folded_names));
    index_words();
    list_ranks_by_word();
}

void Catalog::index_codes_and_gtins() {
    by_code_.assign(table_size(products_.size()), 0);
    by_gtin_.assign(table_size(products_.size()), 0);
    for (Position position = 0; position < products_.size(); ++position) {
        const Product& product = products_[position];
        insert(by_code_, place_of(product.code), position, [&](Position other) {
            return products_[other].code == product.code;
        });
        if (product.gtin) {
            insert(by_gtin_, place_of(product.gtin->value()), position, [&](Position other) {
                return products_[other].gtin == product.gtin;
            });
        }
    }
}

void Catalog::rank_by_name(std::vector<std::string> folded_names) {
    by_rank_.resize(products_.size());
    std::iota(by_rank_.begin(), by_rank_.end(), Position{0});
    // Code after name: the same goods in another order give the same catalogue.
    std::sort(by_rank_.begin(), by_rank_.end(), [&](Position a, Position b) {
        const int names = folded_names[a].compare(folded_names[b]);
        return names != 0 ? names < 0 : products_[a].code < products_[b].code;
    });
    names_.ends.reserve(products_.size());
    for (const Position position : by_rank_) {
        names_.append(folded_names[position]);
    }
}

void Catalog::index_words() {
    // Numbers in the order of first sight; put into alphabetical order below.
    std::unordered_map<std::string, WordId> seen;
    std::string word;
    words_of_.begins.reserve(products_.size() + 1);
    for (Rank rank = 0; rank < by_rank_.size(); ++rank) {
        const auto begin = static_cast<std::ptrdiff_t>(words_of_.items.size());
        const auto take = [&](std::string_view text) {
            word = text;
            const auto id = seen.try_emplace(word, static_cast<WordId>(seen.size())).first->second;
            words_of_.items.push_back(id);
        };
        const Product& product = products_[by_rank_[rank]];
        each_word(names_[rank], take);
        each_word(fold(product.name_en), take);
        each_word(fold(product.producer_name), take);
        each_word(fold(product.code), take);
        std::sort(words_of_.items.begin() + begin, words_of_.items.end());
        words_of_.items.erase(
            std::unique(words_of_.items.begin() + begin, words_of_.items.end()),
            words_of_.items.end()
        );
        OCOP_ASSERT(words_of_.items.size() <= std::numeric_limits<std::uint32_t>::max());
        words_of_.begins.push_back(static_cast<std::uint32_t>(words_of_.items.size()));
    }
    words_of_.items.shrink_to_fit();

    std::vector<std::pair<std::string_view, WordId>> sorted{seen.begin(), seen.end()};
    std::sort(sorted.begin(), sorted.end());
    std::vector<WordId> alphabetical(sorted.size());
    words_.ends.reserve(sorted.size());
    for (WordId id = 0; id < sorted.size(); ++id) {
        words_.append(sorted[id].first);
        alphabetical[sorted[id].second] = id;
    }
    for (WordId& id : words_of_.items) {
        id = alphabetical[id];
    }
    for (Rank rank = 0; rank < by_rank_.size(); ++rank) {
        std::sort(
            words_of_.items.begin() + words_of_.begins[rank],
            words_of_.items.begin() + words_of_.begins[rank + 1]
        );
    }
}

void Catalog::list_ranks_by_word() {
    ranks_of_.begins.assign(words_.size() + 1, 0);
    for (const WordId id : words_of_.items) {
        ++ranks_of_.begins[id + 1];
    }
    std::partial_sum(ranks_of_.begins.begin(), ranks_of_.begins.end(), ranks_of_.begins.begin());
    std::vector<std::uint32_t> next{ranks_of_.begins.begin(), ranks_of_.begins.end() - 1};
    ranks_of_.items.resize(words_of_.items.size());
    for (Rank rank = 0; rank < by_rank_.size(); ++rank) {
        for (const WordId id : words_of_[rank]) {
            ranks_of_.items[next[id]++] = rank;
        }
    }
}

const Product* Catalog::find_code(std::string_view code) const {
    const auto found = look_up(by_code_, place_of(code), [&](Position position) {
        return products_[position].code == code;
    });
    return found ? &products_[*found] : nullptr;
}

const Product* Catalog::find_gtin(Gtin gtin) const {
    const auto found = look_up(by_gtin_, place_of(gtin.value()), [&](Position position) {
        return products_[position].gtin == gtin;
    });
    return found ? &products_[*found] : nullptr;
}

Catalog::Range Catalog::beginning_with(const Texts& sorted, std::string_view prefix) {
    const auto first = [&](auto before) {
        std::uint32_t low = 0;
        auto high = static_cast<std::uint32_t>(sorted.size());
        while (low < high) {
            const std::uint32_t middle = low + (high - low) / 2;
            if (before(sorted[middle])) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    };
    return {
        first([&](std::string_view text) { return text < prefix; }),
        first([&](std::string_view text) { return text.substr(0, prefix.size()) <= prefix; })};
}

std::uint32_t Catalog::postings(Range words) const {
    return ranks_of_.begins[words.end] - ranks_of_.begins[words.begin];
}

std::vector<Catalog::Rank> Catalog::ranks_with(Range words) const {
    const auto begin = ranks_of_.items.begin();
    std::vector<Rank> ranks{
        begin + ranks_of_.begins[words.begin], begin + ranks_of_.begins[words.end]};
    if (words.end - words.begin > 1) {
        if (ranks.size() < by_rank_.size() / 64) {
            std::sort(ranks.begin(), ranks.end());
            ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
        } else { // a short beginning holds for a large part of the goods: marking beats sorting
            std::vector<bool> marked(by_rank_.size(), false);
            for (const Rank rank : ranks) {
                marked[rank] = true;
            }
            ranks.clear();
            for (Rank rank = 0; rank < marked.size(); ++rank) {
                if (marked[rank]) {
                    ranks.push_back(rank);
                }
            }
        }
    }
    return ranks;
}

bool Catalog::has_word(Rank rank, Range words) const {
    const auto ids = words_of_[rank];
    const auto first = std::lower_bound(ids.begin(), ids.end(), words.begin);
    return first != ids.end() && *first < words.end;
}

std::vector<const Product*> Catalog::search(std::string_view words, std::size_t limit) const {
    std::vector<const Product*> found;
    const auto take = [&](Rank rank) {
        const Product& product = products_[by_rank_[rank]];
        if (product.active && found.size() < limit) {
            found.push_back(&product);
        }
        return found.size() < limit;
    };

    const std::string query = fold(words);
    const Range whole = beginning_with(names_, query);
    for (Rank rank = whole.begin; rank < whole.end; ++rank) {
        if (!take(rank)) {
            return found;
        }
    }

    std::vector<Range> asked;
    each_word(query, [&](std::string_view word) { asked.push_back(beginning_with(words_, word)); });
    if (asked.empty()) {
        return found;
    }
    // The rarest word leaves the fewest goods to look at.
    std::iter_swap(
        asked.begin(),
        std::min_element(
            asked.begin(), asked.end(), [&](Range a, Range b) { return postings(a) < postings(b); }
        )
    );
    for (const Rank rank : ranks_with(asked.front())) {
        const bool already = rank >= whole.begin && rank < whole.end;
        const bool all = std::all_of(asked.begin() + 1, asked.end(), [&](Range word) {
            return has_word(rank, word);
        });
        if (!already && all && !take(rank)) {
            break;
        }
    }
    return found;
}

} // namespace ocop
