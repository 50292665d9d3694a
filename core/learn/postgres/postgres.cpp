// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/postgres/postgres.h"

#include "core/data/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include <postgresql/libpq-fe.h>

namespace haberdash {

namespace {

constexpr std::size_t kCopyChunk = 1 << 16;

struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
};

using Result = std::unique_ptr<PGresult, Clear>;

std::string firstLine(std::string text) {
    text.resize(std::min(text.find('\n'), text.size()));
    return text;
}

// The last clause of libpq's "connection to server at … failed: FATAL:  …".
std::string reasonOf(const char* const message) {
    std::string reason = firstLine(message);
    for (const char* const prefix : {"failed: ", "FATAL:  ", "ERROR:  "}) {
        if (const std::size_t at = reason.find(prefix); at != std::string::npos) {
            reason.erase(0, at + std::string_view(prefix).size());
        }
    }
    return reason;
}

Postgres::Row rowOf(PGresult* const result, const int row) {
    Postgres::Row cells;
    for (int column = 0; column < PQnfields(result); ++column) {
        cells.push_back(PQgetisnull(result, row, column) != 0
                            ? Postgres::Cell()
                            : Postgres::Cell(PQgetvalue(result, row, column)));
    }
    return cells;
}

// COPY's text form: a tab between cells, \N for NULL. PostgreSQL's texts cannot hold a zero byte.
void appendCell(std::string& line, const Postgres::Cell& cell) {
    if (!cell) {
        line += "\\N";
        return;
    }
    for (const char letter : *cell) {
        switch (letter) {
            case '\\':
                line += "\\\\";
                break;
            case '\t':
                line += "\\t";
                break;
            case '\n':
                line += "\\n";
                break;
            case '\r':
                line += "\\r";
                break;
            case '\0':
                break;
            default:
                line += letter;
        }
    }
}

}  // namespace

bool isPostgresAddress(const std::string_view text) noexcept {
    return text.starts_with("postgresql://") || text.starts_with("postgres://");
}

struct Postgres::Parts {
    ~Parts() { PQfinish(connection); }

    std::string placeText() const {
        const char* const host = PQhost(connection);
        const char* const database = PQdb(connection);
        return fmt::format("{}:{}/{}",
                           host != nullptr ? host : "",
                           PQport(connection),
                           database != nullptr ? database : "");
    }

    // A statement's failure, or the connection's.
    Error failure() const {
        const std::string reason = reasonOf(PQerrorMessage(connection));
        if (PQstatus(connection) != CONNECTION_OK) {
            return {ErrorKind::Unavailable,
                    fmt::format("The connection to PostgreSQL at {} was lost ({}); see whether it "
                                "runs and try again.",
                                placeText(),
                                reason)};
        }
        return {ErrorKind::Input,
                fmt::format("PostgreSQL at {} refused: {}.", placeText(), reason)};
    }

    void refuseUnlessConnected() const {
        if (PQstatus(connection) == CONNECTION_OK) {
            return;
        }
        const std::string message = PQerrorMessage(connection);
        // What comes from the server begins so; all else says that there is none.
        if (message.find("FATAL:") != std::string::npos ||
            message.find("no password supplied") != std::string::npos) {
            throw Error(ErrorKind::Input,
                        fmt::format("PostgreSQL at {} does not let us in: {}; see the user, the "
                                    "password and the database of the address.",
                                    placeText(),
                                    reasonOf(message.c_str())));
        }
        throw Error(ErrorKind::Unavailable,
                    fmt::format("PostgreSQL cannot be reached at {} ({}); see whether it runs and "
                                "whether the address is right.",
                                placeText(),
                                reasonOf(message.c_str())));
    }

    Result checked(PGresult* const raw) const {
        Result result(raw);
        const ExecStatusType status = PQresultStatus(raw);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN &&
            status != PGRES_SINGLE_TUPLE) {
            throw failure();
        }
        return result;
    }

    void connectAgain() {
        if (PQstatus(connection) != CONNECTION_OK) {
            PQreset(connection);
            refuseUnlessConnected();
        }
    }

    PGconn* connection = nullptr;
};

Postgres::Postgres(const std::string& address) : parts_(std::make_unique<Parts>()) {
    // What comes later wins: the address over what is usual.
    constexpr std::array<const char*, 5> kNames{
        "connect_timeout", "application_name", "client_encoding", "dbname", nullptr};
    const std::array<const char*, 5> values{"5", "haberdash", "UTF8", address.c_str(), nullptr};
    parts_->connection = PQconnectdbParams(kNames.data(), values.data(), 1);
    parts_->refuseUnlessConnected();
    PQsetNoticeProcessor(
        parts_->connection, [](void*, const char*) {}, nullptr);
}

Postgres::~Postgres() = default;

std::string Postgres::place() const {
    return parts_->placeText();
}

Postgres::Answer Postgres::run(const std::string& sql, const std::vector<Cell>& values) {
    parts_->connectAgain();
    std::vector<const char*> pointers;
    for (const Cell& value : values) {
        pointers.push_back(value ? value->c_str() : nullptr);
    }
    const Result result = parts_->checked(PQexecParams(parts_->connection,
                                                       sql.c_str(),
                                                       static_cast<int>(values.size()),
                                                       nullptr,
                                                       pointers.data(),
                                                       nullptr,
                                                       nullptr,
                                                       0));
    Answer answer;
    for (int row = 0; row < PQntuples(result.get()); ++row) {
        answer.rows.push_back(rowOf(result.get(), row));
    }
    const std::string_view changed = PQcmdTuples(result.get());
    std::from_chars(changed.data(), changed.data() + changed.size(), answer.changed);
    return answer;
}

void Postgres::forEach(const std::string& sql, const std::function<void(const Row&)>& visit) {
    parts_->connectAgain();
    if (PQsendQuery(parts_->connection, sql.c_str()) == 0 ||
        PQsetSingleRowMode(parts_->connection) == 0) {
        throw parts_->failure();
    }
    // Read to its end also when a visitor throws, or the connection could not be used any more.
    std::exception_ptr thrown;
    while (PGresult* const raw = PQgetResult(parts_->connection)) {
        try {
            const Result result = parts_->checked(raw);
            for (int row = 0; row < PQntuples(raw) && !thrown; ++row) {
                visit(rowOf(raw, row));
            }
        } catch (const std::exception&) {
            thrown = thrown ? thrown : std::current_exception();
        }
    }
    if (thrown) {
        std::rethrow_exception(thrown);
    }
}

void Postgres::copyIn(
    const std::string& sql,
    const std::function<void(const std::function<void(const Row&)>& put)>& produce) {
    parts_->connectAgain();
    parts_->checked(PQexec(parts_->connection, sql.c_str()));
    std::string waiting;
    const auto flush = [&] {
        if (PQputCopyData(parts_->connection, waiting.data(), static_cast<int>(waiting.size())) !=
            1) {
            throw parts_->failure();
        }
        waiting.clear();
    };
    try {
        produce([&](const Row& row) {
            for (std::size_t column = 0; column < row.size(); ++column) {
                waiting += column > 0 ? "\t" : "";
                appendCell(waiting, row[column]);
            }
            waiting += '\n';
            if (waiting.size() > kCopyChunk) {
                flush();
            }
        });
        flush();
    } catch (...) {
        PQputCopyEnd(parts_->connection, "given up");
        while (PGresult* const rest = PQgetResult(parts_->connection)) {
            PQclear(rest);
        }
        throw;
    }
    PQputCopyEnd(parts_->connection, nullptr);
    while (PGresult* const raw = PQgetResult(parts_->connection)) {
        parts_->checked(raw);
    }
}

PostgresTransaction::PostgresTransaction(Postgres& server) : server_(server) {
    server_.run("BEGIN");
}

PostgresTransaction::~PostgresTransaction() {
    if (isOpen_) {
        try {
            server_.run("ROLLBACK");
        } catch (const Error&) {
            // The connection is gone, and the transaction with it.
        }
    }
}

void PostgresTransaction::commit() {
    server_.run("COMMIT");
    isOpen_ = false;
}

std::string postgresArray(const std::vector<std::string>& values) {
    std::string array = "{";
    for (const std::string& value : values) {
        array += array.size() > 1 ? ",\"" : "\"";
        for (const char letter : value) {
            if (letter == '"' || letter == '\\') {
                array += '\\';
            }
            array += letter;
        }
        array += '"';
    }
    return array + "}";
}

}  // namespace haberdash
