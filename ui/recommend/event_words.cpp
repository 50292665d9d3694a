// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recommend/event_words.h"

#include <QCoreApplication>

namespace haberdash::ui {

namespace {

/// The context of this file's words.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(haberdash::ui::EventWords)
};

}  // namespace

QString eventName(const EventKind kind) {
    switch (kind) {
        case EventKind::View:
            return Tr::tr("viewed");
        case EventKind::Cart:
            return Tr::tr("put into the cart");
        case EventKind::Purchase:
            return Tr::tr("bought");
        case EventKind::Like:
            return Tr::tr("liked");
        case EventKind::Dislike:
            return Tr::tr("disliked");
    }
    return {};
}

QString eventIcon(const EventKind kind) {
    switch (kind) {
        case EventKind::View:
            return QStringLiteral("eye");
        case EventKind::Cart:
            return QStringLiteral("cart");
        case EventKind::Purchase:
            return QStringLiteral("bag");
        case EventKind::Like:
            return QStringLiteral("like");
        case EventKind::Dislike:
            return QStringLiteral("dislike");
    }
    return {};
}

QString partName(const QString& part) {
    if (part == QLatin1String("text")) {
        return Tr::tr("Text");
    }
    if (part == QLatin1String("image")) {
        return Tr::tr("Picture");
    }
    if (part == QLatin1String("facts")) {
        return Tr::tr("Facts");
    }
    return part == QLatin1String("history") ? Tr::tr("History") : part;
}

}  // namespace haberdash::ui
