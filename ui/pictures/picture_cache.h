// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPixmap>
#include <QString>
#include <memory>

namespace haberdash::ui {

/// Thumbnails of the open project, decoded off the window's thread: last asked first, what was not
/// asked for again is dropped. Keyed by the picture's hash. On the window's thread.
class PictureCache : public QObject {
    Q_OBJECT

  public:
    explicit PictureCache(QObject* parent = nullptr);
    ~PictureCache() override;

    /// Reads from this thumbs.db from now on (empty: none) and forgets what it holds.
    void setThumbsFile(const QString& file);

    /// The thumbnail when it is decoded; else a null pixmap, and ready(hash) follows. Never decodes
    /// on the caller's thread.
    QPixmap thumb(const QString& hash);

    /// The same for the large picture of the detail view.
    QPixmap preview(const QString& hash);

    /// Nothing waits for decoding.
    bool isIdle() const;

  Q_SIGNALS:
    void ready(const QString& hash);

  private:
    class Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace haberdash::ui
