// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/postgres/postgres.h"

#include "core/data/base/error.h"
#include "core/data/base/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <poll.h>
#include <regex>

#include <postgresql/libpq-fe.h>

namespace haberdash {

namespace {

constexpr std::size_t kCopyChunk = 1 << 16;
constexpr auto kLongestStatement = std::chrono::seconds(6);  // a little beyond the server's limit

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
    static const std::regex code("^[0-9A-Z]{5}: ");
    return std::regex_replace(reason, code, "");
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

// What a failure with that SQLSTATE is to the caller: something of the statement's own, or of the
// server's present state, which passes.
ErrorKind kindOf(const std::string_view state) {
    constexpr std::array<std::string_view, 7> kPassing{"08", "25", "40", "53", "57", "58", "XX"};
    if (state == "53100") {
        return ErrorKind::Disk;
    }
    const bool isPassing =
        state.empty() || std::ranges::find(kPassing, state.substr(0, 2)) != kPassing.end();
    return isPassing ? ErrorKind::Unavailable : ErrorKind::Input;
}

// Of a refused connection's long message, "… FATAL:  28P01: password authentication failed …": a
// user, a password or a database that is not right. All else passes.
bool isAboutTheAddress(const std::string& message) {
    static const std::regex code(":  (28[0-9A-Z]{3}|3D000): ");
    return std::regex_search(message, code) ||
           message.find("no password supplied") != std::string::npos;
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
    using Cell = Postgres::Cell;

    ~Parts() { PQfinish(connection); }

    std::string placeText() const {
        const char* const host = PQhost(connection);
        const char* const database = PQdb(connection);
        return fmt::format("{}:{}/{}",
                           host != nullptr ? host : "",
                           PQport(connection),
                           database != nullptr ? database : "");
    }

    Error lost(const std::string& reason) const {
        return {ErrorKind::Unavailable,
                fmt::format("The connection to PostgreSQL at {} was lost ({}); see whether it runs "
                            "and try again.",
                            placeText(),
                            reason)};
    }

    // A statement's failure, or the connection's.
    Error failure(const PGresult* const result = nullptr) const {
        const std::string reason = reasonOf(PQerrorMessage(connection));
        if (PQstatus(connection) != CONNECTION_OK) {
            return lost(reason);
        }
        const char* const state =
            result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
        switch (const ErrorKind kind = kindHere(kindOf(state == nullptr ? "" : state))) {
            case ErrorKind::Disk:
                return {kind,
                        fmt::format("The disk of PostgreSQL at {} is full ({}); make room there.",
                                    placeText(),
                                    reason)};
            case ErrorKind::Unavailable:
                return {kind,
                        fmt::format("PostgreSQL at {} cannot do that now ({}); try again.",
                                    placeText(),
                                    reason)};
            default:
                return {kind, fmt::format("PostgreSQL at {} refused: {}.", placeText(), reason)};
        }
    }

    // Who asks for a shopper is not to blame for what the database refuses, and may ask again.
    ErrorKind kindHere(const ErrorKind kind) const {
        return use == Use::Requests && kind == ErrorKind::Input ? ErrorKind::Unavailable : kind;
    }

    void refuseUnlessConnected() const {
        if (PQstatus(connection) == CONNECTION_OK) {
            return;
        }
        const std::string message = PQerrorMessage(connection);
        const std::string reason = reasonOf(message.c_str());
        if (isAboutTheAddress(message)) {
            throw Error(kindHere(ErrorKind::Input),
                        fmt::format("PostgreSQL at {} does not let us in: {}; see the user, the "
                                    "password and the database of the address.",
                                    placeText(),
                                    reason));
        }
        throw Error(ErrorKind::Unavailable,
                    fmt::format("PostgreSQL cannot be reached at {} ({}); see whether it runs and "
                                "whether the address is right.",
                                placeText(),
                                reason));
    }

    Result checked(PGresult* const raw) const {
        Result result(raw);
        const ExecStatusType status = PQresultStatus(raw);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN &&
            status != PGRES_SINGLE_TUPLE) {
            throw failure(raw);
        }
        return result;
    }

    void connectAgain() {
        // Why a server refuses, libpq tells in words alone, and by its code in long messages.
        PQsetErrorVerbosity(connection, PQERRORS_VERBOSE);
        PQreset(connection);
        refuseUnlessConnected();
        PQsetErrorVerbosity(connection, PQERRORS_DEFAULT);
        isGivenUp = false;
        prepare();
    }

    bool isConnected() const { return !isGivenUp && PQstatus(connection) == CONNECTION_OK; }

    // What was done so far in a transaction is undone with its connection.
    void connectUnlessConnected() {
        if (isConnected()) {
            return;
        }
        if (isInTransaction) {
            throw lost("in the middle of a transaction");
        }
        connectAgain();
    }

    // What holds for every statement of the connection.
    void prepare() const {
        if (use == Use::Requests) {
            // An event that is acknowledged has to be on the disk, whatever the server's default.
            checked(PQexec(connection,
                           "SELECT set_config('statement_timeout', '5s', false), "
                           "set_config('synchronous_commit', CASE "
                           "current_setting('synchronous_commit') WHEN 'off' THEN 'on' ELSE "
                           "current_setting('synchronous_commit') END, false)"));
        }
    }

    void send(const std::string& sql, const std::vector<Cell>& values) {
        connectUnlessConnected();
        std::vector<const char*> pointers;
        for (const Cell& value : values) {
            if (value && value->find('\0') != std::string::npos) {
                throw Error(ErrorKind::Input, "A text for PostgreSQL must not hold a zero byte.");
            }
            pointers.push_back(value ? value->c_str() : nullptr);
        }
        if (PQsendQueryParams(connection,
                              sql.c_str(),
                              static_cast<int>(values.size()),
                              nullptr,
                              pointers.data(),
                              nullptr,
                              nullptr,
                              0) == 0) {
            throw failure();
        }
    }

    // The answer to what was sent. The server's own limit does not help when the server hangs.
    Result answer() {
        const auto until = std::chrono::steady_clock::now() + kLongestStatement;
        while (use == Use::Requests && PQisBusy(connection) != 0) {
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
                until - std::chrono::steady_clock::now());
            pollfd socket{PQsocket(connection), POLLIN, 0};
            const int ready =
                left.count() > 0 ? poll(&socket, 1, static_cast<int>(left.count())) : 0;
            if (ready == 0) {
                isGivenUp = true;
                throw lost("it gave no answer");
            }
            if (ready > 0 && PQconsumeInput(connection) == 0) {
                throw failure();
            }
        }
        Result last;
        while (PGresult* const raw = PQgetResult(connection)) {
            last.reset(raw);
        }
        return checked(last.release());
    }

    PGconn* connection = nullptr;
    Use use = Use::Work;
    bool isGivenUp = false;  ///< an answer may still come over it, which nobody wants any more
    bool isInTransaction = false;
};

Postgres::Postgres(const std::string& address, const Use use) : parts_(std::make_unique<Parts>()) {
    // What comes later wins: the address over what is usual.
    // A server that is gone without a word is noticed within half a minute.
    constexpr std::array<const char*, 9> kNames{"connect_timeout",
                                                "tcp_user_timeout",
                                                "keepalives_idle",
                                                "keepalives_interval",
                                                "keepalives_count",
                                                "application_name",
                                                "client_encoding",
                                                "dbname",
                                                nullptr};
    const std::array<const char*, 9> values{
        "5", "10000", "10", "5", "3", "haberdash", "UTF8", address.c_str(), nullptr};
    parts_->use = use;
    parts_->connection = PQconnectdbParams(kNames.data(), values.data(), 1);
    PQsetNoticeProcessor(
        parts_->connection, [](void*, const char*) {}, nullptr);
    if (PQstatus(parts_->connection) == CONNECTION_OK) {
        parts_->prepare();
    } else {
        parts_->connectAgain();  // which says why not, if it still does not
    }
}

Postgres::~Postgres() = default;

std::string Postgres::place() const {
    return parts_->placeText();
}

bool Postgres::isConnected() const noexcept {
    return parts_->isConnected();
}

Postgres::Answer Postgres::read(const std::string& sql, const std::vector<Cell>& values) {
    try {
        return run(sql, values);
    } catch (const Error&) {
        if (parts_->isGivenUp || parts_->isInTransaction || isConnected()) {
            throw;
        }
    }
    return run(sql, values);
}

Postgres::Answer Postgres::run(const std::string& sql, const std::vector<Cell>& values) {
    parts_->send(sql, values);
    const Result result = parts_->answer();
    Answer answer;
    for (int row = 0; row < PQntuples(result.get()); ++row) {
        answer.rows.push_back(rowOf(result.get(), row));
    }
    const std::string_view changed = PQcmdTuples(result.get());
    std::from_chars(changed.data(), changed.data() + changed.size(), answer.changed);
    return answer;
}

void Postgres::forEach(const std::string& sql,
                       const std::function<void(const Row&)>& visit,
                       const std::vector<Cell>& values) {
    parts_->send(sql, values);
    if (PQsetSingleRowMode(parts_->connection) == 0) {
        throw parts_->failure();
    }
    try {
        while (PGresult* const raw = PQgetResult(parts_->connection)) {
            const Result result = parts_->checked(raw);
            for (int row = 0; row < PQntuples(raw); ++row) {
                visit(rowOf(raw, row));
            }
        }
    } catch (...) {
        parts_->isGivenUp = true;  // rather than wait for rows that nobody wants any more
        throw;
    }
}

void Postgres::copyIn(
    const std::string& sql,
    const std::function<void(const std::function<void(const Row&)>& put)>& produce) {
    parts_->connectUnlessConnected();
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
    server_.read("BEGIN");
    server_.parts_->isInTransaction = true;
}

PostgresTransaction::~PostgresTransaction() {
    if (isOpen_ && server_.isConnected()) {
        try {
            server_.run("ROLLBACK");
        } catch (const Error&) {
            // The connection is gone, and the transaction with it.
        }
    }
    server_.parts_->isInTransaction = false;
}

void PostgresTransaction::commit() {
    server_.run("COMMIT");
    isOpen_ = false;
}

std::int64_t integerIn(const Postgres::Cell& cell) {
    return parseInteger(cell.value_or("")).value_or(0);
}

std::string cellOf(const std::int64_t value) {
    return fmt::format("{}", value);
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
