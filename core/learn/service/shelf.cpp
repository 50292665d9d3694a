// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/service/shelf.h"

#include "core/data/base/error.h"
#include "core/data/catalog/item_store.h"
#include "core/data/runs/run_store.h"

#include <algorithm>
#include <exception>
#include <set>
#include <system_error>
#include <utility>

namespace haberdash {

namespace {

constexpr int kMostAttempts = 5;

void addFile(Stamp& stamp, const std::filesystem::path& file) {
    std::error_code failure;
    const auto time = std::filesystem::last_write_time(file, failure);
    if (!failure) {
        stamp[file.string()] = time.time_since_epoch().count();
    }
}

// Rows of the catalog for exactly these products.
std::vector<Item> catalogOf(Project& project, const std::span<const ItemId> items) {
    std::vector<Item> catalog;
    catalog.reserve(items.size());
    ItemStore(project.database()).forEach([&](const Item& item) {
        if (catalog.size() < items.size() && items[catalog.size()] == item.id) {
            catalog.push_back(item);
            catalog.back().description = {};
            catalog.back().attributes = {};
        }
    });
    return catalog;
}

std::vector<std::string> categoriesOf(const std::vector<Item>& catalog) {
    std::set<std::string> categories;
    for (const Item& item : catalog) {
        categories.insert(item.category);
    }
    categories.erase("");
    return {categories.begin(), categories.end()};
}

}  // namespace

Stamp stampOf(Project& project, const std::string& run) {
    Stamp stamp;
    std::error_code ignored;
    for (const auto& entry :
         std::filesystem::directory_iterator(project.featuresFolder(), ignored)) {
        addFile(stamp, entry.path());
    }
    addFile(stamp, RunStore(project.runsFolder()).modelFile(run));
    const ItemStore items(project.database());
    stamp["items"] = static_cast<std::int64_t>(items.count());
    stamp["revision"] = items.revision();
    return stamp;
}

LoadedRun::LoadedRun(Project& project,
                     const std::string& run,
                     const std::size_t copies,
                     const Search search,
                     Stamp stamp,
                     const Monitor& monitor)
    : id_(run), kind_(RunStore(project.runsFolder()).run(run).kind), stamp_(std::move(stamp)) {
    // Products may be added while the copies are loaded: all have to rank the same ones.
    for (int attempt = 0; idle_.size() < copies; ++attempt) {
        monitor.checkStop();
        idle_.push_back(loadRecommender(project, run));
        if (!std::ranges::equal(idle_.front()->items(), idle_.back()->items())) {
            if (attempt >= kMostAttempts) {
                throw Error(ErrorKind::Unavailable,
                            "Products are being added too fast to load the run; try again.");
            }
            idle_.erase(idle_.begin(), idle_.end() - 1);
        }
    }
    catalog_ = catalogOf(project, idle_.front()->items());
    categories_ = categoriesOf(catalog_);
    if (search == Search::Approximate) {
        const std::shared_ptr<const ApproximateIndex> index = idle_.front()->makeIndex(monitor);
        for (const std::unique_ptr<Recommender>& recommender : idle_) {
            recommender->useIndex(index);
        }
    }
}

const Item* LoadedRun::product(const ItemId id) const {
    const auto found = std::ranges::lower_bound(catalog_, id, {}, &Item::id);
    return found != catalog_.end() && found->id == id ? &*found : nullptr;
}

std::shared_ptr<const Merchandising> LoadedRun::rules() const {
    const std::lock_guard lock(mutex_);
    return rules_;
}

void LoadedRun::setRules(std::shared_ptr<const Merchandising> rules) {
    const std::lock_guard lock(mutex_);
    rules_ = std::move(rules);
}

LoadedRun::Loan LoadedRun::lend() {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [this] { return !idle_.empty(); });
    std::unique_ptr<Recommender> recommender = std::move(idle_.back());
    idle_.pop_back();
    return {*this, std::move(recommender)};
}

LoadedRun::Loan::~Loan() {
    const std::lock_guard lock(owner_.mutex_);
    owner_.idle_.push_back(std::move(recommender_));
    owner_.returned_.notify_one();
}

std::shared_ptr<LoadedRun> Shelf::loadedRun(const std::string& id) const {
    const std::lock_guard lock(mutex_);
    const auto found = runs_.find(id);
    return found == runs_.end() ? nullptr : found->second;
}

std::shared_ptr<const Merchandising> Shelf::merchandisingOf(const LoadedRun& run) const {
    return std::make_shared<const Merchandising>(rules_, run.catalog(), rulesAt_);
}

void Shelf::keep(const std::shared_ptr<LoadedRun>& run) {
    run->setRules(merchandisingOf(*run));
    const std::lock_guard lock(mutex_);
    runs_[run->id()] = run;
    ++generation_;
}

std::shared_ptr<LoadedRun> Shelf::load(Project& project,
                                       const std::string& id,
                                       Stamp stamp,
                                       const Monitor& monitor) {
    auto fresh = std::make_shared<LoadedRun>(project, id, copies_, how_, std::move(stamp), monitor);
    keep(fresh);
    return fresh;
}

std::shared_ptr<LoadedRun> Shelf::run(Project& project,
                                      const std::string& id,
                                      const Monitor& monitor) {
    std::shared_ptr<LoadedRun> found = loadedRun(id);
    if (!found || freshness_ == Freshness::EveryRequest) {
        const std::lock_guard lock(loading_);
        found = loadedRun(id);
        Stamp stamp = stampOf(project, id);
        if (!found || (freshness_ == Freshness::EveryRequest && found->stamp() != stamp)) {
            found = load(project, id, std::move(stamp), monitor);
        }
    }
    const std::lock_guard lock(mutex_);
    if (recent_.empty() || recent_.back() != id) {
        std::erase(recent_, id);
        recent_.push_back(id);
    }
    if (recent_.size() > kMostRuns) {
        runs_.erase(recent_.front());
        recent_.erase(recent_.begin());
    }
    return found;
}

std::shared_ptr<SharedSearch> Shelf::search(Project& project) {
    const auto present = [this] {
        const std::lock_guard lock(mutex_);
        return search_;
    };
    const auto isFresh = [&](const std::shared_ptr<SharedSearch>& found) {
        return found && (freshness_ == Freshness::WhenRefreshed ||
                         found->search.fingerprint() == SimilarSearch::fingerprintOf(project));
    };
    std::shared_ptr<SharedSearch> found = present();
    if (isFresh(found)) {
        return found;
    }
    const std::lock_guard loading(loading_);
    found = present();
    if (!isFresh(found)) {
        found = std::make_shared<SharedSearch>(SimilarSearch::load(project));
        const std::lock_guard lock(mutex_);
        search_ = found;
    }
    return found;
}

void Shelf::serve(std::set<std::string> runs) {
    const std::lock_guard lock(mutex_);
    serving_ = std::move(runs);
}

void Shelf::drop(const std::string& id) {
    const std::lock_guard lock(mutex_);
    runs_.erase(id);
    std::erase(recent_, id);
}

bool Shelf::refreshRun(Project& project,
                       const LoadedRun& run,
                       const bool isForced,
                       const Monitor& monitor) {
    Stamp stamp = stampOf(project, run.id());
    if (!isForced && run.stamp() == stamp) {
        return false;
    }
    const auto isServing = [&] {
        const std::lock_guard lock(mutex_);
        return serving_.contains(run.id());
    };
    if (!isServing()) {
        drop(run.id());
        return false;
    }
    load(project, run.id(), std::move(stamp), monitor);
    return true;
}

bool Shelf::refreshSearch(Project& project) {
    const auto present = [this] {
        const std::lock_guard lock(mutex_);
        return search_;
    };
    const std::shared_ptr<SharedSearch> old = present();
    if (!old || old->search.fingerprint() == SimilarSearch::fingerprintOf(project)) {
        return false;
    }
    auto fresh = std::make_shared<SharedSearch>(SimilarSearch::load(project));
    const std::lock_guard lock(mutex_);
    search_ = std::move(fresh);
    return true;
}

bool Shelf::refresh(Project& project, const bool isForced, const Monitor& monitor) {
    const std::lock_guard loading(loading_);
    std::map<std::string, std::shared_ptr<LoadedRun>> runs;
    {
        const std::lock_guard lock(mutex_);
        runs = runs_;
    }
    bool isChanged = false;
    std::exception_ptr failure;
    const auto attempt = [&](const auto& act) {
        try {
            monitor.checkStop();
            isChanged = act() || isChanged;
        } catch (const Cancelled&) {
            throw;
        } catch (const std::exception&) {
            failure = failure ? failure : std::current_exception();
        }
    };
    for (const auto& [id, run] : runs) {
        attempt([&, &one = *run] { return refreshRun(project, one, isForced, monitor); });
    }
    attempt([&] { return refreshSearch(project); });
    if (failure) {
        std::rethrow_exception(failure);
    }
    return isChanged;
}

void Shelf::setRules(std::vector<Rule> rules, const std::int64_t now) {
    const std::lock_guard loading(loading_);
    rules_ = std::move(rules);
    rulesAt_ = now;
    workRulesOut();
}

void Shelf::updateRules(const std::int64_t now) {
    const std::lock_guard loading(loading_);
    const bool isMoved = std::ranges::any_of(
        rules_, [&](const Rule& rule) { return rule.isActive(now) != rule.isActive(rulesAt_); });
    if (isMoved) {
        rulesAt_ = now;
        workRulesOut();
    }
}

// Under loading_, so that no run is loaded with the former rules meanwhile.
void Shelf::workRulesOut() {
    std::map<std::string, std::shared_ptr<LoadedRun>> runs;
    {
        const std::lock_guard lock(mutex_);
        runs = runs_;
    }
    for (const auto& [id, run] : runs) {
        run->setRules(merchandisingOf(*run));
    }
}

std::uint64_t Shelf::generation() const {
    const std::lock_guard lock(mutex_);
    return generation_;
}

}  // namespace haberdash
