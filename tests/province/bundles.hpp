#pragma once

#include "pos/province/bundle.hpp"
#include "pos/province/bundle_files.hpp"
#include "pos/signing/minisign.hpp"
#include "tests/report/journal.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace ocop::province {

inline constexpr Day october{2026, 10, 31};
inline constexpr Day november{2026, 11, 2};

/// A till with its key, one sale in October, exported; two receipts in November: 262.000 less
/// 100.000.
struct Point {
    signing::SecretKey key = signing::SecretKey::generate();
    report::TestJournal journal{identity(key)};

    Point() {
        using report::line_of;
        using report::noon;
        journal.genesis(noon(october.plus_days(-1)));
        journal.append("user", noon(october.plus_days(-1)), {{"user", "lan"}, {"role", "manager"}});
        journal.sale(noon(october), {line_of("A", Quantity{1000}, Money{55'000})});
        journal.append("no-sale", noon(october), Json{{"shift", 1}});
        journal.append("export", noon(october), {{"first_seq", 0}, {"last_seq", 3}});
        journal.sale(
            noon(november),
            {line_of("A", Quantity{1500}, Money{108'000}),
             line_of("B", Quantity{2000}, Money{50'000})}
        );
        journal.receipt(true, noon(november), {line_of("B", Quantity{2000}, Money{50'000})});
        journal.append("no-sale", noon(november), Json{{"shift", 1}});
    }

    static Identity identity(const signing::SecretKey& key) {
        Identity identity = report::hoi_an();
        identity.public_key = key.public_key().line();
        return identity;
    }

    [[nodiscard]] BundleRequest request(Day from, Day to) const {
        BundleRequest request;
        request.identity = journal.identity();
        request.from = from;
        request.to = to;
        const auto range = bundle_range(from, to, journal.source());
        for (const Record& record : journal.records()) {
            if (range && range->first <= record.seq && record.seq <= range->last) {
                request.records.push_back(record);
            }
        }
        const auto fonts = receipts::find_fonts();
        EXPECT_TRUE(fonts) << fonts.error().what;
        request.fonts = fonts.value_or(receipts::FontFiles{});
        return request;
    }

    /// November's bundle.
    [[nodiscard]] std::string bundle() const {
        const auto bytes = make_bundle(request(Day{2026, 11, 1}, Day{2026, 11, 30}), key);
        EXPECT_TRUE(bytes) << bytes.error().what;
        return bytes.value_or("");
    }
};

/// The bytes of one file of a good bundle.
inline std::string& file_of(std::vector<ArchiveFile>& files, std::string_view name) {
    for (ArchiveFile& file : files) {
        if (file.name == name) {
            return file.bytes;
        }
    }
    ADD_FAILURE() << name << " is not there";
    return files.front().bytes;
}

} // namespace ocop::province
