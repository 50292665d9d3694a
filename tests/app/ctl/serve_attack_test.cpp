// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/files.h"
#include "core/data/catalog/item_store.h"
#include "core/data/sessions/event_store.h"
#include "core/data/store/project.h"
#include "tests/app/ctl/serve_fixture.h"

#include <algorithm>
#include <atomic>
#include <cctype>
#include <csignal>
#include <mutex>
#include <set>
#include <thread>

// What the service does not let in, does not lose and does not grow by.

namespace haberdash::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr const char* kToken = "correct-horse-battery-staple";

struct Case {
    const char* name;
    int status;
    std::string request;  ///< "{PORT}" stands for the port
};

std::string filled(std::string text, const std::uint16_t port) {
    for (std::size_t at = 0; (at = text.find("{PORT}", at)) != std::string::npos;) {
        text.replace(at, 6, std::to_string(port));
    }
    return text;
}

// Host, and the token where it is not the case's own matter.
const std::string kHost = "Host: 127.0.0.1:{PORT}\r\n";
const std::string kAuth = std::string("Authorization: Bearer ") + kToken + "\r\n";
const std::string kGood = kHost + kAuth;

std::string get(const std::string& target, const std::string& head) {
    return "GET " + target + " HTTP/1.1\r\n" + head + "\r\n";
}

std::string state(const std::string& head) {
    return get("/v1/state", head);
}

std::string post(const std::string& body,
                 const std::string& head = "Content-Type: application/json\r\n",
                 const std::string& target = "/v1/recommend") {
    return "POST " + target + " HTTP/1.1\r\n" + kGood + head +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::vector<Case> identityCases() {
    const std::string bearer = "Authorization: Bearer ";
    return {
        {"health is open", 200, get("/healthz", kHost)},
        {"readiness is open", 200, get("/readyz", kHost)},
        {"page is open", 200, get("/", kHost)},
        {"description is open", 200, get("/openapi.json", kHost)},
        {"no token", 401, state(kHost)},
        {"metrics without token", 401, get("/metrics", kHost)},
        {"pictures without token", 401, get("/v1/pictures/1", kHost)},
        {"wrong token", 401, state(kHost + bearer + "wrong-horse-battery-staple\r\n")},
        {"right token", 200, state(kGood)},
        {"token and more", 401, state(kHost + bearer + kToken + "x\r\n")},
        {"part of the token",
         401,
         state(kHost + bearer + std::string(kToken).substr(0, 20) + "\r\n")},
        {"empty token", 401, state(kHost + bearer + "\r\n")},
        {"other scheme", 401, state(kHost + "Authorization: Basic " + kToken + "\r\n")},
        {"two tokens", 401, state(kHost + kAuth + kAuth)},
        {"token in the address", 401, get(std::string("/v1/state?token=") + kToken, kHost)},
        {"scheme in lower case", 200, state(kHost + "Authorization: bearer " + kToken + "\r\n")},
        {"no host", 400, state(kAuth)},
        {"two hosts", 400, state(kGood + kHost)},
        {"stranger's host", 421, state("Host: evil.example:{PORT}\r\n" + kAuth)},
        {"host without port", 421, state("Host: 127.0.0.1\r\n" + kAuth)},
        {"host by name", 200, state("Host: LocalHost:{PORT}\r\n" + kAuth)},
        {"own origin", 200, state(kGood + "Origin: http://127.0.0.1:{PORT}\r\n")},
        {"stranger's origin", 403, state(kGood + "Origin: http://evil.example\r\n")},
        {"origin that begins alike",
         403,
         state(kGood + "Origin: http://127.0.0.1:{PORT}.evil\r\n")},
        {"null origin", 403, state(kGood + "Origin: null\r\n")},
        {"two origins",
         403,
         state(kGood + "Origin: http://127.0.0.1:{PORT}\r\nOrigin: http://evil.example\r\n")},
        {"cross-site fetch", 403, state(kGood + "Sec-Fetch-Site: cross-site\r\n")},
        {"same-site fetch", 403, state(kGood + "Sec-Fetch-Site: same-site\r\n")},
        {"own page's fetch", 200, state(kGood + "Sec-Fetch-Site: same-origin\r\n")},
        {"followed link",
         200,
         get("/", kHost + "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n")},
        {"followed link to data",
         403,
         state(kGood + "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n")},
    };
}

std::vector<Case> formCases() {
    const std::string empty = R"({"history": []})";
    return {
        {"JSON", 200, post(empty)},
        {"JSON in UTF-8", 200, post(empty, "Content-Type: application/json; charset=utf-8\r\n")},
        {"JSON in Latin 1", 415, post(empty, "Content-Type: application/json; charset=latin1\r\n")},
        {"plain text", 415, post(empty, "Content-Type: text/plain\r\n")},
        {"form", 415, post("a=b", "Content-Type: application/x-www-form-urlencoded\r\n")},
        {"no type", 415, post(empty, "")},
        {"compressed",
         415,
         post(empty, "Content-Type: application/json\r\nContent-Encoding: gzip\r\n")},
        {"no JSON", 400, post("{\"history\": [")},
        {"a list", 400, post("[]")},
        {"empty body", 400, post("")},
        {"deep nesting", 400, post("{\"history\": " + std::string(100'000, '[') + "}")},
        {"unknown field", 400, post(R"({"history": [], "admin": true})")},
        {"file path as field",
         400,
         post(R"({"image_base64": "x"})", "Content-Type: application/json\r\n", "/v1/similar")},
        {"too many asked for", 400, post(R"({"history": [], "k": 201})")},
        {"negative number", 400, post(R"({"history": [], "k": -1})")},
        {"number as text", 400, post(R"({"history": [], "k": "5"})")},
        {"run that does not serve", 404, post(R"({"history": [], "run": "../r2"})")},
        {"two audiences", 400, post(R"({"history": [], "user": "a"})")},
        {"no such product",
         404,
         post(R"({"item": "no such", "history": []})",
              "Content-Type: application/json\r\n",
              "/v1/explain")},
        {"unknown field of a history", 400, post(R"({"history": [{"id": "x", "admin": true}]})")},
        {"time beyond all",
         400,
         post(R"({"history": [{"id": "HD00001", "time": -9223372036854775808}]})")},
        {"time beyond its type",
         400,
         post(R"({"history": [{"id": "HD00001", "time": 18446744073709551615}]})")},
        {"NUL in a shopper's id", 400, post(R"({"user": "anna\u0000x"})")},
        {"line end in a session", 400, post(R"({"history": [], "session": "a\nb"})")},
        {"endless id", 400, post(R"({"user": ")" + std::string(300, 'a') + "\"}")},
        {"many reasons asked for", 400, post(R"({"history": [], "k": 21, "explain": true})")},
        {"broken UTF-8", 400, post("{\"user\": \"\xff\xfe\"}")},
        {"DELETE", 405, "DELETE /v1/state HTTP/1.1\r\n" + kGood + "\r\n"},
        {"preflight", 405, "OPTIONS /v1/state HTTP/1.1\r\n" + kGood + "\r\n"},
        {"TRACE", 405, "TRACE / HTTP/1.1\r\n" + kGood + "\r\n"},
        {"GET of a POST", 405, get("/v1/recommend", kGood)},
        {"nothing there", 404, get("/v2/state", kGood)},
        {"path upwards", 404, get("/v1/pictures/../../../etc/passwd", kGood)},
        {"escaped path upwards", 404, get("/v1/pictures/%2e%2e%2f%2e%2e%2fetc%2fpasswd", kGood)},
        {"NUL in the address", 400, get("/v1/products/%00", kGood)},
        {"broken escape", 400, get("/v1/products/%zz", kGood)},
        {"address of another host", 400, get("http://evil.example/v1/state", kGood)},
        {"query that is none", 400, get("/v1/products?limit=many", kGood)},
    };
}

std::vector<Case> limitCases() {
    std::string many;
    for (int i = 0; i < 70; ++i) {
        many += "X-Field-" + std::to_string(i) + ": 1\r\n";
    }
    const std::string type = "Content-Type: application/json\r\n";
    const std::string head = "POST /v1/recommend HTTP/1.1\r\n" + kGood + type;
    std::string chunks = head + "Transfer-Encoding: chunked\r\n\r\n";
    for (int i = 0; i < 20; ++i) {
        chunks += "10000\r\n" + std::string(0x10000, ' ') + "\r\n";
    }
    return {
        {"many fields", 431, state(kGood + many)},
        {"long field", 431, state(kGood + "X-Long: " + std::string(20'000, 'a') + "\r\n")},
        {"long address", 431, get("/" + std::string(20'000, 'a'), kGood)},
        {"large body announced", 413, head + "Content-Length: 2000000\r\n\r\n"},
        {"large body in pieces", 413, chunks},
        {"endless piece",
         413,
         head + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n" +
             std::string(2'000'000, ' ')},
        {"length and pieces",
         400,
         head + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {"gzip on the way", 501, head + "Transfer-Encoding: gzip\r\n\r\n"},
        {"coding that ends like chunked", 501, head + "Transfer-Encoding: xchunked\r\n\r\n"},
        {"chunked, but not at last", 501, head + "Transfer-Encoding: chunked, identity\r\n\r\n"},
        {"chunked twice",
         400,
         head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"},
        {"pieces in HTTP/1.0",
         400,
         "POST /v1/recommend HTTP/1.0\r\n" + kGood + type + "Transfer-Encoding: chunked\r\n\r\n"},
        {"two lengths", 400, head + "Content-Length: 2\r\nContent-Length: 30\r\n\r\n{}"},
        {"negative length", 400, head + "Content-Length: -1\r\n\r\n"},
        {"length beyond all", 413, head + "Content-Length: 18446744073709551615\r\n\r\n"},
        {"no HTTP", 400, "hello there\r\n\r\n"},
        {"TLS where there is none", 400, "\x16\x03\x01\x02\x01\x01\xfc\x03\x03\r\n\r\n"},
        {"another version", 505, "GET /healthz HTTP/3.7\r\n" + kHost + "\r\n"},
        {"NUL in a field", 400, state(kGood + "X-Nul: a" + std::string(1, '\0') + "b\r\n")},
        {"field without colon", 400, state(kGood + "X-Nothing\r\n")},
        {"blank before the colon", 400, state(kGood + "X-Blank : 1\r\n")},
        {"unknown expectation", 417, state(kGood + "Expect: miracles\r\n")},
    };
}

// Whether the description lists the status for what was asked; true also where it has no such
// operation.
bool isDescribed(const Json& paths, const std::string& request, const int status) {
    std::string method = request.substr(0, request.find(' '));
    std::ranges::transform(method, method.begin(), [](const unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
    });
    const std::size_t target = request.find(' ') + 1;
    const std::string path = request.substr(target, request.find_first_of(" ?", target) - target);
    const auto found = paths.find(path);
    return found == paths.end() || !found->contains(method) ||
           (*found)[method]["responses"].contains(std::to_string(status));
}

class ServeAttackTest : public ServeTest {
  protected:
    std::string tokenFile() {
        const std::filesystem::path file = *scratch / "token";
        writeFileAtomically(file, std::string(kToken) + "\n");
        std::filesystem::permissions(file, std::filesystem::perms(0600));
        return file.string();
    }

    void expectAll(const std::vector<Case>& cases) {
        const Served served({project.string(), "--run", kContent, "--token-file", tokenFile()});
        const Json described = served.ask("GET", "/openapi.json").json()["paths"];
        for (const Case& entry : cases) {
            RawConnection connection(served.port());
            connection.send(filled(entry.request, served.port()));
            const HttpAnswer answer = connection.receive();
            EXPECT_EQ(answer.status, entry.status) << entry.name << ": " << answer.body;
            EXPECT_TRUE(isDescribed(described, entry.request, answer.status)) << entry.name;
            for (const auto& [name, value] : answer.headers) {
                EXPECT_FALSE(name.starts_with("access-control")) << entry.name;
            }
            EXPECT_EQ(answer.body.find(kToken), std::string::npos) << entry.name;
        }
        EXPECT_EQ(served.ask("GET", "/healthz").status, 200);
    }
};

TEST_F(ServeAttackTest, LetsInOnlyWhoMayAsk) {
    expectAll(identityCases());
}

TEST_F(ServeAttackTest, TakesOnlyTheOneFormOfRequest) {
    expectAll(formCases());
}

TEST_F(ServeAttackTest, HoldsItsLimits) {
    expectAll(limitCases());
}

TEST_F(ServeAttackTest, KeepsAConnectionForManyRequests) {
    const Served served({project.string(), "--run", kContent});
    RawConnection connection(served.port());
    for (int i = 0; i < 50; ++i) {
        ASSERT_EQ(connection.ask("GET", "/healthz").status, 200) << i;
    }
    // Several at once: answered in their order.
    const std::string host = filled(kHost, served.port());
    connection.send(get("/healthz", host) + get("/nothing", host) + get("/readyz", host));
    EXPECT_EQ(connection.receive().status, 200);
    EXPECT_EQ(connection.receive().status, 404);
    EXPECT_EQ(connection.receive().status, 200);
    const HttpAnswer body = connection.ask(
        "POST", "/v1/recommend", Json{{"history", Json::array()}}, "Expect: 100-continue\r\n");
    EXPECT_EQ(body.status, 200);
}

TEST_F(ServeAttackTest, RefusesToBeOpenBeyondThisMachineWithoutAToken) {
    const Outcome open =
        runCtl({"serve", project.string(), "--run", kContent, "--listen", "0.0.0.0:0"});
    EXPECT_EQ(open.code, 1);
    EXPECT_NE(open.err.find("--token-file"), std::string::npos);
    const std::filesystem::path file = *scratch / "short";
    writeFileAtomically(file, "short\n");
    const Outcome weak =
        runCtl({"serve", project.string(), "--run", kContent, "--token-file", file.string()});
    EXPECT_EQ(weak.code, 1);
    EXPECT_NE(weak.err.find("16"), std::string::npos);
    std::filesystem::permissions(tokenFile(), std::filesystem::perms(0644));
    const Outcome readable = runCtl({"serve",
                                     project.string(),
                                     "--run",
                                     kContent,
                                     "--token-file",
                                     (*scratch / "token").string()});
    EXPECT_EQ(readable.code, 1);
    EXPECT_NE(readable.err.find("chmod"), std::string::npos);
}

TEST_F(ServeAttackTest, TurnsAwayConnectionsBeyondTheLimit) {
    const Served served({project.string(), "--run", kContent});
    std::vector<std::unique_ptr<RawConnection>> crowd;
    for (int i = 0; i < 256; ++i) {
        crowd.push_back(std::make_unique<RawConnection>(served.port()));
        ASSERT_EQ(crowd.back()->ask("GET", "/healthz").status, 200) << i;
    }
    RawConnection late(served.port());
    EXPECT_EQ(late.receive().status, 503);
    crowd.clear();
    const auto until = steady_clock::now() + seconds(10);
    int status = 0;
    while (status != 200 && steady_clock::now() < until) {
        status = served.ask("GET", "/healthz").status;
    }
    EXPECT_EQ(status, 200);
}

milliseconds percentile(std::vector<milliseconds> times, const double share) {
    std::ranges::sort(times);
    return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
}

std::vector<milliseconds> timesOf(const Served& served, const milliseconds span) {
    std::vector<milliseconds> times;
    RawConnection connection(served.port());
    const auto end = steady_clock::now() + span;
    while (steady_clock::now() < end) {
        const auto start = steady_clock::now();
        EXPECT_EQ(connection.ask("POST", "/v1/recommend", Json{{"history", Json::array()}}).status,
                  200);
        times.push_back(std::chrono::duration_cast<milliseconds>(steady_clock::now() - start));
        std::this_thread::sleep_for(milliseconds(5));
    }
    return times;
}

TEST_F(ServeAttackTest, DrippingClientsHarmNobody) {
    const Served served({project.string(), "--run", kContent});
    const milliseconds quiet = percentile(timesOf(served, seconds(1)), 0.99);
    const std::size_t before = served.residentBytes();
    RawConnection idle(served.port());
    EXPECT_EQ(idle.ask("GET", "/healthz").status, 200);
    std::vector<std::unique_ptr<RawConnection>> clients;
    for (int i = 0; i < 64; ++i) {
        clients.push_back(std::make_unique<RawConnection>(served.port()));
        clients.back()->send("POST /v1/recommend HTTP/1.1\r\n");
    }
    std::atomic<std::size_t> closed = 0;
    std::jthread dripping([&](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            closed = static_cast<std::size_t>(std::ranges::count_if(
                clients, [](const auto& client) { return !client->send("X"); }));
            std::this_thread::sleep_for(milliseconds(100));
        }
    });
    const std::vector<milliseconds> times = timesOf(served, milliseconds(11'500));
    dripping.request_stop();
    dripping.join();
    EXPECT_LT(percentile(times, 0.99), std::max(milliseconds(200), 4 * quiet));
    EXPECT_LT(served.residentBytes(), before + (std::size_t{32} << 20U));
    // A whole request has ten seconds, however diligently its bytes arrive.
    EXPECT_EQ(closed, clients.size());
    // Nobody waits for an answer where nothing was asked.
    EXPECT_NE(served.ask("GET", "/metrics").body.find("haberdash_requests_timed_out_total 64\n"),
              std::string::npos);
}

TEST_F(ServeAttackTest, KillLosesNoAcknowledgedEvent) {
    std::size_t total = 0;
    for (std::size_t round = 0; round < rounds("HABERDASH_KILLS", 3); ++round) {
        Served served({project.string(), "--run", kContent});
        const std::vector<Acknowledged> acknowledged = tellEventsUntilKilled(
            served, "k" + std::to_string(round), milliseconds(150 + 37 * round % 400));
        total += acknowledged.size();
        Project opened = Project::open(project, Access::ReadWrite);
        const EventStore events(opened.database());
        const ItemStore catalog(opened.database());
        std::set<std::tuple<std::string, std::int64_t, std::int64_t>> stored;
        events.forEach([&](const Event& event) {
            stored.emplace(events.shopper(event.shopper)->key, raw(event.item), event.time);
        });
        for (const Acknowledged& event : acknowledged) {
            EXPECT_TRUE(
                stored.contains({event.user, raw(catalog.requireSku(event.item)), event.time}))
                << event.user << " " << event.time;
        }
    }
    EXPECT_GT(total, 0U);
    RecordProperty("acknowledged", static_cast<int>(total));
}

TEST_F(ServeAttackTest, ManyRequestsDoNotMakeItGrow) {
    const std::size_t requests = rounds("HABERDASH_SOAK_REQUESTS", 3000);
    const Served served({project.string(), "--run", kContent});
    std::vector<std::string> items;
    const Json listed = served.ask("GET", "/v1/products?limit=50").json();
    for (const Json& product : listed["products"]) {
        items.push_back(product["id"]);
    }
    std::atomic<std::size_t> wrong = 0;
    const auto work = [&](const std::size_t count) {
        std::vector<std::jthread> clients;
        for (std::size_t client = 0; client < 4; ++client) {
            clients.emplace_back([&, client] {
                RawConnection connection(served.port());
                for (std::size_t i = 0; i < count / 4; ++i) {
                    const std::string& item = items[(i + client) % items.size()];
                    const std::string user = "soak" + std::to_string((i * 7 + client) % 5000);
                    HttpAnswer answer;
                    switch (i % 16) {
                        case 0:
                            answer = connection.ask("GET", "/v1/pictures/" + item);
                            break;
                        case 1:
                            answer = connection.ask(
                                "POST", "/v1/similar", Json{{"item", item}, {"k", 5}});
                            break;
                        case 2:
                            answer = connection.ask("GET", "/metrics");
                            break;
                        case 3:
                            answer = connection.ask(
                                "POST", "/v1/explain", Json{{"item", item}, {"liked", {item}}});
                            break;
                        case 4:
                            answer = connection.ask(
                                "POST",
                                "/v1/events",
                                Json{{"user", user}, {"item", item}, {"kind", "view"}});
                            break;
                        case 5:
                            answer = connection.ask(
                                "POST", "/v1/recommend", Json{{"user", user}, {"k", 10}});
                            break;
                        default:
                            answer = connection.ask(
                                "POST", "/v1/recommend", Json{{"history", {item}}, {"k", 10}});
                    }
                    wrong += answer.status == 200 ? 0 : 1;
                }
            });
        }
    };
    // What is allocated once and kept is there after the first fifth.
    work(std::max<std::size_t>(requests / 5, 1500));
    const std::size_t before = served.residentBytes();
    work(requests);
    EXPECT_EQ(wrong, 0U);
    EXPECT_LT(static_cast<double>(served.residentBytes()), 1.05 * static_cast<double>(before));
}

}  // namespace
}  // namespace haberdash::test
