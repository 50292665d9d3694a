// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/engine_client/engine.h"

#include "ui/convert.h"

#include <algorithm>
#include <utility>

namespace haberdash::ui {

namespace {

constexpr int kPatience = 60'000;           // milliseconds
constexpr qint64 kRestartWindow = 60'000;   // milliseconds
constexpr std::size_t kStartsInWindow = 4;  // the first one and three more
constexpr int kGoodbye = 300;               // milliseconds an engine gets to leave by itself
constexpr int kBurial = 3'000;              // milliseconds the kernel gets to end a killed one

}  // namespace

EngineClient::Engine::Engine(QString program) : program_(std::move(program)), patience_(kPatience) {
    clock_.start();
    connect(&watch_, &QTimer::timeout, this, &Engine::checkPatience);
    setPatience(kPatience);
}

EngineClient::Engine::~Engine() {
    questions_.clear();
    stop();
}

void EngineClient::Engine::setPatience(const int milliseconds) {
    constexpr int kChecks = 4;
    patience_ = milliseconds;
    watch_.setInterval(std::max(1, milliseconds / kChecks));
}

void EngineClient::Engine::setProject(const QString& folder) {
    if (folder == project_) {
        return;
    }
    project_ = folder;
    warmRun_.clear();
    starts_.clear();
    stop();
    refuseAll(tr("The project was closed."));
}

void EngineClient::Engine::warmUp(const QString& run) {
    warmRun_ = run;
    const auto ask = [this](const QString& op, const Json& fields) {
        query(
            this, op, fields, [](const Json&) {}, [](const QString&) {}, {});
    };
    ask(QStringLiteral("state"), Json::object());
    if (!run.isEmpty()) {
        // The first ranking reads the model and its features; a person's is the second then.
        ask(QStringLiteral("recommend"),
            Json{{"run", fromQt(run)}, {"history", Json::array()}, {"k", 1}});
    }
}

bool EngineClient::Engine::ensureStarted(QString* problem) {
    if (process_) {
        return true;
    }
    if (project_.isEmpty()) {
        *problem = tr("No project is open; open one first.");
        return false;
    }
    const qint64 now = clock_.elapsed();
    while (!starts_.empty() && now - starts_.front() > kRestartWindow) {
        starts_.pop_front();
    }
    if (starts_.size() >= kStartsInWindow) {
        *problem = tr("The engine keeps ending unexpectedly; wait a minute and try again.");
        return false;
    }
    starts_.push_back(now);
    lines_ = {};
    lastWords_.clear();
    process_ = std::make_unique<QProcess>();
    prepareChild(*process_, program_, {QStringLiteral("engine"), project_});
    // It answers beside a window that has to stay smooth and jobs that have to get on.
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("OMP_NUM_THREADS"), QStringLiteral("1"));
    process_->setProcessEnvironment(environment);
    connect(process_.get(), &QProcess::readyReadStandardOutput, this, &Engine::read);
    connect(process_.get(), &QProcess::readyReadStandardError, this, [this] {
        const QByteArray words = process_->readAllStandardError().trimmed();
        if (!words.isEmpty()) {
            lastWords_ = words.mid(words.lastIndexOf('\n') + 1);
        }
    });
    connect(process_.get(), &QProcess::finished, this, &Engine::takeEnd);
    connect(
        process_.get(), &QProcess::errorOccurred, this, [this](const QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart) {
                process_.release()->deleteLater();
                refuseAll(tr("The engine %1 could not be started; install Haberdash again.")
                              .arg(program_));
            }
        });
    process_->start();
    if (!process_) {  // failed at once, and the handler above has let go of it
        *problem = tr("The engine %1 could not be started; install Haberdash again.").arg(program_);
        return false;
    }
    return true;
}

void EngineClient::Engine::stop() {
    watch_.stop();
    if (!process_) {
        return;
    }
    const std::unique_ptr<QProcess> process = std::move(process_);
    process->disconnect(this);
    process->closeWriteChannel();
    process->terminate();
    if (!process->waitForFinished(kGoodbye)) {
        process->kill();
        process->waitForFinished(kBurial);
    }
    setReady(false);
}

void EngineClient::Engine::query(QObject* context,
                                 const QString& op,
                                 Json fields,
                                 Answer answer,
                                 Refusal refusal,
                                 const QString& slot) {
    if (!slot.isEmpty()) {
        for (auto& [id, earlier] : questions_) {
            if (earlier.slot == slot) {
                earlier.context.clear();
            }
        }
    }
    Question question{context, std::move(answer), std::move(refusal), slot, {}, {}};
    QString problem;
    if (!ensureStarted(&problem)) {
        refuseLater(question, problem);
        return;
    }
    const qint64 id = nextId_++;
    Json request{{"id", id}, {"op", fromQt(op)}};
    if (fields.is_object()) {
        request.update(fields);
    }
    question.line = request.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
    send(id, std::move(question));
}

void EngineClient::Engine::send(const qint64 id, Question question) {
    question.age.start();
    const Question& sent = questions_.insert_or_assign(id, std::move(question)).first->second;
    process_->write(sent.line.data(), static_cast<qint64>(sent.line.size()));
    if (!watch_.isActive()) {
        watch_.start();
    }
}

void EngineClient::Engine::read() {
    lines_.add(process_->readAllStandardOutput(), [this](const QByteArray& line) { take(line); });
}

void EngineClient::Engine::take(const QByteArray& line) {
    const Json reply = Json::parse(line.constBegin(), line.constEnd(), nullptr, false);
    if (!reply.is_object() || !reply.contains("id") || !reply["id"].is_number_integer()) {
        return;
    }
    const auto found = questions_.find(reply["id"].get<qint64>());
    if (found == questions_.end()) {
        return;
    }
    const Question question = std::move(found->second);
    questions_.erase(found);
    if (questions_.empty()) {
        watch_.stop();
    }
    setReady(true);
    if (!question.context) {
        return;
    }
    const bool isOk = reply.contains("ok") && reply["ok"].is_boolean() && reply["ok"].get<bool>();
    if (isOk && reply.contains("result")) {
        question.answer(reply["result"]);
        return;
    }
    QString sentence = tr("The engine gave an answer that cannot be read.");
    if (reply.contains("error") && reply["error"].is_object()) {
        const auto message = reply["error"].find("message");
        if (message != reply["error"].end() && message->is_string()) {
            sentence = toQt(message->get<std::string>());
        }
    }
    question.refusal(sentence);
}

void EngineClient::Engine::takeEnd() {
    const bool hasSpoken = process_->exitStatus() == QProcess::NormalExit &&
                           process_->exitCode() == 1 && !lastWords_.isEmpty();
    process_.release()->deleteLater();
    setReady(false);
    if (hasSpoken) {
        refuseAll(QString::fromUtf8(lastWords_));
    } else {
        askAgain(tr("The engine ended unexpectedly; the next request starts it again."));
    }
}

// A question may be what the engine died of: it is asked once more, then refused.
void EngineClient::Engine::askAgain(const QString& sentence) {
    watch_.stop();
    const auto questions = std::exchange(questions_, {});
    for (const auto& [id, question] : questions) {
        QString problem = sentence;
        if (question.isAskedAgain || !ensureStarted(&problem)) {
            refuseLater(question, problem);
        } else if (question.context) {
            Question again = question;
            again.isAskedAgain = true;
            send(id, std::move(again));
        }
    }
    if (questions.empty()) {
        warmUp(warmRun_);
    }
}

void EngineClient::Engine::refuseAll(const QString& sentence) {
    watch_.stop();
    const auto questions = std::exchange(questions_, {});
    for (const auto& [id, question] : questions) {
        refuseLater(question, sentence);
    }
}

void EngineClient::Engine::refuseLater(const Question& question, const QString& sentence) {
    if (question.context) {
        QTimer::singleShot(
            0, question.context, [refusal = question.refusal, sentence] { refusal(sentence); });
    }
}

void EngineClient::Engine::checkPatience() {
    const bool isHung =
        std::any_of(questions_.begin(), questions_.end(), [this](const auto& entry) {
            return entry.second.age.elapsed() > patience_;
        });
    if (isHung) {
        stop();
        refuseAll(tr("The engine took too long to answer; the next request starts it again."));
    }
}

void EngineClient::Engine::setReady(const bool isReady) {
    if (isReady_ != isReady) {
        isReady_ = isReady;
        Q_EMIT stateChanged(isReady);
    }
}

}  // namespace haberdash::ui
