// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/first_run.h"

#include "ui/shell/icons.h"
#include "ui/shell/theme.h"
#include "ui/widgets/clear_layout.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QSvgRenderer>
#include <QTimer>
#include <QVBoxLayout>

namespace haberdash::ui {

namespace {

QStringList localPaths(const QMimeData* data) {
    QStringList paths;
    for (const QUrl& url : data->urls()) {
        if (url.isLocalFile()) {
            paths << url.toLocalFile();
        }
    }
    return paths;
}

/// With ~ for the home folder, its beginning left out where it is long.
QString shortPath(QString path) {
    constexpr qsizetype kMostLetters = 48;
    const QString home = QDir::homePath();
    if (path == home || path.startsWith(home + QLatin1Char('/'))) {
        path.replace(0, home.size(), QStringLiteral("~"));
    }
    return path.size() <= kMostLetters ? path : QStringLiteral("…") + path.right(kMostLetters);
}

}  // namespace

FirstRun::FirstRun(QWidget* parent)
    : QWidget(parent),
      choices_(new QVBoxLayout),
      recent_(new QVBoxLayout),
      recentBox_(new QWidget(this)),
      art_(new QLabel(this)) {
    art_->hide();
    setAcceptDrops(true);
    auto* const box = new QWidget(this);
    box->setMinimumWidth(scaled(320));
    box->setMaximumWidth(scaled(560));
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto* const column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(scaled(10));
    auto* const name = new QLabel(QStringLiteral("Haberdash"), box);
    name->setStyleSheet(QStringLiteral("font-size: %1px; font-weight: 600;").arg(scaled(38)));
    auto* const words =
        new QLabel(tr("Explore, train, judge and show fashion recommendations."), box);
    words->setWordWrap(true);
    setRole(words, "muted");
    column->addWidget(name);
    column->addWidget(words);
    column->addSpacing(scaled(16));
    column->addLayout(choices_);
    choices_->setSpacing(scaled(10));
    sample_ = choice(QStringLiteral("spool"),
                     tr("Explore the sample catalogue"),
                     tr("2,000 drawn products, 500 simulated shoppers and a first trained model"));
    QPushButton* const import = choice(QStringLiteral("import"),
                                       tr("Import products…"),
                                       tr("or drop a folder or a CSV file here"));
    QPushButton* const open = choice(QStringLiteral("folder"), tr("Open project…"), {});
    recent_->setContentsMargins(0, 0, 0, 0);
    recent_->setSpacing(scaled(2));
    recentBox_->setLayout(recent_);
    column->addWidget(recentBox_);
    column->addSpacing(scaled(8));
    auto* const hint = new QLabel(tr("Ctrl+K does everything · ? shows the keys"), box);
    setRole(hint, "muted");
    column->addWidget(hint);
    auto* const outer = new QVBoxLayout(this);
    const int inset = scaled(28);
    outer->setContentsMargins(inset, inset, inset, inset);
    auto* const page = new QWidget(this);
    auto* const centred = new QVBoxLayout(page);
    centred->addStretch(2);
    auto* const row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(box, 100);
    row->addSpacing(scaled(32));
    row->addWidget(art_, 0, Qt::AlignVCenter);
    row->addStretch(1);
    centred->addLayout(row);
    centred->addStretch(3);
    auto* const area = new QScrollArea(this);
    area->setAccessibleName(tr("How to begin"));
    area->setWidget(page);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    page->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);
    outer->addWidget(area);
    setFocusProxy(sample_);
    connect(sample_, &QPushButton::clicked, this, &FirstRun::sampleWanted);
    connect(import, &QPushButton::clicked, this, [this] { Q_EMIT importWanted({}); });
    connect(open, &QPushButton::clicked, this, &FirstRun::openWanted);
    setRecent({});
}

QPushButton* FirstRun::choice(const QString& iconName, const QString& text, const QString& hint) {
    auto* const button = new QPushButton(this);
    button->setAutoDefault(true);
    button->setAccessibleName(text);
    button->setAccessibleDescription(hint);
    setRole(button, "choice");
    // A button's own policy holds it to one height, whatever its words come to.
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    auto* const row = new QHBoxLayout(button);
    row->setContentsMargins(scaled(18), scaled(12), scaled(18), scaled(12));
    row->setSpacing(scaled(16));
    auto* const picture = new QLabel(button);
    const int side = scaled(28);
    picture->setPixmap(lineIcon(iconName, coloursOf(palette()).accent)
                           .pixmap(QSize(side, side), devicePixelRatioF()));
    auto* const lines = new QVBoxLayout;
    lines->setSpacing(scaled(2));
    auto* const main = new QLabel(text, button);
    setRole(main, "heading");
    lines->addWidget(main);
    if (!hint.isEmpty()) {
        auto* const small = new QLabel(hint, button);
        small->setWordWrap(true);
        setRole(small, "muted");
        lines->addWidget(small);
    }
    row->addWidget(picture);
    row->addLayout(lines, 1);
    for (QLabel* const label : button->findChildren<QLabel*>()) {
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    }
    choices_->addWidget(button);
    return button;
}

void FirstRun::setRecent(const QStringList& folders) {
    clearLayout(recent_);
    recentBox_->setVisible(!folders.isEmpty());
    if (folders.isEmpty()) {
        return;
    }
    auto* const heading = new QLabel(tr("Opened last"), recentBox_);
    setRole(heading, "overline");
    recent_->addSpacing(scaled(8));
    recent_->addWidget(heading);
    constexpr int kMostShown = 4;
    for (const QString& folder : folders.mid(0, kMostShown)) {
        const QFileInfo project(folder);
        auto* const button =
            new QPushButton(tr("%1  in %2", "a project and its folder")
                                .arg(project.completeBaseName(), shortPath(project.path())),
                            recentBox_);
        button->setIcon(lineIcon(QStringLiteral("folder")));
        button->setToolTip(folder);
        button->setStyleSheet(QStringLiteral("text-align: left;"));
        setRole(button, "quiet");
        recent_->addWidget(button);
        connect(
            button, &QPushButton::clicked, this, [this, folder] { Q_EMIT recentWanted(folder); });
    }
}

void FirstRun::dragEnterEvent(QDragEnterEvent* event) {
    if (!localPaths(event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void FirstRun::dropEvent(QDropEvent* event) {
    Q_EMIT importWanted(localPaths(event->mimeData()));
    event->acceptProposedAction();
}

void FirstRun::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // Drawn after the first paint, and only where it leaves the choices their room.
    QTimer::singleShot(0, this, &FirstRun::drawArt);
}

void FirstRun::drawArt() {
    const QSize size(scaled(480), scaled(300));
    const bool hasRoom = width() >= scaled(1200) && height() >= scaled(480);
    if (hasRoom && art_->pixmap().isNull()) {
        const qreal ratio = devicePixelRatioF();
        QPixmap pixmap(size * ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        QSvgRenderer(QStringLiteral(":/art/welcome.svg")).render(&painter);
        painter.end();
        pixmap.setDevicePixelRatio(ratio);
        art_->setPixmap(pixmap);
    }
    art_->setVisible(hasRoom);
}

void FirstRun::focusInEvent(QFocusEvent*) {
    sample_->setFocus();
}

void FirstRun::paintEvent(QPaintEvent*) {
    // The chalk-and-thread ornament: two running stitches that meet in a corner.
    const ThemeColours& colours = coloursOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen thread(colours.stitch, scaled(2), Qt::CustomDashLine, Qt::RoundCap);
    thread.setDashPattern({4.0, 4.0});
    painter.setPen(thread);
    const int inset = scaled(20);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect().adjusted(inset, inset, -inset, -inset), scaled(16), scaled(16));
}

}  // namespace haberdash::ui
