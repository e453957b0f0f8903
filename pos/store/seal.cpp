#include "pos/store/seal.hpp"

namespace ocop::store {

Seal::Seal(sqlite::Connection& database)
    : database_{database},
      put_{database.prepare("INSERT INTO seal (id, seq, hash) VALUES (1, ?1, ?2) "
                            "ON CONFLICT (id) DO UPDATE SET seq = ?1, hash = ?2")} {}

void Seal::set(std::string_view till, const HeadPoint& last, const MakeSeal& seal) {
    if (seal) {
        put_.bind(1, last.seq).bind(2, hex(seal(signed_text(till, last)))).run();
    }
}

void Seal::renew(std::string_view till, const HeadPoint& last, const MakeSeal& seal) {
    // SQLite leaves a page alone whose bytes would be the same.
    put_.bind(1, last.seq).bind(2, hex(Hash{})).run();
    set(till, last, seal);
}

bool Seal::fits(std::string_view till, const HeadPoint& last, const MakeSeal& seal) {
    auto row = database_.prepare("SELECT seq, hash FROM seal WHERE id = 1");
    return row.step() && row.integer(0) == last.seq
           && row.text(1) == hex(seal(signed_text(till, last)));
}

} // namespace ocop::store
