// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/engine_client/child_process.h"
#include "ui/engine_client/engine_client.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

#include <deque>
#include <map>

namespace haberdash::ui {

/// The warm engine process of one project, and what was asked of it.
class EngineClient::Engine : public QObject {
    Q_OBJECT

  public:
    explicit Engine(QString program);
    ~Engine() override;

    void setProject(const QString& folder);
    void warmUp(const QString& run);
    void query(QObject* context,
               const QString& op,
               Json fields,
               Answer answer,
               Refusal refusal,
               const QString& slot);

    bool isReady() const { return isReady_; }

    void setPatience(int milliseconds);

  Q_SIGNALS:
    void stateChanged(bool isReady);

  private:
    struct Question {
        QPointer<QObject> context;
        Answer answer;
        Refusal refusal;
        QString slot;
        QElapsedTimer age;
        std::string line;  ///< as it was sent
        bool isAskedAgain = false;
    };

    bool ensureStarted(QString* problem);
    void stop();
    void read();
    void take(const QByteArray& line);
    void send(qint64 id, Question question);
    void takeEnd();
    void askAgain(const QString& sentence);
    void refuseAll(const QString& sentence);
    static void refuseLater(const Question& question, const QString& sentence);
    void checkPatience();
    void setReady(bool isReady);

    QString program_;
    QString project_;
    QString warmRun_;
    std::unique_ptr<QProcess> process_;
    LineReader lines_;
    QByteArray lastWords_;
    std::map<qint64, Question> questions_;  ///< under way, by the id sent
    qint64 nextId_ = 1;
    std::deque<qint64> starts_;  ///< milliseconds of clock_ at the latest starts
    QElapsedTimer clock_;
    QTimer watch_;
    int patience_;
    bool isReady_ = false;
};

}  // namespace haberdash::ui
