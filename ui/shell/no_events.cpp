// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/no_events.h"

#include "ui/shell/command_table.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/notice_bar.h"

#include <QCoreApplication>

namespace haberdash::ui {

void offerSimulation(NoticeBar& notice, const CommandTable& commands) {
    notice.show(NoticeBar::Kind::Info,
                Workspace::noEventsSentence(),
                QCoreApplication::translate("haberdash::ui::NoEvents", "Simulate shoppers"),
                [&commands] {
                    if (QAction* const action = commands.action(QStringLiteral("file.simulate"))) {
                        action->trigger();
                    }
                });
}

}  // namespace haberdash::ui
