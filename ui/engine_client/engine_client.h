// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"

#include <QObject>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

namespace haberdash::ui {

/// A progress line of a job, as `--progress jsonl` writes it.
struct JobProgress {
    QString stage;
    qint64 done = 0;
    qint64 total = 0;    ///< 0: not known
    double etaLow = -1;  ///< seconds; < 0: not known
    double etaHigh = -1;
    Json detail;  ///< null, or an epoch or the beginning of a run, as train() reports them
};

/// One run of a `haberdashctl` verb as a child process. Lives until it finished and the client
/// forgets it. Signals arrive on the window's thread; progress at most 20 times a second and never
/// after finished(). Lines with details are never dropped.
class Job : public QObject {
    Q_OBJECT

  public:
    enum class State { Running, Stopping, Done, Failed, Cancelled };
    Q_ENUM(State)

    ~Job() override;

    /// A person's words for it: tr("Import myntra").
    QString title() const { return title_; }

    /// The command line that a person would type.
    QString command() const;

    /// Its words without the program: the verb, the project, the options.
    QStringList arguments() const;

    State state() const { return state_; }

    const JobProgress& progress() const { return progress_; }

    /// The verb's --json object; null unless Done.
    const Json& result() const { return result_; }

    /// One sentence; empty unless Failed.
    QString failure() const { return failure_; }

    /// SIGTERM, and SIGKILL after two seconds.
    void cancel();

    /// Stands still (SIGSTOP) or goes on: the processor is free meanwhile, the memory is not.
    /// Nothing happens unless it runs.
    void setPaused(bool isPaused);

    bool isPaused() const { return isPaused_; }

  Q_SIGNALS:
    void progressed(const haberdash::ui::JobProgress& progress);
    void stateChanged(haberdash::ui::Job::State state);
    void pausedChanged(bool isPaused);
    void finished();

  private:
    friend class EngineClient;
    Job(QString title, const QString& program, const QStringList& arguments, QObject* parent);
    void setState(State state);
    void readErrors();
    void tell();
    void conclude(int exitCode, QProcess::ExitStatus status);
    void end(State state, const QString& failure);

    class Parts;
    std::unique_ptr<Parts> parts_;
    QString title_;
    State state_ = State::Running;
    bool isPaused_ = false;
    JobProgress progress_;
    Json result_;
    QString failure_;
};

/// Jobs and queries, seen from Qt. Owns every child process. On the window's thread only.
class EngineClient : public QObject {
    Q_OBJECT

  public:
    /// `program` is the path of haberdashctl; empty: beside this program, else on PATH.
    explicit EngineClient(QString program = {}, QObject* parent = nullptr);
    ~EngineClient() override;

    /// Starts `haberdashctl <arguments> --json --progress jsonl`. The job is a child of the client.
    Job* start(const QString& title, const QStringList& arguments);
    QList<Job*> jobs() const;  ///< newest last, finished ones until forgotten
    void forget(Job* job);

    /// The warm engine serves this project from now on (empty: none); started lazily by the first
    /// query or by warmUp().
    void setProject(const QString& folder);

    /// Starts the engine and has it read `run` (empty: none), so that the first ranking is quick.
    void warmUp(const QString& run = {});

    using Answer = std::function<void(const Json& result)>;
    using Refusal = std::function<void(const QString& sentence)>;

    /// Sends {"op": op, ...fields}; one of the two is called later on this thread, once, unless
    /// `context` is destroyed first or a later query with the same non-empty `slot` came: that
    /// silences this one. What was under way when an engine died is asked once more, of a new one
    /// (at most three new ones a minute), and then refused; an engine that ended with a sentence
    /// refuses with that sentence.
    void query(QObject* context,
               const QString& op,
               Json fields,
               Answer answer,
               Refusal refusal,
               const QString& slot = {});

    bool isEngineReady() const;

    /// How long a query may take before the engine counts as hung and is replaced; a minute unless
    /// set.
    void setPatience(int milliseconds);

  Q_SIGNALS:
    void jobStarted(haberdash::ui::Job* job);
    void jobFinished(haberdash::ui::Job* job);
    void engineStateChanged(bool isReady);

  private:
    class Engine;
    QString program_;
    std::unique_ptr<Engine> engine_;
};

}  // namespace haberdash::ui
