// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/labels/label.h"
#include "ui/catalog/catalog_browser.h"
#include "ui/catalog/similar_query.h"
#include "ui/shell/view.h"

#include <optional>

class QStackedWidget;

namespace haberdash::ui {

class CatalogBrowser;
class DetailPage;
class NoticeBar;

/// The catalog: browsing, one product in detail, and what is similar to a product, to words or to
/// a picture.
class CatalogView : public View {
    Q_OBJECT

  public:
    explicit CatalogView(const ViewContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("catalog"); }

    QString title() const override { return tr("Catalog"); }

    QString icon() const override { return QStringLiteral("catalog"); }

    void activate() override;
    bool isSettled() const override;

    void openDetail(ItemId item);
    void leaveDetail();
    bool isDetailShown() const;
    void searchSimilar(ItemId item);
    void searchByMeaning(const QString& words);
    void searchByPicture(const QString& file);

    CatalogBrowser* browser() const { return browser_; }

    DetailPage* detail() const { return detail_; }

    NoticeBar* notice() const { return notice_; }

  protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    void addCommands();
    void addSimilarCommands();
    void addLabelCommands();
    void connectParts();
    void ask(const SimilarTo& question, const QString& sentence);
    void askAgain();
    void refuse(const QString& sentence);
    void computeFeatures();
    void choosePicture();
    bool canGoBack() const;
    void goBack();
    void step(int step);
    void addToSession();
    std::vector<ItemId> actedOnAll() const;
    void label(LabelKind kind, const std::string& choice, const QString& word);
    void reverseLabel(bool again);
    void takeBack(std::int64_t step);
    void tellApplied(const QString& said, std::size_t count, std::int64_t step);
    void labelInJob(std::vector<LabelEvent> events, const QString& said);
    void showMenu(const QPoint& globalPosition);
    std::optional<ItemId> actedOn() const;

    ViewContext context_;
    NoticeBar* notice_;
    QStackedWidget* pages_;
    CatalogBrowser* browser_;
    DetailPage* detail_ = nullptr;
    SimilarQuery* query_;
    std::optional<SimilarTo> question_;  ///< that the banner tells of
    ResultsTitle title_;
    /// What the next same key applies, and to which products.
    std::pair<QString, std::vector<ItemId>> pendingLabel_;
    bool isWaitingForFeatures_ = false;
};

}  // namespace haberdash::ui
