// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/data/import/import_fixture.h"

#include <array>
#include <iostream>

namespace haberdash {
namespace {

using RealDataTest = ImportTest;

void tellSpeed(const char* what, const std::size_t rows, const ImportReport& report) {
    std::cout << what << ": " << rows << " in " << report.seconds << " s, "
              << static_cast<double>(rows) / report.seconds << " a second\n";
}

TEST_F(RealDataTest, TakesMyntraByStyles) {
    const auto folder = realData("myntra");
    if (folder.empty()) {
        GTEST_SKIP() << "the real data is not there (HABERDASH_TEST_DATA)";
    }
    const ImportReport report = import(folder);
    tellSpeed("myntra by styles.csv", report.productsAdded, report);
    EXPECT_EQ(report.format, "kaggle-fashion");
    EXPECT_EQ(report.productsAdded, 9643U);
    EXPECT_EQ(report.rowsRepaired, 22U);
    EXPECT_EQ(report.rowsRejected, 0U);
    EXPECT_EQ(report.picturesFound, 9585U);
    EXPECT_EQ(report.picturesMissing, 58U);
    EXPECT_EQ(report.duplicateTitles, 2481U);
    EXPECT_EQ(item("3413").title, "Myntra Men's Yes, its all about me White T-shirt");
    EXPECT_EQ(item("10003").price, 2695);

    const ImportReport second = import(folder);
    EXPECT_EQ(second.productsUnchanged, 9643U);
    EXPECT_EQ(second.productsAdded + second.productsUpdated, 0U);
}

TEST_F(RealDataTest, TakesMyntraByProducts) {
    const auto folder = realData("myntra");
    if (folder.empty()) {
        GTEST_SKIP() << "the real data is not there (HABERDASH_TEST_DATA)";
    }
    const ImportReport report = import(folder / "products.csv");
    tellSpeed("myntra by products.csv", report.productsAdded, report);
    EXPECT_EQ(report.format, "csv");
    EXPECT_EQ(report.productsAdded, 9643U);
    EXPECT_EQ(report.rowsRepaired, 0U);
    EXPECT_EQ(report.rowsRejected, 0U);
    EXPECT_EQ(report.picturesFound, 9585U);
    EXPECT_EQ(report.productsWithoutPicture, 58U);
    EXPECT_EQ(report.picturesMissing, 0U);
    EXPECT_EQ(report.duplicateTitles, 2481U);
    EXPECT_EQ(report.duplicateTexts, 207U);
    EXPECT_EQ(report.currency, "INR");
    std::size_t withoutUsage = 0;
    std::size_t withoutSeason = 0;
    std::size_t withoutColour = 0;
    std::size_t withTags = 0;
    ItemStore(project().database()).forEach([&](const Item& item) {
        withoutUsage += item.usage.empty() ? 1 : 0;
        withoutSeason += item.season.empty() ? 1 : 0;
        withoutColour += item.colour.empty() ? 1 : 0;
        withTags += item.description.find("<br") != std::string::npos ? 1 : 0;
    });
    EXPECT_EQ(withoutUsage, 24U);
    EXPECT_EQ(withoutSeason, 20U);
    EXPECT_EQ(withoutColour, 3U);
    EXPECT_EQ(withTags, 0U);
}

TEST_F(RealDataTest, TakesEveryPairOfAmazonClothing) {
    const auto folder = realData("amazon_clothing");
    if (folder.empty()) {
        GTEST_SKIP() << "the real data is not there (HABERDASH_TEST_DATA)";
    }
    const ImportReport report = import(folder);
    tellSpeed("amazon clothing", report.eventsAdded, report);
    EXPECT_EQ(report.format, "inter");
    EXPECT_EQ(report.productsAdded, 23033U);
    EXPECT_EQ(report.eventsAdded, 197338U + 41189U + 40150U);
    EXPECT_EQ(report.eventsRejected, 0U);
    EventStore store(project().database());
    EXPECT_EQ(store.shopperCount(), 39387U);
    std::array<std::size_t, 3> split{};
    store.forEach(
        [&](const Event& event) { ++split.at(static_cast<std::size_t>(event.split.value())); });
    EXPECT_EQ(split, (std::array<std::size_t, 3>{197338, 41189, 40150}));
}

}  // namespace
}  // namespace haberdash
