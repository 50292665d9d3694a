// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/labels/label_queue.h"

#include "core/data/base/enum_words.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <utility>

namespace haberdash {

namespace {

constexpr std::array kFormWords{"pair", "single", "rank", "rate"};
constexpr std::array kOrderWords{"mix", "random", "uncertain", "diverse", "change"};
constexpr std::size_t kMostTries = 200;

/// A question comes again only after this many others: what one still remembers tests nothing.
constexpr std::size_t kRepeatAfter = 10;

constexpr double kShareUncertain = 0.7;
constexpr double kShareRandom = 0.2;

/// Shared questions lie across the border of the two.
constexpr double kSharedFrom = 0.6;
constexpr double kSharedTo = 0.75;

bool isDecision(const LabelEvent& event) {
    return event.kind != LabelKind::Skip && event.kind != LabelKind::Flag &&
           event.source == LabelSource::Single;
}

/// Uniform below `count`, the same with every standard library.
std::size_t drawBelow(std::mt19937_64& draws, const std::size_t count) {
    return static_cast<std::size_t>(draws() % count);
}

std::vector<std::string> takeOne(std::vector<std::vector<std::string>>& list,
                                 std::mt19937_64& draws) {
    const std::size_t index = drawBelow(draws, list.size());
    std::vector<std::string> items = std::move(list[index]);
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(index));
    return items;
}

bool isIn(const std::span<const std::string> catalog, const std::vector<std::string>& items) {
    return std::ranges::all_of(items, [&](const std::string& item) {
        return std::ranges::find(catalog, item) != catalog.end();
    });
}

}  // namespace

const char* wordOf(const QuestionForm form) noexcept {
    return kFormWords[static_cast<std::size_t>(form)];
}

std::optional<QuestionForm> questionFormFrom(const std::string_view word) noexcept {
    return enumFrom<QuestionForm>(kFormWords, word);
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
    return enumFrom<QueueOrder>(kOrderWords, word);
}

bool asksModel(const QueueOrder order) noexcept {
    return order != QueueOrder::Random && order != QueueOrder::Diverse;
}

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
    readOwn(history, request);
    readOthers(history, request);
}

void OpenQuestions::readOwn(const LabelHistory& history, const QueueRequest& request) {
    std::map<std::string, std::pair<std::size_t, std::vector<std::string>>> times;
    std::vector<std::string> order;
    for (const LabelEvent* const event : history.held()) {
        if (event->annotator != request.annotator || event->persona != request.persona ||
            !isOfForm(*event, form_)) {
            continue;
        }
        std::string key = questionKey(form_, event->items);
        asked_.insert(key);
        if (isDecision(*event)) {
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

void OpenQuestions::readOthers(const LabelHistory& history, const QueueRequest& request) {
    std::set<std::string> met;
    for (const LabelEvent* const event : history.held()) {
        const bool isOfOther = event->annotator != request.annotator &&
                               event->persona == request.persona && isOfForm(*event, form_) &&
                               isDecision(*event) && event->items.size() == itemsIn(form_);
        if (isOfOther && met.insert(questionKey(form_, event->items)).second &&
            isOpen(event->items)) {
            shareable_.push_back(event->items);
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
    return firstOpen(catalog);
}

// In the order of the catalog. Meets the questions that were asked and one more, at most.
std::optional<QueueEntry> OpenQuestions::firstOpen(
    const std::span<const std::string> catalog) const {
    const std::size_t wanted = itemsIn(form_);
    std::vector<std::size_t> at(wanted);
    std::iota(at.begin(), at.end(), std::size_t{0});
    for (;;) {
        std::vector<std::string> items;
        for (const std::size_t row : at) {
            items.push_back(catalog[row]);
        }
        if (isOpen(items)) {
            return QueueEntry{std::move(items), "random"};
        }
        // The last place that can move on does, and those behind it follow.
        std::size_t place = wanted;
        while (place > 0 && at[place - 1] + wanted == catalog.size() + place - 1) {
            --place;
        }
        if (place == 0) {
            return std::nullopt;
        }
        ++at[place - 1];
        for (; place < wanted; ++place) {
            at[place] = at[place - 1] + 1;
        }
    }
}

std::optional<QueueEntry> OpenQuestions::shared(const std::span<const std::string> catalog,
                                                std::mt19937_64& draws) {
    while (!shareable_.empty()) {
        std::vector<std::string> items = takeOne(shareable_, draws);
        if (!isOpen(items) || !isIn(catalog, items)) {
            continue;  // came up by another way meanwhile, or is no longer sold
        }
        for (std::size_t place = items.size(); place > 1; --place) {
            std::swap(items[place - 1], items[drawBelow(draws, place)]);
        }
        return QueueEntry{std::move(items), "shared"};
    }
    return std::nullopt;
}

std::optional<QueueEntry> OpenQuestions::repeat(const std::span<const std::string> catalog,
                                                std::mt19937_64& draws) {
    while (!repeatable_.empty()) {
        std::vector<std::string> items = takeOne(repeatable_, draws);
        if (isIn(catalog, items)) {
            std::ranges::reverse(items);
            return QueueEntry{std::move(items), "repeat"};
        }
    }
    return std::nullopt;
}

std::vector<QueueEntry> labelQueue(const std::span<const std::string> catalog,
                                   OpenQuestions& open,
                                   const QueueRequest& request,
                                   const QueueSource& judged,
                                   const QueueSource& diverse,
                                   std::mt19937_64& draws) {
    const auto draw = [&]() -> std::optional<QueueEntry> {
        const double share = static_cast<double>(draws() >> 11U) * 0x1.0p-53;
        const bool isMix = request.order == QueueOrder::Mix;
        std::optional<QueueEntry> entry;
        if (isMix && share >= kSharedFrom && share < kSharedTo) {
            entry = open.shared(catalog, draws);
        }
        if (entry) {
            return entry;
        }
        if (isMix && share >= kShareUncertain + kShareRandom) {
            entry = open.repeat(catalog, draws);
        } else if (judged && asksModel(request.order) && (!isMix || share < kShareUncertain)) {
            entry = judged();
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
