// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <filesystem>

namespace haberdash::ui {

/// Tells when something under runs/ changes, so that a run started from the command line shows up
/// and its curve grows.
class RunWatcher : public QObject {
    Q_OBJECT

  public:
    explicit RunWatcher(QObject* parent = nullptr);

    /// Watches this folder and the run folders in it from now on (empty: none).
    void watch(const std::filesystem::path& runsFolder);

  Q_SIGNALS:
    void changed();

  private:
    void renew();

    std::filesystem::path folder_;
    QFileSystemWatcher watcher_;
    QTimer settle_;
};

}  // namespace haberdash::ui
