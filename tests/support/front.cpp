#include "tests/support/front.h"

#include "shared/file.h"
#include "tests/support/loopback.h"
#include "tests/support/places.h"

#include <csignal>
#include <stdexcept>
#include <unistd.h>

namespace rancak::test {
namespace {

constexpr int tries = 5;

[[noreturn]] void broken(const std::string& what) { throw std::runtime_error("the test's nginx: " + what); }

// The place must be there: what nginx is tested with is the file that is installed.
void set(std::string& configuration, const std::string& place, const std::string& to) {
    const auto at = configuration.find(place);
    if (at == std::string::npos) broken("config/nginx/rancak.conf no longer says \"" + place + "\"");
    configuration.replace(at, place.size(), to);
}

int free_port() { return listen_on_loopback().port; }

}  // namespace

Front::Front(int server_port, const Certificate& certificate) : server_port_(server_port) {
    for (int i = 0; i < tries; ++i) {
        port_ = free_port();
        plain_port_ = free_port();
        write_configuration(certificate);
        if (start()) return;
    }
    broken("it found no free port");
}

void Front::write_configuration(const Certificate& certificate) const {
    auto site = read_file(source_folder() + "/config/nginx/rancak.conf", 1 << 20);
    if (!site) broken(site.error().message);
    const std::string tls = "listen 127.0.0.1:" + std::to_string(port_) + " ssl";
    set(*site, "server 127.0.0.1:8460;", "server 127.0.0.1:" + std::to_string(server_port_) + ";");
    set(*site, "listen 80;", "listen 127.0.0.1:" + std::to_string(plain_port_) + ";");
    set(*site, "listen [::]:80;", "");
    set(*site, "listen 443 ssl default_server;", tls + " default_server;");
    set(*site, "listen [::]:443 ssl default_server;", "");
    set(*site, "listen 443 ssl;", tls + ";");
    set(*site, "listen [::]:443 ssl;", "");
    set(*site, "server_name rancak.example;", "server_name localhost;");
    set(*site, "/etc/ssl/rancak/certificate.pem", certificate.certificate.string());
    set(*site, "/etc/ssl/rancak/key.pem", certificate.key.string());
    set(*site, "/var/log/nginx/rancak.log", (folder_ / "access.log").string());
    const auto folder = folder_.path().string();
    std::string whole = "daemon off;\nworker_processes 1;\nerror_log stderr notice;\npid " + folder + "/nginx.pid;\n";
    if (geteuid() == 0) whole += "user root;\n";  // the folder is this user's alone
    whole += "events { worker_connections 4096; }\nhttp {\ninclude /etc/nginx/mime.types;\n";
    for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
        whole += std::string(kind) + "_temp_path " + folder + "/" + kind + ";\n";
    if (const auto written = write_atomically(folder_ / "nginx.conf", whole + *site + "}\n"); !written) broken(written.error().message);
}

bool Front::start() {
    nginx_ = std::make_unique<Process>(std::vector<std::string>{"/usr/sbin/nginx", "-c", (folder_ / "nginx.conf").string(), "-e", "stderr"});
    if (nginx_->wait_for_line("start worker process ")) return true;
    const auto said = nginx_->err();
    if (said.find("Address already in use") == std::string::npos) broken(said);
    return false;
}

void Front::end() {
    if (!nginx_) return;
    nginx_->signal(SIGTERM);
    nginx_->wait();
    nginx_.reset();
}

void Front::use(const Certificate& certificate) {
    end();
    write_configuration(certificate);
    if (!start()) broken("its port was taken");
}

std::string Front::log() const { return read_file(folder_ / "access.log", 1 << 20).value_or(""); }

}  // namespace rancak::test
