// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPixmap>
#include <QString>
#include <QStringList>

#include <memory>

namespace haberdash::ui {

/// Thumbnails of the open project, decoded off the window's thread: last asked first, what was not
/// asked for again is dropped. Keyed by the picture's hash. On the window's thread.
class PictureCache : public QObject {
    Q_OBJECT

  public:
    explicit PictureCache(QObject* parent = nullptr);
    ~PictureCache() override;

    /// Reads from this thumbs.db from now on (empty: none) and forgets what it holds. Also after an
    /// import, so that pictures that could not be read before are tried again.
    void setThumbsFile(const QString& file);

    /// The thumbnail when it is decoded; else a null pixmap, and ready(hash) follows. Never decodes
    /// on the caller's thread. `side` > 0 asks for one whose longer side is that many device pixels
    /// (never enlarged); until it is ready, another size of the same picture may come in its place.
    QPixmap thumb(const QString& hash, int side = 0);

    /// The same for the large picture of the detail view; a thumbnail may come in its place first.
    QPixmap preview(const QString& hash);

    /// The picture was tried and is not there or cannot be decoded: no ready() will follow.
    bool isBroken(const QString& hash) const;

    /// Of the thumbnails that wait for decoding, keeps only these: a grid calls it as it scrolls,
    /// so that what scrolled away is not decoded.
    void keepOnly(const QStringList& hashes);

    /// Decoded pictures are held up to this size, the longest unused dropped first.
    void setBudget(int megabytes);

    /// Nothing waits for decoding.
    bool isIdle() const;

  Q_SIGNALS:
    /// A thumbnail or preview of the picture came in, or turned out to be broken.
    void ready(const QString& hash);

  private:
    class Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace haberdash::ui
