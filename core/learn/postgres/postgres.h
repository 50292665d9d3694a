// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

/// True of postgresql://… and postgres://….
bool isPostgresAddress(std::string_view text) noexcept;

/// One connection to a PostgreSQL server, over libpq. One thread at a time.
class Postgres {
  public:
    using Cell = std::optional<std::string>;  ///< as text; empty: NULL
    using Row = std::vector<Cell>;

    enum class Use {
        Work,     ///< statements take as long as they take
        Requests  ///< somebody waits: a statement without an answer after five seconds is given
                  ///< up, and what the server refuses is Error(Unavailable)
    };

    /// Waits five seconds at most, unless the address says otherwise. Throws Error(Unavailable)
    /// when nobody answers there or can now, Error(Input) when the server does not let us in.
    explicit Postgres(const std::string& address, Use use = Use::Work);
    ~Postgres();
    Postgres(const Postgres&) = delete;
    Postgres& operator=(const Postgres&) = delete;

    struct Answer {
        std::vector<Row> rows;
        std::size_t changed = 0;  ///< rows that were inserted, updated or deleted
    };

    /// One statement; $1, $2, … stand for `values`. A connection that was lost is made again first,
    /// but never within a PostgresTransaction. Throws Error(Unavailable) when it is lost meanwhile
    /// or the server cannot do it now, Error(Disk) when its disk is full, Error(Input) with the
    /// server's words for what it refuses.
    Answer run(const std::string& sql, const std::vector<Cell>& values = {});

    /// run() of what changes nothing: asked once more when the connection turns out to be lost.
    Answer read(const std::string& sql, const std::vector<Cell>& values = {});

    /// The rows of a query one by one, however many they are. What `visit` throws ends it, and the
    /// connection.
    void forEach(const std::string& sql,
                 const std::function<void(const Row&)>& visit,
                 const std::vector<Cell>& values = {});

    /// COPY … FROM STDIN: `produce` gives row after row.
    void copyIn(const std::string& sql,
                const std::function<void(const std::function<void(const Row&)>& put)>& produce);

    /// False once the connection was lost, or given up.
    bool isConnected() const noexcept;

    /// host:port/database, for messages: without user and password.
    std::string place() const;

  private:
    friend class PostgresTransaction;
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// A transaction, rolled back unless commit() was reached.
class PostgresTransaction {
  public:
    explicit PostgresTransaction(Postgres& server);
    ~PostgresTransaction();
    PostgresTransaction(const PostgresTransaction&) = delete;
    PostgresTransaction& operator=(const PostgresTransaction&) = delete;

    void commit();

  private:
    Postgres& server_;
    bool isOpen_ = true;
};

/// The number in a cell; 0 where there is none.
std::int64_t integerIn(const Postgres::Cell& cell);

/// A number for a cell.
std::string cellOf(std::int64_t value);

/// Numbers or texts as PostgreSQL writes an array: {"a","b"}.
std::string postgresArray(const std::vector<std::string>& values);

}  // namespace haberdash
