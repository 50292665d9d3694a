// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/error.h"
#include "tests/core/data/import/import_fixture.h"

#include <gmock/gmock.h>

namespace haberdash {
namespace {

using EventImportTest = ImportTest;

constexpr const char* kArticles =
    "article_id,product_code,prod_name,product_type_no,product_type_name,product_group_name,"
    "graphical_appearance_no,graphical_appearance_name,colour_group_code,colour_group_name,"
    "perceived_colour_value_id,perceived_colour_value_name,perceived_colour_master_id,"
    "perceived_colour_master_name,department_no,department_name,index_code,index_name,index_group_"
    "no,"
    "index_group_name,section_no,section_name,garment_group_no,garment_group_name,detail_desc\n"
    "0108775015,0108775,Strap top,253,Vest top,Garment Upper "
    "body,1010016,Solid,9,Black,4,Dark,5,Black,"
    "1676,Jersey Basic,A,Ladieswear,1,Ladieswear,16,Womens Everyday Basics,1002,Jersey Basic,"
    "\"Jersey top with narrow shoulder straps, soft.\"\n"
    "0108775044,0108775,Strap top,253,Vest top,Garment Upper "
    "body,1010016,Solid,10,White,3,Light,9,White,"
    "1676,Jersey Basic,A,Ladieswear,1,Ladieswear,16,Womens Everyday Basics,1002,Jersey Basic,\n";

void writeHm(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder / "images/010");
    std::ofstream(folder / "images/010/0108775015.jpg") << "\xFF\xD8\xFF";
    std::ofstream(folder / "articles.csv") << kArticles;
    std::ofstream(folder / "customers.csv")
        << "customer_id,FN,Active,club_member_status,fashion_news_frequency,age,postal_code\n"
           "c1,,,ACTIVE,NONE,49.0,x\nc2,,,ACTIVE,NONE,25.0,y\n";
    std::ofstream(folder / "transactions_train.csv")
        << "t_dat,customer_id,article_id,price,sales_channel_id\n"
           "2018-09-20,c1,0108775015,0.05,2\n"
           "2018-09-20,c1,0108775015,0.05,2\n"
           "2018-09-21,c2,0108775015,0.03,1\n"
           "2018-09-21,c2,0999999999,0.03,1\n"
           "someday,c2,0108775044,0.03,1\n";
}

TEST_F(EventImportTest, ReadsHmWithLeadingZerosPricesAndPurchases) {
    writeHm(shop());
    const ImportReport report = import(shop());
    EXPECT_EQ(report.format, "hm");
    EXPECT_EQ(report.productsAdded, 2U);
    EXPECT_EQ(report.eventsAdded, 3U);
    EXPECT_EQ(report.eventsRejected, 2U);
    EXPECT_EQ(report.picturesFound, 1U);
    EXPECT_EQ(report.picturesMissing, 1U);
    const Item top = item("0108775015");
    EXPECT_EQ(top.title, "Strap top");
    EXPECT_EQ(top.description, "Jersey top with narrow shoulder straps, soft.");
    EXPECT_EQ(top.category, "Vest top");
    EXPECT_EQ(top.department, "Garment Upper body");
    EXPECT_EQ(top.colour, "Black");
    EXPECT_EQ(top.gender, "Women");
    EXPECT_EQ(top.price, 0.03);
    EXPECT_FALSE(item("0108775044").price);
    const std::vector<Event> bought = events("c1");
    ASSERT_EQ(bought.size(), 2U);
    EXPECT_EQ(bought[0].kind, EventKind::Purchase);
    EXPECT_EQ(bought[0].time, 1537401600);
}

TEST_F(EventImportTest, SecondHmImportChangesNothing) {
    writeHm(shop());
    import(shop());
    const ImportReport second = import(shop());
    EXPECT_EQ(second.productsUnchanged, 2U);
    EXPECT_EQ(second.productsUpdated, 0U);
    EXPECT_EQ(second.eventsAdded, 0U);
    EXPECT_EQ(second.eventsUnchanged, 3U);
}

TEST_F(EventImportTest, ReadsAmazonReviews) {
    write(
        "meta_Fashion.jsonl",
        R"({"main_category":"AMAZON FASHION","title":"Linen Shirt","average_rating":4.5,"rating_number":3,)"
        R"("features":["100% linen","Washable"],"description":["A <b>fine</b> shirt"],"price":29.5,)"
        R"("images":[{"thumb":"https://m.example/t.jpg","large":"https://m.example/B01.jpg","hi_res":null}],)"
        R"("store":"Acme","categories":["Clothing","Men","Shirts"],"details":{"Color":"Blue","Department":"Mens"},)"
        R"("parent_asin":"B01"})"
        "\n"
        R"({"title":"Hat","features":[],"description":[],"price":null,"images":[],"store":null,)"
        R"("categories":[],"details":{},"parent_asin":"B02"})"
        "\n");
    write(
        "Fashion.jsonl",
        R"({"rating":5.0,"title":"Great","text":"x","asin":"B01x","parent_asin":"B01","user_id":"u1","timestamp":1588687728923,"verified_purchase":true})"
        "\n"
        R"({"rating":1.0,"title":"Bad","text":"x","asin":"B02","parent_asin":"B02","user_id":"u1","timestamp":1588687729923,"verified_purchase":true})"
        "\n"
        R"({"rating":4.0,"title":"Ok","text":"x","asin":"B02","parent_asin":"B02","user_id":"u2","timestamp":1588687730923,"verified_purchase":false})"
        "\n"
        R"({"rating":3.0,"title":"Hm","text":"x","asin":"B01","parent_asin":"B01","user_id":"u2","timestamp":1588687731923,"verified_purchase":false})"
        "\n"
        R"({"rating":3.0,"title":"Hm","text":"x","asin":"B09","parent_asin":"B09","user_id":"u2","timestamp":1588687731923,"verified_purchase":false})"
        "\n");
    const ImportReport report = import(shop());
    EXPECT_EQ(report.format, "amazon-reviews");
    EXPECT_EQ(report.productsAdded, 2U);
    EXPECT_EQ(report.eventsAdded, 4U);
    EXPECT_EQ(report.eventsRejected, 1U);
    const Item shirt = item("B01");
    EXPECT_EQ(shirt.title, "Linen Shirt");
    EXPECT_EQ(shirt.description, "100% linen\nWashable\nA fine shirt");
    EXPECT_EQ(shirt.price, 29.5);
    EXPECT_EQ(shirt.brand, "Acme");
    EXPECT_EQ(shirt.category, "Shirts");
    EXPECT_EQ(shirt.department, "Men");
    EXPECT_EQ(shirt.gender, "Men");
    EXPECT_EQ(shirt.colour, "Blue");
    EXPECT_EQ(shirt.pictureState, PictureState::Missing);
    EXPECT_EQ(item("B02").pictureState, PictureState::None);
    EXPECT_EQ(events("u1").at(0).kind, EventKind::Purchase);
    EXPECT_EQ(events("u1").at(0).time, 1588687728);
    EXPECT_EQ(events("u1").at(1).kind, EventKind::Dislike);
    EXPECT_EQ(events("u2").at(0).kind, EventKind::Like);
    EXPECT_EQ(events("u2").at(1).kind, EventKind::View);
}

TEST_F(EventImportTest, ReadsMmrecPairsWithTheirSplit) {
    const ImportReport report = import(write("clothing.inter",
                                             "userID\titemID\tx_label\n"
                                             "8\t17\t0\n8\t10\t1\n9\t17\t2\n9\t10\t7\n\t10\t0\n"));
    EXPECT_EQ(report.format, "inter");
    EXPECT_EQ(report.productsAdded, 2U);
    EXPECT_EQ(report.eventsAdded, 3U);
    EXPECT_EQ(report.eventsRejected, 2U);
    EXPECT_EQ(item("17").title, "17");
    EXPECT_EQ(events("8").at(0).split, GivenSplit::Train);
    EXPECT_EQ(events("8").at(1).split, GivenSplit::Validation);
    EXPECT_EQ(events("9").at(0).split, GivenSplit::Test);
    EXPECT_EQ(events("9").at(0).kind, EventKind::Purchase);
}

TEST_F(EventImportTest, ReadsRecboleFilesWithItemsAndRatings) {
    write(
        "shop.item",
        "item_id:token\ttitle:token_seq\tprice:float\n1\tThe \"best\" shirt\t12.5\n2\tA hat\t3\n");
    write("shop.inter",
          "user_id:token\titem_id:token\trating:float\ttimestamp:float\n"
          "u\t1\t5.0\t1588687728\nu\t2\t1.0\t1588687729\nu\t3\t1.0\t1588687729\n");
    const ImportReport report = import(shop());
    EXPECT_EQ(report.format, "inter");
    EXPECT_EQ(report.productsAdded, 2U);
    EXPECT_EQ(report.eventsAdded, 2U);
    EXPECT_EQ(report.eventsRejected, 1U);
    EXPECT_EQ(item("1").title, "The \"best\" shirt");
    EXPECT_EQ(item("1").price, 12.5);
    EXPECT_EQ(events("u").at(0).kind, EventKind::Like);
    EXPECT_EQ(events("u").at(1).kind, EventKind::Dislike);
}

TEST_F(EventImportTest, ReadsAFurtherFileOfEvents) {
    const auto products = write("products.csv", "id,title\n01,Shirt\n02,Hat\n");
    const auto clicks = write("clicks.csv",
                              "Kundennummer;Artikelnummer;Aktion;Zeitstempel\n"
                              "k1;01;click;2024-05-01 10:00:00\n"
                              "k1;02;add_to_cart;2024-05-01 10:01:00\n"
                              "k1;02;add_to_cart;2024-05-01 10:01:00\n"
                              "k1;02;teleport;2024-05-01 10:02:00\n"
                              "k1;03;click;2024-05-01 10:03:00\n");
    const ImportOptions options{.from = {products}, .events = clicks};
    const ImportReport report = import(options);
    EXPECT_EQ(report.eventsAdded, 3U);
    EXPECT_EQ(report.eventsRejected, 2U);
    EXPECT_EQ(report.rowsRejected, 0U);
    ASSERT_FALSE(report.rejectsFile.empty());
    EXPECT_THAT(readFile(report.rejectsFile),
                testing::HasSubstr("There is no product 03 in the catalog."));
    const ImportReport second = import(options);
    EXPECT_EQ(second.eventsAdded, 0U);
    EXPECT_EQ(second.eventsUnchanged, 3U);
}

TEST_F(EventImportTest, DryRunCountsEvents) {
    writeHm(shop());
    const ImportReport report = previewImport(nullptr, {.from = {shop()}}, Monitor());
    EXPECT_EQ(report.productsAdded, 2U);
    EXPECT_EQ(report.eventsAdded, 3U);
    EXPECT_EQ(report.eventsRejected, 2U);
}

}  // namespace
}  // namespace haberdash
