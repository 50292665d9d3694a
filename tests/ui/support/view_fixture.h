// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/support/views_project.h"
#include "ui/engine_client/engine_client.h"
#include "ui/pictures/picture_cache.h"
#include "ui/shell/command_table.h"
#include "ui/shell/view.h"
#include "ui/shell/workspace.h"

#include <gtest/gtest.h>

#include <QTest>

namespace haberdash::ui::test {

/// A project that is open, with an engine that answers by rules which a test can work out.
class ViewFixture : public testing::Test {
  protected:
    ViewFixture() : engine(QStringLiteral(HABERDASH_VIEWS_CTL)) {}

    void open() {
        engine.setProject(project.folder());
        workspace.open(project.folder());
    }

    ViewContext context() { return {workspace, engine, commands, pictures}; }

    template <class Condition>
    static bool waitUntil(const Condition& condition) {
        return QTest::qWaitFor(condition, kPatience);
    }

    ViewsProject project;
    Workspace workspace;
    EngineClient engine;
    CommandTable commands;
    PictureCache pictures;
};

}  // namespace haberdash::ui::test
