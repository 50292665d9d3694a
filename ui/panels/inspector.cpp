// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/inspector.h"

#include "ui/convert.h"
#include "ui/pictures/picture_cache.h"
#include "ui/recommend/why_panel.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/empty_state.h"

#include <QDateTime>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace haberdash::ui {

namespace {

QScrollArea* scrolled(QWidget* page, const QString& name) {
    auto* const area = new QScrollArea;
    area->setWidget(page);
    area->setWidgetResizable(true);
    page->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setAccessibleName(name);
    return area;
}

QLabel* readable(QWidget* parent) {
    auto* const label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    // A text that one can select goes by its own direction unless it is told the window's.
    label->setAlignment(Qt::AlignAbsolute | Qt::AlignTop |
                        (parent->isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft));
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return label;
}

QString placeholderOf(const PictureState state) {
    switch (state) {
        case PictureState::Missing:
            return QStringLiteral("image-missing");
        case PictureState::Corrupt:
        case PictureState::Unsupported:
            return QStringLiteral("image-corrupt");
        case PictureState::None:
            return QStringLiteral("image-none");
        case PictureState::Pending:
        case PictureState::Ok:
            break;
    }
    return QStringLiteral("image");
}

}  // namespace

Inspector::Inspector(const ViewContext& context, QWidget* parent)
    : QWidget(parent),
      context_(context),
      pages_(new QStackedWidget(this)),
      empty_(new EmptyState(pages_)),
      card_(new QWidget(pages_)) {
    setAccessibleName(tr("Inspector"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto* const outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(pages_);
    empty_->set(QStringLiteral("inspector"),
                tr("Nothing chosen"),
                tr("Choose a product to see its picture, its facts and why it is recommended."));
    auto* const column = new QVBoxLayout(card_);
    column->setContentsMargins(scaled(16), scaled(16), scaled(16), scaled(8));
    column->setSpacing(scaled(8));
    buildCard(column);
    pages_->addWidget(empty_);
    pages_->addWidget(card_);
    Workspace& workspace = context_.workspace;
    const auto again = [this] {
        isStale_ = true;
        if (isVisible()) {
            refresh();
        }
    };
    connect(&workspace, &Workspace::selectionChanged, this, again);
    connect(&workspace, &Workspace::catalogChanged, this, again);
    connect(&workspace, &Workspace::currentRunChanged, this, again);
    connect(&workspace, &Workspace::audienceChanged, this, again);
    connect(&workspace, &Workspace::sessionChanged, this, again);
    connect(&context_.pictures, &PictureCache::ready, this, [this](const QString& hash) {
        if (item_ && toQt(item_->pictureHash) == hash) {
            refreshPicture();
        }
    });
}

void Inspector::buildCard(QVBoxLayout* column) {
    picture_ = new QLabel(card_);
    picture_->setAlignment(Qt::AlignCenter);
    fitPicture();
    title_ = readable(card_);
    setRole(title_, "heading");
    facts_ = readable(card_);
    setRole(facts_, "muted");
    tabs_ = new QTabWidget(card_);
    tabs_->setDocumentMode(true);
    tabs_->setAccessibleName(tr("About the product"));
    tabs_->tabBar()->setAccessibleName(tr("About the product"));
    tabs_->tabBar()->setExpanding(false);
    text_ = readable(card_);
    auto* const textPage = new QWidget;
    auto* const textColumn = new QVBoxLayout(textPage);
    textColumn->setContentsMargins(0, scaled(8), 0, 0);
    textColumn->addWidget(text_);
    textColumn->addStretch(1);
    why_ = new WhyPanel(context_.workspace, context_.pictures);
    history_ = new QWidget;
    from_ = new QWidget;
    tabs_->addTab(scrolled(textPage, tr("Text")), tr("Text"));
    tabs_->addTab(scrolled(why_, tr("Why")), tr("Why"));
    tabs_->addTab(scrolled(history_, tr("History")), tr("History"));
    tabs_->addTab(scrolled(from_, tr("From where")), tr("From where"));
    column->addWidget(picture_);
    column->addWidget(title_);
    column->addWidget(facts_);
    column->addWidget(tabs_, 1);
    connect(tabs_, &QTabWidget::currentChanged, this, &Inspector::refreshTab);
}

void Inspector::showTab(const QString& id) {
    const QStringList ids{QStringLiteral("text"),
                          QStringLiteral("why"),
                          QStringLiteral("history"),
                          QStringLiteral("from")};
    tabs_->setCurrentIndex(static_cast<int>(std::max<qsizetype>(0, ids.indexOf(id))));
}

void Inspector::showEvent(QShowEvent*) {
    if (isStale_) {
        refresh();
    }
}

void Inspector::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        if (picture_) {
            fitPicture();
            refreshPicture();
            // Later: the application goes through a list of all widgets, and a tab is made of new
            // ones.
            QMetaObject::invokeMethod(this, &Inspector::refreshTab, Qt::QueuedConnection);
        }
    }
    QWidget::changeEvent(event);
}

void Inspector::resizeEvent(QResizeEvent*) {
    const int before = picture_->maximumHeight();
    fitPicture();
    if (picture_->maximumHeight() != before) {
        refreshPicture();
    }
}

// At large type in a low window the facts need the room more than the picture does.
void Inspector::fitPicture() {
    picture_->setFixedHeight(std::clamp(height() / 3, scaled(96), scaled(220)));
}

void Inspector::refresh() {
    isStale_ = false;
    item_.reset();
    const std::optional<ItemId> chosen = context_.workspace.selection();
    if (context_.workspace.isOpen() && chosen) {
        try {
            item_ = context_.workspace.items().item(*chosen);
        } catch (const Error&) {
            item_.reset();  // removed meanwhile: the panel is empty then
        }
    }
    pages_->setCurrentWidget(item_ ? card_ : static_cast<QWidget*>(empty_));
    if (!item_) {
        return;
    }
    const Item& item = *item_;
    title_->setText(toQt(item.title));
    QStringList facts;
    if (item.price) {
        facts << context_.workspace.priceText(item.price);
    }
    for (const std::string& fact :
         {item.brand, item.category, item.colour, item.gender, item.season, item.usage}) {
        if (!fact.empty()) {
            facts << toQt(fact);
        }
    }
    facts_->setText(facts.join(QStringLiteral(" · ")));
    text_->setText(item.description.empty() ? tr("The catalog has no description of it.")
                                            : toQt(item.description));
    refreshPicture();
    refreshTab();
}

void Inspector::refreshPicture() {
    if (!item_) {
        return;
    }
    QPixmap pixmap;
    if (item_->pictureState == PictureState::Ok) {
        pixmap = context_.pictures.preview(toQt(item_->pictureHash));
    }
    const QSize room(std::max(scaled(160), width() - scaled(32)), picture_->maximumHeight());
    if (pixmap.isNull()) {
        const int side = scaled(72);
        picture_->setPixmap(
            lineIcon(placeholderOf(item_->pictureState), coloursOf(palette()).lineStrong)
                .pixmap(QSize(side, side), devicePixelRatioF()));
    } else {
        QPixmap fitted = pixmap.scaled(
            room * devicePixelRatioF(), Qt::KeepAspectRatio, Qt::SmoothTransformation);
        fitted.setDevicePixelRatio(devicePixelRatioF());
        picture_->setPixmap(fitted);
    }
}

void Inspector::refreshTab() {
    if (!item_) {
        return;
    }
    switch (tabs_->currentIndex()) {
        case 1:
            refreshWhy();
            break;
        case 2:
            refreshHistory();
            break;
        case 3:
            refreshFrom();
            break;
        default:
            break;
    }
}

QVBoxLayout* Inspector::emptied(QWidget* page) const {
    qDeleteAll(page->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    delete page->layout();
    auto* const column = new QVBoxLayout(page);
    column->setContentsMargins(0, scaled(8), scaled(4), scaled(8));
    column->setSpacing(scaled(4));
    return column;
}

void Inspector::addLine(QVBoxLayout* column, const char* role, const QString& text) const {
    QLabel* const label = readable(column->parentWidget());
    label->setText(text);
    if (*role) {
        setRole(label, role);
    }
    column->addWidget(label);
}

void Inspector::addPair(QVBoxLayout* column, const QString& name, const QString& value) const {
    addLine(column, "overline", name);
    addLine(column, "", value.isEmpty() ? QStringLiteral("–") : value);
    column->addSpacing(scaled(4));
}

}  // namespace haberdash::ui
