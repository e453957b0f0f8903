#include "tests/store/shop.hpp"

#include <cstdio>

/// Sells without end in the store of the folder given, and says each number once it is on disk:
/// sales of one to five lines, a return now and then, a shift closed now and then.
int main(int count, char** arguments) {
    using namespace ocop;
    using namespace ocop::store::test;
    if (count != 2) {
        return 2;
    }
    const auto journal = open_store(arguments[1]);
    const auto say = [](const std::string& number) {
        std::printf("%s\n", number.c_str());
        std::fflush(stdout);
    };
    for (int i = 0;; ++i) {
        if (!journal->ledger().shift) {
            put(*journal, shift_open(journal->ledger()));
        }
        const Record sold = put(*journal, sale(journal->ledger(), 1 + i % 5));
        say(*receipt_of(sold.kind, sold.body));
        if (i % 7 == 3) {
            const Record back = put(*journal, take_back(journal->ledger(), sold));
            say(*receipt_of(back.kind, back.body));
        }
        if (i % 11 == 5) {
            put(*journal, shift_close(journal->ledger()));
        }
    }
}
