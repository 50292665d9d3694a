// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The inside of Shop, shared by the files that answer its routes.

#include "core/data/base/clock.h"
#include "core/data/base/file_lock.h"
#include "core/data/catalog/item_store.h"
#include "core/data/catalog/thumb_store.h"
#include "core/learn/postgres/shared_catalog.h"
#include "core/learn/service/service.h"
#include "core/learn/shop/event_intake.h"
#include "core/learn/shop/product_intake.h"
#include "core/learn/shop/shared_traffic.h"
#include "core/learn/shop/shop.h"
#include "core/learn/shop/shop_metrics.h"

#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <thread>
#include <utility>
#include <vector>

namespace haberdash {

/// What a thread needs to answer: connections of its own.
struct Worker {
    Worker(const std::filesystem::path& folder, std::shared_ptr<Shelf> shelf);

    /// From now on shoppers are those of a database.
    void useShoppers(const std::string& address);

    Service service;
    Project project;
    ItemStore items;
    std::unique_ptr<SharedShoppers> shoppers;  ///< null: they are the project's

    /// The pictures, also of a file that took the place of another; nullptr: the project has none.
    Database* thumbs();

  private:
    std::unique_ptr<Database> thumbsDatabase_;
    ino_t thumbsInode_ = 0;
};

struct Shop::Parts {
    explicit Parts(const ShopOptions& options);

    /// Pages and health, which cost nothing. False when the path is none of them.
    bool answerAtOnce(const HttpRequest& request, const HttpRespond& respond);

    /// On a worker's thread; never throws.
    void answer(const HttpRequest& request,
                HttpRespond respond,
                std::chrono::steady_clock::time_point arrived) noexcept;

    // One route each; these throw Error.
    HttpResponse recommend(Worker& worker, const HttpRequest& request);
    HttpResponse similar(Worker& worker, const HttpRequest& request);
    HttpResponse explain(Worker& worker, const HttpRequest& request);
    HttpResponse state(Worker& worker);
    HttpResponse readiness(Worker& worker);
    HttpResponse listProducts(Worker& worker, const HttpRequest& request);
    HttpResponse product(Worker& worker, const std::string& sku);
    HttpResponse picture(Worker& worker, const HttpRequest& request, const std::string& sku);
    HttpResponse putProducts(const HttpRequest& request);
    HttpResponse putTraffic(Worker& worker, const HttpRequest& request);
    HttpResponse rollBack(Worker& worker, const HttpRequest& request);
    HttpResponse metricsText();
    void takeEvents(Worker& worker, const HttpRequest& request, HttpRespond respond);

    HttpResponse dispatch(Worker& worker, const HttpRequest& request);
    Json ask(Worker& worker, const Json& wanted);
    ServedBy servedFor(const Json& body) const;
    void warmUp(Project& project);
    void tell(const std::string& sentence) const;
    std::string withoutPlaces(std::string sentence) const;
    HttpResponse errorResponse(const Error& error) const;

    // Who answers whom (shop_traffic.cpp).
    void begin(Project& project, const ShopOptions& options);
    TrafficRecord trafficNow() const;
    TrafficRecord trafficTold();
    void load(Project& project, const Traffic& next, const Monitor& monitor);
    TrafficRecord keep(const NextTraffic& next);
    void change(Project& project, const Traffic& traffic, const NextTraffic& next);
    void follow(const Monitor& monitor);
    void followAlways(const std::stop_token& stop);
    void setTrafficProblem(const std::string& problem);
    std::string trafficProblemNow() const;
    void serve(const Project& project, const std::set<std::string>& runs);

    std::unique_ptr<Worker> borrow();
    void giveBack(std::unique_ptr<Worker> worker);

    std::unique_ptr<SharedCatalog> shared;  ///< null: everything is the project's
    std::filesystem::path folder;
    ShopLog log;
    std::optional<FileLock> alone;  ///< held by one service of the project
    std::shared_ptr<Shelf> shelf;
    mutable std::mutex mutex;
    TrafficRecord traffic;
    std::string trafficProblem;  ///< why what others were told cannot be followed; or empty
    std::mutex changing;         ///< one change of the traffic at a time
    std::unique_ptr<SharedTraffic> sharedTraffic;  ///< guarded by changing; null: the project's
    std::map<std::string, FileLock> held;          ///< runs that answer; guarded by changing
    std::vector<std::unique_ptr<Worker>> idle;
    std::mutex checking;
    std::chrono::steady_clock::time_point checkedAt;  ///< guarded by checking
    std::atomic<bool> isDatabaseThere = true;         ///< when it was asked last
    std::vector<std::pair<std::string, const char*>>
        places;  ///< that no client is told, and what is
    std::atomic<bool> isDraining = false;
    std::int64_t startedAt = unixNow();
    std::function<HttpFigures()> network;
    ShopMetrics metrics;
    std::unique_ptr<EventIntake> events;
    std::unique_ptr<ProductIntake> products;
    boost::asio::thread_pool workers;
    boost::asio::thread_pool administration{1};  ///< loads runs, for which no shopper has to wait
    std::jthread following;                      ///< of the traffic that another service was told
};

/// True of what changes which runs answer.
bool isAdministration(const HttpRequest& request);

/// The name under which requests of that path are counted.
std::string routeOf(std::string_view path);

HttpResponse jsonResponse(const Json& json, unsigned status = 200);

/// The body as one object that is not nested deeply and has no other fields than these. Throws
/// Error(Input).
Json bodyOf(const HttpRequest& request, std::initializer_list<std::string_view> fields);

}  // namespace haberdash
