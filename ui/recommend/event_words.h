// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/sessions/event.h"

#include <QString>

namespace haberdash::ui {

/// "viewed", "added to cart", "bought", "liked", "disliked".
QString eventName(EventKind kind);

/// Name of a line icon.
QString eventIcon(EventKind kind);

/// "text" -> "Text", "history" -> "History".
QString partName(const QString& part);

}  // namespace haberdash::ui
