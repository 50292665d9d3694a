// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/catalog/facets.h"
#include "core/data/catalog/item_store.h"
#include "core/data/labels/label_history.h"
#include "core/data/runs/run_store.h"
#include "core/data/sessions/event_store.h"
#include "core/data/store/project.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <memory>
#include <optional>
#include <vector>

namespace haberdash::ui {

/// Who a ranking is for: a shopper of the project, a persona, or the session being built.
struct Audience {
    enum class Kind { Nobody, Shopper, Persona, Session, Annotator };
    Kind kind = Kind::Nobody;
    QString key;   ///< shopper's or persona's key, annotator's name
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

    /// Opens (closing what was open). Throws Error and leaves what was open as it was. Read-only
    /// when another window writes it. The catalog's columns are not read yet: catalog() is empty
    /// and isCatalogLoaded() false until the first reloadCatalog().
    void open(const QString& folder);
    void close();

    bool isOpen() const { return project_ != nullptr; }

    bool isReadOnly() const;

    /// Why, and what to do, in a person's words.
    QString readOnlySentence() const;

    /// There is an event of a shopper that a model could learn from. Only while open.
    bool hasEvents();

    /// What to tell a person who trains without one.
    static QString noEventsSentence();

    QString folder() const;
    QString name() const;

    // Only while open.
    Project& project();
    ItemStore& items();
    EventStore& events();
    const RunStore& runs() const;

    /// The project's labels, with those that other programs added. Only while open.
    const LabelHistory& labels();

    /// The annotator of this window: kept in the settings, at first the person's login name.
    static QString annotatorName();
    static void setAnnotatorName(const QString& name);

    /// Key of the persona whom labels are given for; empty: the annotator themselves. Kept in the
    /// settings, so it may be of another project.
    static QString labelPersona();
    static void setLabelPersona(const QString& key);

    /// That annotator in the open project, made when new. Throws Error.
    AnnotatorId annotator();

    /// Appends as one undo step, sets annotator (of this window, unless `who`) and time of each,
    /// and returns when it is durable. Throws Error. Emits labelsChanged().
    void addLabels(std::vector<LabelEvent>& events, std::optional<AnnotatorId> who = {});

    /// The last step of an annotator (of this window, unless `who`): which it was; empty: there is
    /// none. As addLabels().
    std::optional<std::int64_t> undoLabel(std::optional<AnnotatorId> who = {});
    std::optional<std::int64_t> redoLabel(std::optional<AnnotatorId> who = {});

    /// Takes back that step, whatever came after it; false when it does not hold. As addLabels().
    bool undoStep(std::int64_t step);

    /// After an import of labels.
    void noteLabelsChanged();

    std::shared_ptr<const CatalogIndex> catalog() const { return catalog_; }

    bool isCatalogLoaded() const { return isCatalogLoaded_; }

    QString priceText(std::optional<double> price) const;  ///< "₹ 1,299", "€ 39.90"; empty for none

    /// Reads the catalog again after an import; emits catalogChanged().
    void reloadCatalog();

    /// The same beside the window's thread, with a connection of its own; a later call or another
    /// project makes an earlier one's result void. Emits problem() when it fails.
    void reloadCatalogInBackground();

    std::optional<ItemId> selection() const { return selection_; }

    void select(std::optional<ItemId> item);

    QString currentRun() const { return currentRun_; }  ///< empty: none

    /// A person's choice: it holds when the project is opened again.
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
    void labelsChanged();

    /// Something that was begun in the background could not be done.
    void problem(const QString& sentence);

  private:
    void requireWritable() const;  ///< throws Error(Locked)
    void forget();
    void tellAll();
    QString runToShow() const;
    void adoptRun(const QString& run);
    std::optional<std::int64_t> reverse(LabelKind kind, std::optional<AnnotatorId> who);
    void adoptCatalog(std::shared_ptr<const CatalogIndex> catalog);

    std::unique_ptr<Project> project_;
    std::optional<FileLock> lock_;
    bool isOpenElsewhere_ = false;  ///< why there is no lock
    std::unique_ptr<ItemStore> items_;
    std::unique_ptr<EventStore> events_;
    std::unique_ptr<RunStore> runs_;
    std::optional<LabelHistory> labels_;  ///< read when first asked for
    std::shared_ptr<const CatalogIndex> catalog_;
    std::optional<ItemId> selection_;
    QString currentRun_;
    Audience audience_;
    std::vector<SessionEvent> session_;
    QString currency_;
    bool isCatalogLoaded_ = false;
    quint64 generation_ = 0;  ///< of what is open and loaded: tells a late loader that it is void
    QThreadPool loader_;      ///< last, so that it is waited for before anything else goes
};

}  // namespace haberdash::ui
