// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/ids.h"

#include <QObject>
#include <QString>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace haberdash::ui {

/// Products that hold the words, best first.
struct FoundItems {
    QString words;
    std::vector<ItemId> items;
};

/// Full-text search beside the window's thread, with a connection of its own: a word with many
/// matches never delays the next key. Only the latest search is answered.
class CatalogSearch : public QObject {
    Q_OBJECT

  public:
    explicit CatalogSearch(QObject* parent = nullptr);
    ~CatalogSearch() override;

    /// Searches this project folder from now on (empty: none).
    void setProject(const QString& folder);

    /// found() or failed() follows, unless another search or cancel() comes first.
    void search(const QString& words);
    void cancel();

    bool isSearching() const { return isSearching_; }

  Q_SIGNALS:
    void found(const haberdash::ui::FoundItems& found);
    void failed(const QString& sentence);

  private:
    struct Wish {
        QString words;
        std::uint64_t number = 0;
    };

    void run(const std::stop_token& stop);
    void deliver(const Wish& wish, std::vector<ItemId> items, const QString& failure);

    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::optional<Wish> wish_;
    QString folder_;
    std::uint64_t generation_ = 0;  ///< rises with every setProject()
    std::uint64_t latest_ = 0;      ///< of the window's thread, as isSearching_
    bool isSearching_ = false;
    std::jthread thread_;
};

}  // namespace haberdash::ui
