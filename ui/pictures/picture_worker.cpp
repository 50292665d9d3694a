// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/picture_worker.h"

#include "core/data/catalog/thumb_store.h"
#include "core/data/store/database.h"
#include "ui/convert.h"

#include <QBuffer>
#include <QByteArray>
#include <QImageReader>

#include <algorithm>
#include <optional>
#include <utility>

namespace haberdash::ui {

namespace {

constexpr int kThreads = 2;
constexpr std::size_t kMostWishes = 1024;  // more than fit on any screen

// A file that is not there yet (no import so far) is no failure: the pictures just have none.
std::unique_ptr<Database> openedOrNull(const QString& file) {
    if (file.isEmpty()) {
        return nullptr;
    }
    try {
        return std::make_unique<Database>(pathFromQt(file), Access::ReadOnly);
    } catch (const Error&) {
        return nullptr;
    }
}

QImage imageFromJpeg(const std::string& bytes, const int side) {
    QByteArray data = QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size()));
    QBuffer buffer(&data);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, "jpeg");
    QImage image = reader.read();
    if (side > 0 && std::max(image.width(), image.height()) > side) {
        image = image.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    }
    // The format that QPixmap takes over without copying.
    return image.isNull() ? image : std::move(image).convertToFormat(QImage::Format_RGB32);
}

}  // namespace

PictureWorker::PictureWorker(std::function<void()> notify) : notify_(std::move(notify)) {
    for (int i = 0; i < kThreads; ++i) {
        threads_.emplace_back([this](const std::stop_token& stop) { run(stop); });
    }
}

PictureWorker::~PictureWorker() {
    for (std::jthread& thread : threads_) {
        thread.request_stop();
    }
    threads_.clear();
}

void PictureWorker::setFile(const QString& file) {
    const std::lock_guard lock(mutex_);
    file_ = file;
    ++generation_;
    underWay_.clear();
    wishes_.clear();
    tray_.clear();
}

void PictureWorker::want(const PictureKey& key) {
    {
        const std::lock_guard lock(mutex_);
        if (std::ranges::find(underWay_, key) != underWay_.end()) {
            return;
        }
        std::erase(wishes_, key);
        if (wishes_.size() >= kMostWishes) {
            wishes_.erase(wishes_.begin());
        }
        wishes_.push_back(key);
    }
    wake_.notify_one();
}

std::vector<PictureKey> PictureWorker::keepOnly(const QSet<QString>& hashes) {
    const std::lock_guard lock(mutex_);
    const auto isWanted = [&](const PictureKey& key) {
        return key.side == PictureKey::kPreview || hashes.contains(key.hash);
    };
    const auto end = std::stable_partition(wishes_.begin(), wishes_.end(), isWanted);
    std::vector<PictureKey> dropped(end, wishes_.end());
    wishes_.erase(end, wishes_.end());
    return dropped;
}

std::vector<DecodedPicture> PictureWorker::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(tray_, {});
}

bool PictureWorker::isIdle() const {
    const std::lock_guard lock(mutex_);
    return wishes_.empty() && underWay_.empty() && tray_.empty();
}

void PictureWorker::run(const std::stop_token& stop) {
    std::unique_ptr<Database> database;
    std::uint64_t opened = 0;
    std::unique_lock lock(mutex_);
    while (wake_.wait(lock, stop, [this] { return !wishes_.empty(); })) {
        const PictureKey key = wishes_.back();
        wishes_.pop_back();
        const QString file = file_;
        const std::uint64_t generation = generation_;
        underWay_.push_back(key);
        lock.unlock();
        if (database == nullptr || opened != generation) {
            database = openedOrNull(file);
            opened = generation;
        }
        DecodedPicture picture = decode(key, database.get());
        lock.lock();
        if (generation != generation_) {
            continue;  // of a project that was closed meanwhile
        }
        std::erase(underWay_, key);
        tray_.push_back(std::move(picture));
        if (tray_.size() == 1) {
            lock.unlock();
            notify_();
            lock.lock();
        }
    }
}

DecodedPicture PictureWorker::decode(const PictureKey& key, Database* const database) const {
    DecodedPicture picture{.key = key, .image = {}};
    if (database == nullptr) {
        return picture;
    }
    try {
        const ThumbStore store(*database);
        const std::string bytes = key.side == PictureKey::kPreview ? store.preview(fromQt(key.hash))
                                                                   : store.thumb(fromQt(key.hash));
        picture.image = imageFromJpeg(bytes, key.side);
    } catch (const Error&) {
        // A damaged row is shown as a broken picture, like a damaged JPEG.
    } catch (const SQLite::Exception&) {
    }
    return picture;
}

}  // namespace haberdash::ui
