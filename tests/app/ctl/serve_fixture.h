// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/base64.h"
#include "tests/app/ctl/run_ctl.h"
#include "tests/app/ctl/served.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace haberdash::test {

/// A small trained shop, made once; each test serves a copy of it.
class ServeTest : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        scratch = std::make_unique<ScratchFolder>("serve");
        const std::string original = (*scratch / "original.hab").string();
        ASSERT_EQ(
            runCtl({"sample", original, "--products", "120", "--shoppers", "50", "--json"}).code,
            0);
        runCtl({"features", original, "--text", "tfidf", "--image", "descriptors"});
        ASSERT_EQ(runCtl({"train", original, "--preset", "content"}).code, 0);
        ASSERT_EQ(runCtl({"train", original, "--preset", "quick", "--set", "train.epochs=2"}).code,
                  0);
        ASSERT_EQ(runCtl({"train", original, "--preset", "popularity"}).code, 0);
    }

    static void TearDownTestSuite() { scratch.reset(); }

    void SetUp() override {
        const std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
        project = *scratch / (name + ".hab");
        std::filesystem::copy(
            *scratch / "original.hab", project, std::filesystem::copy_options::recursive);
    }

    void TearDown() override { std::filesystem::remove_all(project); }

    /// How often something is done: a small number, or what the environment says.
    static std::size_t rounds(const char* const variable, const std::size_t fallback) {
        const char* const text = std::getenv(variable);
        return text == nullptr ? fallback : std::stoul(text);
    }

    static inline std::unique_ptr<ScratchFolder> scratch;
    std::filesystem::path project;

    static constexpr const char* kContent = "r1";
    static constexpr const char* kLearned = "r2";
    static constexpr const char* kPopular = "r3";
};

inline std::vector<std::string> idsOf(const Json& answer) {
    std::vector<std::string> ids;
    for (const Json& item : answer["items"]) {
        ids.push_back(item["id"]);
    }
    return ids;
}

/// The state once no product waits any more, or after a minute.
inline Json whenRanked(const Served& served) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    Json state;
    do {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        state = served.ask("GET", "/v1/state").json();
    } while (state["products_waiting"] != 0 && std::chrono::steady_clock::now() < until);
    return state;
}

/// A product with the text and the picture of another one.
inline Json copyOf(const Served& served, const std::string& id) {
    const Json model = served.ask("GET", "/v1/products/" + id).json();
    return {{"id", "brand-new"},
            {"title", model["title"]},
            {"description", model["description"]},
            {"category", model.value("category", "")},
            {"image_base64", toBase64(served.ask("GET", "/v1/pictures/" + id).body)}};
}

}  // namespace haberdash::test
