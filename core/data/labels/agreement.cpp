// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/labels/agreement.h"

#include "core/data/base/numbers.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace haberdash {

namespace {

using Unit = std::vector<const Answer*>;

double difference(const std::string& a, const std::string& b, const Scale scale) {
    if (scale == Scale::Nominal) {
        return a == b ? 0.0 : 1.0;
    }
    const double gap = parseDecimal(a).value_or(0) - parseDecimal(b).value_or(0);
    return gap * gap;
}

/// Questions by key, for one kind.
std::map<std::string, Unit> unitsOf(const std::vector<Answer>& answers, const QuestionKind kind) {
    std::map<std::string, Unit> units;
    for (const Answer& answer : answers) {
        if (answer.kind == kind) {
            units[questionOf(answer)].push_back(&answer);
        }
    }
    return units;
}

bool isAlike(const Unit& unit) {
    return std::ranges::all_of(unit,
                               [&](const Answer* a) { return a->value == unit.front()->value; });
}

std::vector<Agreement::OfTwo> ofTwos(const std::map<std::string, Unit>& units) {
    std::map<std::pair<AnnotatorId, AnnotatorId>, std::vector<PairOfValues>> shared;
    for (const auto& [question, unit] : units) {
        for (const Answer* const first : unit) {
            for (const Answer* const second : unit) {
                if (first->annotator < second->annotator) {
                    shared[{first->annotator, second->annotator}].push_back(
                        {first->value, second->value});
                }
            }
        }
    }
    std::vector<Agreement::OfTwo> pairs;
    for (const auto& [who, values] : shared) {
        const auto same = std::ranges::count_if(
            values, [](const PairOfValues& value) { return value.first == value.second; });
        pairs.push_back({who.first,
                         who.second,
                         values.size(),
                         static_cast<std::size_t>(same),
                         cohenKappa(values)});
    }
    return pairs;
}

std::optional<double> meanKappa(const std::vector<Agreement::OfTwo>& pairs) {
    double sum = 0;
    double weight = 0;
    for (const Agreement::OfTwo& pair : pairs) {
        if (pair.kappa) {
            sum += *pair.kappa * static_cast<double>(pair.shared);
            weight += static_cast<double>(pair.shared);
        }
    }
    return weight > 0 ? std::optional(sum / weight) : std::nullopt;
}

Agreement::OfKind ofKind(const std::map<std::string, Unit>& units, const QuestionKind kind) {
    Agreement::OfKind result{.kind = kind};
    std::vector<std::vector<std::string>> values;
    for (const auto& [question, unit] : units) {
        values.emplace_back();
        for (const Answer* const answer : unit) {
            values.back().push_back(answer->value);
        }
        result.shared += unit.size() > 1 ? 1 : 0;
        result.same += unit.size() > 1 && isAlike(unit) ? 1 : 0;
    }
    result.alpha =
        krippendorffAlpha(values, kind == QuestionKind::Rating ? Scale::Interval : Scale::Nominal);
    result.pairs = ofTwos(units);
    result.kappa = meanKappa(result.pairs);
    return result;
}

void addConflicts(const std::map<std::string, Unit>& units,
                  const std::map<std::string, Answer>& settled,
                  std::vector<Conflict>& conflicts) {
    for (const auto& [question, unit] : units) {
        if (isAlike(unit) || unit.front()->persona.empty()) {
            continue;
        }
        Conflict conflict;
        for (const Answer* const answer : unit) {
            conflict.answers.push_back(*answer);
        }
        if (const auto found = settled.find(question); found != settled.end()) {
            conflict.isSettled = true;
            conflict.settledAs = found->second.value;
        }
        conflicts.push_back(std::move(conflict));
    }
}

}  // namespace

std::optional<double> cohenKappa(const std::span<const PairOfValues> answers) {
    std::map<std::string, double> first;
    std::map<std::string, double> second;
    double same = 0;
    for (const PairOfValues& pair : answers) {
        ++first[pair.first];
        ++second[pair.second];
        same += pair.first == pair.second ? 1 : 0;
    }
    const auto n = static_cast<double>(answers.size());
    double chance = 0;
    for (const auto& [value, count] : first) {
        const auto other = second.find(value);
        chance += other == second.end() ? 0 : count / n * (other->second / n);
    }
    if (answers.empty() || chance >= 1) {
        return std::nullopt;
    }
    return (same / n - chance) / (1 - chance);
}

std::optional<double> krippendorffAlpha(const std::span<const std::vector<std::string>> units,
                                        const Scale scale) {
    std::map<std::string, double> totals;
    double observed = 0;
    double n = 0;
    for (const std::vector<std::string>& unit : units) {
        if (unit.size() < 2) {
            continue;
        }
        double within = 0;
        for (const std::string& a : unit) {
            ++totals[a];
            for (const std::string& b : unit) {
                within += difference(a, b, scale);
            }
        }
        observed += within / static_cast<double>(unit.size() - 1);
        n += static_cast<double>(unit.size());
    }
    double expected = 0;
    for (const auto& [a, countOfA] : totals) {
        for (const auto& [b, countOfB] : totals) {
            expected += countOfA * countOfB * difference(a, b, scale);
        }
    }
    if (n < 2 || expected == 0) {
        return std::nullopt;
    }
    return 1 - (n - 1) * observed / expected;
}

std::size_t intransitiveCycles(const std::span<const Answer> answers) {
    using Graph = std::map<std::string, std::set<std::string>>;
    std::map<std::pair<AnnotatorId, std::string>, Graph> graphs;
    for (const Answer& answer : answers) {
        Graph& graph = graphs[{answer.annotator, answer.persona}];
        if (answer.kind == QuestionKind::Pair && answer.value == "first") {
            graph[answer.items[0]].insert(answer.items[1]);
        } else if (answer.kind == QuestionKind::Pair && answer.value == "second") {
            graph[answer.items[1]].insert(answer.items[0]);
        }
    }
    std::size_t found = 0;
    for (const auto& [who, graph] : graphs) {
        for (const auto& [a, worseThanA] : graph) {
            for (const std::string& b : worseThanA) {
                const auto worseThanB = graph.find(b);
                if (worseThanB == graph.end()) {
                    continue;
                }
                for (const std::string& c : worseThanB->second) {
                    const auto worseThanC = graph.find(c);
                    found += worseThanC != graph.end() && worseThanC->second.contains(a) ? 1 : 0;
                }
            }
        }
    }
    return found / 3;  // each was met from each of its products
}

std::optional<double> Agreement::selfRepeat() const {
    return repeats == 0
               ? std::nullopt
               : std::optional(static_cast<double>(sameRepeats) / static_cast<double>(repeats));
}

Agreement agreementOf(const LabelHistory& history) {
    const std::vector<Answer> answers = history.answers();
    const std::map<std::string, Answer> settled = history.adjudications();
    Agreement agreement{.kinds = {}, .answers = answers.size(), .conflicts = {}};
    for (const QuestionKind kind :
         {QuestionKind::Pair, QuestionKind::Single, QuestionKind::Rating}) {
        const std::map<std::string, Unit> units = unitsOf(answers, kind);
        if (!units.empty()) {
            agreement.kinds.push_back(ofKind(units, kind));
            addConflicts(units, settled, agreement.conflicts);
        }
    }
    std::ranges::stable_sort(agreement.kinds, std::greater<>{}, &Agreement::OfKind::shared);
    std::ranges::stable_sort(agreement.conflicts, {}, &Conflict::isSettled);
    for (const Repeat& repeat : history.repeats()) {
        ++agreement.repeats;
        agreement.sameRepeats += repeat.before.value == repeat.again.value ? 1 : 0;
    }
    agreement.cycles = intransitiveCycles(answers);
    return agreement;
}

}  // namespace haberdash
