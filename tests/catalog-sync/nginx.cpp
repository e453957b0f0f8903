#include "tests/catalog-sync/nginx.hpp"

#include "tests/catalog-sync/loopback.hpp"

#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ocop::catalog_sync {

namespace {

constexpr const char* program = "/usr/sbin/nginx";

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void write(const std::filesystem::path& file, std::string_view text) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << text;
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
        text.replace(at, what.size(), by);
        at += by.size();
    }
}

/// Starts `arguments`, its words into `output`; ends with this process whatever happens to it.
pid_t start_program(
    std::vector<std::string> arguments,
    const std::vector<std::string>& environment,
    const std::filesystem::path& output
) {
    std::vector<char*> argv;
    argv.reserve(arguments.size() + 1);
    for (std::string& argument : arguments) {
        argv.push_back(argument.data());
    }
    argv.push_back(nullptr);
    std::vector<std::string> names = environment;
    std::vector<char*> envp;
    envp.reserve(names.size() + 1);
    for (std::string& name : names) {
        envp.push_back(name.data());
    }
    envp.push_back(nullptr);
    const pid_t process = ::fork();
    if (process == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        const int file = ::open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
        ::dup2(file, 1);
        ::dup2(file, 2);
        ::execve(argv[0], argv.data(), envp.data());
        ::_exit(127);
    }
    return process;
}

} // namespace

void run_program(const std::vector<std::string>& arguments) {
    std::string pattern = std::filesystem::temp_directory_path() / "ocop-said-XXXXXX";
    const int file = ::mkstemp(pattern.data());
    ::close(file);
    int status = 0;
    ::waitpid(start_program(arguments, {"PATH=/usr/bin:/bin"}, pattern), &status, 0);
    const std::string said = text_of(pattern);
    std::filesystem::remove(pattern);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        throw std::runtime_error{
            arguments.front() + " failed (installers/packages.sh installs it): " + said};
    }
}

TestAuthority::TestAuthority(const std::filesystem::path& folder)
    : folder_{folder} {
    std::filesystem::create_directories(folder);
    const std::string openssl = "/usr/bin/openssl";
    const auto new_key = {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"};
    std::vector<std::string> authority{openssl, "req", "-x509", "-days", "2"};
    authority.insert(authority.end(), new_key.begin(), new_key.end());
    for (const std::string& more :
         {std::string{"-subj"},
          std::string{"/CN=OCOP test authority"},
          std::string{"-keyout"},
          (folder / "ca.key").string(),
          std::string{"-out"},
          ca().string()}) {
        authority.push_back(more);
    }
    run_program(authority);
    std::vector<std::string> server{openssl, "req", "-x509", "-days", "2"};
    server.insert(server.end(), new_key.begin(), new_key.end());
    for (const std::string& more :
         {std::string{"-subj"},
          std::string{"/CN=localhost"},
          std::string{"-addext"},
          std::string{"subjectAltName=DNS:localhost"},
          std::string{"-addext"},
          std::string{"basicConstraints=critical,CA:FALSE"},
          std::string{"-CA"},
          ca().string(),
          std::string{"-CAkey"},
          (folder / "ca.key").string(),
          std::string{"-keyout"},
          key().string(),
          std::string{"-out"},
          certificate().string()}) {
        server.push_back(more);
    }
    run_program(server);
}

Nginx::Nginx(const std::filesystem::path& folder, const std::string& locations)
    : folder_{folder / "nginx"},
      authority_{folder / "authority"} {
    if (!std::filesystem::exists(program)) {
        throw std::runtime_error{
            std::string{program} + " is missing; installers/packages.sh installs it"};
    }
    std::filesystem::create_directories(root());
    // We listen and nginx inherits the sockets, as it does from itself when it is upgraded: no
    // other test can take the ports in between.
    const Socket http_socket = listen_on_loopback(64);
    const Socket https_socket = listen_on_loopback(64);
    http_port_ = port_of(http_socket);
    https_port_ = port_of(https_socket);
    std::string configuration = R"(
daemon off;
worker_processes 1;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log notice;
events { worker_connections 64; }
http {
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    log_format ours escape=none '$request_uri $status $body_bytes_sent range=$http_range'
                    ' if-range=$http_if_range if-none-match=$http_if_none_match';
    access_log {folder}/access.log ours;
    types { application/json json; text/html html; image/png png; }
    default_type application/octet-stream;
    root {folder}/www;
    server {
        listen 127.0.0.1:{http_port};
        location = /.ready { access_log off; return 204; }
        {locations}
    }
    server {
        listen 127.0.0.1:{https_port} ssl;
        ssl_certificate {certificate};
        ssl_certificate_key {key};
        {locations}
    }
}
)";
    replace_all(configuration, "{locations}", locations);
    replace_all(configuration, "{user}", ::geteuid() == 0 ? "user root;" : "");
    replace_all(configuration, "{http}", http());
    replace_all(configuration, "{https}", https());
    replace_all(configuration, "{http_port}", std::to_string(http_port_));
    replace_all(configuration, "{https_port}", std::to_string(https_port_));
    replace_all(configuration, "{folder}", folder_.string());
    replace_all(configuration, "{certificate}", authority_.certificate().string());
    replace_all(configuration, "{key}", authority_.key().string());
    start(configuration, http_socket.get(), https_socket.get());
    wait_until_it_answers();
}

Nginx::~Nginx() {
    stop();
}

std::string Nginx::http() const {
    return "http://localhost:" + std::to_string(http_port_) + "/";
}

std::string Nginx::https() const {
    return "https://localhost:" + std::to_string(https_port_) + "/";
}

void Nginx::serve(const std::string& name, std::string_view text) const {
    write(root() / name, text);
}

void Nginx::start(const std::string& configuration, int http_socket, int https_socket) {
    const std::filesystem::path file = folder_ / "nginx.conf";
    write(file, configuration);
    const int http_copy = ::dup(http_socket); // the copies stay open across exec
    const int https_copy = ::dup(https_socket);
    process_ = start_program(
        {program, "-p", folder_.string(), "-c", file.string(), "-e", (folder_ / "error.log")},
        {"NGINX=" + std::to_string(http_copy) + ";" + std::to_string(https_copy) + ";"},
        folder_ / "error.log"
    );
    ::close(http_copy);
    ::close(https_copy);
}

void Nginx::wait_until_it_answers() const {
    std::string answer;
    try {
        const Socket to = connect_to_loopback(http_port_);
        say(to, "GET /.ready HTTP/1.0\r\n\r\n");
        answer = hear_until(to, "\r\n");
    } catch (const std::exception&) {
        answer.clear();
    }
    if (answer.find(" 204 ") == std::string::npos) {
        throw std::runtime_error{"nginx does not answer: " + text_of(folder_ / "error.log")};
    }
}

void Nginx::stop() {
    if (process_ > 0) {
        ::kill(process_, SIGTERM);
        ::waitpid(process_, nullptr, 0);
        process_ = -1;
    }
}

std::vector<std::string> Nginx::log() {
    stop();
    std::vector<std::string> lines;
    std::ifstream in{folder_ / "access.log"};
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

} // namespace ocop::catalog_sync
