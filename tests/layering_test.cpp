// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the sources as text and holds what ARCHITECTURE.md says of who may include whom.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;

const fs::path kRoot = HABERDASH_SOURCE_DIR;

struct Source {
    std::string path;  ///< from the root, with forward slashes
    std::string text;
    std::vector<std::string> includes;  ///< as written between quotes or angle brackets
};

std::vector<std::string> includesOf(const std::string& text) {
    static const std::regex kInclude(R"re(^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"])re",
                                     std::regex::multiline);
    std::vector<std::string> includes;
    for (std::sregex_iterator match(text.begin(), text.end(), kInclude), end; match != end;
         ++match) {
        includes.push_back((*match)[1]);
    }
    return includes;
}

std::vector<Source> sourcesUnder(const std::string& folder) {
    std::vector<Source> sources;
    if (!fs::exists(kRoot / folder)) {
        return sources;
    }
    for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder)) {
        const std::string extension = entry.path().extension().string();
        if (entry.is_regular_file() && (extension == ".cpp" || extension == ".h")) {
            std::ostringstream text;
            text << std::ifstream(entry.path()).rdbuf();
            sources.push_back({fs::relative(entry.path(), kRoot).generic_string(),
                               text.str(),
                               includesOf(text.str())});
        }
    }
    return sources;
}

/// "core/data/base" of "core/data/base/x.h"; the whole folder for other trees.
std::string moduleOf(const std::string& path) {
    std::vector<std::size_t> slashes;
    for (std::size_t at = path.find('/'); at != std::string::npos; at = path.find('/', at + 1)) {
        slashes.push_back(at);
    }
    if (path.starts_with("core/")) {
        return slashes.size() >= 3 ? path.substr(0, slashes[2]) : "";
    }
    return slashes.empty() ? "" : path.substr(0, slashes[0]);
}

/// The order of ARCHITECTURE.md: a folder may include itself and what stands before it.
std::vector<std::string> modulesInOrder() {
    std::ifstream architecture(kRoot / "ARCHITECTURE.md");
    std::vector<std::string> modules;
    std::string library;
    for (std::string line; std::getline(architecture, line);) {
        static const std::regex kFolders(
            R"(^(?:core/)? +(data|learn)/ +([a-z_]+(?: {1,2}[a-z_]+)*))");
        std::smatch match;
        if (!std::regex_search(line, match, kFolders)) {
            continue;
        }
        std::istringstream folders(match[2]);
        for (std::string folder; folders >> folder;) {
            modules.push_back("core/" + match[1].str() + "/" + folder);
        }
    }
    return modules;
}

bool isAny(const std::string& include, const std::string& pattern) {
    return std::regex_search(include, std::regex(pattern));
}

const char* const kTorch = "^(torch|ATen|c10|caffe2)/";
const char* const kOpenCv = "^opencv2?/";
const char* const kQt = "^(Q[A-Za-z]+|Qt[A-Z][A-Za-z]*/.*|q[a-z]+\\.h|qcustomplot.*)$";

TEST(Layering, ArchitectureListsTheFoldersThatThereAre) {
    const std::vector<std::string> modules = modulesInOrder();
    ASSERT_GE(modules.size(), 10U);
    EXPECT_EQ(modules.front(), "core/data/base");
    for (const Source& source : sourcesUnder("core")) {
        EXPECT_THAT(modules, ::testing::Contains(moduleOf(source.path))) << source.path;
    }
}

TEST(Layering, CoreFolderIncludesOnlyItselfAndFoldersBeforeIt) {
    const std::vector<std::string> modules = modulesInOrder();
    const auto place = [&](const std::string& module) {
        return std::find(modules.begin(), modules.end(), module) - modules.begin();
    };
    std::vector<std::string> offences;
    for (const Source& source : sourcesUnder("core")) {
        for (const std::string& include : source.includes) {
            const bool isOurs = isAny(include, "^(app|core|ui|tests)/");
            if (isOurs && place(moduleOf(include)) > place(moduleOf(source.path))) {
                offences.push_back(source.path + " includes " + include);
            }
            if (isOurs && !include.starts_with("core/")) {
                offences.push_back(source.path + " includes " + include);
            }
        }
    }
    EXPECT_THAT(offences, IsEmpty());
}

TEST(Layering, WindowIncludesOnlyItselfAndTheDataCore) {
    std::vector<std::string> offences;
    for (const char* const folder : {"ui", "app/window"}) {
        for (const Source& source : sourcesUnder(folder)) {
            for (const std::string& include : source.includes) {
                if (isAny(include, "^(core/learn|tests)/") || isAny(include, kTorch) ||
                    isAny(include, kOpenCv) ||
                    (source.path.starts_with("ui/") && include.starts_with("app/"))) {
                    offences.push_back(source.path + " includes " + include);
                }
            }
        }
    }
    EXPECT_THAT(offences, IsEmpty());
}

TEST(Layering, CoreAndEngineKnowNoQtAndTheDataCoreNoTorchAndOpenCv) {
    std::vector<std::string> offences;
    for (const char* const folder : {"core", "app/ctl"}) {
        for (const Source& source : sourcesUnder(folder)) {
            for (const std::string& include : source.includes) {
                const bool isData = source.path.starts_with("core/data/");
                if (isAny(include, kQt) ||
                    (isData && (isAny(include, kTorch) || isAny(include, kOpenCv)))) {
                    offences.push_back(source.path + " includes " + include);
                }
            }
        }
    }
    EXPECT_THAT(offences, IsEmpty());
}

TEST(Layering, TorchStaysInFilesNamedForIt) {
    std::vector<std::string> offences;
    for (const char* const folder : {"core", "app", "ui"}) {
        for (const Source& source : sourcesUnder(folder)) {
            const bool isTorchFile = isAny(source.path, R"(_torch\.(cpp|h)$)");
            for (const std::string& include : source.includes) {
                const bool isTorch = isAny(include, kTorch) || isAny(include, R"(_torch\.h$)");
                if (isTorch && !isTorchFile) {
                    offences.push_back(source.path + " includes " + include);
                }
            }
        }
    }
    EXPECT_THAT(offences, IsEmpty());
}

TEST(Layering, NothingReadsFilesThatCanHoldCode) {
    const std::regex barred(
        R"((torch\s*::\s*)?jit\s*::\s*load|torch\s*::\s*load|pickle_load|InputArchive|Unpickler)");
    std::vector<std::string> offences;
    for (const char* const folder : {"core", "app", "ui"}) {
        for (const Source& source : sourcesUnder(folder)) {
            if (std::regex_search(source.text, barred)) {
                offences.push_back(source.path);
            }
        }
    }
    EXPECT_THAT(offences, IsEmpty());
}

TEST(Layering, EverySourceIsBuilt) {
    std::vector<std::string> offences;
    for (const std::string folder : {"core", "ui", "app", "tests"}) {
        std::ostringstream list;
        list << std::ifstream(kRoot / folder / "CMakeLists.txt").rdbuf();
        for (const Source& source : sourcesUnder(folder)) {
            const std::string name = source.path.substr(folder.size() + 1);
            // The fuzz targets are listed by the name of the target.
            const bool isNamedOtherwise = source.path.starts_with("tests/fuzz/");
            const std::regex listed("(^|[\\s(])" + name + "($|[\\s)])");
            if (name.ends_with(".cpp") && !isNamedOtherwise &&
                !std::regex_search(list.str(), listed)) {
                offences.push_back(source.path);
            }
        }
    }
    EXPECT_THAT(offences, IsEmpty());
}

TEST(Layering, EverySourceNamesItsLicence) {
    std::vector<std::string> offences;
    for (const char* const folder : {"core", "app", "ui", "tests"}) {
        for (const Source& source : sourcesUnder(folder)) {
            if (!source.text.starts_with("// SPDX-License-Identifier: GPL-3.0-or-later\n")) {
                offences.push_back(source.path);
            }
        }
    }
    EXPECT_THAT(offences, IsEmpty());
}

}  // namespace
