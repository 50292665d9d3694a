// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/catalog_search.h"

#include "core/data/catalog/item_store.h"
#include "core/data/store/project.h"
#include "ui/convert.h"

#include <limits>
#include <utility>

namespace haberdash::ui {

CatalogSearch::CatalogSearch(QObject* parent) : QObject(parent) {
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

CatalogSearch::~CatalogSearch() {
    thread_.request_stop();
    thread_.join();
}

void CatalogSearch::setProject(const QString& folder) {
    cancel();
    const std::lock_guard lock(mutex_);
    folder_ = folder;
    ++generation_;
}

void CatalogSearch::search(const QString& words) {
    isSearching_ = true;
    ++latest_;
    {
        const std::lock_guard lock(mutex_);
        wish_ = Wish{words, latest_};
    }
    wake_.notify_one();
}

void CatalogSearch::cancel() {
    isSearching_ = false;
    ++latest_;
    const std::lock_guard lock(mutex_);
    wish_.reset();
}

void CatalogSearch::run(const std::stop_token& stop) {
    std::optional<Project> project;
    std::uint64_t opened = 0;
    std::unique_lock lock(mutex_);
    while (wake_.wait(lock, stop, [this] { return wish_.has_value(); })) {
        const Wish wish = *std::exchange(wish_, std::nullopt);
        const QString folder = folder_;
        const std::uint64_t generation = generation_;
        lock.unlock();
        std::vector<ItemId> items;
        QString failure;
        try {
            if (!project || opened != generation) {
                project.reset();
                project.emplace(Project::open(pathFromQt(folder), Access::ReadOnly));
                opened = generation;
            }
            const ItemStore store(project->database());
            items = store.search(fromQt(wish.words), std::numeric_limits<std::int32_t>::max());
        } catch (const Error& error) {
            failure = toQt(error.what());
        } catch (const SQLite::Exception& exception) {
            failure = toQt(errorOf(exception, pathFromQt(folder)).what());
        }
        QMetaObject::invokeMethod(
            this,
            [this, wish, failure, items = std::move(items)]() mutable {
                deliver(wish, std::move(items), failure);
            },
            Qt::QueuedConnection);
        lock.lock();
    }
}

void CatalogSearch::deliver(const Wish& wish, std::vector<ItemId> items, const QString& failure) {
    if (wish.number != latest_) {
        return;
    }
    isSearching_ = false;
    if (failure.isEmpty()) {
        Q_EMIT found({wish.words, std::move(items)});
    } else {
        Q_EMIT failed(failure);
    }
}

}  // namespace haberdash::ui
