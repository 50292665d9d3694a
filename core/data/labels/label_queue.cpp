// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/labels/label_queue.h"

#include <algorithm>
#include <array>
#include <map>

namespace haberdash {

namespace {

constexpr std::array kFormWords{"pair", "single", "rank", "rate"};
constexpr std::array kOrderWords{"mix", "random", "uncertain", "diverse"};
constexpr std::size_t kMostTries = 200;

/// A question comes again only after this many others: what one still remembers tests nothing.
constexpr std::size_t kRepeatAfter = 10;

constexpr double kShareUncertain = 0.7;
constexpr double kShareRandom = 0.2;

template <class Kind, std::size_t Size>
std::optional<Kind> kindFrom(const std::array<const char*, Size>& words,
                             const std::string_view word) {
    for (std::size_t index = 0; index < Size; ++index) {
        if (word == words[index]) {
            return static_cast<Kind>(index);
        }
    }
    return std::nullopt;
}

/// Whether an event answers, or declines to answer, a question of that form.
bool isOfForm(const LabelEvent& event, const QuestionForm form) {
    switch (event.kind) {
        case LabelKind::Like:
        case LabelKind::Dislike:
        case LabelKind::Unsure:
            return form == QuestionForm::Single;
        case LabelKind::Pair:
            return form == QuestionForm::Pair;
        case LabelKind::Rate:
            return form == QuestionForm::Rate;
        case LabelKind::Rank:
            return form == QuestionForm::Rank;
        case LabelKind::Skip:
        case LabelKind::Flag:
            return event.items.size() == itemsIn(form);
        default:
            return false;
    }
}

/// Uniform below `count`, the same with every standard library.
std::size_t drawBelow(std::mt19937_64& draws, const std::size_t count) {
    return static_cast<std::size_t>(draws() % count);
}

}  // namespace

const char* wordOf(const QuestionForm form) noexcept {
    return kFormWords[static_cast<std::size_t>(form)];
}

std::optional<QuestionForm> questionFormFrom(const std::string_view word) noexcept {
    return kindFrom<QuestionForm>(kFormWords, word);
}

std::size_t itemsIn(const QuestionForm form) noexcept {
    switch (form) {
        case QuestionForm::Pair:
            return 2;
        case QuestionForm::Rank:
            return 4;
        default:
            return 1;
    }
}

const char* wordOf(const QueueOrder order) noexcept {
    return kOrderWords[static_cast<std::size_t>(order)];
}

std::optional<QueueOrder> queueOrderFrom(const std::string_view word) noexcept {
    return kindFrom<QueueOrder>(kOrderWords, word);
}

std::string questionKey(const QuestionForm form, std::vector<std::string> items) {
    std::ranges::sort(items);
    std::string key = wordOf(form);
    for (const std::string& item : items) {
        key += '\n' + item;
    }
    return key;
}

OpenQuestions::OpenQuestions(const LabelHistory& history, const QueueRequest& request)
    : form_(request.form), asked_(request.pending) {
    std::map<std::string, std::pair<std::size_t, std::vector<std::string>>> times;
    std::vector<std::string> order;
    for (const LabelEvent* const event : history.held()) {
        if (event->annotator != request.annotator || event->persona != request.persona ||
            !isOfForm(*event, form_)) {
            continue;
        }
        std::string key = questionKey(form_, event->items);
        asked_.insert(key);
        const bool isAnswer = event->kind != LabelKind::Skip && event->kind != LabelKind::Flag;
        if (isAnswer && event->source == LabelSource::Single) {
            auto& [count, items] = times[key];
            ++count;
            items = event->items;
            order.push_back(std::move(key));
        }
    }
    const std::size_t old = order.size() - std::min(order.size(), kRepeatAfter);
    for (std::size_t index = 0; index < old; ++index) {
        const auto& [count, items] = times[order[index]];
        if (count == 1 && !request.pending.contains(order[index])) {
            repeatable_.push_back(items);
        }
    }
}

bool OpenQuestions::isOpen(const std::vector<std::string>& items) const {
    return !asked_.contains(questionKey(form_, items));
}

void OpenQuestions::take(const std::vector<std::string>& items) {
    asked_.insert(questionKey(form_, items));
}

std::optional<QueueEntry> OpenQuestions::random(const std::span<const std::string> catalog,
                                                std::mt19937_64& draws) {
    const std::size_t wanted = itemsIn(form_);
    if (catalog.size() < wanted) {
        return std::nullopt;
    }
    for (std::size_t attempt = 0; attempt < kMostTries; ++attempt) {
        std::vector<std::string> items;
        while (items.size() < wanted) {
            const std::string& item = catalog[drawBelow(draws, catalog.size())];
            if (std::ranges::find(items, item) == items.end()) {
                items.push_back(item);
            }
        }
        if (isOpen(items)) {
            return QueueEntry{std::move(items), "random"};
        }
    }
    return std::nullopt;
}

std::optional<QueueEntry> OpenQuestions::repeat(std::mt19937_64& draws) {
    if (repeatable_.empty()) {
        return std::nullopt;
    }
    const std::size_t index = drawBelow(draws, repeatable_.size());
    std::vector<std::string> items = std::move(repeatable_[index]);
    repeatable_.erase(repeatable_.begin() + static_cast<std::ptrdiff_t>(index));
    std::ranges::reverse(items);
    return QueueEntry{std::move(items), "repeat"};
}

std::vector<QueueEntry> labelQueue(const std::span<const std::string> catalog,
                                   OpenQuestions& open,
                                   const QueueRequest& request,
                                   const QueueSource& uncertain,
                                   const QueueSource& diverse,
                                   std::mt19937_64& draws) {
    const auto draw = [&]() -> std::optional<QueueEntry> {
        const double share = static_cast<double>(draws() >> 11U) * 0x1.0p-53;
        const bool isMix = request.order == QueueOrder::Mix;
        std::optional<QueueEntry> entry;
        if (isMix && share >= kShareUncertain + kShareRandom) {
            entry = open.repeat(draws);
        } else if (uncertain &&
                   (request.order == QueueOrder::Uncertain || (isMix && share < kShareUncertain))) {
            entry = uncertain();
        } else if (diverse && request.order == QueueOrder::Diverse) {
            entry = diverse();
        }
        return entry ? entry : open.random(catalog, draws);
    };
    std::vector<QueueEntry> queue;
    while (queue.size() < request.count) {
        std::optional<QueueEntry> entry = draw();
        if (!entry) {
            break;  // everything was asked
        }
        open.take(entry->items);
        queue.push_back(std::move(*entry));
    }
    return queue;
}

std::vector<QueueEntry> labelQueue(const std::span<const std::string> catalog,
                                   const LabelHistory& history,
                                   const QueueRequest& request) {
    OpenQuestions open(history, request);
    std::mt19937_64 draws = queueDraws(history, request);
    return labelQueue(catalog, open, request, {}, {}, draws);
}

std::mt19937_64 queueDraws(const LabelHistory& history, const QueueRequest& request) {
    return std::mt19937_64(request.seed * 0x9E3779B97F4A7C15U +
                           static_cast<std::uint64_t>(history.newest()) + request.pending.size());
}

}  // namespace haberdash
