// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace haberdash::test {

/// A PostgreSQL server of its own on the loopback, in a temporary folder, gone with the object.
/// Databases belong to the user "keeper" with the password "secret".
class PostgresServer {
  public:
    /// Look at isRunning(): where PostgreSQL is not installed there is nothing to start.
    PostgresServer();
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    bool isRunning() const noexcept { return port_ != 0; }

    /// The programs behind it end and begin, on the same data and port.
    void stop();
    void start();

    /// From now on address() and ask() mean a new, empty database.
    void beginDatabase();

    std::string address(const std::string& password = "secret") const;

    /// A statement by psql -> its answer as text, without the last line end.
    std::string ask(const std::string& sql) const;

  private:
    bool run(const std::string& command) const;
    bool startOn(int port) const;

    std::filesystem::path programs_;
    std::filesystem::path folder_;
    int port_ = 0;  ///< 0: does not run
    int databases_ = 0;
};

}  // namespace haberdash::test
