// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/convert.h"
#include "ui/engine_client/child_process.h"
#include "ui/engine_client/engine_client.h"
#include "ui/json_numbers.h"

#include <QFileInfo>
#include <QTimer>

#include <csignal>
#include <vector>

namespace haberdash::ui {

namespace {

constexpr int kProgressEvery = 50;   // milliseconds: 20 a second
constexpr int kKillAfter = 2000;     // milliseconds from SIGTERM to SIGKILL
constexpr int kExitCancelled = 130;  // what a cancelled verb ends with

Json parsed(const QByteArray& text) {
    return Json::parse(text.constBegin(), text.constEnd(), nullptr, false);
}

QString quoted(const QString& argument) {
    static const QString plain = QStringLiteral("-_./,:=@%+");
    const auto needsQuotes = [](const QChar letter) {
        return !letter.isLetterOrNumber() && !plain.contains(letter);
    };
    if (!argument.isEmpty() && std::none_of(argument.begin(), argument.end(), needsQuotes)) {
        return argument;
    }
    return QLatin1Char('\'') +
           QString(argument).replace(QLatin1Char('\''), QLatin1String("'\\''")) + QLatin1Char('\'');
}

}  // namespace

class Job::Parts {
  public:
    QProcess process;
    QStringList words;  ///< as a person would type them
    LineReader errors;
    QByteArray output;
    QString lastWords;  ///< the last line on standard error that is no progress
    QTimer throttle;
    QTimer killer;
    std::vector<JobProgress> waiting;  ///< those with details, and at the end one other line
};

Job::Job(QString title, const QString& program, const QStringList& arguments, QObject* parent)
    : QObject(parent), parts_(std::make_unique<Parts>()), title_(std::move(title)) {
    parts_->words = arguments;
    prepareChild(parts_->process,
                 program,
                 arguments + QStringList{QStringLiteral("--json"),
                                         QStringLiteral("--progress"),
                                         QStringLiteral("jsonl")});
    parts_->throttle.setInterval(kProgressEvery);
    parts_->throttle.setSingleShot(true);
    parts_->killer.setInterval(kKillAfter);
    parts_->killer.setSingleShot(true);
    QProcess* const process = &parts_->process;
    connect(&parts_->killer, &QTimer::timeout, process, &QProcess::kill);
    connect(&parts_->throttle, &QTimer::timeout, this, &Job::tell);
    connect(process, &QProcess::readyReadStandardOutput, this, [this] {
        parts_->output += parts_->process.readAllStandardOutput();
    });
    connect(process, &QProcess::readyReadStandardError, this, &Job::readErrors);
    connect(process, &QProcess::finished, this, &Job::conclude);
    connect(process, &QProcess::errorOccurred, this, [this](const QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            end(State::Failed,
                tr("The engine %1 could not be started; install Haberdash again.")
                    .arg(parts_->process.program()));
        }
    });
    QTimer::singleShot(0, process, [process] { process->start(QIODevice::ReadOnly); });
}

Job::~Job() {
    if (parts_->process.state() != QProcess::NotRunning) {
        parts_->process.disconnect(this);
        setPaused(false);
        parts_->process.terminate();
        if (!parts_->process.waitForFinished(kKillAfter)) {
            parts_->process.kill();
            parts_->process.waitForFinished(kKillAfter);
        }
    }
}

QString Job::command() const {
    QStringList words{QStringLiteral("haberdashctl")};
    for (const QString& word : parts_->words) {
        words << quoted(word);
    }
    return words.join(QLatin1Char(' '));
}

QStringList Job::arguments() const {
    return parts_->words;
}

void Job::cancel() {
    if (state_ != State::Running) {
        return;
    }
    setPaused(false);  // what stands still hears no SIGTERM
    setState(State::Stopping);
    if (parts_->process.state() == QProcess::NotRunning) {
        QTimer::singleShot(0, this, [this] { end(State::Cancelled, {}); });
        return;
    }
    parts_->process.terminate();
    parts_->killer.start();
}

void Job::setPaused(const bool isPaused) {
    const qint64 process = parts_->process.processId();
    if (isPaused == isPaused_ || state_ != State::Running || process <= 0) {
        return;
    }
    if (kill(static_cast<pid_t>(process), isPaused ? SIGSTOP : SIGCONT) == 0) {
        isPaused_ = isPaused;
        Q_EMIT pausedChanged(isPaused);
    }
}

void Job::setState(const State state) {
    if (state_ != state) {
        state_ = state;
        Q_EMIT stateChanged(state);
    }
}

void Job::readErrors() {
    parts_->errors.add(parts_->process.readAllStandardError(), [this](const QByteArray& line) {
        const Json json = parsed(line);
        if (!json.is_object()) {
            parts_->lastWords = QString::fromUtf8(line).trimmed();
            return;
        }
        JobProgress progress;
        progress.stage = toQt(json.value("stage", std::string()));
        progress.done = static_cast<qint64>(numberAt(json, "done", 0));
        progress.total = static_cast<qint64>(numberAt(json, "total", 0));
        progress.etaLow = numberAt(json, "eta_low_s", -1);
        progress.etaHigh = numberAt(json, "eta_high_s", -1);
        const bool hasFigures =
            json.contains("epoch") || json.contains("run") || json.contains("number");
        if (hasFigures) {
            progress.detail = json;
        }
        auto& waiting = parts_->waiting;
        if (!waiting.empty() && waiting.back().detail.is_null()) {
            waiting.pop_back();
        }
        waiting.push_back(std::move(progress));
    });
    if (!parts_->throttle.isActive() && !parts_->waiting.empty()) {
        tell();
        parts_->throttle.start();
    }
}

void Job::tell() {
    const std::vector<JobProgress> lines = std::exchange(parts_->waiting, {});
    for (const JobProgress& line : lines) {
        if (line.stage.isEmpty()) {
            progress_.detail = line.detail;  // an epoch says nothing of the job's share done
        } else {
            progress_ = line;
        }
        Q_EMIT progressed(progress_);
    }
    if (!lines.empty()) {
        parts_->throttle.start();
    }
}

void Job::conclude(const int exitCode, const QProcess::ExitStatus status) {
    readErrors();
    parts_->output += parts_->process.readAllStandardOutput();
    const QByteArray rest = parts_->errors.rest();
    if (!rest.isEmpty() && !parsed(rest).is_object()) {
        parts_->lastWords = QString::fromUtf8(rest).trimmed();
    }
    if (state_ == State::Stopping && (status == QProcess::CrashExit || exitCode != 0)) {
        end(State::Cancelled, {});
    } else if (status == QProcess::CrashExit) {
        const bool isKilled = exitCode == SIGKILL;
        end(State::Failed,
            isKilled
                ? tr("“%1” was stopped by the system, most likely because memory ran out; "
                     "close other programs and start it again.")
                      .arg(title_)
                : tr("“%1” ended unexpectedly; nothing that was saved is lost. Start it again.")
                      .arg(title_));
    } else if (exitCode == kExitCancelled) {
        end(State::Cancelled, {});
    } else if (exitCode != 0) {
        end(State::Failed,
            parts_->lastWords.isEmpty() ? tr("“%1” did not work and gave no reason.").arg(title_)
                                        : parts_->lastWords);
    } else {
        const Json json = parsed(parts_->output);
        result_ = json.is_discarded() ? Json() : json;
        end(State::Done, {});
    }
}

void Job::end(const State state, const QString& failure) {
    tell();
    parts_->throttle.stop();
    parts_->killer.stop();
    failure_ = failure;
    setState(state);
    Q_EMIT finished();
}

}  // namespace haberdash::ui
