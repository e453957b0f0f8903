#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace ocop::catalog_sync {

/// Runs a program to its end; throws with what it said unless it ends with 0.
void run_program(const std::vector<std::string>& arguments);

/// A certificate authority of one test, and a server's certificate from it for "localhost" alone:
/// "127.0.0.1" is the same machine by a name the certificate does not hold.
class TestAuthority {
public:
    explicit TestAuthority(const std::filesystem::path& folder);

    [[nodiscard]] std::filesystem::path ca() const { return folder_ / "ca.pem"; }

    [[nodiscard]] std::filesystem::path certificate() const { return folder_ / "server.pem"; }

    [[nodiscard]] std::filesystem::path key() const { return folder_ / "server.key"; }

private:
    std::filesystem::path folder_;
};

/// Debian's nginx, as this user, on two free ports of the loopback: http and https. What it serves,
/// logs and keeps lies in one folder. The test fails where nginx is not installed.
class Nginx {
public:
    /// `locations`: what stands in both servers, in nginx's own words; "{http}" and "{https}" in it
    /// become their addresses, as http() and https() give them.
    explicit Nginx(const std::filesystem::path& folder, const std::string& locations = "");
    ~Nginx();
    Nginx(const Nginx&) = delete;
    Nginx& operator=(const Nginx&) = delete;

    /// "http://localhost:40001/"
    [[nodiscard]] std::string http() const;
    /// "https://localhost:40002/"
    [[nodiscard]] std::string https() const;

    [[nodiscard]] int http_port() const { return http_port_; }

    [[nodiscard]] int https_port() const { return https_port_; }

    /// What is served from "/".
    [[nodiscard]] std::filesystem::path root() const { return folder_ / "www"; }

    [[nodiscard]] std::filesystem::path ca() const { return authority_.ca(); }

    /// Makes `name` below root() hold `text`.
    void serve(const std::string& name, std::string_view text) const;

    /// Ends the server; only then is its log whole.
    void stop();

    /// Its requests: "/catalog.json 200 1234 range= if-range= if-none-match=", status and bytes of
    /// the body sent. Ends the server.
    [[nodiscard]] std::vector<std::string> log();

private:
    void start(const std::string& configuration, int http_socket, int https_socket);
    void wait_until_it_answers() const;

    std::filesystem::path folder_;
    TestAuthority authority_;
    int http_port_ = 0;
    int https_port_ = 0;
    pid_t process_ = -1;
};

} // namespace ocop::catalog_sync
