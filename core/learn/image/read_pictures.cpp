// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/digest.h"
#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/catalog/item_store.h"
#include "core/data/catalog/thumb_store.h"
#include "core/data/store/schema.h"
#include "core/learn/image/picture_header.h"
#include "core/learn/image/pictures.h"
#include "core/learn/image/shape_picture.h"

#include <fmt/format.h>
#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace haberdash {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kDecoders = 2;
constexpr std::size_t kQueueLength = 64;  // bounds the memory of finished pictures
constexpr std::size_t kBatch = 32;        // pictures a transaction, at most
constexpr auto kBatchTime = std::chrono::milliseconds(50);
constexpr std::uintmax_t kMostBytes = 100'000'000;
constexpr std::size_t kMostProblems = 1000;
constexpr int kQuality = 88;

/// What became of one product's picture.
struct Outcome {
    PendingPicture picture;
    PictureState state = PictureState::Ok;
    std::string hash;
    std::string problem;
    std::optional<StoredPicture> made;
    bool isRepeat = false;  ///< another product of this run has the same bytes: see its outcome
};

std::string jpegOf(const cv::Mat& picture) {
    std::vector<unsigned char> bytes;
    cv::imencode(".jpg", picture, bytes, {cv::IMWRITE_JPEG_QUALITY, kQuality});
    return {bytes.begin(), bytes.end()};
}

StoredPicture makeStored(const std::string& bytes,
                         const std::string& hash,
                         const std::string& name) {
    const cv::Mat picture = decodePicture(bytes, name, kPreviewSide);
    const PictureHeader header = readPictureHeader(bytes).value();
    StoredPicture stored{.hash = hash,
                         .width = static_cast<int>(header.width),
                         .height = static_cast<int>(header.height)};
    if ((picture.cols > picture.rows) != (stored.width > stored.height)) {
        std::swap(stored.width, stored.height);  // EXIF turned it
    }
    stored.thumb = jpegOf(fittedInto(picture, kThumbSide));
    if (std::max(picture.cols, picture.rows) > kThumbSide) {
        stored.preview = jpegOf(fittedInto(picture, kPreviewSide));
    }
    return stored;
}

/// The part that the decoding threads share with the writing one.
class Decoding {
  public:
    Decoding(Project& project, std::vector<PendingPicture> pictures)
        : folder_(project.folder()),
          thumbsFile_(project.thumbsFile()),
          pictures_(std::move(pictures)) {
        for (int i = 0; i < kDecoders; ++i) {
            decoders_.emplace_back([this](const std::stop_token& stop) { run(stop); });
        }
    }

    /// The next outcome, in any order. Rethrows what ended a decoder.
    Outcome take() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return !outcomes_.empty() || failure_; });
        if (failure_) {
            std::rethrow_exception(failure_);
        }
        Outcome outcome = std::move(outcomes_.front());
        outcomes_.pop_front();
        changed_.notify_all();
        return outcome;
    }

  private:
    void run(const std::stop_token& stop) noexcept {
        try {
            Database database(thumbsFile_, Access::ReadOnly);
            const ThumbStore thumbs(database);
            for (std::size_t i = next_++; i < pictures_.size() && !stop.stop_requested();
                 i = next_++) {
                give(judge(pictures_[i], thumbs), stop);
            }
        } catch (...) {  // carried to the writing thread, which throws it on
            const std::lock_guard lock(mutex_);
            failure_ = std::current_exception();
            changed_.notify_all();
        }
    }

    void give(Outcome outcome, const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        if (changed_.wait(lock, stop, [this] { return outcomes_.size() < kQueueLength; })) {
            outcomes_.push_back(std::move(outcome));
            changed_.notify_all();
        }
    }

    Outcome judge(const PendingPicture& picture, const ThumbStore& thumbs) {
        Outcome outcome{.picture = picture};
        try {
            read(outcome, thumbs);
        } catch (const Error& error) {
            outcome.problem = error.what();
            outcome.state = error.kind() == ErrorKind::NotFound      ? PictureState::Missing
                            : error.kind() == ErrorKind::Unavailable ? PictureState::Unsupported
                                                                     : PictureState::Corrupt;
        } catch (const std::filesystem::filesystem_error& error) {
            outcome.problem = fmt::format(
                "{} cannot be reached ({}); check the path.", picture.path, error.code().message());
            outcome.state = PictureState::Missing;
        }
        return outcome;
    }

    void read(Outcome& outcome, const ThumbStore& thumbs) {
        const std::filesystem::path file = folder_ / outcome.picture.path;  // absolute stays
        if (!std::filesystem::is_regular_file(file)) {
            throw Error(ErrorKind::NotFound,
                        fmt::format("{} is not there; put the picture in its place and read again.",
                                    outcome.picture.path));
        }
        if (std::filesystem::file_size(file) > kMostBytes) {
            throw Error(ErrorKind::Unavailable,
                        fmt::format("{} has more than 100 MB; make the picture smaller.",
                                    outcome.picture.path));
        }
        const std::string bytes = readFile(file);
        outcome.hash = sha256(bytes);
        outcome.isRepeat = !claim(outcome.hash);
        if (!outcome.isRepeat && !thumbs.has(outcome.hash)) {
            outcome.made = makeStored(bytes, outcome.hash, outcome.picture.path);
        }
    }

    bool claim(const std::string& hash) {
        const std::lock_guard lock(mutex_);
        return claimed_.insert(hash).second;
    }

    std::filesystem::path folder_;
    std::filesystem::path thumbsFile_;
    std::vector<PendingPicture> pictures_;
    std::atomic<std::size_t> next_ = 0;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<Outcome> outcomes_;
    std::unordered_set<std::string> claimed_;
    std::exception_ptr failure_;
    std::vector<std::jthread> decoders_;  // last: joined before what they use goes
};

/// Counts and collects outcomes, and writes them in small transactions.
class Writing {
  public:
    explicit Writing(Project& project)
        : database_(project.database()), thumbsDatabase_(project.thumbsFile(), Access::ReadWrite) {
        migrateThumbs(thumbsDatabase_);
    }

    void add(Outcome outcome) {
        if (outcome.isRepeat && !known_.contains(outcome.hash)) {
            waiting_[outcome.hash].push_back(std::move(outcome));
            return;
        }
        if (outcome.isRepeat) {
            const auto& [state, problem] = known_.at(outcome.hash);
            outcome.state = state;
            outcome.problem = problem;
        } else if (!outcome.hash.empty()) {
            known_.emplace(outcome.hash, std::pair(outcome.state, outcome.problem));
        }
        count(outcome);
        const auto repeats = waiting_.extract(outcome.hash);
        batch_.push_back(std::move(outcome));
        if (!repeats.empty()) {
            for (Outcome& repeat : repeats.mapped()) {
                add(std::move(repeat));
            }
        }
    }

    std::size_t pending() const noexcept { return batch_.size(); }

    // Pictures before products: a product never points to a picture that is not there.
    void commit() {
        Transaction pictures(thumbsDatabase_);
        ThumbStore thumbs(thumbsDatabase_);
        for (const Outcome& outcome : batch_) {
            if (outcome.made) {
                thumbs.put(*outcome.made);
            }
        }
        pictures.commit();
        Transaction products(database_);
        ItemStore items(database_);
        for (const Outcome& outcome : batch_) {
            const bool isOk = outcome.state == PictureState::Ok;
            items.setPicture(
                outcome.picture.id, outcome.state, isOk ? outcome.hash : std::string());
        }
        products.commit();
        batch_.clear();
    }

    PictureReport report;

  private:
    void count(const Outcome& outcome) {
        switch (outcome.state) {
            case PictureState::Missing:
                ++report.missing;
                break;
            case PictureState::Unsupported:
                ++report.unsupported;
                break;
            case PictureState::Corrupt:
                ++report.corrupt;
                break;
            default:
                ++(outcome.made ? report.read : report.reused);
                break;
        }
        if (!outcome.problem.empty() && report.problems.size() < kMostProblems) {
            // A picture with the same bytes as another has that one's sentence.
            const bool isNamed = outcome.problem.find(outcome.picture.path) != std::string::npos;
            report.problems.push_back(
                isNamed ? outcome.problem
                        : fmt::format("{}: {}", outcome.picture.path, outcome.problem));
        }
    }

    Database& database_;
    Database thumbsDatabase_;
    std::vector<Outcome> batch_;
    std::unordered_map<std::string, std::pair<PictureState, std::string>> known_;
    std::unordered_map<std::string, std::vector<Outcome>> waiting_;
};

}  // namespace

PictureReport readPictures(Project& project, const Monitor& monitor) {
    const ItemStore items(project.database());
    std::vector<PendingPicture> pictures = items.picturesInState(PictureState::Pending);
    std::ranges::move(items.picturesInState(PictureState::Missing), std::back_inserter(pictures));
    const std::size_t total = pictures.size();
    monitor.step("pictures", 0, total);
    Writing writing(project);
    Decoding decoding(project, std::move(pictures));
    const Clock::time_point begin = Clock::now();
    Clock::time_point committed = begin;
    for (std::size_t done = 1; done <= total; ++done) {
        writing.add(decoding.take());
        const bool isDue = writing.pending() >= kBatch || Clock::now() - committed >= kBatchTime;
        if (isDue || done == total) {
            writing.commit();
            committed = Clock::now();
            monitor.step("pictures", done, total);
        }
    }
    const std::chrono::duration<double> seconds = Clock::now() - begin;
    writing.report.picturesPerSecond =
        total == 0 ? 0 : static_cast<double>(total) / std::max(seconds.count(), 1e-9);
    return writing.report;
}

}  // namespace haberdash
