// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/epochs.h"

#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/base/numbers.h"
#include "core/learn/train/validate.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <map>
#include <string>

namespace haberdash {

namespace {

using Clock = std::chrono::steady_clock;

class EpochLoop {
  public:
    EpochLoop(const TrainerJob& job, Learner& learner)
        : job_(job), learner_(learner), validation_(job.dataset) {}

    void run() {
        const bool goesOn = std::filesystem::exists(checkpointFile());
        if (goesOn) {
            takeCheckpoint();
        }
        report(epoch_, Json::object());
        if (!goesOn) {
            judge(0, 0.0, 0.0);
        }
        const TrainOptions& options = job_.options;
        double seconds = 0;
        while (epoch_ < options.epochs &&
               (judged_ < epoch_ || epoch_ - lastBest_ < options.patience)) {
            const Clock::time_point start = Clock::now();
            const double loss = learner_.trainEpoch(epoch_ + 1);
            if (!std::isfinite(loss)) {
                throw Error(ErrorKind::Model,
                            fmt::format("Training left the range of numbers in epoch {}; take a "
                                        "smaller train.learning_rate.",
                                        epoch_ + 1));
            }
            seconds += std::chrono::duration<double>(Clock::now() - start).count();
            ++epoch_;
            if (epoch_ % options.validateEvery == 0 || epoch_ == options.epochs) {
                trained_ += seconds;
                job_.run.examplesPerSecond = static_cast<double>(learner_.exampleCount()) *
                                             static_cast<double>(epoch_) / std::max(trained_, 1e-9);
                judge(epoch_, loss, seconds);
                seconds = 0;
            }
        }
    }

  private:
    std::filesystem::path checkpointFile() const {
        return job_.store.folder(job_.run.id) / "checkpoint.safetensors";
    }

    // Validates, keeps what is better, writes the checkpoint and reports. Epoch 0 is the untrained
    // model: what training has to beat.
    void judge(const std::int64_t epoch, const double trainLoss, const double seconds) {
        const Validation::Result result = validation_.run(learner_.scorer(), job_.monitor);
        const auto found = result.metrics.find(job_.options.metric);
        const double metric =
            job_.team.ofFirst(found == result.metrics.end() ? 0.0 : found->second);
        // Where nobody can be asked, the last epoch is the one to keep; and what was trained comes
        // before what was not, be the metric no better.
        const bool isBest = epoch == 0 || validation_.size() == 0 || metric > best_ ||
                            (lastBest_ == 0 && metric == best_);
        const Calibration fit = fitCalibration(result.examples);
        EpochRecord record{.epoch = epoch,
                           .trainLoss = trainLoss,
                           .validationLoss = lossOn(result.examples, fit),
                           .validation = result.metrics,
                           .seconds = seconds,
                           .isBest = isBest};
        judged_ = epoch;
        if (isBest) {
            best_ = metric;
            lastBest_ = epoch;
            keepBest(result, fit);
        }
        job_.run.epochs = epoch;
        job_.run.seconds = trained_;
        if (epoch > 0) {
            job_.store.appendEpoch(job_.run.id, record);
        }
        putCheckpoint();
        job_.store.save(job_.run);
        if (epoch > 0) {
            Json validation = Json(record.validation);
            validation["loss"] = record.validationLoss;
            report(epoch,
                   {{"epoch", epoch},
                    {"train_loss", record.trainLoss},
                    {"val", std::move(validation)}});
        }
    }

    // A job may train several runs, each with a length of its own: every line says whose it is.
    void report(const std::int64_t epoch, Json detail) const {
        detail["run"] = job_.run.id;
        detail["best_epoch"] = job_.run.bestEpoch;
        detail["patience"] = job_.options.patience;
        job_.monitor.report({"train",
                             static_cast<std::size_t>(epoch),
                             static_cast<std::size_t>(job_.options.epochs),
                             std::move(detail)});
    }

    static double lossOn(const std::vector<LabeledScore>& examples, const Calibration& fit) {
        return examples.empty() ? 0.0 : binaryFigures(examples, 0, fit).logLoss;
    }

    void keepBest(const Validation::Result& result, const Calibration& fit) {
        job_.run.bestEpoch = lastBest_;
        job_.run.validation = result.metrics;
        ModelFile model = job_.base;
        model.words["calibration.slope"] = toText(fit.slope);
        model.words["calibration.offset"] = toText(fit.offset);
        learner_.putModel(model);
        writeModel(job_.store.modelFile(job_.run.id), model);
    }

    void putCheckpoint() const {
        ModelFile file;
        learner_.put(file);
        file.integers["epochs"] = {epoch_, lastBest_};
        file.words["best"] = toText(best_);
        file.words["trained"] = toText(trained_);
        file.words["validation"] = Json(job_.run.validation).dump();
        writeModel(checkpointFile(), file);
    }

    void takeCheckpoint() {
        const ModelFile file = readModel(checkpointFile());
        learner_.take(file);
        epoch_ = judged_ = file.integersOf("epochs").at(0);
        lastBest_ = file.integersOf("epochs").at(1);
        best_ = parseDecimal(file.word("best")).value_or(0);
        trained_ = parseDecimal(file.word("trained")).value_or(0);
        job_.run.epochs = epoch_;
        job_.run.bestEpoch = lastBest_;
        job_.run.validation =
            Json::parse(file.word("validation")).get<std::map<std::string, double>>();
        cutHistory();
    }

    // A break between a line of history and its checkpoint leaves a line too many.
    void cutHistory() const {
        std::string text;
        for (const EpochRecord& record : job_.store.history(job_.run.id)) {
            text += record.epoch <= epoch_ ? toJson(record).dump() + '\n' : std::string();
        }
        writeFileAtomically(job_.store.folder(job_.run.id) / "history.jsonl", text);
    }

    const TrainerJob& job_;
    Learner& learner_;
    Validation validation_;
    std::int64_t epoch_ = 0;
    std::int64_t judged_ = 0;  ///< latest epoch that was validated
    std::int64_t lastBest_ = 0;
    double best_ = 0;
    double trained_ = 0;
};

}  // namespace

void runEpochs(const TrainerJob& job, Learner& learner) {
    EpochLoop(job, learner).run();
}

}  // namespace haberdash
