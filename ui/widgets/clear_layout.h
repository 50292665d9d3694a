// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLayout;

namespace haberdash::ui {

/// Everything in the layout goes, the widgets once what is under way is through: one of them may be
/// a button in its own click.
void clearLayout(QLayout* layout);

}  // namespace haberdash::ui
