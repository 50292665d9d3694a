// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/engine_client/engine_client.h"

#include "ui/engine_client/engine.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStandardPaths>

namespace haberdash::ui {

namespace {

QString foundProgram() {
    const QString name = QStringLiteral("haberdashctl");
    const QString beside = QCoreApplication::applicationDirPath() + QLatin1Char('/') + name;
    if (QFileInfo(beside).isExecutable()) {
        return beside;
    }
    const QString onPath = QStandardPaths::findExecutable(name);
    return onPath.isEmpty() ? beside : onPath;
}

}  // namespace

EngineClient::EngineClient(QString program, QObject* parent)
    : QObject(parent),
      program_(program.isEmpty() ? foundProgram() : std::move(program)),
      engine_(std::make_unique<Engine>(program_)) {
    connect(engine_.get(), &Engine::stateChanged, this, &EngineClient::engineStateChanged);
}

EngineClient::~EngineClient() {
    engine_->disconnect(this);
}

Job* EngineClient::start(const QString& title, const QStringList& arguments) {
    auto* const job = new Job(title, program_, arguments, this);
    connect(job, &Job::finished, this, [this, job] { Q_EMIT jobFinished(job); });
    Q_EMIT jobStarted(job);
    return job;
}

QList<Job*> EngineClient::jobs() const {
    return findChildren<Job*>(QString(), Qt::FindDirectChildrenOnly);
}

void EngineClient::forget(Job* job) {
    if (job->parent() == this && job->state() != Job::State::Running &&
        job->state() != Job::State::Stopping) {
        job->setParent(nullptr);
        job->deleteLater();
    }
}

void EngineClient::setProject(const QString& folder) {
    engine_->setProject(folder);
}

void EngineClient::warmUp(const QString& run) {
    engine_->warmUp(run);
}

void EngineClient::query(QObject* context,
                         const QString& op,
                         Json fields,
                         Answer answer,
                         Refusal refusal,
                         const QString& slot) {
    engine_->query(context, op, std::move(fields), std::move(answer), std::move(refusal), slot);
}

bool EngineClient::isEngineReady() const {
    return engine_->isReady();
}

void EngineClient::setPatience(const int milliseconds) {
    engine_->setPatience(milliseconds);
}

}  // namespace haberdash::ui
