// SPDX-License-Identifier: GPL-3.0-or-later

// haberdashctl: every operation of Haberdash as a verb. This file is the table of verbs and the one
// boundary where exceptions become a sentence and an exit code.

#include "app/ctl/progress.h"
#include "app/ctl/suggestion.h"
#include "app/ctl/verb.h"
#include "app/ctl/wrong_words.h"
#include "core/data/base/error.h"
#include "core/data/store/database.h"
#include "core/learn/image/pictures.h"
#include "core/learn/model/threads.h"

#include <SQLiteCpp/Exception.h>
#include <fmt/format.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <malloc.h>
#include <new>
#include <pthread.h>
#include <string>
#include <string_view>
#include <thread>
#include <unistd.h>
#include <vector>

namespace haberdash::ctl {

namespace {

constexpr int kDone = 0;
constexpr int kNotDone = 1;
constexpr int kWrongWords = 2;
constexpr int kCancelled = 130;

constexpr const char* kLabelLines = R"(
Lines:
  {"kind":"like","a":ID}                          or dislike, unsure, skip, clear
  {"kind":"pair","a":ID,"b":ID,"choice":"a"}      or b, tie, neither
  {"kind":"rate","a":ID,"choice":4}               1 to 5
  {"kind":"rank","items":[ID,ID,…],"choice":[…]}  up to nine; the choice best first
  {"kind":"flag","a":ID,"reason":"no picture"}
  {"kind":"undo"}                                 or redo: of the last act
Beside them "persona" and "took" (milliseconds). What next prints, with a "choice" added, is such a
line. Each is answered: {"ok":true,"seq":N}, or {"ok":false,"line":N,"error":{…}}.)";

constexpr std::array kVerbs{
    Verb{"sample",
         "Make the sample project",
         "haberdashctl sample spring.hab",
         declareSample,
         "The products drawn so far are kept; the same call draws the rest."},
    Verb{"import",
         "Bring a catalog, events and pictures in",
         "haberdashctl import shop.hab --from products.csv --images photos/",
         declareImport,
         "What was read so far is kept; the same call reads the rest."},
    Verb{"features",
         "Compute the vectors of texts and pictures that are new",
         "haberdashctl features shop.hab --text use --image mobilenet",
         declareFeatures,
         "What was computed so far is kept; the same call goes on from there."},
    Verb{"finetune",
         "Make a new picture encoder from one that is installed and the catalog",
         "haberdashctl finetune shop.hab --image mobilenet --task attributes",
         declareFinetune},
    Verb{"train",
         "Train one run",
         "haberdashctl train shop.hab --set model.kind=multimodal --set train.epochs=20",
         declareTrain,
         "The best of the finished epochs is kept in the run; train PROJECT --resume RUN goes on "
         "from there, runs PROJECT names it."},
    Verb{"ablate",
         "Train a model with parts of what it looks at, to see what each is worth",
         "haberdashctl ablate shop.hab --preset quick --seeds 3",
         declareAblate,
         "The runs that are finished are kept."},
    Verb{"tune",
         "Search for good options, on validation only",
         "haberdashctl tune shop.hab --kinds multimodal,bpr-mf,item-knn --trials 9",
         declareTune,
         "The finished trials are kept; the same call goes on from there."},
    Verb{"runs",
         "List the runs, or what differs between two",
         "haberdashctl runs shop.hab --diff r1 r2",
         declareRuns},
    Verb{"evaluate",
         "Measure runs on held-out data",
         "haberdashctl evaluate shop.hab --run r1 --run r2 --k 5,10,20",
         declareEvaluate},
    Verb{"recommend",
         "Rank products for a shopper or a history",
         "haberdashctl recommend shop.hab --run r1 --history HD00015,HD00020 --k 10",
         declareRecommend},
    Verb{"similar",
         "Find the products nearest to a product, words or a picture",
         "haberdashctl similar shop.hab --text \"red linen dress\" --k 20",
         declareSimilar},
    Verb{"rules",
         "Pin, boost, bury or hide products, and what that costs",
         "haberdashctl rules shop.hab pin HD00015 --place 1",
         declareRules},
    Verb{"label",
         "Record decisions, one JSON line each, durably",
         "echo '{\"kind\":\"pair\",\"a\":\"HD00015\",\"b\":\"HD00020\",\"choice\":\"a\"}' | "
         "haberdashctl label shop.hab --annotator AK",
         declareLabel,
         "",
         kLabelLines},
    Verb{"next",
         "What to label next",
         "haberdashctl next shop.hab --annotator AK --kind pair --order mix --n 10",
         declareNext},
    Verb{"agreement",
         "How far annotators agree, with each other and with themselves",
         "haberdashctl agreement shop.hab",
         declareAgreement},
    Verb{"import-labels",
         "Add labels that were exported or made elsewhere",
         "haberdashctl import-labels shop.hab --from labels.csv",
         declareImportLabels},
    Verb{"simulate",
         "Simulate shoppers' sessions",
         "haberdashctl simulate shop.hab --shoppers 100 --policy popularity",
         declareSimulate},
    Verb{"replay",
         "Show a stored session again, under one or two models",
         "haberdashctl replay shop.hab --session 12 --run r1 --run r2 --without 3",
         declareReplay},
    Verb{"engine",
         "Answer requests as JSON lines on standard input and output",
         "echo '{\"id\":1,\"op\":\"state\"}' | haberdashctl engine shop.hab",
         declareEngine},
    Verb{"serve",
         "Answer a shop over HTTP",
         "haberdashctl serve shop.hab --run r1 --listen 127.0.0.1:8080 --token-file token",
         declareServe},
    Verb{"export",
         "Write data out",
         "haberdashctl export shop.hab --what catalog --to catalog.csv",
         declareExport},
    Verb{"backup",
         "Copy the project's database safely",
         "haberdashctl backup shop.hab",
         declareBackup},
    Verb{"restore",
         "Put a backup back",
         "haberdashctl restore shop.hab --from shop.hab/backups/project-20260101-120000.db",
         declareRestore},
    Verb{"check", "Look for damage", "haberdashctl check shop.hab", declareCheck},
    Verb{"encoders",
         "List or install encoders",
         "haberdashctl encoders --install mobilenet --from mobilenetv3_3class_v3_fp16.gguf",
         declareEncoders},
};

// Waits for SIGINT and SIGTERM in a thread of its own, so that nothing runs in a signal handler.
// The first asks the verb to stop; a second ends the program at once.
class SignalWatcher {
  public:
    SignalWatcher() {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGINT);
        sigaddset(&signals_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
        std::signal(SIGPIPE, SIG_IGN);
        std::thread([signals = signals_, source = source_]() mutable {
            int signal = 0;
            while (sigwait(&signals, &signal) == 0) {
                if (!source.request_stop()) {
                    _exit(kCancelled);
                }
            }
        }).detach();
    }

    std::stop_token token() const { return source_.get_token(); }

  private:
    sigset_t signals_{};
    std::stop_source source_;
};

int fail(const std::string& sentence) {
    fmt::print(stderr, "haberdashctl: {}\n", sentence);
    return kNotDone;
}

// Of what a library throws, the words before its notes on where in the library that was.
std::string firstLine(const std::string_view text) {
    return std::string(text.substr(0, text.find('\n')));
}

// However the verb ends, the bar's line does before anything else is written.
void runToItsEnd(const RunVerb& run, Context& context, ProgressWriter& writer) {
    try {
        run(context);
    } catch (...) {
        writer.finish();
        throw;
    }
    writer.finish();
}

/// The verb that was called, ready to run.
struct Chosen {
    RunVerb run;
    const char* kept = "";
};

int runGuarded(const Chosen& chosen, Context& context, ProgressWriter& writer) {
    try {
        runToItsEnd(chosen.run, context, writer);
        return kDone;
    } catch (const Cancelled&) {
        fmt::print(stderr, "haberdashctl: Cancelled.{}{}\n", *chosen.kept ? " " : "", chosen.kept);
        return kCancelled;
    } catch (const WrongWords& error) {
        fail(error.what());
        return kWrongWords;
    } catch (const Error& error) {
        return fail(error.what());
    } catch (const SQLite::Exception& exception) {
        return fail(errorOf(exception, "the project's database").what());
    } catch (const std::filesystem::filesystem_error& error) {
        return fail(fmt::format("{}: {}; check the path and its permissions.",
                                error.path1().string(),
                                error.code().message()));
    } catch (const std::bad_alloc&) {
        return fail("Memory ran out; close other programs or work on fewer products at a time.");
    } catch (const std::exception& exception) {
        return fail(
            fmt::format("Something went wrong inside the program ({}); what was saved before is "
                        "unharmed: call it again, and report this sentence if it comes back.",
                        firstLine(exception.what())));
    }
}

// Without these thresholds glibc hands each step's gradients back to the kernel and fetches them
// again: training is 1.5 to 2 times slower.
void keepFreedMemory() {
    mallopt(M_MMAP_THRESHOLD, 512 << 20);
    mallopt(M_TRIM_THRESHOLD, 512 << 20);
    mallopt(M_TOP_PAD, 64 << 20);
}

// The threads of OpenMP wait for each other in loops that burn the processor. On products as small
// as ours a second one gains little on an idle machine, and on a busy one it makes a second of work
// last half a minute. Training goes by its own option.
constexpr int kThreads = 1;

// The first word that neither the program nor the verb knows; empty: there is none.
std::string unknownWord(const CLI::App& app) {
    const std::vector<std::string> words = app.remaining(true);
    return words.empty() ? std::string() : words.front();
}

// What the word may have been meant to be: an option of the verb, or a verb.
std::string meantBy(const std::string& word, const CLI::App& app) {
    const std::vector<CLI::App*> verbs = app.get_subcommands();
    std::vector<std::string> known;
    if (word.starts_with('-') && !verbs.empty()) {
        for (const CLI::Option* const option : verbs.front()->get_options()) {
            for (const std::string& name : option->get_lnames()) {
                known.push_back("--" + name);
            }
        }
    } else if (verbs.empty()) {
        for (const Verb& verb : kVerbs) {
            known.emplace_back(verb.name);
        }
    }
    return nearestOf(word, known);
}

int runProgram(const int argc, char** argv) {
    const SignalWatcher signals;
    CLI::App app("The engine of Haberdash: every operation on a project, as a verb.",
                 "haberdashctl");
    app.set_version_flag("--version", "haberdashctl " HABERDASH_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    bool wantsJson = false;
    std::string progressWord = "auto";
    Chosen chosen;
    for (const Verb& verb : kVerbs) {
        CLI::App* const sub = app.add_subcommand(verb.name, verb.summary);
        sub->footer(fmt::format("Example:\n  {}{}", verb.example, verb.notes));
        sub->add_flag("--json", wantsJson, "The result as one JSON object");
        sub->add_option("--progress", progressWord, "How progress is written to standard error")
            ->check(CLI::IsMember({"auto", "bar", "jsonl", "none"}))
            ->capture_default_str();
        sub->callback([&chosen, ready = Chosen{verb.declare(*sub), verb.kept}] { chosen = ready; });
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        // The library names what is missing before what is unknown; a slip of the hand is both.
        if (const std::string unknown = unknownWord(app);
            error.get_exit_code() != 0 && !unknown.empty()) {
            const std::string meant = meantBy(unknown, app);
            fmt::print(
                stderr,
                "haberdashctl: \"{}\" is not known here; {}see --help.\n",
                unknown,
                meant.empty() ? std::string() : fmt::format("did you mean {}? Else ", meant));
            return kWrongWords;
        }
        const int code = app.exit(error);
        return code == 0 ? kDone : kWrongWords;
    }
    ProgressWriter writer(progressStyleFrom(progressWord));
    Context context{
        wantsJson,
        Monitor([&writer](const Progress& progress) { writer.write(progress); }, signals.token()),
        signals.token()};
    return runGuarded(chosen, context, writer);
}

}  // namespace

}  // namespace haberdash::ctl

int main(int argc, char** argv) {
    haberdash::ctl::keepFreedMemory();
    haberdash::preferThreads(haberdash::ctl::kThreads);
    haberdash::guardPictureDecoding();
    return haberdash::ctl::runProgram(argc, argv);
}
