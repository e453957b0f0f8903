#include "tests/faults/server_protocol.hpp"

#include <array>
#include <cstring>
#include <sys/socket.h>

namespace ocop::faults {

namespace {

constexpr std::size_t order_size_bytes_max = 128 * 1024;
constexpr int descriptors = 3;

/// A text ends with a null byte, a list with an empty text.
void put(std::string& bytes, const std::vector<std::string>& list) {
    for (const std::string& text : list) {
        bytes += text;
        bytes += '\0';
    }
    bytes += '\0';
}

std::vector<std::string> take(const char*& at) {
    std::vector<std::string> list;
    while (*at != '\0') {
        list.emplace_back(at);
        at += list.back().size() + 1;
    }
    ++at;
    return list;
}

/// A message with room for our descriptors.
struct Envelope {
    explicit Envelope(std::string& bytes)
        : part{bytes.data(), bytes.size()} {
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        message.msg_control = room.data();
        message.msg_controllen = room.size();
    }

    iovec part;
    alignas(cmsghdr) std::array<char, CMSG_SPACE(descriptors * sizeof(int))> room{};
    msghdr message{};
};

} // namespace

bool send_order(int to, const RunOrder& order) {
    std::string bytes;
    put(bytes, order.words);
    put(bytes, order.environment);
    Envelope envelope{bytes};
    cmsghdr* rights = CMSG_FIRSTHDR(&envelope.message);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(descriptors * sizeof(int));
    const std::array<int, descriptors> files{order.in, order.out, order.err};
    std::memcpy(CMSG_DATA(rights), files.data(), sizeof files);
    return sendmsg(to, &envelope.message, MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

std::optional<RunOrder> receive_order(int from) {
    std::string bytes(order_size_bytes_max, '\0');
    Envelope envelope{bytes};
    const ssize_t size = recvmsg(from, &envelope.message, 0);
    const cmsghdr* rights = CMSG_FIRSTHDR(&envelope.message);
    if (size <= 0 || rights == nullptr || rights->cmsg_type != SCM_RIGHTS) {
        return std::nullopt;
    }
    std::array<int, descriptors> files{};
    std::memcpy(files.data(), CMSG_DATA(rights), sizeof files);
    const char* at = bytes.data();
    RunOrder order;
    order.words = take(at);
    order.environment = take(at);
    order.in = files[0];
    order.out = files[1];
    order.err = files[2];
    return order;
}

} // namespace ocop::faults
