#include "devices/tcp_printer.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <linux/sockios.h>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <system_error>

namespace ocop::devices {

namespace {

/// What waits in the system for the printer: little, so that progress is the printer's.
constexpr int send_buffer_size_bytes = 16 * 1024;

// A printer that was switched off says nothing: the system asks whether it is still there, first
// after so many seconds, and takes it for gone a quarter of a minute later.
constexpr int alive_after_s = 5;
constexpr int alive_again_s = 5;
constexpr int alive_tries = 3;

struct FreeAddresses {
    void operator()(addrinfo* list) const noexcept { ::freeaddrinfo(list); }
};

using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

std::string words_of(int error_number) {
    return std::generic_category().message(error_number);
}

Expected<Addresses, std::string> look_up(const std::string& host, std::uint16_t port) {
    addrinfo wanted{};
    wanted.ai_family = AF_UNSPEC;
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_flags = AI_NUMERICSERV;
    addrinfo* list = nullptr;
    const int error = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &list);
    if (error != 0) {
        return Unexpected{std::string{::gai_strerror(error)}};
    }
    return Addresses{list};
}

int set(int socket, int level, int name, int value) {
    return ::setsockopt(socket, level, name, &value, sizeof value);
}

/// A connection, or the errno why there is none.
Expected<FileHandle, int> connect(const addrinfo& to, const std::stop_token& stop) {
    FileHandle socket{
        ::socket(to.ai_family, to.ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, to.ai_protocol)};
    if (!socket.is_open()) {
        return Unexpected{errno};
    }
    // Each is a wish; printing works without.
    static_cast<void>(set(socket.get(), SOL_SOCKET, SO_SNDBUF, send_buffer_size_bytes));
    static_cast<void>(set(socket.get(), SOL_SOCKET, SO_KEEPALIVE, 1));
    static_cast<void>(set(socket.get(), IPPROTO_TCP, TCP_KEEPIDLE, alive_after_s));
    static_cast<void>(set(socket.get(), IPPROTO_TCP, TCP_KEEPINTVL, alive_again_s));
    static_cast<void>(set(socket.get(), IPPROTO_TCP, TCP_KEEPCNT, alive_tries));
    static_cast<void>(set(socket.get(), IPPROTO_TCP, TCP_NODELAY, 1));
    if (::connect(socket.get(), to.ai_addr, to.ai_addrlen) == 0) {
        return socket;
    }
    if (errno != EINPROGRESS) {
        return Unexpected{errno};
    }
    const Ready ready = wait_for(socket.get(), WaitFor::writing, TcpPrinter::connect_timeout, stop);
    if (!ready.writable && !ready.broken) {
        return Unexpected{ETIMEDOUT};
    }
    int error = 0;
    socklen_t size = sizeof error;
    if (::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &error, &size) != 0) {
        return Unexpected{errno};
    }
    if (error != 0) {
        return Unexpected{error};
    }
    return socket;
}

} // namespace

TcpPrinter::TcpPrinter(
    std::string host, std::uint16_t port, std::chrono::milliseconds print_patience
)
    : host_{std::move(host)},
      port_{port},
      talk_{
          {[this](std::string_view bytes, std::chrono::milliseconds timeout) {
               return put(bytes, timeout, {}).bytes;
           },
           [this](std::chrono::milliseconds timeout) { return read(timeout); }},
          print_patience} {}

TcpPrinter::~TcpPrinter() {
    drop();
}

PrinterFault TcpPrinter::fault(PrintTrouble trouble, std::string what) const {
    return PrinterFault{trouble, std::move(what), host_ + ':' + std::to_string(port_)};
}

void TcpPrinter::drop() {
    if (socket_.is_open()) {
        const linger at_once{1, 0};
        static_cast<void>(
            ::setsockopt(socket_.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once)
        );
        socket_.close();
    }
}

Expected<void, PrinterFault>
TcpPrinter::begin(JobKind kind, const std::string&, std::stop_token stop) {
    drop();
    kind_ = kind;
    kept_up_ = true;
    const auto addresses = look_up(host_, port_);
    if (!addresses) {
        return Unexpected{fault(PrintTrouble::unreachable, addresses.error())};
    }
    int error = 0;
    for (const addrinfo* to = addresses->get(); to != nullptr && !stop.stop_requested();
         to = to->ai_next) {
        auto connected = connect(*to, stop);
        if (connected) {
            socket_ = std::move(*connected);
            talk_.connect(PrinterTalk::Ways::both);
            return {};
        }
        error = connected.error();
    }
    talk_.forget();
    return Unexpected{fault(PrintTrouble::unreachable, words_of(error == 0 ? ECANCELED : error))};
}

std::optional<std::vector<std::uint8_t>> TcpPrinter::read(std::chrono::milliseconds timeout) {
    std::array<std::uint8_t, 256> bytes{};
    if (timeout.count() > 0) {
        static_cast<void>(wait_for(socket_.get(), WaitFor::reading, timeout, {}));
    }
    const ssize_t got = ::recv(socket_.get(), bytes.data(), bytes.size(), 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
        return std::nullopt;
    }
    return std::vector<std::uint8_t>{bytes.begin(), bytes.begin() + std::max<ssize_t>(0, got)};
}

Written
TcpPrinter::write(std::string_view bytes, std::chrono::milliseconds timeout, std::stop_token stop) {
    Written written = put(bytes, timeout, stop);
    kept_up_ = written.bytes == bytes.size();
    return written;
}

Written TcpPrinter::put(
    std::string_view bytes, std::chrono::milliseconds timeout, const std::stop_token& stop
) {
    Written written;
    if (!socket_.is_open()) {
        written.fault = fault(PrintTrouble::cut_off, "not connected");
        return written;
    }
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    while (written.bytes < bytes.size() && !stop.stop_requested()) {
        const std::string_view rest = bytes.substr(written.bytes);
        const ssize_t sent = ::send(socket_.get(), rest.data(), rest.size(), MSG_NOSIGNAL);
        if (sent > 0) {
            written.bytes += static_cast<std::size_t>(sent);
            continue;
        }
        if (errno != EAGAIN && errno != EINTR) {
            written.fault = fault(PrintTrouble::cut_off, words_of(errno));
            break;
        }
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now()
        );
        if (left.count() <= 0) {
            break;
        }
        const Ready ready = wait_for(socket_.get(), WaitFor::both, left, stop);
        if (ready.readable && !talk_.hear()) {
            written.fault = fault(PrintTrouble::cut_off, "the printer hung up");
            break;
        }
    }
    if (written.fault) {
        drop();
    }
    return written;
}

Expected<Ended, PrinterFault>
TcpPrinter::await_acknowledged(std::chrono::milliseconds timeout, const std::stop_token& stop) {
    // The kernel tells of acknowledged bytes only when asked: so it is asked now and then.
    constexpr std::chrono::milliseconds step{20};
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    for (;;) {
        int waiting = 0;
        const bool known = ::ioctl(socket_.get(), SIOCOUTQ, &waiting) == 0;
        if (known && waiting == 0) {
            return Ended::whole;
        }
        const Ready ready = wait_for(socket_.get(), WaitFor::reading, step, stop);
        if (!known || ready.broken || (ready.readable && !talk_.hear())) {
            drop();
            return Unexpected{fault(PrintTrouble::cut_off, "the printer hung up")};
        }
        if (stop.stop_requested() || std::chrono::steady_clock::now() >= deadline) {
            return Ended::not_yet;
        }
    }
}

Expected<Ended, PrinterFault>
TcpPrinter::end(std::chrono::milliseconds timeout, std::stop_token stop) {
    if (!socket_.is_open()) {
        return Unexpected{fault(PrintTrouble::cut_off, "not connected")};
    }
    if (kind_ == JobKind::paper) {
        const auto put_question = [&](std::string_view bytes) { return put(bytes, timeout, stop); };
        if (auto asked = talk_.ask_end(put_question); !asked || *asked == Ended::not_yet) {
            return asked;
        }
    }
    if (auto arrived = await_acknowledged(timeout, stop); !arrived || *arrived == Ended::not_yet) {
        return arrived;
    }
    const auto printed =
        talk_.state().foreign ? PrinterTalk::Printed::gone : talk_.await_print(timeout);
    if (talk_.state().foreign) { // it may have found its words only now
        drop();
        return Unexpected{fault(PrintTrouble::not_a_printer, {})};
    }
    switch (printed) {
    case PrinterTalk::Printed::all:
        break;
    case PrinterTalk::Printed::not_yet:
        return Ended::unsaid;
    case PrinterTalk::Printed::mute:
        return Unexpected{fault(PrintTrouble::takes_nothing, "did not say that all is printed")};
    case PrinterTalk::Printed::gone:
        drop();
        return Unexpected{fault(PrintTrouble::cut_off, "hung up before all was printed")};
    }
    socket_.close();
    return Ended::whole;
}

PrinterState TcpPrinter::state(std::chrono::milliseconds timeout) {
    if (!socket_.is_open()) {
        return {};
    }
    if (kept_up_) {
        kept_up_ = talk_.ask(timeout);
    } else {
        static_cast<void>(talk_.hear());
    }
    return socket_.is_open() ? talk_.state() : PrinterState{};
}

} // namespace ocop::devices
