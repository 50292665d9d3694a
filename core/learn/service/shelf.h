// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What services answer from: loaded models and the search. One shelf may stand behind the services
// of several threads.

#include "core/data/base/monitor.h"
#include "core/data/catalog/item.h"
#include "core/data/rules/rule.h"
#include "core/data/store/project.h"
#include "core/learn/features/similar.h"
#include "core/learn/recommend/merchandise.h"
#include "core/learn/recommend/recommender.h"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace haberdash {

/// What a loaded thing was made from: it is made again when any of these moved.
using Stamp = std::map<std::string, std::int64_t>;

/// How the best of all products are found.
enum class Search {
    Exact,       ///< every product is scored
    Approximate  ///< by an index (ApproximateIndex), of models that can have one
};

/// A run ready to rank, with the products that it ranks. Any thread.
class LoadedRun {
  public:
    /// Loads `copies` of the run, so that as many threads rank at once. Throws as
    /// loadRecommender() does, and Cancelled.
    LoadedRun(Project& project,
              const std::string& run,
              std::size_t copies,
              Search search,
              Stamp stamp,
              const Monitor& monitor);

    const std::string& id() const noexcept { return id_; }

    const std::string& kind() const noexcept { return kind_; }

    const Stamp& stamp() const noexcept { return stamp_; }

    /// The products in the order of the recommender's items(), without their descriptions.
    const std::vector<Item>& catalog() const noexcept { return catalog_; }

    /// Those of the products, in order.
    const std::vector<std::string>& categories() const noexcept { return categories_; }

    /// nullptr for a product that came after the run was loaded.
    const Item* product(ItemId id) const;

    std::shared_ptr<const Merchandising> rules() const;
    void setRules(std::shared_ptr<const Merchandising> rules);

    /// A recommender on loan; given back when it leaves scope. Does not outlive the run.
    class Loan {
      public:
        Loan(LoadedRun& owner, std::unique_ptr<Recommender> recommender)
            : owner_(owner), recommender_(std::move(recommender)) {}

        ~Loan();
        Loan(const Loan&) = delete;
        Loan& operator=(const Loan&) = delete;

        Recommender& operator*() const noexcept { return *recommender_; }

        Recommender* operator->() const noexcept { return recommender_.get(); }

      private:
        LoadedRun& owner_;
        std::unique_ptr<Recommender> recommender_;
    };

    /// Waits while all copies are on loan.
    Loan lend();

  private:
    std::string id_;
    std::string kind_;
    Stamp stamp_;
    std::vector<Item> catalog_;
    std::vector<std::string> categories_;
    mutable std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Recommender>> idle_;
    std::shared_ptr<const Merchandising> rules_ = std::make_shared<const Merchandising>();
};

/// The search with its lock: text and picture queries use the encoders, one at a time.
struct SharedSearch {
    explicit SharedSearch(SimilarSearch loaded) : search(std::move(loaded)) {}

    SimilarSearch search;
    std::mutex encoding;
};

class Shelf {
  public:
    enum class Freshness {
        EveryRequest,  ///< files that moved are loaded again by the next request
        WhenRefreshed  ///< what is loaded is served until refresh() has loaded its successor
    };

    Shelf(std::size_t copies, Freshness freshness, Search search = Search::Exact)
        : copies_(copies), freshness_(freshness), how_(search) {}

    /// Loads it when it is not there. Throws as loadRecommender() does, and Cancelled.
    std::shared_ptr<LoadedRun> run(Project& project,
                                   const std::string& id,
                                   const Monitor& monitor = Monitor());

    /// Throws as SimilarSearch::load() does.
    std::shared_ptr<SharedSearch> search(Project& project);

    /// From now on refresh() keeps these runs up to date.
    void serve(std::set<std::string> runs);

    /// Loads what moved since it was loaded, and then puts it in the place of the old: requests
    /// under way finish with what they began with. Runs that do not serve are dropped instead, to
    /// be loaded when they are asked for again. With `isForced` everything counts as moved. True
    /// when anything was loaded. One that cannot be loaded keeps none of the others from it: what
    /// the first of them throws comes last. Throws Cancelled at once.
    bool refresh(Project& project, bool isForced, const Monitor& monitor);

    /// Rules for every ranking from now on. `now`: which of them hold.
    void setRules(std::vector<Rule> rules, std::int64_t now);

    /// Works the rules out again when one began or ceased to hold.
    void updateRules(std::int64_t now);

    /// Rises with every run that is loaded.
    std::uint64_t generation() const;

  private:
    std::shared_ptr<LoadedRun> loadedRun(const std::string& id) const;
    std::shared_ptr<LoadedRun> load(Project& project,
                                    const std::string& id,
                                    Stamp stamp,
                                    const Monitor& monitor);
    void keep(const std::shared_ptr<LoadedRun>& run);
    void drop(const std::string& id);
    bool refreshRun(Project& project, const LoadedRun& run, bool isForced, const Monitor& monitor);
    bool refreshSearch(Project& project);
    std::shared_ptr<const Merchandising> merchandisingOf(const LoadedRun& run) const;
    void workRulesOut();

    // A person compares two or three runs; older ones give their memory back.
    static constexpr std::size_t kMostRuns = 4;

    std::size_t copies_;
    Freshness freshness_;
    Search how_;
    std::mutex loading_;  ///< one thing is loaded at a time
    mutable std::mutex mutex_;
    std::map<std::string, std::shared_ptr<LoadedRun>> runs_;
    std::vector<std::string> recent_;  ///< latest used last
    std::set<std::string> serving_;    ///< by refresh() kept up to date
    std::shared_ptr<SharedSearch> search_;
    std::uint64_t generation_ = 0;
    std::vector<Rule> rules_;   ///< guarded by loading_, for requests must not wait for them
    std::int64_t rulesAt_ = 0;  ///< the same
};

/// The run's model, the features, and how many products and which revision of them there are.
Stamp stampOf(Project& project, const std::string& run);

}  // namespace haberdash
