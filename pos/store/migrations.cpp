#include "pos/store/migrations.hpp"

#include "pos/sqlite/transaction.hpp"

#include <string>

namespace ocop::store {

void migrate(sqlite::Connection& database) {
    const auto steps = migrations();
    auto version = static_cast<std::size_t>(database.integer("PRAGMA user_version"));
    for (; version < steps.size(); ++version) {
        sqlite::Transaction transaction{database};
        database.execute(steps[version]);
        database.execute("PRAGMA application_id = " + std::to_string(application_id));
        database.execute("PRAGMA user_version = " + std::to_string(version + 1));
        transaction.commit();
    }
}

} // namespace ocop::store
