// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <functional>

namespace haberdash::ui {

/// Sets a process up as every child of the window is: lower priority, so that the window stays
/// smooth, and ended by the kernel when the window dies.
void prepareChild(QProcess& process, const QString& program, const QStringList& arguments);

/// Cuts a stream into lines. A line longer than the limit is a fault of the writer: it is dropped.
class LineReader {
  public:
    void add(const QByteArray& bytes, const std::function<void(const QByteArray& line)>& take);

    /// What stands after the last line break.
    QByteArray rest() const { return buffer_; }

  private:
    QByteArray buffer_;
    bool isSkipping_ = false;
};

}  // namespace haberdash::ui
