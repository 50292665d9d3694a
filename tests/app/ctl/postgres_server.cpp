// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/ctl/postgres_server.h"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace haberdash::test {

namespace {

namespace fs = std::filesystem;

// Debian keeps each version's programs in a folder of their own.
fs::path newestPrograms() {
    fs::path newest;
    std::error_code missing;
    for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", missing)) {
        const fs::path programs = version.path() / "bin";
        if (fs::exists(programs / "initdb") && programs > newest) {
            newest = programs;
        }
    }
    return newest;
}

int freePort() {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    bind(socket, reinterpret_cast<sockaddr*>(&address), size);
    getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    close(socket);
    return ntohs(address.sin_port);
}

}  // namespace

PostgresServer::PostgresServer() : programs_(newestPrograms()) {
    if (programs_.empty()) {
        return;
    }
    std::string name = (fs::temp_directory_path() / "haberdash-pg-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    std::ofstream(folder_ / "password") << "secret\n";
    if (geteuid() == 0) {  // which the server refuses to be
        const std::string owned = fmt::format("chown -R postgres {}", folder_.string());
        if (std::system(owned.c_str()) != 0) {
            return;
        }
    }
    const int port = freePort();
    const std::string data = (folder_ / "data").string();
    const bool isUp =
        run(fmt::format("{}/initdb -D {} -U keeper -A scram-sha-256 --pwfile {}/password --no-sync "
                        "-E UTF8 --locale=C",
                        programs_.string(),
                        data,
                        folder_.string())) &&
        startOn(port);
    port_ = isUp ? port : 0;
}

bool PostgresServer::startOn(const int port) const {
    return run(
        fmt::format("{}/pg_ctl -D {}/data -w -t 60 -l {}/log -o '-p {} -k {} -c "
                    "listen_addresses=127.0.0.1' start",
                    programs_.string(),
                    folder_.string(),
                    folder_.string(),
                    port,
                    folder_.string()));
}

void PostgresServer::start() {
    startOn(port_);
}

void PostgresServer::stop() {
    run(fmt::format("{}/pg_ctl -D {}/data -m fast -w stop", programs_.string(), folder_.string()));
}

PostgresServer::~PostgresServer() {
    if (folder_.empty()) {
        return;
    }
    run(fmt::format(
        "{}/pg_ctl -D {}/data -m immediate stop", programs_.string(), folder_.string()));
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

void PostgresServer::beginDatabase() {
    run(
        fmt::format("{}/psql -q postgresql://keeper:secret@127.0.0.1:{}/postgres -c 'CREATE "
                    "DATABASE shop{}'",
                    programs_.string(),
                    port_,
                    ++databases_));
}

std::string PostgresServer::address(const std::string& password) const {
    return fmt::format("postgresql://keeper:{}@127.0.0.1:{}/shop{}", password, port_, databases_);
}

std::string PostgresServer::ask(const std::string& sql) const {
    const std::string command =
        fmt::format("{}/psql -qAt '{}' -c \"{}\"", programs_.string(), address(), sql);
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::string text;
    std::array<char, 256> buffer{};
    while (fgets(buffer.data(), buffer.size(), pipe.get()) != nullptr) {
        text += buffer.data();
    }
    while (text.ends_with('\n')) {
        text.pop_back();
    }
    return text;
}

bool PostgresServer::run(const std::string& command) const {
    const std::string by = geteuid() == 0 ? "runuser -u postgres -- " : "";
    return std::system(
               fmt::format("cd {} && {}sh -c \"{}\" >/dev/null 2>&1", folder_.string(), by, command)
                   .c_str()) == 0;
}

}  // namespace haberdash::test
