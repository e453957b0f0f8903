#include "catalog-sync/stick_watch.hpp"

#include "catalog-sync/sticks.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace ocop::catalog_sync {

namespace {

constexpr std::size_t table_bytes_max = std::size_t{4} << 20U;

} // namespace

MountTable::MountTable(const std::filesystem::path& file)
    : MountTable{::open(file.c_str(), O_RDONLY | O_CLOEXEC)} {}

MountTable::MountTable(int file)
    : file_{file},
      wake_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)} {}

MountTable::~MountTable() {
    for (const int open : {file_, wake_}) {
        if (open >= 0) {
            ::close(open);
        }
    }
}

std::string MountTable::read() const {
    std::string text;
    std::array<char, 16'384> part{};
    off_t at = 0;
    while (text.size() < table_bytes_max) {
        const ssize_t got = ::pread(file_, part.data(), part.size(), at);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            break;
        }
        text.append(part.data(), static_cast<std::size_t>(got));
        at += got;
    }
    return text;
}

bool MountTable::wait(const std::stop_token& stop) const {
    const std::stop_callback wake{stop, [this] { eventfd_write(wake_, 1); }};
    while (!stop.stop_requested()) {
        // The kernel always reports POLLERR with a change of the table (proc_pid_mounts(5)). A file
        // that is not open is -1, which poll(2) leaves out.
        std::array<pollfd, 2> files{pollfd{file_, POLLPRI, 0}, pollfd{wake_, POLLIN, 0}};
        if (::poll(files.data(), files.size(), -1) > 0
            && (files[0].revents & (POLLPRI | POLLERR)) != 0) {
            return true;
        }
    }
    return false;
}

StickWatch::StickWatch(std::vector<std::filesystem::path> folders, Found on_change)
    : thread_{[folders = std::move(folders),
               on_change = std::move(on_change)](const std::stop_token& stop) {
          pthread_setname_np(pthread_self(), "sticks");
          const MountTable table;
          std::vector<std::filesystem::path> known;
          do {
              auto feeds = feeds_on(stick_places(parse_mounts(table.read()), folders));
              if (feeds != known) {
                  known = std::move(feeds);
                  on_change(known);
              }
          } while (table.wait(stop));
      }} {}

} // namespace ocop::catalog_sync
