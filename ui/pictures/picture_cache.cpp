// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/picture_cache.h"

#include "ui/pictures/picture_worker.h"

#include <QCache>
#include <QSet>

#include <algorithm>
#include <array>
#include <utility>

namespace haberdash::ui {

namespace {

constexpr int kDefaultBudget = 128;  // MB: about 400 tiles at scale 2
constexpr qsizetype kKilobyte = 1024;

}  // namespace

class PictureCache::Parts {
  public:
    explicit Parts(std::function<void()> notify) : worker(std::move(notify)) {
        decoded.setMaxCost(kDefaultBudget * kKilobyte);
    }

    QPixmap pixmapOf(const PictureKey& key);
    QPixmap anotherSizeOf(const QString& hash) const;

    QCache<PictureKey, QPixmap> decoded;  ///< cost in KB
    QSet<PictureKey> asked;               ///< wishes without an answer
    QSet<QString> broken;
    std::array<int, 4> recentSides{};
    std::size_t nextSide = 0;
    PictureWorker worker;  ///< last: its threads end before the rest goes
};

QPixmap PictureCache::Parts::pixmapOf(const PictureKey& key) {
    if (key.hash.isEmpty() || broken.contains(key.hash)) {
        return {};
    }
    if (const QPixmap* const pixmap = decoded.object(key); pixmap != nullptr) {
        return *pixmap;
    }
    if (key.side > 0 && std::ranges::find(recentSides, key.side) == recentSides.end()) {
        recentSides[nextSide] = key.side;
        nextSide = (nextSide + 1) % recentSides.size();
    }
    asked.insert(key);
    worker.want(key);
    return anotherSizeOf(key.hash);
}

// While the asked size comes, another one is better than nothing.
QPixmap PictureCache::Parts::anotherSizeOf(const QString& hash) const {
    for (const int side : recentSides) {
        if (const QPixmap* const pixmap = decoded.object({hash, side}); pixmap != nullptr) {
            return *pixmap;
        }
    }
    const QPixmap* const stored = decoded.object({hash, PictureKey::kAsStored});
    return stored == nullptr ? QPixmap() : *stored;
}

PictureCache::PictureCache(QObject* parent) : QObject(parent) {
    const auto collect = [this] {
        for (DecodedPicture& picture : parts_->worker.take()) {
            parts_->asked.remove(picture.key);
            const QString hash = picture.key.hash;
            if (picture.image.isNull()) {
                parts_->broken.insert(hash);
            } else {
                const qsizetype cost = 1 + picture.image.sizeInBytes() / kKilobyte;
                auto pixmap =
                    std::make_unique<QPixmap>(QPixmap::fromImage(std::move(picture.image)));
                parts_->decoded.insert(picture.key, pixmap.release(), cost);
            }
            Q_EMIT ready(hash);
        }
    };
    parts_ = std::make_unique<Parts>(
        [this, collect] { QMetaObject::invokeMethod(this, collect, Qt::QueuedConnection); });
}

PictureCache::~PictureCache() = default;

void PictureCache::setThumbsFile(const QString& file) {
    parts_->worker.setFile(file);
    parts_->decoded.clear();
    parts_->asked.clear();
    parts_->broken.clear();
}

QPixmap PictureCache::thumb(const QString& hash, const int side) {
    return parts_->pixmapOf({hash, std::max(side, 0)});
}

QPixmap PictureCache::preview(const QString& hash) {
    return parts_->pixmapOf({hash, PictureKey::kPreview});
}

bool PictureCache::isBroken(const QString& hash) const {
    return parts_->broken.contains(hash);
}

void PictureCache::keepOnly(const QStringList& hashes) {
    const QSet<QString> wanted(hashes.begin(), hashes.end());
    for (const PictureKey& key : parts_->worker.keepOnly(wanted)) {
        parts_->asked.remove(key);
    }
}

void PictureCache::setBudget(const int megabytes) {
    parts_->decoded.setMaxCost(megabytes * kKilobyte);
}

bool PictureCache::isIdle() const {
    return parts_->asked.isEmpty() && parts_->worker.isIdle();
}

}  // namespace haberdash::ui
