// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/data/base/monitor.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace haberdash::ctl {

/// What a verb is given when it runs.
struct Context {
    bool wantsJson = false;  ///< results as one JSON object, else a table for people
    Monitor monitor;         ///< progress to standard error; stops on SIGINT and SIGTERM
    std::stop_token stop;

    /// Standard output: the JSON object, or the lines for people.
    void print(const Json& result, const std::string& forPeople) const;
};

using RunVerb = std::function<void(Context&)>;

/// One row of the command line: the table in main.cpp lists them all.
struct Verb {
    const char* name;
    const char* summary;
    const char* example;  ///< shown at the end of --help

    /// Declares the verb's words on `app` and returns what runs it once they are parsed.
    RunVerb (*declare)(CLI::App& app);

    /// What a cancelled call leaves and how to go on, as a sentence; empty: it leaves all as it
    /// was.
    const char* kept = "";

    const char* notes = "";  ///< lines behind the example
};

/// Adds the positional PROJECT; the returned path is filled by parsing.
std::shared_ptr<std::filesystem::path> addProject(CLI::App& app);

/// A setting or a figure as people read it: text as it is, four digits of a number, - for null.
std::string textOf(const Json& value);

/// Rows of text as aligned columns; the first row is the head.
std::string table(const std::vector<std::vector<std::string>>& rows);

/// The service's answer to a request about the project, or throws Error with its sentence.
Json resultOf(const std::filesystem::path& folder, const Json& request);

/// Throws WrongWords for parameters in `app` that the click model does not have: --decay,
/// --patience, --persistence.
void refuseOtherClickWords(const CLI::App& app, const std::string& model);

/// A line that says that the project's own rules are not in a result; empty where it has none.
std::string unappliedRules(const std::filesystem::path& folder);

// One file a verb (or a pair of near relations).
RunVerb declareSample(CLI::App& app);
RunVerb declareImport(CLI::App& app);
RunVerb declareFeatures(CLI::App& app);
RunVerb declareFinetune(CLI::App& app);
RunVerb declareTrain(CLI::App& app);
RunVerb declareAblate(CLI::App& app);
RunVerb declareTune(CLI::App& app);
RunVerb declareRuns(CLI::App& app);
RunVerb declareEvaluate(CLI::App& app);
RunVerb declareRecommend(CLI::App& app);
RunVerb declareRules(CLI::App& app);
RunVerb declareSimilar(CLI::App& app);
RunVerb declareLabel(CLI::App& app);
RunVerb declareNext(CLI::App& app);
RunVerb declareAgreement(CLI::App& app);
RunVerb declareImportLabels(CLI::App& app);
RunVerb declareSimulate(CLI::App& app);
RunVerb declareReplay(CLI::App& app);
RunVerb declareEngine(CLI::App& app);
RunVerb declareServe(CLI::App& app);
RunVerb declareEncoders(CLI::App& app);
RunVerb declareExport(CLI::App& app);
RunVerb declareBackup(CLI::App& app);
RunVerb declareRestore(CLI::App& app);
RunVerb declareCheck(CLI::App& app);

}  // namespace haberdash::ctl
