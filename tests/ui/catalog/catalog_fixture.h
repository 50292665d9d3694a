// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/catalog/item.h"
#include "ui/catalog/catalog_view.h"
#include "ui/engine_client/engine_client.h"
#include "ui/pictures/picture_cache.h"
#include "ui/shell/command_table.h"
#include "ui/shell/workspace.h"

#include <gtest/gtest.h>

#include <QStringList>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace haberdash::ui {

/// A thumbnail of one colour as the engine would have stored it.
std::string jpegOf(const QColor& colour, QSize size);

/// Makes a project of `count` products: titles "Red shirt 7", three each of brands, colours and
/// categories, prices 10, 11, …, every sixth product's picture in another state.
void makeProject(const QString& folder, int count);

/// An answer of `similar` with these product ids, as a program that pretends to be the engine.
QString makeEngine(const QString& folder, const QStringList& skus);

/// Lets events happen until `isDone`, at most three seconds. True when it came about.
bool waitFor(const std::function<bool()>& isDone);

/// An open project and the catalog's view of it, shown offscreen.
class CatalogFixture : public ::testing::Test {
  protected:
    void openProject(int count, const QStringList& similar = {});
    void key(QWidget* widget, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    QStringList shownTitles() const;
    QString currentTitle() const;

    bool isSettled() const { return view->isSettled(); }

    QTemporaryDir folder;
    Workspace workspace;
    std::unique_ptr<EngineClient> engine;
    CommandTable commands;
    PictureCache pictures;
    std::unique_ptr<CatalogView> view;
};

}  // namespace haberdash::ui
