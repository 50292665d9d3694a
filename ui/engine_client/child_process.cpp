// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/engine_client/child_process.h"

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace haberdash::ui {

void prepareChild(QProcess& process, const QString& program, const QStringList& arguments) {
    process.setProgram(program);
    process.setArguments(arguments);
    process.setChildProcessModifier([] {
        // Between fork and exec only calls that are safe in a signal handler are allowed.
        constexpr int kNiceness = 10;
        [[maybe_unused]] const int priority = ::nice(kNiceness);
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    });
}

void LineReader::add(const QByteArray& bytes,
                     const std::function<void(const QByteArray& line)>& take) {
    constexpr qsizetype kLongestLine = qsizetype{64} << 20;
    qsizetype from = 0;
    for (;;) {
        const qsizetype end = bytes.indexOf('\n', from);
        const qsizetype length = (end < 0 ? bytes.size() : end) - from;
        if (!isSkipping_ && buffer_.size() + length > kLongestLine) {
            isSkipping_ = true;
            buffer_.clear();
        }
        if (!isSkipping_) {
            buffer_.append(bytes.constData() + from, length);
        }
        if (end < 0) {
            return;
        }
        if (!isSkipping_ && !buffer_.isEmpty()) {
            take(buffer_);
        }
        isSkipping_ = false;
        buffer_.clear();
        from = end + 1;
    }
}

}  // namespace haberdash::ui
