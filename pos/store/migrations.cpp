#include "pos/store/migrations.hpp"

#include "pos/sqlite/transaction.hpp"

#include <string>

namespace ocop::store {

std::int64_t newest_version() {
    return static_cast<std::int64_t>(migrations().size());
}

void migrate(
    sqlite::Connection& database,
    std::int64_t version,
    const std::function<void(std::int64_t version)>& on_step
) {
    for (auto at = database.integer("PRAGMA user_version"); at < version; ++at) {
        sqlite::Transaction transaction{database};
        database.execute(migrations()[static_cast<std::size_t>(at)]);
        if (on_step) {
            on_step(at + 1);
        }
        database.execute("PRAGMA application_id = " + std::to_string(application_id));
        database.execute("PRAGMA user_version = " + std::to_string(at + 1));
        transaction.commit();
    }
}

} // namespace ocop::store
