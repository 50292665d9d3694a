// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/catalog_view.h"

#include "ui/catalog/catalog_browser.h"
#include "ui/catalog/catalog_model.h"
#include "ui/catalog/detail_page.h"
#include "ui/catalog/results_banner.h"
#include "ui/convert.h"
#include "ui/engine_client/engine_client.h"
#include "ui/pictures/tile_grid.h"
#include "ui/shell/command_table.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/notice_bar.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <utility>

namespace haberdash::ui {

namespace {

// Enough to be narrowed further; what is less like it than these is hardly like it at all.
constexpr int kMostResults = 200;

// The picture file of a drag; empty when it is none or several.
QString pictureOf(const QMimeData* data) {
    const QList<QUrl> urls = data->urls();
    if (urls.size() != 1 || !urls.front().isLocalFile()) {
        return {};
    }
    const QString file = urls.front().toLocalFile();
    const QStringList endings{"jpg", "jpeg", "png", "webp"};
    return endings.contains(QFileInfo(file).suffix().toLower()) ? file : QString();
}

}  // namespace

CatalogView::CatalogView(const ViewContext& context, QWidget* parent)
    : View(parent),
      context_(context),
      notice_(new NoticeBar(this)),
      pages_(new QStackedWidget(this)),
      browser_(new CatalogBrowser(context.workspace, context.pictures, this)),
      query_(new SimilarQuery(
          context.workspace, context.engine, QStringLiteral("catalog.similar"), this)) {
    setAcceptDrops(true);
    addCommands();
    addSimilarCommands();
    addLabelCommands();
    detail_ = new DetailPage(context_, this);
    pages_->addWidget(browser_);
    pages_->addWidget(detail_);
    notice_->hide();
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(notice_);
    column->addWidget(pages_, 1);
    setFocusProxy(browser_->grid());
    connectParts();
    browser_->startAnew();
}

void CatalogView::connectParts() {
    Workspace& workspace = context_.workspace;
    connect(&workspace, &Workspace::projectChanged, this, [this] {
        query_->cancel();
        question_.reset();
        notice_->dismiss();  // its way on was meant for another project
        pages_->setCurrentWidget(browser_);
        browser_->startAnew();
    });
    connect(&workspace, &Workspace::catalogChanged, browser_, &CatalogBrowser::reload);
    connect(browser_, &CatalogBrowser::opened, this, [this](const int row) {
        openDetail(browser_->model()->itemAt(row));
    });
    connect(browser_, &CatalogBrowser::meaningAsked, this, &CatalogView::searchByMeaning);
    connect(browser_, &CatalogBrowser::menuAsked, this, &CatalogView::showMenu);
    connect(browser_, &CatalogBrowser::mixChanged, this, [this] { askAgain(); });
    connect(browser_, &CatalogBrowser::resultsLeft, this, [this] {
        query_->cancel();
        question_.reset();
    });
    connect(browser_, &CatalogBrowser::failed, this, [this](const QString& sentence) {
        notice_->show(NoticeBar::Kind::Problem, sentence);
    });
    connect(browser_, &CatalogBrowser::importAsked, this, [this] {
        if (QAction* const import = context_.commands.action(QStringLiteral("file.import"))) {
            import->trigger();
        }
    });
    connect(detail_, &DetailPage::left, this, &CatalogView::leaveDetail);
    connect(detail_, &DetailPage::stepped, this, &CatalogView::step);
    connect(detail_, &DetailPage::similarOpened, this, [this](const int row) {
        openDetail(detail_->similarModel()->itemAt(row));
    });
    connect(detail_, &DetailPage::featuresAsked, this, &CatalogView::computeFeatures);
    connect(query_, &SimilarQuery::found, this, [this](const auto& items) {
        if (question_) {
            browser_->showResults(title_, items);
            browser_->focusGrid();
        }
    });
    connect(query_, &SimilarQuery::refused, this, &CatalogView::refuse);
    connect(&context_.engine, &EngineClient::jobFinished, this, [this] {
        if (std::exchange(isWaitingForFeatures_, false) && isDetailShown() && detail_->item()) {
            openDetail(*detail_->item());
        }
    });
}

void CatalogView::activate() {
    if (isDetailShown()) {
        detail_->setFocus();
    } else {
        browser_->focusGrid();
    }
}

bool CatalogView::isSettled() const {
    return browser_->isSettled() && !query_->isAsking() &&
           (!isDetailShown() || detail_->isSettled());
}

void CatalogView::openDetail(const ItemId item) {
    const CatalogModel* const model = browser_->model();
    const int row = model->rowOf(item);
    detail_->show(item, row, model->rowCount());
    if (row >= 0) {
        browser_->grid()->setCurrentRow(row);
    }
    context_.workspace.select(item);
    pages_->setCurrentWidget(detail_);
    detail_->setFocus();
}

void CatalogView::leaveDetail() {
    if (!isDetailShown()) {
        return;
    }
    pages_->setCurrentWidget(browser_);
    browser_->grid()->scrollTo(browser_->grid()->currentIndex());
    browser_->focusGrid();
}

bool CatalogView::isDetailShown() const {
    return pages_->currentWidget() == detail_;
}

void CatalogView::step(const int step) {
    const CatalogModel* const model = browser_->model();
    const int row = detail_->item() ? model->rowOf(*detail_->item()) : -1;
    const int next = row + step;
    if (row >= 0 && next >= 0 && next < model->rowCount()) {
        openDetail(model->itemAt(next));
    }
}

std::optional<ItemId> CatalogView::actedOn() const {
    return isDetailShown() ? detail_->item() : browser_->currentItem();
}

void CatalogView::searchSimilar(const ItemId id) {
    try {
        const Item item = context_.workspace.items().item(id);
        SimilarTo question;
        question.sku = toQt(item.sku);
        ask(question, tr("Similar to %1").arg(toQt(item.title)));
    } catch (const Error& error) {
        notice_->show(NoticeBar::Kind::Problem, toQt(error.what()));
    }
}

void CatalogView::searchByMeaning(const QString& words) {
    if (words.isEmpty()) {
        pages_->setCurrentWidget(browser_);
        browser_->focusSearch();
        return;
    }
    SimilarTo question;
    question.text = words;
    ask(question, tr("By meaning: %1").arg(words));
}

void CatalogView::searchByPicture(const QString& file) {
    SimilarTo question;
    question.image = file;
    ask(question, tr("Similar to the picture %1").arg(QFileInfo(file).fileName()));
}

void CatalogView::ask(const SimilarTo& question, const QString& sentence) {
    notice_->dismiss();
    question_ = question;
    question_->k = kMostResults;
    title_ = {.sentence = sentence, .words = question.text, .hasMix = !question.sku.isEmpty()};
    pages_->setCurrentWidget(browser_);
    browser_->announce({.sentence = tr("%1 – looking…").arg(sentence), .hasMix = title_.hasMix});
    askAgain();
}

void CatalogView::askAgain() {
    if (question_) {
        question_->mix = browser_->banner()->mix();
        query_->ask(*question_);
    }
}

void CatalogView::refuse(const QString& sentence) {
    browser_->leaveResults();
    question_.reset();
    notice_->show(
        NoticeBar::Kind::Warning, sentence, tr("Compute features"), [this] { computeFeatures(); });
}

void CatalogView::computeFeatures() {
    if (!context_.workspace.isOpen()) {
        return;
    }
    isWaitingForFeatures_ = true;
    if (QAction* const features = context_.commands.action(QStringLiteral("file.features"))) {
        features->trigger();
    } else {
        context_.engine.start(tr("Compute features"),
                              {QStringLiteral("features"), context_.workspace.folder()});
    }
}

void CatalogView::choosePicture() {
    auto* const dialog = new QFileDialog(this, tr("Search by picture"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(tr("Pictures (%1)").arg(QStringLiteral("*.jpg *.jpeg *.png *.webp")));
    connect(dialog, &QFileDialog::fileSelected, this, &CatalogView::searchByPicture);
    dialog->open();
}

bool CatalogView::canGoBack() const {
    return isDetailShown() || browser_->isShowingResults() || query_->isAsking() ||
           !browser_->words().isEmpty();
}

void CatalogView::goBack() {
    if (isDetailShown()) {
        leaveDetail();
    } else if (browser_->isShowingResults() || query_->isAsking()) {
        browser_->leaveResults();
        query_->cancel();
        browser_->focusGrid();
    } else if (!browser_->words().isEmpty()) {
        browser_->setWords({});
    }
}

std::vector<ItemId> CatalogView::actedOnAll() const {
    std::vector<ItemId> items = browser_->selectedItems();
    if (isDetailShown() || items.empty()) {
        items.clear();
        if (const std::optional<ItemId> item = actedOn()) {
            items.push_back(*item);
        }
    }
    return items;
}

void CatalogView::addToSession() {
    const std::vector<ItemId> items = actedOnAll();
    if (items.empty()) {
        return;
    }
    const std::vector<SessionEvent> before = context_.workspace.session();
    std::vector<SessionEvent> session = before;
    for (const ItemId item : items) {
        session.push_back({.item = item, .kind = EventKind::View, .isOn = true});
    }
    context_.workspace.setSession(std::move(session));
    notice_->show(
        NoticeBar::Kind::Good,
        tr("%n product(s) added to the session.", nullptr, static_cast<int>(items.size())),
        tr("Undo"),
        [this, before] { context_.workspace.setSession(before); });
}

void CatalogView::showMenu(const QPoint& globalPosition) {
    if (!browser_->currentItem()) {
        return;
    }
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const char* const id : {"catalog.open",
                                 "catalog.similar",
                                 "catalog.addToSession",
                                 "catalog.like",
                                 "catalog.dislike",
                                 "catalog.copyId"}) {
        menu->addAction(context_.commands.action(QLatin1String(id)));
    }
    menu->popup(globalPosition);
}

// Esc is the window's, as long as there is nothing to go back from here.
bool CatalogView::event(QEvent* event) {
    const bool isEscape = event->type() == QEvent::ShortcutOverride &&
                          static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
    if (isEscape && canGoBack()) {
        event->accept();
        return true;
    }
    return View::event(event);
}

void CatalogView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && canGoBack()) {
        goBack();
        return;
    }
    View::keyPressEvent(event);
}

void CatalogView::dragEnterEvent(QDragEnterEvent* event) {
    if (!pictureOf(event->mimeData()).isEmpty() && context_.workspace.isOpen()) {
        event->acceptProposedAction();
    }
}

void CatalogView::dropEvent(QDropEvent* event) {
    if (const QString file = pictureOf(event->mimeData()); !file.isEmpty()) {
        event->acceptProposedAction();
        searchByPicture(file);
    }
}

}  // namespace haberdash::ui
