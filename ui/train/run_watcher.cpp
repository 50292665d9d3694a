// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/run_watcher.h"

#include "ui/convert.h"

#include <QDir>

namespace haberdash::ui {

namespace {

constexpr int kSettle = 150;      // milliseconds: one word for a burst of writes
constexpr int kMostFolders = 50;  // the newest; older runs do not change any more

}  // namespace

RunWatcher::RunWatcher(QObject* parent) : QObject(parent) {
    settle_.setSingleShot(true);
    settle_.setInterval(kSettle);
    connect(&watcher_, &QFileSystemWatcher::directoryChanged, this, [this] { settle_.start(); });
    connect(&settle_, &QTimer::timeout, this, [this] {
        renew();
        Q_EMIT changed();
    });
}

void RunWatcher::watch(const std::filesystem::path& runsFolder) {
    folder_ = runsFolder;
    settle_.stop();
    renew();
}

// Every file of a run is replaced by a rename, which its folder notices.
void RunWatcher::renew() {
    QStringList wanted;
    if (!folder_.empty()) {
        const QDir runs(toQt(folder_));
        const QString project = toQt(folder_.parent_path());
        wanted << (runs.exists() ? runs.path() : project);
        const QStringList names = runs.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Time);
        for (const QString& name : names.mid(0, kMostFolders)) {
            wanted << runs.filePath(name);
        }
    }
    QStringList stale = watcher_.directories();
    for (const QString& path : std::as_const(wanted)) {
        stale.removeAll(path);
    }
    if (!stale.isEmpty()) {
        watcher_.removePaths(stale);
    }
    const QStringList present = watcher_.directories();
    QStringList missing;
    for (const QString& path : std::as_const(wanted)) {
        if (!present.contains(path)) {
            missing << path;
        }
    }
    if (!missing.isEmpty()) {
        watcher_.addPaths(missing);
    }
}

}  // namespace haberdash::ui
