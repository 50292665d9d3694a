// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/error.h"
#include "tests/core/data/import/import_fixture.h"

#include <gmock/gmock.h>

#include <sys/stat.h>

namespace haberdash {
namespace {

using testing::HasSubstr;

using ProductImportTest = ImportTest;

constexpr const char* kStyles =
    "id,gender,masterCategory,subCategory,articleType,baseColour,season,year,usage,"
    "productDisplayName\n"
    "10,Men,Apparel,Topwear,Tshirts,White,Summer,2011,Casual,Plain  White Tee \n"
    "11,Men,Apparel,Topwear,Tshirts,NA,,2011,NA,Its all about me, again\n"
    "12,Women,Footwear,Shoes,Heels,Red,Fall,2012,Formal,Tempo 3.5\" Heel\n"
    "13,Women,Footwear\n"
    "12,Women,Footwear,Shoes,Heels,Blue,Fall,2012,Formal,Another\n"
    ",Women,Footwear,Shoes,Heels,Blue,Fall,2012,Formal,No id\n";

TEST_F(ProductImportTest, ReadsKaggleFashionWithItsDirt) {
    write("styles.csv", kStyles);
    write("images/10.jpg", "\xFF\xD8\xFF picture");
    write(
        "styles/10.json",
        R"({"data":{"price":799,"discountedPrice":599,"brandName":"Acme","articleAttributes":{"Neck":"Round","Fit":"NA"},)"
        R"("productDescriptors":{"description":{"value":"<p>Soft &amp; white</p>"}}}})");
    const ImportReport report = import(shop());
    EXPECT_EQ(report.format, "kaggle-fashion");
    EXPECT_EQ(report.productsAdded, 3U);
    EXPECT_EQ(report.rowsRepaired, 1U);
    EXPECT_EQ(report.rowsRejected, 3U);
    EXPECT_EQ(report.picturesFound, 1U);
    EXPECT_EQ(report.picturesMissing, 2U);
    EXPECT_EQ(project().setting("currency"), "INR");

    const Item plain = item("10");
    EXPECT_EQ(plain.title, "Plain White Tee");
    EXPECT_EQ(plain.description, "Soft & white");
    EXPECT_EQ(plain.brand, "Acme");
    EXPECT_EQ(plain.price, 599);
    EXPECT_EQ(plain.year, 2011);
    EXPECT_EQ(plain.department, "Topwear");
    EXPECT_EQ(plain.category, "Tshirts");
    EXPECT_EQ(plain.sourceRow, 2);
    EXPECT_EQ(plain.pictureState, PictureState::Pending);
    EXPECT_EQ(plain.attributes,
              R"({"masterCategory":"Apparel","list_price":"799","Neck":"Round"})");
    EXPECT_EQ(item("11").title, "Its all about me, again");
    EXPECT_EQ(item("11").colour, "");
    EXPECT_EQ(item("11").usage, "");
    EXPECT_EQ(item("11").pictureState, PictureState::Missing);
    EXPECT_EQ(item("12").title, "Tempo 3.5\" Heel");
}

TEST_F(ProductImportTest, RejectsFileCanBeMendedAndImported) {
    write("styles.csv", kStyles);
    write("images/13.jpg", "\xFF\xD8\xFF picture");
    const ImportReport first = import(shop());
    ASSERT_TRUE(std::filesystem::exists(first.rejectsFile));
    std::string text = readFile(first.rejectsFile);
    EXPECT_THAT(text, HasSubstr("productDisplayName,haberdash_reason\r\n"));
    EXPECT_THAT(text, HasSubstr("The row has 3 fields where the header names 10."));
    EXPECT_THAT(text, HasSubstr("The id 12 was already used in line 4 of styles.csv."));

    const std::string broken = "13,Women,Footwear,,,,,,,,";
    const std::size_t at = text.find(broken);
    ASSERT_NE(at, std::string::npos);
    text.replace(at, broken.size(), "13,Women,Footwear,Shoes,Flats,Red,,2013,,Mended flat,");
    std::ofstream(first.rejectsFile, std::ios::binary) << text;
    const ImportReport second = import(first.rejectsFile);
    EXPECT_EQ(second.format, "kaggle-fashion");
    EXPECT_EQ(second.productsAdded, 1U);
    EXPECT_EQ(item("13").title, "Mended flat");
    EXPECT_EQ(item("13").pictureState, PictureState::Pending);
    EXPECT_THAT(item("13").attributes, testing::Not(HasSubstr("haberdash_reason")));
}

TEST_F(ProductImportTest, SecondImportChangesNothing) {
    write("styles.csv", kStyles);
    write("images/10.jpg", "picture");
    import(shop());
    const ImportReport second = import(shop());
    EXPECT_EQ(second.productsAdded, 0U);
    EXPECT_EQ(second.productsUpdated, 0U);
    EXPECT_EQ(second.productsUnchanged, 3U);
    EXPECT_EQ(second.rowsRejected, 3U);
    EXPECT_EQ(item("10").importId, 1);
    ItemStore store(project().database());
    EXPECT_EQ(store.addImport("x", "csv", "", 0), 2) << "an import without effect left a record";
}

TEST_F(ProductImportTest, LaterFileLeavesFactsThatItDoesNotHave) {
    import(write("a.csv", "id,title,description,price\n1,Shirt,Soft cotton,10\n2,Hat,Warm,20\n"));
    const ImportReport report =
        import(write("b.csv", "id,title,colour\n1,Shirt,Blue\n2,Cap,Red\n"));
    EXPECT_EQ(report.productsUpdated, 2U);
    EXPECT_EQ(item("1").description, "Soft cotton");
    EXPECT_EQ(item("1").price, 10);
    EXPECT_EQ(item("1").colour, "Blue");
    EXPECT_EQ(item("2").title, "Cap");
}

TEST_F(ProductImportTest, GuessesColumnsInGerman) {
    const ImportReport report = import(write(
        "artikel.csv",
        "Artikelnummer;Bezeichnung;Beschreibung;Preis (\xE2\x82\xAC);Farbe;Marke;Warengruppe\r\n"
        "007;Hemd blau;Ein Hemd;39,90;Blau;Acme;Oberteile\r\n"
        "008;Hose;;-5,00;Schwarz;;Hosen\r\n"));
    EXPECT_EQ(report.format, "csv");
    EXPECT_EQ(report.currency, "EUR");
    EXPECT_EQ(report.columns.at("id"), "Artikelnummer");
    EXPECT_EQ(report.columns.at("colour"), "Farbe");
    EXPECT_EQ(item("007").price, 39.9);
    EXPECT_EQ(item("007").brand, "Acme");
    EXPECT_EQ(report.valuesRefused, 1U);
    EXPECT_FALSE(item("008").price);
    EXPECT_EQ(report.rowsRejected, 0U);
}

TEST_F(ProductImportTest, GuessesColumnsByContent) {
    const ImportReport report = import(write("x.csv",
                                             "c1,c2,c3,c4\n"
                                             "a-1,Blue linen shirt,19.99,pics/1.jpg\n"
                                             "a-2,Red cotton dress,29.99,pics/2.jpg\n"
                                             "a-3,Green wool coat,99.00,pics/3.jpg\n"));
    EXPECT_EQ(report.columns.at("id"), "c1");
    EXPECT_EQ(report.columns.at("title"), "c2");
    EXPECT_EQ(report.columns.at("price"), "c3");
    EXPECT_EQ(report.columns.at("image"), "c4");
    EXPECT_EQ(report.picturesMissing, 3U);
}

TEST_F(ProductImportTest, GivenColumnsWin) {
    const auto file = write("x.csv", "id,code,title,name\n1,A,Shirt,Hemd\n");
    import({.from = {file}, .columns = { {"id", "code"}, { "title", "name" } }});
    EXPECT_EQ(item("A").title, "Hemd");
    EXPECT_THROW(import({.from = {file}, .columns = {{"id", "nothing"}}}), Error);
    EXPECT_THROW(import({.from = {file}, .columns = {{"colr", "code"}}}), Error);
}

TEST_F(ProductImportTest, ReadsJsonLinesWithBrokenOnes) {
    const ImportReport report =
        import(write("shop.jsonl",
                     "{\"id\": \"0042\", \"name\": \"Tee\", \"price\": NaN, \"tags\": [\"a\", "
                     "\"b\"], \"facts\": {\"color\": \"Red\"}}\n"
                     "{\"id\": 7, \"name\": \"Hat\", \"price\": 12.5, \"note\": \"é è\"}\n"
                     "{\"id\": 8, \"name\": \"Broken\"\n"
                     "[1, 2]\n"
                     "\n"
                     "{\"id\": 9, \"name\": \"\xFF"
                     "ap\"}\n"));
    EXPECT_EQ(report.format, "jsonl");
    EXPECT_EQ(report.productsAdded, 3U);
    EXPECT_EQ(report.rowsRejected, 2U);
    EXPECT_EQ(report.rowsRepaired, 1U);
    EXPECT_FALSE(item("0042").price);
    EXPECT_EQ(item("7").price, 12.5);
    EXPECT_EQ(report.problems.at(0).row, 3U);
    EXPECT_THAT(readFile(report.rejectsFile), HasSubstr("haberdash_line,haberdash_reason"));
}

TEST_F(ProductImportTest, DeepJsonIsRejectedNotFatal) {
    const std::string deep(200000, '[');
    const ImportReport report = import(
        write("x.jsonl", "{\"id\": 1, \"title\": \"Tee\"}\n{\"id\": 2, \"title\": " + deep + "\n"));
    EXPECT_EQ(report.productsAdded, 1U);
    EXPECT_EQ(report.rowsRejected, 1U);
}

TEST_F(ProductImportTest, PicturesStayInsideTheFolder) {
    write("images/ok.jpg", "\xFF\xD8\xFF");
    std::ofstream(folder_ / "secret.jpg") << "secret";
    std::filesystem::create_symlink(folder_ / "secret.jpg", shop() / "images/link.jpg");
    std::filesystem::create_symlink("ok.jpg", shop() / "images/inside.jpg");
    ASSERT_EQ(::mkfifo((shop() / "images/pipe.jpg").c_str(), 0600), 0);
    std::string text = "id,title,image\n";
    const std::vector<std::string> names{"images/ok.jpg",
                                         "ok.jpg",
                                         "inside.jpg",
                                         (shop() / "images/ok.jpg").string(),
                                         "https://cdn.example/x/ok.jpg?w=3",
                                         "",
                                         "NA",
                                         "gone.jpg",
                                         "../secret.jpg",
                                         "images/../../secret.jpg",
                                         (folder_ / "secret.jpg").string(),
                                         "/etc/passwd",
                                         "link.jpg",
                                         "pipe.jpg",
                                         std::string("ok.jpg\0.png", 11),
                                         "images"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        text += std::to_string(i) + ",Product " + std::to_string(i) + "," + names[i] + "\n";
    }
    const ImportReport report = import(write("x.csv", text));
    EXPECT_EQ(report.productsAdded, 16U);
    EXPECT_EQ(report.picturesFound, 5U);
    EXPECT_EQ(report.productsWithoutPicture, 2U);
    EXPECT_EQ(report.picturesMissing, 1U);
    EXPECT_EQ(report.picturesRefused, 8U);
    EXPECT_EQ(item("0").picturePath, std::filesystem::canonical(shop() / "images/ok.jpg").string());
    EXPECT_EQ(item("8").picturePath, "");
    EXPECT_EQ(item("8").pictureState, PictureState::None);
}

TEST_F(ProductImportTest, DryRunWritesNothingAndNeedsNoProject) {
    write("styles.csv", kStyles);
    write("images/10.jpg", "no picture");
    const ImportReport report = previewImport(nullptr, {.from = {shop()}}, Monitor());
    EXPECT_TRUE(report.isDryRun);
    EXPECT_EQ(report.productsAdded, 3U);
    EXPECT_EQ(report.rowsRejected, 3U);
    EXPECT_EQ(report.picturesFound, 1U);
    EXPECT_EQ(report.picturesCorrupt, 1U);
    EXPECT_TRUE(report.rejectsFile.empty());
    EXPECT_EQ(report.columns.at("title"), "productDisplayName");
    EXPECT_FALSE(std::filesystem::exists(folder_ / "test.hab"));
}

TEST_F(ProductImportTest, DryRunTellsWhatAnImportWouldChange) {
    import(write("x.csv", "id,title,price\n1,Shirt,5\n2,Hat,6\n"));
    write("x.csv", "id,title,price\n1,Shirt,5\n2,Hat,7\n3,Cap,8\n");
    const ImportReport report = previewImport(&project(), {.from = {shop() / "x.csv"}}, Monitor());
    EXPECT_EQ(report.productsAdded, 1U);
    EXPECT_EQ(report.productsUpdated, 1U);
    EXPECT_EQ(report.productsUnchanged, 1U);
    EXPECT_EQ(item("2").price, 6);
}

TEST_F(ProductImportTest, CancelledImportKeepsWhatWasReadAndGoesOn) {
    std::string text = "id,title\n";
    for (int i = 0; i < 500; ++i) {
        text += std::to_string(i) + ",Product " + std::to_string(i) + "\n";
    }
    const auto file = write("x.csv", text);
    std::stop_source stop;
    const Monitor monitor(
        [&](const Progress& progress) {
            if (progress.done == 200) {
                stop.request_stop();
            }
        },
        stop.get_token());
    EXPECT_THROW(importCatalog(project(), {.from = {file}}, monitor), Cancelled);
    EXPECT_EQ(ItemStore(project().database()).count(), 201U);
    const ImportReport again = import(file);
    EXPECT_EQ(again.productsAdded, 299U);
    EXPECT_EQ(again.productsUnchanged, 201U);
}

TEST_F(ProductImportTest, MissingAndForeignFilesAreRefusedWithASentence) {
    EXPECT_THROW(import(shop() / "none.csv"), Error);
    EXPECT_THROW(import(write("a.csv", "x,y\n1,2\n")), Error);
    EXPECT_THROW(import(write("b.csv", "")), Error);
    EXPECT_THROW(import(write("c.csv", "\x1F\x8Bpacked")), Error);
    EXPECT_THROW(import(write("d.json", "[{\"id\":1}]")), Error);
    EXPECT_THROW(import({.from = {write("e.csv", "id,title\n1,x\n")}, .format = "excel"}), Error);
}

TEST_F(ProductImportTest, CountsRepeatedTitlesAndTexts) {
    const ImportReport report = import(
        write("x.csv", "id,title,description\n1,Tee,soft\n2,Tee,soft\n3,Tee,hard\n4,Hat,soft\n"));
    EXPECT_EQ(report.duplicateTitles, 2U);
    EXPECT_EQ(report.duplicateTexts, 1U);
}

TEST_F(ProductImportTest, ReadsWindows1252AndSaysSo) {
    const ImportReport report = import(write("x.csv",
                                             "id;title;farbe\n1;Gr\xFCner Rock;gr\xFCn\n2;wei\xDF"
                                             "e M\xFCtze;wei\xDF\n"));
    EXPECT_EQ(item("1").title, "Grüner Rock");
    ASSERT_EQ(report.encodings.size(), 1U);
    EXPECT_EQ(report.encodings.front(), "x.csv: windows-1252");
}

TEST_F(ProductImportTest, SalePriceBelowPriceIsWhatCounts) {
    import(write("x.csv",
                 "id,title,price,discountedPrice\n1,A,100,80\n2,B,100,100\n3,C,100,\n4,D,100,"
                 "120\n5,E,100,0\n"));
    EXPECT_EQ(item("1").price, 80);
    EXPECT_EQ(item("1").attributes, R"({"list_price":"100"})");
    EXPECT_EQ(item("2").price, 100);
    EXPECT_EQ(item("3").price, 100);
    EXPECT_EQ(item("4").price, 100);
    EXPECT_EQ(item("5").price, 100);
}

}  // namespace
}  // namespace haberdash
