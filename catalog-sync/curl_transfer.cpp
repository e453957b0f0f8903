#include "catalog-sync/curl_transfer.hpp"

#include "pos/core/assert.hpp"
#include "pos/shell/atomic_file.hpp"
#include "pos/shell/open_file.hpp"

#include <curl/curl.h>

#include <array>
#include <cerrno>
#include <sys/socket.h>

namespace ocop::catalog_sync {

namespace {

constexpr std::size_t head_bytes_max = 65'536;
constexpr long buffer_bytes = 131'072;
constexpr int poll_ms_max = 60'000; // libcurl's own timers come sooner

struct MultiCleanup {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

struct EasyCleanup {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};

struct ListCleanup {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

using Multi = std::unique_ptr<CURLM, MultiCleanup>;
using Easy = std::unique_ptr<CURL, EasyCleanup>;
using List = std::unique_ptr<curl_slist, ListCleanup>;

/// Once per process, whichever thread comes first. Never undone: a look-up that hangs may outlive
/// all of us, and the process's end frees it as well.
void set_up_curl() {
    static const CURLcode done = curl_global_init(CURL_GLOBAL_DEFAULT);
    OCOP_ASSERT(done == CURLE_OK);
}

/// What the callbacks know of the request they belong to.
struct Exchange {
    CURL* easy;
    AnswerSink* sink;
    std::size_t head_bytes = 0;
    bool in_body = false;
    bool head_too_long = false;
    bool stopped = false; // by the sink
};

std::string header(CURL* easy, const char* name) {
    curl_header* found = nullptr;
    return curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &found) == CURLHE_OK
               ? std::string{found->value}
               : std::string{};
}

AnswerHead head_of(CURL* easy, long status) {
    AnswerHead head;
    head.status = static_cast<int>(status);
    head.location = header(easy, "Location");
    head.content_length =
        header(easy, "Transfer-Encoding").empty() ? header(easy, "Content-Length") : std::string{};
    head.content_type = header(easy, "Content-Type");
    head.content_encoding = header(easy, "Content-Encoding");
    head.content_range = header(easy, "Content-Range");
    head.etag = header(easy, "ETag");
    head.last_modified = header(easy, "Last-Modified");
    curl_off_t retry_after = 0;
    if (curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &retry_after) == CURLE_OK
        && retry_after > 0) {
        head.retry_after = std::chrono::seconds{retry_after};
    }
    return head;
}

/// libcurl hands over the head line by line; an empty line ends it.
std::size_t on_head(char* bytes, std::size_t, std::size_t size, void* exchange_of_call) noexcept {
    Exchange& exchange = *static_cast<Exchange*>(exchange_of_call);
    exchange.head_bytes += size;
    if (exchange.head_bytes > head_bytes_max) {
        exchange.head_too_long = true;
        return 0;
    }
    const std::string_view line{bytes, size};
    long status = 0;
    curl_easy_getinfo(exchange.easy, CURLINFO_RESPONSE_CODE, &status);
    const bool end = line == "\r\n" || line == "\n";
    if (!end || exchange.in_body || status < 200) {
        return size; // within the head, a trailer, or "100 Continue"
    }
    exchange.in_body = true;
    if (!exchange.sink->begin(head_of(exchange.easy, status))) {
        exchange.stopped = true;
        return 0;
    }
    return size;
}

std::size_t on_body(char* bytes, std::size_t, std::size_t size, void* exchange_of_call) noexcept {
    Exchange& exchange = *static_cast<Exchange*>(exchange_of_call);
    if (!exchange.sink->take({bytes, size})) {
        exchange.stopped = true;
        return CURL_WRITEFUNC_ERROR;
    }
    return size;
}

/// Sets an option that cannot fail with a libcurl of the version we ask for.
template <class Value>
void set(CURL* easy, CURLoption option, Value value) {
    const CURLcode done = curl_easy_setopt(easy, option, value);
    OCOP_ASSERT(done == CURLE_OK);
}

void set_options(CURL* easy, const HttpOptions& options) {
    set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    set(easy, CURLOPT_FOLLOWLOCATION, 0L);
    set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(easy, CURLOPT_USERAGENT, "ocop-till");
    set(easy, CURLOPT_NOSIGNAL, 1L);
    set(easy, CURLOPT_QUICK_EXIT, 1L); // a look-up that hangs holds up no shop
    set(easy, CURLOPT_BUFFERSIZE, buffer_bytes);
    set(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);

    set(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    set(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!options.ca_file.empty()) {
        set(easy, CURLOPT_CAINFO, options.ca_file.c_str());
        set(easy, CURLOPT_CAPATH, static_cast<const char*>(nullptr));
    }
    if (!options.proxy.empty()) {
        set(easy, CURLOPT_PROXY, options.proxy == "none" ? "" : options.proxy.c_str());
    }

    set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
    set(easy, CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(options.slow_bytes_per_second));
    set(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.slow_for.count()));
}

TransferFault network(std::string what, bool cut = false) {
    return {Failure{FailureCode::network, std::move(what), {}}, cut};
}

TransferFault not_proven(std::string what) {
    return {Failure{FailureCode::network_certificate, std::move(what), {}}, false};
}

TransferFault timed_out(CURL* easy, const HttpOptions& options) {
    curl_off_t ready = 0;
    curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &ready);
    if (ready == 0) {
        return network(
            "no connection within " + std::to_string(options.connect_timeout.count()) + " ms"
        );
    }
    return network(
        "given up as too slow, under " + std::to_string(options.slow_bytes_per_second)
        + " bytes a second for " + std::to_string(options.slow_for.count()) + " s"
    );
}

/// EMFILE or ENFILE where this process, or the system, can open no more sockets, which is no fault
/// of the network's; 0 otherwise. libcurl keeps the error of connect(), and not that of socket().
int too_many_files(CURL* easy) {
    long connecting = 0;
    curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &connecting);
    const OpenFile one_more{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    const int error_number = one_more.is_open() ? static_cast<int>(connecting) : errno;
    return error_number == EMFILE || error_number == ENFILE ? error_number : 0;
}

/// Says what `code` means. libcurl's own longer texts may hold the proxy's password, so that only
/// the one about certificates, `detail`, is passed on.
TransferFault
fault_of(CURL* easy, CURLcode code, const HttpOptions& options, const std::string& detail) {
    long proxy_status = 0;
    curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &proxy_status);
    if (proxy_status >= 300) {
        return network(
            "the proxy does not let the till through (" + std::to_string(proxy_status) + ")"
        );
    }
    if (const int error_number = too_many_files(easy); error_number != 0) {
        return {system_failure(error_number, "connecting", {}), false};
    }
    switch (static_cast<int>(code)) {
    case CURLE_PEER_FAILED_VERIFICATION:
        return not_proven("the server's certificate is not trusted: " + detail);
    case CURLE_SSL_CACERT_BADFILE:
        return {
            Failure{
                FailureCode::network_certificate,
                options.ca_file.empty() ? "this computer has no list of certificate authorities "
                                          "(Debian's ca-certificates)"
                                        : "the certificates in feed.ca cannot be read",
                options.ca_file.string()},
            false};
    case CURLE_SSL_CONNECT_ERROR:
        return not_proven("no secure connection came about: the server speaks no TLS 1.2 or later");
    case CURLE_OPERATION_TIMEDOUT:
        return timed_out(easy, options);
    case CURLE_COULDNT_RESOLVE_HOST:
        return network("the server's name is not known here");
    case CURLE_COULDNT_RESOLVE_PROXY:
        return network("the proxy's name is not known here");
    case CURLE_COULDNT_CONNECT:
        return network("nothing answers at the server's address, or at the proxy's");
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_GOT_NOTHING:
        return network("the connection was cut", true);
    default:
        return network(curl_easy_strerror(code));
    }
}

List list_of(const std::vector<std::string>& headers) {
    List list;
    for (const std::string& line : headers) {
        curl_slist* longer = curl_slist_append(list.get(), line.c_str());
        OCOP_ASSERT(longer != nullptr);
        static_cast<void>(list.release());
        list.reset(longer);
    }
    return list;
}

/// Carries the request out; CURLE_ABORTED_BY_CALLBACK if `cancel` came first.
CURLcode run(CURLM* multi, CURL* easy, const std::stop_token& cancel) {
    // A wait on the line is cut short by the thread that cancels, not looked at once in a while.
    const std::stop_callback wake{cancel, [multi] { curl_multi_wakeup(multi); }};
    const CURLMcode added = curl_multi_add_handle(multi, easy);
    OCOP_ASSERT(added == CURLM_OK);
    int running = 1;
    while (running > 0 && !cancel.stop_requested()) {
        if (curl_multi_perform(multi, &running) != CURLM_OK) {
            break;
        }
        if (running > 0) {
            curl_multi_poll(multi, nullptr, 0, poll_ms_max, nullptr);
        }
    }
    CURLcode code = CURLE_ABORTED_BY_CALLBACK;
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
        if (message->msg == CURLMSG_DONE && message->easy_handle == easy) {
            code = message->data.result;
        }
    }
    curl_multi_remove_handle(multi, easy);
    return code;
}

} // namespace

struct CurlTransfer::Handles {
    Multi multi{curl_multi_init()};
};

CurlTransfer::CurlTransfer(HttpOptions options)
    : options_{std::move(options)} {
    set_up_curl();
    handles_ = std::make_unique<Handles>();
    OCOP_ASSERT(handles_->multi != nullptr);
}

CurlTransfer::~CurlTransfer() = default;

Expected<bool, TransferFault> CurlTransfer::get(
    const std::string& url,
    const std::vector<std::string>& headers,
    AnswerSink& sink,
    const std::stop_token& cancel
) {
    const Easy easy{curl_easy_init()};
    OCOP_ASSERT(easy != nullptr);
    const List list = list_of(headers);
    Exchange exchange{easy.get(), &sink};
    std::array<char, CURL_ERROR_SIZE> detail{};
    set_options(easy.get(), options_);
    set(easy.get(), CURLOPT_URL, url.c_str());
    set(easy.get(), CURLOPT_HTTPHEADER, list.get());
    set(easy.get(), CURLOPT_ERRORBUFFER, detail.data());
    set(easy.get(), CURLOPT_HEADERFUNCTION, &on_head);
    set(easy.get(), CURLOPT_HEADERDATA, static_cast<void*>(&exchange));
    set(easy.get(), CURLOPT_WRITEFUNCTION, &on_body);
    set(easy.get(), CURLOPT_WRITEDATA, static_cast<void*>(&exchange));

    const CURLcode code = run(handles_->multi.get(), easy.get(), cancel);
    if (exchange.stopped) {
        return false;
    }
    if (exchange.head_too_long) {
        return Unexpected{network("the server's headers do not end")};
    }
    if (code == CURLE_OK) {
        return true;
    }
    if (code == CURLE_ABORTED_BY_CALLBACK) {
        return Unexpected{network("stopped before it was done")};
    }
    return Unexpected{fault_of(easy.get(), code, options_, detail.data())};
}

} // namespace ocop::catalog_sync
