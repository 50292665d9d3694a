// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The part of PictureCache that runs beside the window's thread: a stack of wishes, two threads
// with a connection each, and a tray of what they decoded.

#include <QImage>
#include <QSet>
#include <QString>

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace haberdash {
class Database;
}

namespace haberdash::ui {

/// Which picture in which size.
struct PictureKey {
    static constexpr int kAsStored = 0;
    static constexpr int kPreview = -1;

    QString hash;
    int side = kAsStored;  ///< device pixels of the longer side, or one of the constants

    friend bool operator==(const PictureKey&, const PictureKey&) = default;
};

inline std::size_t qHash(const PictureKey& key, const std::size_t seed = 0) {
    return qHashMulti(seed, key.hash, key.side);
}

struct DecodedPicture {
    PictureKey key;
    QImage image;  ///< null: not there or cannot be decoded
};

/// Decodes wishes last in, first out. All public functions are for one owner thread; `notify` is
/// called on a decoding thread when the tray was empty and is not any more.
class PictureWorker {
  public:
    explicit PictureWorker(std::function<void()> notify);

    /// Stops; waits for the pictures under way (a millisecond or two each).
    ~PictureWorker();

    /// Drops every wish and what lies in the tray; later wishes are read from `file`.
    void setFile(const QString& file);

    /// Puts the wish on top, also when it was already waiting.
    void want(const PictureKey& key);

    /// Takes away the waiting thumbnails that are not among `hashes`; returns those taken away.
    std::vector<PictureKey> keepOnly(const QSet<QString>& hashes);

    /// What was decoded since the last call.
    std::vector<DecodedPicture> take();

    bool isIdle() const;

  private:
    void run(const std::stop_token& stop);
    DecodedPicture decode(const PictureKey& key, Database* database) const;

    std::function<void()> notify_;
    mutable std::mutex mutex_;
    std::condition_variable_any wake_;
    std::vector<PictureKey> wishes_;  ///< the last is next
    std::vector<DecodedPicture> tray_;
    QString file_;
    std::uint64_t generation_ = 0;  ///< rises with every setFile()
    std::vector<PictureKey> underWay_;
    std::vector<std::jthread> threads_;
};

}  // namespace haberdash::ui
