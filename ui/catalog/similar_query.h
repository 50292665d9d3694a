// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/ids.h"

#include <QObject>
#include <QString>

#include <vector>

namespace haberdash::ui {

class EngineClient;
class Workspace;

/// What products are to be like: a product, words, or a picture file (one of the three).
struct SimilarTo {
    QString sku;
    QString text;
    QString image;
    double mix = 0.5;  ///< 0 text … 1 image
    int k = 60;
};

struct SimilarItem {
    ItemId item{};
    double similarity = 0;
};

/// The engine's operation `similar`, its answer in this project's ids. A later question silences
/// an earlier one's answer.
class SimilarQuery : public QObject {
    Q_OBJECT

  public:
    /// Both must outlive it. `slot` as in EngineClient::query().
    SimilarQuery(Workspace& workspace, EngineClient& engine, QString slot, QObject* parent);

    void ask(const SimilarTo& question);

    /// What comes is not told any more.
    void cancel();

    bool isAsking() const { return isAsking_; }

  Q_SIGNALS:
    void found(const std::vector<haberdash::ui::SimilarItem>& items);
    void refused(const QString& sentence);

  private:
    Workspace& workspace_;
    EngineClient& engine_;
    QString slot_;
    bool isAsking_ = false;
    quint64 latest_ = 0;
};

}  // namespace haberdash::ui
