// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/files.h"
#include "core/data/catalog/item_store.h"
#include "core/data/import/import.h"
#include "core/data/sessions/event_store.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <unistd.h>

namespace haberdash {

/// A folder for a test's files and a project beside them, gone with the test.
class ImportTest : public testing::Test {
  protected:
    ImportTest() {
        const testing::TestInfo& info = *testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::temp_directory_path() /
                  ("haberdash-import-" + std::to_string(::getpid()) + "-" + info.name());
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_ / "shop");
    }

    ~ImportTest() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path shop() const { return folder_ / "shop"; }

    std::filesystem::path write(const std::string& name, const std::string_view text) const {
        const std::filesystem::path file = shop() / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
        return file;
    }

    Project& project() {
        if (!project_) {
            project_.emplace(Project::create(folder_ / "test.hab"));
        }
        return *project_;
    }

    ImportReport import(const ImportOptions& options) {
        return importCatalog(project(), options, Monitor());
    }

    ImportReport import(const std::filesystem::path& from) { return import({.from = {from}}); }

    Item item(const std::string& sku) {
        ItemStore items(project().database());
        return items.item(items.requireSku(sku));
    }

    std::vector<Event> events(const std::string& user) {
        EventStore store(project().database());
        return store.eventsOf(store.shopper(user).value().id);
    }

    std::filesystem::path folder_;

  private:
    std::optional<Project> project_;
};

/// Where the real test data lies; empty when it is not there.
inline std::filesystem::path realData(const std::string& name) {
    const char* const given = std::getenv("HABERDASH_TEST_DATA");
    const std::filesystem::path root =
        given != nullptr ? std::filesystem::path(given)
                         : std::filesystem::path(HABERDASH_SOURCE_DIR) / "../shared/data";
    std::error_code ignored;
    return std::filesystem::exists(root / name, ignored) ? root / name : std::filesystem::path();
}

}  // namespace haberdash
