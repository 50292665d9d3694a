// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/fuzzy.h"

#include <algorithm>
#include <vector>

namespace haberdash::ui {

namespace {

QString folded(const QString& text) {
    QString plain;
    for (const QChar letter : text.normalized(QString::NormalizationForm_KD)) {
        if (letter.category() != QChar::Mark_NonSpacing) {
            plain += letter.toCaseFolded();
        }
    }
    return plain;
}

bool beginsWord(const QString& text, const qsizetype at) {
    return at == 0 || !text[at - 1].isLetterOrNumber();
}

}  // namespace

std::optional<int> fuzzyScore(const QString& typed, const QString& text) {
    constexpr int kInRow = 6;
    constexpr int kWordStart = 8;
    constexpr int kJump = 4;
    constexpr int kImpossible = -1'000'000;
    QString letters = folded(typed);
    letters.remove(QLatin1Char(' '));
    const QString where = folded(text);
    if (letters.isEmpty()) {
        return 0;
    }
    const auto width = static_cast<std::size_t>(where.size());
    // best[j]: the best score with the letters so far matched and the latest at place j.
    std::vector<int> best(width, kImpossible);
    for (qsizetype i = 0; i < letters.size(); ++i) {
        std::vector<int> next(width, kImpossible);
        int bestBefore = i == 0 ? 0 : kImpossible;
        for (std::size_t j = 0; j < width; ++j) {
            const auto at = static_cast<qsizetype>(j);
            if (where[at] == letters[i] && bestBefore > kImpossible) {
                next[j] = bestBefore + (beginsWord(where, at) ? kWordStart : 0) -
                          (i == 0 ? std::min<int>(3, static_cast<int>(j)) : 0);
            }
            if (where[at] == letters[i] && i > 0 && j > 0 && best[j - 1] > kImpossible) {
                next[j] = std::max(next[j], best[j - 1] + kInRow);
            }
            if (i > 0) {
                bestBefore = std::max(bestBefore, best[j] - kJump);
            }
        }
        best = std::move(next);
    }
    const int score = width == 0 ? kImpossible : *std::max_element(best.begin(), best.end());
    if (score <= kImpossible / 2) {
        return std::nullopt;
    }
    return score - static_cast<int>(where.size() - letters.size()) / 8;
}

}  // namespace haberdash::ui
