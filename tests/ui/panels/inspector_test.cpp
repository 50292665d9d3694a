// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/inspector.h"

#include "tests/ui/support/view_fixture.h"
#include "ui/shell/theme.h"

#include <QCoreApplication>
#include <QLabel>

namespace haberdash::ui {
namespace {

class InspectorTest : public test::ViewFixture {};

// The application goes through all its widgets when the theme changes: none of them may go
// meanwhile.
TEST_F(InspectorTest, EveryTabSurvivesAnotherTheme) {
    open();
    Inspector inspector(context());
    inspector.show();
    context().workspace.select(context().workspace.items().requireSku("p1"));
    for (const char* const tab : {"text", "why", "history", "from"}) {
        inspector.showTab(QLatin1String(tab));
        QCoreApplication::processEvents();
        for (const ThemeMode mode : {ThemeMode::Dark, ThemeMode::Light}) {
            applyTheme(mode, 1.5);
            QCoreApplication::processEvents();
            EXPECT_FALSE(inspector.findChildren<QLabel*>().isEmpty()) << tab;
        }
    }
    applyTheme(ThemeMode::Light, 1.0);
}

}  // namespace
}  // namespace haberdash::ui
