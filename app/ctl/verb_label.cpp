// SPDX-License-Identifier: GPL-3.0-or-later

// label, next, agreement and import-labels: what people say about products.

#include "app/ctl/line_reader.h"
#include "app/ctl/verb.h"
#include "app/ctl/wrong_words.h"
#include "core/data/base/error.h"
#include "core/data/catalog/item_store.h"
#include "core/data/labels/agreement.h"
#include "core/data/labels/label_files.h"
#include "core/data/labels/label_json.h"
#include "core/data/sessions/event_store.h"
#include "core/data/store/project.h"
#include "core/learn/recommend/next_questions.h"
#include "core/learn/service/request.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <vector>

namespace haberdash::ctl {

namespace {

std::int64_t nowMilliseconds() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

/// The key of the persona of that key or name; empty for oneself. Throws Error(NotFound).
std::string personaKey(const EventStore& events, const std::string& word) {
    if (word.empty()) {
        return {};
    }
    return requirePersona(word, events).key;
}

/// Throws WrongWords for a name without a letter.
void requireName(const std::string& annotator) {
    if (annotator.find_first_not_of(" \t") == std::string::npos) {
        throw WrongWords("--annotator needs a name, for example initials.");
    }
}

/// Takes the lines of one annotator and appends what they say.
class Labeller {
  public:
    Labeller(Project& project, const std::string& name, const std::string& persona)
        : store_(project.database()),
          items_(project.database()),
          events_(project.database()),
          name_(name),
          persona_(personaKey(events_, persona)),
          annotator_(store_.annotatorOf(name, nowMilliseconds())) {
        history_.catchUp(store_);
    }

    /// The entry's number, once it is on the disk. Throws Error.
    std::int64_t take(const std::string& line) {
        const Json json = Json::parse(line, nullptr, false);
        if (json.is_discarded()) {
            throw Error(ErrorKind::Input, "The line is not JSON; send one JSON object a line.");
        }
        requireOwn(json);
        LabelEvent event = labelFromJson(json);
        event.annotator = annotator_;
        event.time = nowMilliseconds();
        event.persona = event.persona.empty() ? persona_ : personaKey(events_, event.persona);
        if (isReversal(event)) {
            event.of = stepFor(event.kind);
        }
        for (const std::string& item : event.items) {
            items_.requireSku(item);
        }
        return store_.append(event);
    }

  private:
    // Otherwise one person's words would be kept as another's.
    void requireOwn(const Json& line) const {
        const Json whose = line.is_object() ? line.value("annotator", Json(name_)) : Json(name_);
        if (whose != Json(name_)) {
            throw Error(ErrorKind::Input,
                        fmt::format("The line is of the annotator {}, and these are labels of "
                                    "\"{}\"; import-labels takes those of several.",
                                    whose.dump(),
                                    name_));
        }
    }

    std::int64_t stepFor(const LabelKind kind) {
        history_.catchUp(store_);
        const std::optional<std::int64_t> step =
            kind == LabelKind::Undo ? history_.undoable(annotator_) : history_.redoable(annotator_);
        if (!step) {
            throw Error(ErrorKind::Input, fmt::format("There is nothing to {}.", wordOf(kind)));
        }
        return *step;
    }

    LabelStore store_;
    ItemStore items_;
    EventStore events_;
    std::string name_;
    std::string persona_;
    AnnotatorId annotator_;
    LabelHistory history_;
};

void labelLines(Labeller& labeller, const Context& context) {
    LineReader lines(context.stop);
    std::size_t refused = 0;
    std::size_t decisions = 0;
    std::size_t number = 0;
    while (const std::optional<std::string> line = lines.next()) {
        ++number;
        if (line->find_first_not_of(" \t\r") == std::string::npos) {
            continue;
        }
        ++decisions;
        try {
            putLine({{"ok", true}, {"seq", labeller.take(*line)}});
        } catch (const Error& error) {
            putLine({{"ok", false},
                     {"line", number},
                     {"error", {{"kind", wordOf(error.kind())}, {"message", error.what()}}}});
            ++refused;
            if (error.kind() != ErrorKind::Input && error.kind() != ErrorKind::NotFound) {
                throw;  // a later line could say what only makes sense after this one
            }
        }
    }
    context.monitor.checkStop();
    if (refused > 0) {
        throw Error(
            ErrorKind::Input,
            fmt::format(
                "{} of {} lines were not recorded; the answers say why.", refused, decisions));
    }
}

Json valueOr(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

std::string figure(const std::optional<double>& value) {
    return value ? fmt::format("{:.3f}", *value) : "-";
}

std::size_t openConflicts(const Agreement& agreement) {
    return static_cast<std::size_t>(
        std::ranges::count(agreement.conflicts, false, &Conflict::isSettled));
}

Json toJson(const Agreement& agreement, const std::map<AnnotatorId, std::string>& names) {
    Json kinds = Json::array();
    for (const Agreement::OfKind& kind : agreement.kinds) {
        Json pairs = Json::array();
        for (const Agreement::OfTwo& pair : kind.pairs) {
            pairs.push_back({{"a", names.at(pair.first)},
                             {"b", names.at(pair.second)},
                             {"shared", pair.shared},
                             {"same", pair.same},
                             {"kappa", valueOr(pair.kappa)}});
        }
        kinds.push_back({{"kind", wordOf(kind.kind)},
                         {"shared", kind.shared},
                         {"same", kind.same},
                         {"kappa", valueOr(kind.kappa)},
                         {"alpha", valueOr(kind.alpha)},
                         {"pairs", std::move(pairs)}});
    }
    const bool isKnown = !agreement.kinds.empty();
    return {{"kappa", isKnown ? valueOr(agreement.kinds.front().kappa) : Json(nullptr)},
            {"alpha", isKnown ? valueOr(agreement.kinds.front().alpha) : Json(nullptr)},
            {"self_repeat", valueOr(agreement.selfRepeat())},
            {"cycles", agreement.cycles},
            {"repeats", agreement.repeats},
            {"answers", agreement.answers},
            {"conflicts", agreement.conflicts.size()},
            {"open_conflicts", openConflicts(agreement)},
            {"kinds", std::move(kinds)}};
}

std::string sentences(const Agreement& agreement) {
    std::vector<std::vector<std::string>> rows{{"questions", "shared", "alike", "kappa", "alpha"}};
    for (const Agreement::OfKind& kind : agreement.kinds) {
        rows.push_back({wordOf(kind.kind),
                        fmt::format("{}", kind.shared),
                        fmt::format("{}", kind.same),
                        figure(kind.kappa),
                        figure(kind.alpha)});
    }
    return agreement.answers == 0
               ? "No labels yet."
               : fmt::format(
                     "{}\n{} of {} repeated questions got the same answer again.\n"
                     "{} times three preferences contradict each other (a over b, b over c, c over "
                     "a).\n{} questions about personas were answered differently, {} of them not "
                     "settled yet.\n",
                     table(rows),
                     agreement.sameRepeats,
                     agreement.repeats,
                     agreement.cycles,
                     agreement.conflicts.size(),
                     openConflicts(agreement));
}

struct NextWords {
    std::string annotator;
    std::string persona;
    std::string form = "pair";
    std::string order = "mix";
    std::string run;
    std::size_t count = 10;
};

NextQuestions questions(Project& project, const NextWords& words) {
    const EventStore events(project.database());
    const std::string persona = personaKey(events, words.persona);
    const LabelStore store(project.database());
    const QueueRequest request{.annotator = store.findAnnotator(words.annotator),
                               .persona = persona,
                               .form = questionFormFrom(words.form).value(),
                               .order = queueOrderFrom(words.order).value(),
                               .count = words.count};
    const std::string run = words.run.empty() ? runForQuestions(project) : words.run;
    const std::unique_ptr<Recommender> recommender =
        asksModel(request.order) && !run.empty() ? loadRecommender(project, run) : nullptr;
    return nextQuestions(project, recommender.get(), LabelHistory::load(store), request);
}

std::string chanceSentence(const std::string& order) {
    return order == wordOf(QueueOrder::Diverse)
               ? "\nBy chance: the texts and pictures were not read yet; run features first."
               : "\nBy chance: there is no finished run that knows these products.";
}

/// What labels are kept of that the project does not know; empty: nothing.
std::string unknownLine(const char* what, const char* where, const std::vector<std::string>& all) {
    if (all.empty()) {
        return {};
    }
    return fmt::format(
        "\nNot in {}: {} {}{}, the first is \"{}\"; what was said counts once {} there.",
        where,
        all.size(),
        what,
        all.size() == 1 ? "" : "s",
        all.front(),
        all.size() == 1 ? "it is" : "they are");
}

}  // namespace

RunVerb declareLabel(CLI::App& app) {
    const auto folder = addProject(app);
    const auto words = std::make_shared<NextWords>();
    app.add_option("--annotator", words->annotator, "Who decides, for example initials")
        ->required();
    app.add_option("--persona",
                   words->persona,
                   "Whom it is decided for, by key or name; without it for oneself");
    return [folder, words](Context& context) {
        Project project = Project::open(*folder, Access::ReadWrite);
        requireName(words->annotator);
        Labeller labeller(project, words->annotator, words->persona);
        labelLines(labeller, context);
    };
}

RunVerb declareNext(CLI::App& app) {
    const auto folder = addProject(app);
    const auto words = std::make_shared<NextWords>();
    app.add_option("--annotator", words->annotator, "Who will be asked")->required();
    app.add_option("--persona",
                   words->persona,
                   "Whom it is decided for, by key or name; without it for oneself");
    app.add_option("--kind", words->form, "How products are asked about")
        ->check(CLI::IsMember({"pair", "single", "rank", "rate"}))
        ->capture_default_str();
    app.add_option("--order", words->order, "What is asked first")
        ->check(CLI::IsMember({"mix", "random", "uncertain", "diverse", "change"}))
        ->capture_default_str();
    app.add_option("--n", words->count, "How many questions")
        ->check(CLI::Range(std::size_t{1}, std::size_t{10'000}))
        ->capture_default_str();
    app.add_option("--run", words->run, "The run that judges; without it the newest");
    return [folder, words](Context& context) {
        Project project = Project::open(*folder, Access::ReadOnly);
        const NextQuestions next = questions(project, *words);
        const ItemStore items(project.database());
        std::vector<std::vector<std::string>> rows{{"why", "products"}};
        for (const QueueEntry& entry : next.questions) {
            std::vector<std::string> names;
            for (const std::string& sku : entry.items) {
                names.push_back(fmt::format("{} {}", sku, items.item(items.requireSku(sku)).title));
            }
            rows.push_back({entry.reason, fmt::format("{}", fmt::join(names, " | "))});
        }
        context.print({{"items", toJson(next.questions, questionFormFrom(words->form).value())},
                       {"in_order", next.isInOrder}},
                      table(rows) + (next.isInOrder ? "" : chanceSentence(words->order)));
    };
}

RunVerb declareAgreement(CLI::App& app) {
    const auto folder = addProject(app);
    return [folder](Context& context) {
        Project project = Project::open(*folder, Access::ReadOnly);
        const LabelStore store(project.database());
        std::map<AnnotatorId, std::string> names;
        for (const Annotator& annotator : store.annotators()) {
            names[annotator.id] = annotator.name;
        }
        const Agreement agreement = agreementOf(LabelHistory::load(store));
        context.print(toJson(agreement, names), sentences(agreement));
    };
}

RunVerb declareImportLabels(CLI::App& app) {
    const auto folder = addProject(app);
    const auto from = std::make_shared<std::filesystem::path>();
    app.add_option("--from", *from, "A CSV or JSON lines file of labels")->required();
    return [folder, from](Context& context) {
        Project project = Project::open(*folder, Access::ReadWrite);
        LabelStore store(project.database());
        const ItemStore items(project.database());
        const EventStore events(project.database());
        const LabelImport report = importLabels(
            store,
            *from,
            {.hasProduct = [&](const std::string& sku) { return items.idOfSku(sku).has_value(); },
             .personaKey =
                 [&](const std::string& word) {
                     const std::optional<Persona> persona = personaNamed(word, events);
                     return persona ? std::optional(persona->key) : std::nullopt;
                 }},
            context.monitor);
        std::string text =
            fmt::format("Added {} labels; {} were here already.", report.added, report.unchanged);
        for (const std::string& reject : report.rejects) {
            text += "\n" + reject;
        }
        text += unknownLine("product", "the catalog", report.unknownProducts);
        text += unknownLine("persona", "the project", report.unknownPersonas);
        context.print({{"labels_added", report.added},
                       {"labels_unchanged", report.unchanged},
                       {"rows_rejected", report.rejects.size()},
                       {"rejects", report.rejects},
                       {"unknown_products", report.unknownProducts},
                       {"unknown_personas", report.unknownPersonas}},
                      text);
        if (report.added + report.unchanged == 0) {
            throw Error(ErrorKind::Input,
                        report.rejects.empty()
                            ? fmt::format("{} holds no labels: a table has the columns annotator, "
                                          "kind, a, b and choice.",
                                          from->string())
                            : fmt::format("No row of {} could be used.", from->string()));
        }
    };
}

}  // namespace haberdash::ctl
