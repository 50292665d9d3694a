// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/catalog/catalog_fixture.h"

#include "core/data/catalog/item_store.h"
#include "core/data/catalog/thumb_store.h"
#include "ui/catalog/catalog_browser.h"
#include "ui/catalog/catalog_model.h"
#include "ui/convert.h"
#include "ui/pictures/tile_grid.h"

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QTest>

#include <array>

namespace haberdash::ui {

namespace {

constexpr std::array kColours{"Red", "Blue", "White"};
constexpr std::array kKinds{"shirt", "dress", "sneaker"};
constexpr std::array kBrands{"Alder", "Birch", "Cedar"};
constexpr std::array kWithoutPicture{
    PictureState::None, PictureState::Missing, PictureState::Unsupported, PictureState::Corrupt};

/// The last four have no picture, each for a reason of its own: the grid shows them last too.
Item productOf(const int number, const int count) {
    const auto n = static_cast<std::size_t>(number);
    Item item;
    item.sku = "S" + std::to_string(number);
    item.colour = kColours[n % 3];
    item.category = kKinds[(n / 3) % 3];
    item.brand = kBrands[(n / 9) % 3];
    item.department = item.category == "sneaker" ? "Shoes" : "Clothes";
    item.title = item.colour + " " + item.category + " " + std::to_string(number);
    item.description = number % 10 == 0 ? "woven from linen" : "knitted from wool";
    item.price = 10.0 + number;
    item.importedAt = 1'794'441'600;
    item.sourceRow = number + 2;
    const int late = number - (count - static_cast<int>(kWithoutPicture.size()));
    item.pictureState =
        late < 0 ? PictureState::Ok : kWithoutPicture[static_cast<std::size_t>(late)];
    item.pictureHash = item.pictureState == PictureState::Ok ? "hash" + std::to_string(n % 30) : "";
    return item;
}

}  // namespace

std::string jpegOf(const QColor& colour, const QSize size) {
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG");
    return bytes.toStdString();
}

void makeProject(const QString& folder, const int count) {
    Project project = Project::create(pathFromQt(folder));
    ItemStore items(project.database());
    {
        Transaction transaction(project.database());
        const std::int64_t import = items.addImport("/shop/items.csv", "csv", "00", 1'794'441'600);
        for (int number = 0; number < count; ++number) {
            Item item = productOf(number, count);
            item.importId = import;
            items.upsert(item);
            items.setPicture(item.id, item.pictureState, item.pictureHash);
        }
        transaction.commit();
    }
    Database thumbs(project.thumbsFile(), Access::ReadWrite);
    ThumbStore store(thumbs);
    Transaction transaction(thumbs);
    for (int i = 0; i < 30; ++i) {
        store.put({.hash = "hash" + std::to_string(i),
                   .width = 400,
                   .height = 400,
                   .thumb = jpegOf(QColor::fromHsv(i * 12, 160, 200), {288, 288}),
                   .preview = jpegOf(QColor::fromHsv(i * 12, 160, 200), {400, 400})});
    }
    transaction.commit();
}

QString makeEngine(const QString& folder, const QStringList& skus) {
    QString items;
    double similarity = 0.9;
    for (const QString& sku : skus) {
        items += items.isEmpty() ? "" : ",";
        items += QStringLiteral(R"({"id":"%1","similarity":%2})").arg(sku).arg(similarity);
        similarity -= 0.1;
    }
    const QString path = folder + QStringLiteral("/engine.sh");
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(QStringLiteral("#!/bin/sh\nexec sed -u -E 's/.*\"id\":([0-9]+).*/"
                              "{\"id\":\\1,\"ok\":true,\"result\":{\"took_ms\":1,\"mix\":0.5,"
                              "\"items\":[%1]}}/'\n")
                   .arg(items)
                   .toUtf8());
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return path;
}

bool waitFor(const std::function<bool()>& isDone) {
    return QTest::qWaitFor(isDone, 3000);
}

void CatalogFixture::openProject(const int count, const QStringList& similar) {
    const QString path = folder.filePath(QStringLiteral("shop.hab"));
    makeProject(path, count);
    const QString program = similar.isEmpty() ? folder.filePath(QStringLiteral("absent"))
                                              : makeEngine(folder.path(), similar);
    engine = std::make_unique<EngineClient>(program);
    workspace.open(path);
    engine->setProject(path);
    pictures.setThumbsFile(path + QStringLiteral("/thumbs.db"));
    workspace.reloadCatalog();
    view = std::make_unique<CatalogView>(ViewContext{
        .workspace = workspace, .engine = *engine, .commands = commands, .pictures = pictures});
    view->resize(1100, 700);
    view->show();
    view->activate();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(view.get()));
    view->activateWindow();
    ASSERT_TRUE(waitFor([this] { return view->isSettled(); }));
}

void CatalogFixture::key(QWidget* widget, const int key, const Qt::KeyboardModifiers modifiers) {
    QTest::keyClick(widget, static_cast<Qt::Key>(key), modifiers);
}

QStringList CatalogFixture::shownTitles() const {
    QStringList titles;
    const CatalogModel* const model = view->browser()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        titles.append(model->index(row).data().toString());
    }
    return titles;
}

QString CatalogFixture::currentTitle() const {
    return view->browser()->grid()->currentIndex().data().toString();
}

}  // namespace haberdash::ui
