#include "pos/shell/atomic_file.hpp"
#include "pos/shell/line_reader.hpp"
#include "tests/shell/scratch.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <rapidcheck/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

namespace ocop {
namespace {

using Got = LineReader::Got;

/// A file in memory that holds `text`, read from its beginning.
class Text {
public:
    explicit Text(std::string_view text)
        : file_{::memfd_create("text", MFD_CLOEXEC)} {
        EXPECT_EQ(::pwrite(file_, text.data(), text.size(), 0), static_cast<ssize_t>(text.size()));
    }

    ~Text() { ::close(file_); }

    Text(const Text&) = delete;
    Text& operator=(const Text&) = delete;

    [[nodiscard]] int get() const { return file_; }

private:
    int file_;
};

TEST(LineReader, GivesLineAfterLineTheLastOneWithOrWithoutAnEnd) {
    for (const char* text : {"one\n\nthree", "one\n\nthree\n"}) {
        const Text file{text};
        LineReader reader{file.get(), "stdin", 10};
        std::string line;
        EXPECT_EQ(*reader.next(line), Got::line);
        EXPECT_EQ(line, "one");
        EXPECT_EQ(*reader.next(line), Got::line);
        EXPECT_EQ(line, "");
        EXPECT_EQ(*reader.next(line), Got::line);
        EXPECT_EQ(line, "three");
        EXPECT_EQ(*reader.next(line), Got::end);
        EXPECT_EQ(*reader.next(line), Got::end);
        EXPECT_EQ(line, "");
    }
}

TEST(LineReader, DropsALineThatIsTooLongAndGoesOnBehindIt) {
    const Text file{std::string(100'000, 'x') + "\nshort\n" + std::string(6, 'y')};
    LineReader reader{file.get(), "stdin", 5};
    std::string line;
    EXPECT_EQ(*reader.next(line), Got::too_long);
    EXPECT_EQ(line, "");
    EXPECT_EQ(*reader.next(line), Got::line);
    EXPECT_EQ(line, "short");
    EXPECT_EQ(*reader.next(line), Got::too_long);
    EXPECT_EQ(*reader.next(line), Got::end);
}

TEST(LineReader, DoesNotReadOnForEverInALineWithoutEnd) {
    const int zeros = ::open("/dev/zero", O_RDONLY | O_CLOEXEC);
    ASSERT_GE(zeros, 0);
    LineReader reader{zeros, "stdin", 64};
    std::string line;
    EXPECT_EQ(*reader.next(line), Got::endless);
    EXPECT_LT(line.capacity(), 1'000U);
    LineReader impatient{zeros, "stdin", 64, 64};
    EXPECT_EQ(*impatient.next(line), Got::endless);
    ::close(zeros);
}

TEST(LineReader, TellsAFileThatCannotBeReadFromOneThatEnds) {
    const int folder = ::open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    ASSERT_GE(folder, 0);
    LineReader reader{folder, "stdin", 64};
    std::string line;
    EXPECT_FALSE(reader.next(line));
    ::close(folder);
    LineReader closed{-1, "stdin", 64};
    EXPECT_EQ(closed.next(line).error().where, "stdin");
}

RC_GTEST_PROP(LineReader, AgreesWithALineByLineReadingOfTheWhole, ()) {
    const auto lengths = *rc::gen::container<std::vector<std::size_t>>(
        rc::gen::element<std::size_t>(0, 1, 99, 100, 101, 16'383, 16'384, 16'385, 40'000)
    );
    std::string text;
    for (const std::size_t length : lengths) {
        text += std::string(length, 'x') + '\n';
    }
    const Text file{text};
    LineReader reader{file.get(), "stdin", 100};
    std::string line;
    for (const std::size_t length : lengths) {
        RC_ASSERT(*reader.next(line) == (length > 100 ? Got::too_long : Got::line));
        RC_ASSERT(line.size() == (length > 100 ? 0 : length));
    }
    RC_ASSERT(*reader.next(line) == Got::end);
}

} // namespace
} // namespace ocop
