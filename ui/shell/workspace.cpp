// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/workspace.h"

#include "ui/convert.h"
#include "ui/shell/settings.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>
#include <ranges>

namespace haberdash::ui {

namespace {

constexpr const char* kLearned = "multimodal";

double validationOf(const Run& run) {
    const auto found = run.validation.find("ndcg@10");
    return found == run.validation.end() ? -std::numeric_limits<double>::infinity() : found->second;
}

}  // namespace

Workspace::Workspace(QObject* parent) : QObject(parent) {
    loader_.setMaxThreadCount(1);
}

Workspace::~Workspace() {
    loader_.waitForDone();
}

void Workspace::open(const QString& folder) {
    const std::filesystem::path path =
        std::filesystem::absolute(pathFromQt(folder)).lexically_normal();
    const bool isSame = project_ && project_->folder() == path;
    if (isSame) {
        return;
    }
    // A folder that is no project stays as it is: not even a lock is put there.
    std::optional<FileLock> lock =
        std::filesystem::exists(path / "project.db") ? acquireWindowLock(path) : std::nullopt;
    auto project =
        std::make_unique<Project>(Project::open(path, lock ? Access::ReadWrite : Access::ReadOnly));
    auto items = std::make_unique<ItemStore>(project->database());
    auto events = std::make_unique<EventStore>(project->database());
    forget();
    isOpenElsewhere_ = !lock && isWindowLockHeld(path);
    if (lock) {
        lock_.emplace(std::move(*lock));
    }
    project_ = std::move(project);
    items_ = std::move(items);
    events_ = std::move(events);
    runs_ = std::make_unique<RunStore>(project_->runsFolder());
    currency_ = toQt(project_->setting("currency").value_or(std::string()));
    catalog_ = std::make_shared<const CatalogIndex>();
    currentRun_ = runToShow();
    tellAll();
}

QString Workspace::readOnlySentence() const {
    return isOpenElsewhere_
               ? tr("Another window is working on this project: what you click, label or import "
                    "here is not kept. Close the other window to work here.")
               : tr("The folder of this project cannot be written: nothing that you do here is "
                    "kept. Change its permissions, or copy it to a folder of your own.");
}

void Workspace::close() {
    if (isOpen()) {
        forget();
        tellAll();
    }
}

void Workspace::forget() {
    ++generation_;
    runs_.reset();
    events_.reset();
    items_.reset();
    project_.reset();
    lock_.reset();
    labels_.reset();
    catalog_.reset();
    isCatalogLoaded_ = false;
    currency_.clear();
    selection_.reset();
    currentRun_.clear();
    audience_ = {};
    session_.clear();
}

void Workspace::tellAll() {
    Q_EMIT projectChanged();
    Q_EMIT catalogChanged();
    Q_EMIT runsChanged();
    Q_EMIT selectionChanged();
    Q_EMIT currentRunChanged();
    Q_EMIT audienceChanged();
    Q_EMIT sessionChanged();
}

bool Workspace::isReadOnly() const {
    return project_ && project_->access() == Access::ReadOnly;
}

bool Workspace::hasEvents() {
    return events().eventCount() > 0;
}

QString Workspace::noEventsSentence() {
    return tr(
        "There are no events of shoppers to learn from: import them, or simulate shoppers to "
        "try things out.");
}

QString Workspace::folder() const {
    return project_ ? toQt(project_->folder()) : QString();
}

QString Workspace::name() const {
    return project_ ? toQt(project_->name()) : QString();
}

Project& Workspace::project() {
    return *project_;
}

ItemStore& Workspace::items() {
    return *items_;
}

EventStore& Workspace::events() {
    return *events_;
}

const RunStore& Workspace::runs() const {
    return *runs_;
}

// What the person chose last; otherwise the best of the runs that can be told apart by their
// figures: those that learned from the same examples as the newest.
QString Workspace::runToShow() const {
    std::vector<Run> runs = runs_->all();
    std::erase_if(runs, [](const Run& run) { return run.state != RunState::Done; });
    const QString kept = keptRun(folder());
    if (std::ranges::find(runs, fromQt(kept), &Run::id) != runs.end()) {
        return kept;
    }
    // A run that learned is of more interest than a floor that was trained after it.
    const Run* shown = nullptr;
    for (const Run& run : std::views::reverse(runs)) {
        const bool isFirst = !shown || (run.kind == kLearned && shown->kind != kLearned);
        const bool isAlike = shown && run.kind == shown->kind && run.dataset == shown->dataset;
        if (isFirst || (isAlike && validationOf(run) > validationOf(*shown))) {
            shown = &run;
        }
    }
    return shown ? toQt(shown->id) : QString();
}

QString Workspace::priceText(const std::optional<double> price) const {
    if (!price || !std::isfinite(*price)) {
        return {};
    }
    const QLocale locale;
    const bool isWhole = std::abs(*price - std::round(*price)) < 0.005;
    const QString number = locale.toString(*price, 'f', isWhole ? 0 : 2);

    struct Sign {
        const char* code;
        const char* sign;
    };

    constexpr Sign kSigns[] = {
        {"INR", "₹"}, {"EUR", "€"}, {"USD", "$"}, {"GBP", "£"}, {"JPY", "¥"}};
    for (const Sign& sign : kSigns) {
        if (currency_ == QLatin1String(sign.code)) {
            return QStringLiteral("%1 %2").arg(QString::fromUtf8(sign.sign), number);
        }
    }
    return currency_.isEmpty() ? number : QStringLiteral("%1 %2").arg(currency_, number);
}

void Workspace::reloadCatalog() {
    if (!isOpen()) {
        return;
    }
    adoptCatalog(std::make_shared<const CatalogIndex>(CatalogIndex::load(project_->database())));
}

void Workspace::reloadCatalogInBackground() {
    if (!isOpen()) {
        return;
    }
    const quint64 generation = ++generation_;
    loader_.start([this, generation, file = project_->database().file()] {
        std::shared_ptr<const CatalogIndex> catalog;
        QString sentence;
        try {
            Database database(file, Access::ReadOnly);
            catalog = std::make_shared<const CatalogIndex>(CatalogIndex::load(database));
        } catch (const Error& error) {
            sentence = toQt(error.what());
        } catch (const SQLite::Exception& exception) {
            sentence = toQt(errorOf(exception, file).what());
        }
        QMetaObject::invokeMethod(
            this,
            [this, generation, catalog, sentence] {
                if (generation != generation_) {
                    return;
                }
                if (catalog) {
                    adoptCatalog(catalog);
                } else {
                    Q_EMIT problem(sentence);
                }
            },
            Qt::QueuedConnection);
    });
}

void Workspace::adoptCatalog(std::shared_ptr<const CatalogIndex> catalog) {
    ++generation_;
    currency_ = toQt(project_->setting("currency").value_or(std::string()));
    catalog_ = std::move(catalog);
    isCatalogLoaded_ = true;
    Q_EMIT catalogChanged();
}

void Workspace::select(const std::optional<ItemId> item) {
    if (selection_ != item) {
        selection_ = item;
        Q_EMIT selectionChanged();
    }
}

void Workspace::setCurrentRun(const QString& run) {
    if (isOpen()) {
        keepRun(folder(), run);
    }
    adoptRun(run);
}

void Workspace::adoptRun(const QString& run) {
    if (currentRun_ != run) {
        currentRun_ = run;
        Q_EMIT currentRunChanged();
    }
}

void Workspace::setAudience(const Audience& audience) {
    if (!(audience_ == audience)) {
        audience_ = audience;
        Q_EMIT audienceChanged();
    }
}

void Workspace::setSession(std::vector<SessionEvent> session) {
    session_ = std::move(session);
    Q_EMIT sessionChanged();
}

void Workspace::noteRunsChanged() {
    const bool isGone = isOpen() && !currentRun_.isEmpty() && !runs_->has(fromQt(currentRun_));
    const bool isNone = isOpen() && currentRun_.isEmpty();
    Q_EMIT runsChanged();
    if (isGone || isNone) {
        adoptRun(runToShow());
    }
}

}  // namespace haberdash::ui
