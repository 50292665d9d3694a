// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/data/base/monitor.h"
#include "core/data/store/project.h"
#include "core/learn/postgres/shared_catalog.h"
#include "core/learn/service/shelf.h"
#include "core/learn/shop/shop_log.h"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

namespace haberdash {

/// Takes products while the service runs, and sees to it that they are encoded and ranked soon. A
/// thread of its own (of low priority) reads pictures, computes the vectors of what is new and has
/// the shelf load everything again; the old answers until the new is there. What a former service
/// took and could not encode any more is encoded first. It also notices what others do to the
/// project and to the rules.
class ProductIntake {
  public:
    /// `shared`: what the folder is a copy of, which this then keeps up to date instead of
    /// encoding; null: the project is its own. `rulesFile`: empty for none; need not be there yet.
    /// `log` is told when something begins to be in the way, and when nothing is any more. Throws
    /// as Project::open() and readRules() do.
    ProductIntake(const std::filesystem::path& projectFolder,
                  std::shared_ptr<Shelf> shelf,
                  std::filesystem::path rulesFile,
                  SharedCatalog* shared,
                  ShopLog log);

    struct Report {
        std::size_t added = 0;
        std::size_t updated = 0;
        std::size_t unchanged = 0;
    };

    /// {"products": [{"id", "title", …, "image_base64"}]}: adds or updates; fields that are not
    /// given stay as stored. On the disk when it returns. Any thread. Throws Error(Input) without
    /// having changed anything.
    Report put(const Json& request);

    struct Figures {
        std::size_t waiting = 0;    ///< products that are not ranked yet
        std::string problem;        ///< why they cannot be ranked, or the rules not read; or empty
        double refreshSeconds = 0;  ///< that the last refresh took
    };

    Figures figures() const;

  private:
    void run(const std::stop_token& stop);
    std::size_t nextTurn(const std::stop_token& stop);
    void endTurn(std::size_t done, const std::string& ranking, const std::string& rules);
    void refresh(std::size_t waiting, const Monitor& monitor);
    void watchRules();
    void tell(const std::string& problem);

    SharedCatalog* shared_;  ///< null: the project's own
    ShopLog log_;
    std::shared_ptr<Shelf> shelf_;
    std::filesystem::path rulesFile_;
    std::optional<std::filesystem::file_time_type> rulesTime_;  ///< of the rules that hold
    std::mutex writing_;
    Project incoming_;  ///< guarded by writing_
    Project project_;   ///< of the thread
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    Figures figures_;
    std::string rankingProblem_;
    std::chrono::steady_clock::time_point pausedUntil_;  ///< after an attempt that failed
    std::jthread thread_;                                // last: joined before what it uses goes
};

}  // namespace haberdash
