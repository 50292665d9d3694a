// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/shop/shop_parts.h"

#include "core/data/base/clock.h"
#include "core/learn/model/threads.h"
#include "core/learn/service/http_gate.h"
#include "core/learn/shop/postgres_events.h"
#include "core/learn/shop/project_events.h"
#include "core/learn/shop/shop_page.h"

#include <SQLiteCpp/Exception.h>
#include <boost/asio/post.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <latch>
#include <new>
#include <sys/stat.h>
#include <utility>

namespace haberdash {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kFresh = std::chrono::seconds(1);
constexpr auto kLongestWait = std::chrono::seconds(10);
constexpr const char* kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

unsigned statusOf(const ErrorKind kind) {
    switch (kind) {
        case ErrorKind::Input:
            return 400;
        case ErrorKind::NotFound:
            return 404;
        case ErrorKind::Locked:
        case ErrorKind::Unavailable:
            return 503;
        case ErrorKind::Disk:
            return 507;
        case ErrorKind::NewerFile:
        case ErrorKind::Model:
            return 500;
    }
    return 500;
}

HttpResponse notReady(const char* const reason) {
    return jsonResponse({{"ready", false}, {"reason", reason}}, 503);
}

HttpResponse page(const std::string_view name, const char* const type) {
    HttpResponse response{.type = type, .body = std::string(shopPage(name))};
    if (response.body.empty()) {
        return httpError(404, "not_found", "There is no such page.");
    }
    response.headers.emplace_back("Content-Security-Policy", kPagePolicy);
    return response;
}

std::unique_ptr<EventSink> sinkOf(const ShopOptions& options) {
    if (options.catalog.empty()) {
        return std::make_unique<ProjectEvents>(options.project);
    }
    return std::make_unique<PostgresEvents>(options.catalog);
}

// OpenMP keeps its number for each thread: every one of the pool has to be told. None takes two of
// the tasks, for they wait for each other.
void useOneThreadIn(boost::asio::thread_pool& pool, const std::size_t threads) {
    const auto begun = std::make_shared<std::latch>(static_cast<std::ptrdiff_t>(threads));
    for (std::size_t i = 0; i < threads; ++i) {
        boost::asio::post(pool, [begun] {
            useOneThread();
            begun->arrive_and_wait();
        });
    }
    begun->wait();
}

// A misspelt word would otherwise be as if it had not been said.
void refuseOtherQuery(const HttpRequest& request) {
    if (request.query.empty() || !request.path.starts_with("/v1/")) {
        return;
    }
    const bool isList = request.path == "/v1/products" && request.method == "GET";
    const bool isPicture = request.path.starts_with("/v1/pictures/");
    const std::vector<std::string_view> known =
        isList      ? std::vector<std::string_view>{"limit", "offset", "search", "category"}
        : isPicture ? std::vector<std::string_view>{"size", "v"}
                    : std::vector<std::string_view>{};
    for (const auto& [name, value] : request.query) {
        if (std::ranges::find(known, std::string_view(name)) == known.end()) {
            throw Error(ErrorKind::Input,
                        known.empty()
                            ? fmt::format("{} takes no \"{}\" in its address.", request.path, name)
                            : fmt::format("There is no \"{}\" in this address; there are {}.",
                                          name,
                                          fmt::join(known, ", ")));
        }
    }
}

}  // namespace

Worker::Worker(const std::filesystem::path& folder, std::shared_ptr<Shelf> shelf)
    : service(folder, std::move(shelf)),
      project(Project::open(folder, Access::ReadOnly)),
      items(project.database()) {
}

Database* Worker::thumbs() {
    struct stat status {};

    if (stat(project.thumbsFile().c_str(), &status) != 0) {
        return nullptr;
    }
    if (!thumbsDatabase_ || thumbsInode_ != status.st_ino) {
        thumbsDatabase_ = std::make_unique<Database>(project.thumbsFile(), Access::ReadOnly);
        thumbsInode_ = status.st_ino;
    }
    return thumbsDatabase_.get();
}

void Worker::useShoppers(const std::string& address) {
    shoppers = std::make_unique<SharedShoppers>(address);
    service.setShoppers([&known = *shoppers](const std::string& user) { return known.find(user); });
}

Shop::Parts::Parts(const ShopOptions& options)
    : shared(options.catalog.empty()
                 ? nullptr
                 : std::make_unique<SharedCatalog>(
                       options.project, options.catalog, Monitor({}, options.stop))),
      folder(shared ? shared->folder() : options.project),
      log(options.log),
      alone(FileLock::acquire(folder / "service.lock")),
      shelf(std::make_shared<Shelf>(
          options.workers, Shelf::Freshness::WhenRefreshed, options.search)),
      workers(options.workers) {
    // Many requests keep all cores busy: one alone must not take them all.
    useOneThread();
    useOneThreadIn(workers, options.workers);
    useOneThreadIn(administration, 1);
    Project project = Project::open(folder, Access::ReadWrite);
    products = std::make_unique<ProductIntake>(folder, shelf, options.rulesFile, shared.get(), log);
    if (shared) {
        sharedTraffic = std::make_unique<SharedTraffic>(options.catalog);
    }
    begin(project, options);
    events = std::make_unique<EventIntake>(sinkOf(options));
    for (std::size_t i = 0; i < options.workers + 1; ++i) {  // one for the administration
        idle.push_back(std::make_unique<Worker>(folder, shelf));
        if (shared) {
            idle.back()->useShoppers(options.catalog);
        }
    }
    for (const std::filesystem::path& place : {folder, options.project}) {
        if (place.is_absolute() && place.has_relative_path()) {
            places.emplace_back(place.string(), "the project");
        }
    }
    warmUp(project);
    if (!alone) {
        tell(
            "Another service answers from this project, too: what is told to one of them "
            "(PUT /v1/traffic) the other does not know.");
    }
    if (shared) {
        places.emplace_back(idle.front()->shoppers->place(), "the database");
        following = std::jthread([this](const std::stop_token& stop) { followAlways(stop); });
    }
}

// The first who searches does not wait for the encoder, and one that is missing is told of before a
// product needs it.
void Shop::Parts::warmUp(Project& project) {
    if (!project.setting("features.text")) {
        return;
    }
    try {
        const std::shared_ptr<SharedSearch> search = shelf->search(project);
        const std::lock_guard lock(search->encoding);
        search->search.toText(project, "shirt", 0.5, 1);
    } catch (const Error& error) {
        tell(fmt::format("New products and searches by words wait: {}", error.what()));
    }
}

void Shop::Parts::tell(const std::string& sentence) const {
    if (log) {
        log(sentence);
    }
}

std::unique_ptr<Worker> Shop::Parts::borrow() {
    const std::lock_guard lock(mutex);
    std::unique_ptr<Worker> worker = std::move(idle.back());  // as many as threads
    idle.pop_back();
    return worker;
}

void Shop::Parts::giveBack(std::unique_ptr<Worker> worker) {
    const std::lock_guard lock(mutex);
    idle.push_back(std::move(worker));
}

bool Shop::Parts::answerAtOnce(const HttpRequest& request, const HttpRespond& respond) {
    struct Static {
        const char* path;
        const char* name;
        const char* type;
    };

    static constexpr std::array kStatic{
        Static{"/", "index.html", "text/html; charset=utf-8"},
        Static{"/shop", "shop.html", "text/html; charset=utf-8"},
        Static{"/shop.js", "shop.js", "text/javascript; charset=utf-8"},
        Static{"/index.js", "index.js", "text/javascript; charset=utf-8"},
        Static{"/page.js", "page.js", "text/javascript; charset=utf-8"},
        Static{"/page.css", "page.css", "text/css; charset=utf-8"},
        Static{"/openapi.json", "openapi.json", "application/json"}};
    const auto found = std::ranges::find(
        kStatic, request.path, [](const Static& entry) { return std::string_view(entry.path); });
    const bool isHealth = request.path == "/healthz" || request.path == "/readyz";
    if (found == kStatic.end() && !isHealth) {
        return false;
    }
    if (request.method != "GET") {
        HttpResponse refusal = httpError(405, "input", "Use GET here.");
        refusal.headers.emplace_back("Allow", "GET, HEAD");
        respond(std::move(refusal));
    } else if (found != kStatic.end()) {
        respond(page(found->name, found->type));
    } else if (request.path == "/readyz" && isDraining) {
        respond(notReady("The service is shutting down."));
    } else if (request.path == "/readyz" && shared) {
        return false;  // asks the database
    } else {
        respond(jsonResponse(request.path == "/readyz" ? Json{{"ready", true}}
                                                       : Json{{"healthy", true}}));
    }
    return true;
}

void Shop::Parts::answer(const HttpRequest& request,
                         HttpRespond respond,
                         const Clock::time_point arrived) noexcept {
    std::unique_ptr<Worker> worker = borrow();
    HttpResponse response;
    try {
        if (Clock::now() - arrived > kLongestWait) {
            response = httpError(503, "unavailable", "Too many requests wait; ask again later.");
            response.headers.emplace_back("Retry-After", "1");
        } else if (refuseOtherQuery(request);
                   request.path == "/v1/events" && request.method == "POST") {
            takeEvents(*worker, request, respond);  // answers once they are on the disk
            giveBack(std::move(worker));
            return;
        } else {
            response = dispatch(*worker, request);
        }
    } catch (const Error& error) {
        response = errorResponse(error);
    } catch (const SQLite::Exception& exception) {
        response = errorResponse(errorOf(exception, "The project's database"));
    } catch (const std::bad_alloc&) {
        response = httpError(503, "unavailable", "Memory ran out; ask for less at a time.");
    } catch (const std::exception& exception) {
        response = httpError(500, "model", exception.what());
    }
    giveBack(std::move(worker));
    respond(std::move(response));
}

HttpResponse Shop::Parts::dispatch(Worker& worker, const HttpRequest& request) {
    const std::string& path = request.path;
    const bool isGet = request.method == "GET";
    const bool isPost = request.method == "POST";
    const bool isPut = request.method == "PUT";
    const auto below = [&path](const std::string_view prefix) {
        return path.starts_with(prefix) && path.size() > prefix.size() ? path.substr(prefix.size())
                                                                       : std::string();
    };
    const auto wrongMethod = [](const char* const allowed) {
        HttpResponse refusal = httpError(405, "input", fmt::format("Use {} here.", allowed));
        refusal.headers.emplace_back("Allow", allowed);
        return refusal;
    };
    if (path == "/v1/recommend") {
        return isPost ? recommend(worker, request) : wrongMethod("POST");
    }
    if (path == "/v1/similar") {
        return isPost ? similar(worker, request) : wrongMethod("POST");
    }
    if (path == "/v1/explain") {
        return isPost ? explain(worker, request) : wrongMethod("POST");
    }
    if (path == "/v1/events") {
        return wrongMethod("POST");
    }
    if (path == "/v1/state") {
        return isGet ? state(worker) : wrongMethod("GET");
    }
    if (path == "/v1/products") {
        return isGet   ? listProducts(worker, request)
               : isPut ? putProducts(request)
                       : wrongMethod("GET, PUT");
    }
    if (path == "/v1/traffic") {
        return isGet   ? jsonResponse(toJson(trafficNow().now))
               : isPut ? putTraffic(worker, request)
                       : wrongMethod("GET, PUT");
    }
    if (path == "/v1/traffic/rollback") {
        return isPost ? rollBack(worker, request) : wrongMethod("POST");
    }
    if (path == "/readyz") {
        return readiness(worker);
    }
    if (path == "/metrics") {
        return isGet ? metricsText() : wrongMethod("GET");
    }
    if (const std::string sku = below("/v1/products/"); !sku.empty()) {
        return isGet ? product(worker, sku) : wrongMethod("GET");
    }
    if (const std::string sku = below("/v1/pictures/"); !sku.empty()) {
        return isGet ? picture(worker, request, sku) : wrongMethod("GET");
    }
    return httpError(404, "not_found", "There is nothing at this address; see /openapi.json.");
}

// Probes come often and from several sides: a second is as good as now, and while one of them asks
// a database that does not answer, the others must not keep all workers waiting.
HttpResponse Shop::Parts::readiness(Worker& worker) {
    const std::unique_lock lock(checking, std::try_to_lock);
    if (lock && worker.shoppers && Clock::now() - checkedAt > kFresh) {
        try {
            worker.shoppers->check();
            isDatabaseThere = true;
        } catch (const Error&) {
            isDatabaseThere = false;
        }
        checkedAt = Clock::now();
    }
    return isDatabaseThere ? jsonResponse({{"ready", true}})
                           : notReady("The database does not answer.");
}

bool isAdministration(const HttpRequest& request) {
    return request.method != "GET" && request.path.starts_with("/v1/traffic");
}

std::string routeOf(const std::string_view path) {
    constexpr std::string_view kPrefix = "/v1/";
    if (path.starts_with(kPrefix)) {
        const std::string_view rest = path.substr(kPrefix.size());
        const std::string_view name = rest.substr(0, rest.find('/'));
        if (std::ranges::find(ShopMetrics::kRoutes, name) != ShopMetrics::kRoutes.end()) {
            return std::string(name);
        }
    }
    return "other";
}

HttpResponse jsonResponse(const Json& json, const unsigned status) {
    return {.status = status, .body = json.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

// Where things lie is the operator's to know.
std::string Shop::Parts::withoutPlaces(std::string sentence) const {
    for (const auto& [place, name] : places) {
        for (std::size_t at = 0; (at = sentence.find(place, at)) != std::string::npos;) {
            sentence.replace(at, place.size(), name);
        }
    }
    return sentence;
}

HttpResponse Shop::Parts::errorResponse(const Error& error) const {
    return httpError(statusOf(error.kind()), wordOf(error.kind()), withoutPlaces(error.what()));
}

Json bodyOf(const HttpRequest& request, const std::initializer_list<std::string_view> fields) {
    Json body = jsonObject(request.body);
    refuseOtherFields(body, fields);
    return body;
}

}  // namespace haberdash
