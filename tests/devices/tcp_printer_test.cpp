#include "devices/tcp_printer.hpp"
#include "tests/devices/send.hpp"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <array>
#include <future>
#include <iterator>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <vector>

namespace ocop::devices {
namespace {

constexpr std::chrono::milliseconds moment{20};

/// A network printer on this machine that does nothing by itself.
class Listener {
public:
    explicit Listener(int backlog = 8) {
        const int size = 4096; // small, so that a printer that does not read is felt soon
        static_cast<void>(::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVBUF, &size, sizeof size));
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        auto* const generic = reinterpret_cast<sockaddr*>(&address);
        EXPECT_EQ(::bind(socket_.get(), generic, length), 0);
        EXPECT_EQ(::listen(socket_.get(), backlog), 0);
        EXPECT_EQ(::getsockname(socket_.get(), generic, &length), 0);
        port_ = ntohs(address.sin_port);
    }

    [[nodiscard]] std::uint16_t port() const { return port_; }

    [[nodiscard]] FileHandle accept() const {
        return FileHandle{::accept4(socket_.get(), nullptr, nullptr, SOCK_CLOEXEC)};
    }

    void close() { socket_.close(); }

private:
    FileHandle socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    std::uint16_t port_ = 0;
};

/// What arrives until the other side ends.
std::string read_all(const FileHandle& socket) {
    std::string all;
    std::array<char, 65536> bytes{};
    for (;;) {
        const ssize_t got = ::recv(socket.get(), bytes.data(), bytes.size(), 0);
        if (got <= 0) {
            return all;
        }
        all.append(bytes.data(), static_cast<std::size_t>(got));
    }
}

void hang_up_rudely(FileHandle& socket) {
    const linger at_once{1, 0};
    ::setsockopt(socket.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    socket.close();
}

TEST(TcpPrinterTest, SendsEachJobOverAConnectionOfItsOwn) {
    const Listener listener;
    TcpPrinter printer{"127.0.0.1", listener.port()};
    for (const std::string job : {"first", "second"}) {
        ASSERT_FALSE(send(printer, JobKind::paper, "job", job));
        EXPECT_EQ(read_all(listener.accept()), job);
    }
}

TEST(TcpPrinterTest, WaitsForAPrinterThatTakesNothingAndGoesOnFromThere) {
    const Listener listener;
    TcpPrinter printer{"127.0.0.1", listener.port()};
    ASSERT_TRUE(printer.begin(JobKind::paper, "job", {}));
    const FileHandle far = listener.accept();
    const std::string job(4'000'000, 'x');
    std::size_t sent = 0;
    for (int empty = 0; empty < 3;) {
        const Written written = printer.write(std::string_view{job}.substr(sent), moment, {});
        ASSERT_FALSE(written.fault);
        sent += written.bytes;
        empty = written.bytes == 0 ? empty + 1 : 0;
    }
    EXPECT_LT(sent, job.size()) << "the system must not swallow a whole job";
    EXPECT_EQ(*printer.end(moment, {}), Ended::not_yet);
    std::string arrived;
    const std::jthread reader{[&] { arrived = read_all(far); }};
    while (sent < job.size()) {
        const Written written =
            printer.write(std::string_view{job}.substr(sent), std::chrono::seconds{5}, {});
        ASSERT_FALSE(written.fault);
        ASSERT_GT(written.bytes, 0U);
        sent += written.bytes;
    }
    EXPECT_EQ(*printer.end(std::chrono::seconds{10}, {}), Ended::whole);
    const_cast<std::jthread&>(reader).join();
    EXPECT_TRUE(arrived == job);
}

TEST(TcpPrinterTest, TellsThatThePrinterHungUp) {
    const Listener listener;
    TcpPrinter printer{"127.0.0.1", listener.port()};
    ASSERT_TRUE(printer.begin(JobKind::paper, "job", {}));
    FileHandle far = listener.accept();
    hang_up_rudely(far);
    const std::string job(4'000'000, 'x');
    std::optional<PrinterFault> fault;
    for (int i = 0; i < 100 && !fault; ++i) {
        fault = printer.write(job, moment, {}).fault;
    }
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->trouble, PrintTrouble::cut_off);
    EXPECT_NE(fault->where.find("127.0.0.1"), std::string::npos);
    EXPECT_TRUE(printer.write("x", moment, {}).fault);
    EXPECT_EQ(printer.state(moment), PrinterState{});
}

TEST(TcpPrinterTest, IsNotWholeWhereThePrinterHangsUpOnTheLastBytes) {
    const Listener listener;
    TcpPrinter printer{"127.0.0.1", listener.port()};
    ASSERT_TRUE(printer.begin(JobKind::paper, "job", {}));
    FileHandle far = listener.accept();
    const std::string job(4'000'000, 'x');
    ASSERT_GT(printer.write(job, moment, {}).bytes, 0U);
    ASSERT_EQ(*printer.end(moment, {}), Ended::not_yet);
    hang_up_rudely(far);
    const auto ended = printer.end(std::chrono::seconds{10}, {});
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().trouble, PrintTrouble::cut_off);
}

TEST(TcpPrinterTest, TellsThatNobodyListens) {
    Listener listener;
    const std::uint16_t port = listener.port();
    listener.close();
    TcpPrinter printer{"127.0.0.1", port};
    const auto begun = printer.begin(JobKind::paper, "job", {});
    ASSERT_FALSE(begun);
    EXPECT_EQ(begun.error().trouble, PrintTrouble::unreachable);
    EXPECT_NE(begun.error().where.find(std::to_string(port)), std::string::npos);
    TcpPrinter nowhere{"no-such-host.invalid", port};
    EXPECT_FALSE(nowhere.begin(JobKind::paper, "job", {}));
}

TEST(TcpPrinterTest, StopsWaitingForAConnectionAtOnce) {
    const Listener listener{0};
    std::vector<FileHandle> crowd; // fills the queue of those who wait to be let in
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(listener.port());
    for (int i = 0; i < 4; ++i) {
        crowd.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        ::connect(crowd.back().get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
    }
    TcpPrinter printer{"127.0.0.1", listener.port()};
    std::stop_source stop;
    const auto begin = std::chrono::steady_clock::now();
    const std::jthread impatient{[&] { stop.request_stop(); }};
    EXPECT_FALSE(printer.begin(JobKind::paper, "job", stop.get_token()));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, TcpPrinter::connect_timeout);
}

/// Reads to the end of `question` and answers it; what was read.
std::string answer(const FileHandle& far, std::string_view question, std::string_view reply) {
    std::string got;
    for (char byte = 0; !got.ends_with(question) && ::recv(far.get(), &byte, 1, 0) == 1;) {
        got += byte;
    }
    EXPECT_EQ(::send(far.get(), reply.data(), reply.size(), 0), std::ssize(reply));
    return got;
}

constexpr std::string_view last_question{"\x10\x04\x04", 3};
constexpr std::string_view when_printed{"\x1Dr\x01", 3};
constexpr std::string_view well{"\x12\x12\x12\x12", 4};

/// A network printer that answers, and a job that has begun there.
class AnsweringTcpPrinter : public ::testing::Test {
protected:
    void begin() {
        ASSERT_TRUE(printer_.begin(JobKind::paper, "job", {}));
        far_ = listener_.accept();
    }

    /// The state as it is told while the printer answers with `reply`.
    [[nodiscard]] PrinterState state(std::string_view reply) {
        const auto far =
            std::async(std::launch::async, [&] { asked_ = answer(far_, last_question, reply); });
        return printer_.state(std::chrono::seconds{20});
    }

    void send(std::string_view bytes) const {
        EXPECT_EQ(::send(far_.get(), bytes.data(), bytes.size(), 0), std::ssize(bytes));
    }

    const Listener listener_{};
    TcpPrinter printer_{"127.0.0.1", listener_.port()};
    FileHandle far_{};
    std::string asked_{};
};

TEST_F(AnsweringTcpPrinter, TellsOfItself) {
    begin();
    EXPECT_EQ(printer_.state(moment), PrinterState{}) << "silence is no trouble";
    static_cast<void>(answer(far_, last_question, ""));
    const PrinterState told = state("\x12\x12\x12\x72");
    EXPECT_EQ(told.online, Known::yes);
    EXPECT_EQ(trouble_of(told), PrintTrouble::paper_out);
    EXPECT_EQ(asked_, (std::string{"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04", 12}));
}

TEST_F(AnsweringTcpPrinter, TellsByItselfThatPaperRanOutWhereItTakesNothingMore) {
    begin();
    EXPECT_EQ(trouble_of(state(well)), std::nullopt);
    const std::string job(4'000'000, 'x');
    EXPECT_LT(printer_.write(job, moment, {}).bytes, job.size());
    EXPECT_EQ(trouble_of(printer_.state(moment)), std::nullopt);
    send({"\x18\x00\x0C\x00", 4});
    while (printer_.state(moment).paper_out != Known::yes) {
    }
    send({"\x10\x00\x00\x00", 4});
    while (trouble_of(printer_.state(moment))) {
    }
    EXPECT_EQ(
        answer(far_, "\x0F", ""),
        "\x1D"
        "a\x0F"
    ) << "it was told to";
}

TEST_F(AnsweringTcpPrinter, IsDoneOnlyWhenItSaysThatAllIsPrinted) {
    begin();
    static_cast<void>(state(well));
    EXPECT_EQ(printer_.write("receipt", moment, {}).bytes, 7U);
    EXPECT_NE(*printer_.end(moment, {}), Ended::whole);
    EXPECT_NE(*printer_.end(moment, {}), Ended::whole);
    EXPECT_TRUE(answer(far_, when_printed, {"\0", 1}).ends_with("receipt\x1Dr\x01"));
    EXPECT_EQ(*printer_.end(std::chrono::seconds{20}, {}), Ended::whole);
    EXPECT_EQ(read_all(far_), "") << "asked once";
}

TEST_F(AnsweringTcpPrinter, IsNotDoneWhereItGoesWithBytesItHadAcknowledged) {
    begin();
    static_cast<void>(state(well));
    EXPECT_EQ(printer_.write("receipt", moment, {}).bytes, 7U);
    EXPECT_NE(*printer_.end(moment, {}), Ended::whole);
    far_.close();
    const auto ended = printer_.end(std::chrono::seconds{20}, {});
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().trouble, PrintTrouble::cut_off);
}

TEST_F(AnsweringTcpPrinter, IsNotDoneWhereItAlwaysSaidSoAndIsMuteNow) {
    TcpPrinter impatient{"127.0.0.1", listener_.port(), std::chrono::milliseconds{0}};
    for (const bool says_so : {true, false}) {
        ASSERT_TRUE(impatient.begin(JobKind::paper, "job", {}));
        far_ = listener_.accept();
        const auto far = std::async(std::launch::async, [&] {
            static_cast<void>(answer(far_, last_question, well));
            static_cast<void>(answer(far_, when_printed, says_so ? std::string_view{"\0", 1} : ""));
        });
        static_cast<void>(impatient.state(std::chrono::seconds{20}));
        EXPECT_EQ(impatient.write("receipt", moment, {}).bytes, 7U);
        const auto patience = says_so ? std::chrono::milliseconds{20'000} : moment;
        auto ended = impatient.end(patience, {});
        while (ended && *ended != Ended::whole) { // its side acknowledges in a moment
            ended = impatient.end(patience, {});
        }
        EXPECT_EQ(ended.has_value(), says_so);
        EXPECT_TRUE(says_so || ended.error().trouble == PrintTrouble::takes_nothing);
    }
}

TEST_F(AnsweringTcpPrinter, IsNoPrinterWhereAWebServerAnswers) {
    begin();
    const auto far = std::async(std::launch::async, [&] {
        return answer(far_, last_question, "HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n");
    });
    EXPECT_EQ(trouble_of(printer_.state(std::chrono::seconds{20})), PrintTrouble::not_a_printer);
}

TEST(TcpPrinterTest, IsNotAskedForEverWhereItIsSilent) {
    const Listener listener;
    TcpPrinter printer{"127.0.0.1", listener.port()};
    std::string all;
    for (int job = 0; job < 3; ++job) {
        ASSERT_TRUE(printer.begin(JobKind::paper, "job", {}));
        EXPECT_EQ(printer.state(moment), PrinterState{});
        EXPECT_EQ(printer.write("job", moment, {}).bytes, 3U);
        EXPECT_EQ(printer.state(moment), PrinterState{});
        EXPECT_EQ(*printer.end(std::chrono::seconds{10}, {}), Ended::whole);
        all += read_all(listener.accept());
    }
    EXPECT_EQ(all.size(), 3 * 3U + 2 * 12U) << "asked twice, four questions each";
}

} // namespace
} // namespace ocop::devices
