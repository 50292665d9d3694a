// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notice_bar.h"

#include "ui/shell/icons.h"
#include "ui/shell/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace haberdash::ui {

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent),
      picture_(new QLabel(this)),
      text_(new QLabel(this)),
      action_(new QPushButton(this)),
      close_(new QToolButton(this)) {
    setRole(this, "notice");
    text_->setTextFormat(Qt::PlainText);
    text_->setWordWrap(true);
    close_->setIcon(lineIcon(QStringLiteral("close")));
    close_->setAccessibleName(tr("Close this message"));
    close_->setToolTip(close_->accessibleName());
    setRole(close_, "quiet");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(scaled(12), scaled(4), scaled(8), scaled(4));
    row->setSpacing(scaled(8));
    row->addWidget(picture_);
    row->addWidget(text_, 1);
    row->addWidget(action_);
    row->addWidget(close_);
    QFrame::hide();
    connect(close_, &QToolButton::clicked, this, &NoticeBar::dismiss);
    connect(action_, &QPushButton::clicked, this, [this] {
        const std::function<void()> run = run_;
        dismiss();
        if (run) {
            run();
        }
    });
}

void NoticeBar::show(const Kind kind,
                     const QString& sentence,
                     const QString& action,
                     std::function<void()> run) {
    constexpr const char* kNames[] = {"info", "good", "warning", "problem"};
    const char* const name = kNames[static_cast<int>(kind)];
    setProperty("kind", QLatin1String(name));
    setRole(this, "notice");
    const ThemeColours& colours = coloursOf(palette());
    const QColor marks[] = {colours.inkMuted, colours.good, colours.warn, colours.bad};
    picture_->setPixmap(lineIcon(QLatin1String(name), marks[static_cast<int>(kind)])
                            .pixmap(QSize(scaled(20), scaled(20)), devicePixelRatioF()));
    text_->setText(sentence);
    setAccessibleName(sentence);
    action_->setText(action);
    action_->setVisible(!action.isEmpty());
    run_ = std::move(run);
    QFrame::show();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void NoticeBar::dismiss() {
    run_ = nullptr;
    QFrame::hide();
}

QString NoticeBar::sentence() const {
    return isHidden() ? QString() : text_->text();
}

}  // namespace haberdash::ui
