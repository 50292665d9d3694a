// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "core/data/catalog/facets.h"
#include "core/data/catalog/item_store.h"
#include "core/data/runs/run_store.h"
#include "core/data/sessions/event_store.h"
#include "core/data/store/project.h"

namespace haberdash::ui {

/// Who a ranking is for: a shopper of the project, a persona, or the session being built.
struct Audience {
    enum class Kind { Nobody, Shopper, Persona, Session };
    Kind kind = Kind::Nobody;
    QString key;   ///< shopper's or persona's key
    QString name;  ///< for display

    friend bool operator==(const Audience&, const Audience&) = default;
};

/// One event of the session being built in Recommend.
struct SessionEvent {
    ItemId item{};
    EventKind kind = EventKind::View;
    bool isOn = true;  ///< off: left out, to see what would change
};

/// What all views share: the open project and one selection, one current model, one audience.
/// Lives on the window's thread; owns this thread's connection to the project.
class Workspace : public QObject {
    Q_OBJECT

  public:
    explicit Workspace(QObject* parent = nullptr);
    ~Workspace() override;

    /// Opens (closing what was open). Throws Error. Read-only when another window writes it.
    void open(const QString& folder);
    void close();
    bool isOpen() const { return project_ != nullptr; }
    bool isReadOnly() const;
    QString folder() const;
    QString name() const;

    // Only while open.
    Project& project();
    ItemStore& items();
    EventStore& events();
    const RunStore& runs() const;
    std::shared_ptr<const CatalogIndex> catalog() const { return catalog_; }
    QString priceText(std::optional<double> price) const;  ///< "₹ 1,299", "€ 39.90", "–"

    /// Reads the catalog again after an import; emits catalogChanged().
    void reloadCatalog();

    std::optional<ItemId> selection() const { return selection_; }
    void select(std::optional<ItemId> item);
    QString currentRun() const { return currentRun_; }  ///< empty: none
    void setCurrentRun(const QString& run);
    const Audience& audience() const { return audience_; }
    void setAudience(const Audience& audience);
    const std::vector<SessionEvent>& session() const { return session_; }
    void setSession(std::vector<SessionEvent> session);

    /// Tells that runs were added, changed or removed.
    void noteRunsChanged();

  Q_SIGNALS:
    void projectChanged();
    void catalogChanged();
    void selectionChanged();
    void currentRunChanged();
    void audienceChanged();
    void sessionChanged();
    void runsChanged();

  private:
    std::unique_ptr<Project> project_;
    std::optional<WindowLock> lock_;
    std::unique_ptr<ItemStore> items_;
    std::unique_ptr<EventStore> events_;
    std::unique_ptr<RunStore> runs_;
    std::shared_ptr<const CatalogIndex> catalog_;
    std::optional<ItemId> selection_;
    QString currentRun_;
    Audience audience_;
    std::vector<SessionEvent> session_;
};

}  // namespace haberdash::ui
