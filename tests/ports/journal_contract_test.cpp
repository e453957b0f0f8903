#include "tests/fakes/fake_journal.hpp"
#include "tests/ports/journal_contract.hpp"
#include "tests/store/shop.hpp"

namespace ocop::testing {
namespace {

struct InMemory {
    FakeJournal fake{};

    Journal& journal() { return fake; }
};

struct OnDisk {
    store::test::TestFolder folder{};
    std::unique_ptr<store::SqliteJournal> real = store::test::make_store(folder.path());

    Journal& journal() { return *real; }
};

using Journals = ::testing::Types<InMemory, OnDisk>;
INSTANTIATE_TYPED_TEST_SUITE_P(Journals, JournalContract, Journals);

} // namespace
} // namespace ocop::testing
