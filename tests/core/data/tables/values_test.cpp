// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/tables/values.h"

#include <gtest/gtest.h>

namespace haberdash {
namespace {

TEST(Values, ReadsPricesOfManyShops) {
    EXPECT_EQ(readPrice("799").value, 799);
    EXPECT_EQ(readPrice("0.1").value, 0.1);
    EXPECT_EQ(readPrice("1,299.00").value, 1299);
    EXPECT_EQ(readPrice("1.299,00 €").value, 1299);
    EXPECT_EQ(readPrice("1.299.000,50").value, 1299000.5);
    EXPECT_EQ(readPrice("39,90").value, 39.9);
    EXPECT_EQ(readPrice("1,299").value, 1299);
    EXPECT_EQ(readPrice("Rs. 1,299").value, 1299);
    EXPECT_EQ(readPrice("US$ 5").value, 5);
    EXPECT_EQ(readPrice("1 299,50 kr").value, 1299.5);
}

TEST(Values, NamesTheCurrency) {
    EXPECT_EQ(readPrice("39,90 €").currency, "EUR");
    EXPECT_EQ(readPrice("Rs. 799").currency, "INR");
    EXPECT_EQ(readPrice("US$ 5").currency, "USD");
    EXPECT_EQ(currencyIn("price_eur"), "EUR");
    EXPECT_EQ(currencyIn("couleur"), "");
}

TEST(Values, TellsAnUnknownPriceFromNonsense) {
    for (const char* const text : {"", "  ", "NA", "NaN", "null", "None", "-"}) {
        EXPECT_FALSE(readPrice(text).value) << text;
        EXPECT_TRUE(readPrice(text).fault.empty()) << text;
    }
    for (const char* const text :
         {"-5", "-5,00 €", "abc", "inf", "1e300", "12 or 15 shoes", "1-2"}) {
        EXPECT_FALSE(readPrice(text).value) << text;
        EXPECT_FALSE(readPrice(text).fault.empty()) << text;
    }
}

TEST(Values, ReadsTimes) {
    EXPECT_EQ(readTime("1537401600"), 1537401600);
    EXPECT_EQ(readTime("1537401600123"), 1537401600);
    EXPECT_EQ(readTime("1537401600123456"), 1537401600);
    EXPECT_EQ(readTime("2018-09-20"), 1537401600);
    EXPECT_EQ(readTime("2018/09/20"), 1537401600);
    EXPECT_EQ(readTime("20.09.2018"), 1537401600);
    EXPECT_EQ(readTime("2018-09-20T01:02:03Z"), 1537405323);
    EXPECT_EQ(readTime("2018-09-20 01:02:03.250"), 1537405323);
    EXPECT_EQ(readTime("2018-09-20T03:02:03+02:00"), 1537405323);
    EXPECT_EQ(readTime("2018-09-20 01:02"), 1537405320);
}

TEST(Values, RefusesTimesThatAreNone) {
    for (const char* const text : {"",
                                   "soon",
                                   "03/04/2018",
                                   "2018-13-01",
                                   "2018-02-30",
                                   "2018-09-20T25:99",
                                   "2018-09",
                                   "1e300",
                                   "2018-09-20Tx"}) {
        EXPECT_FALSE(readTime(text)) << text;
    }
}

TEST(Values, ReadsEventKindsOfOtherSystems) {
    EXPECT_EQ(readEventKind("Purchase"), EventKind::Purchase);
    EXPECT_EQ(readEventKind("add_to_cart"), EventKind::Cart);
    EXPECT_EQ(readEventKind("pv"), EventKind::View);
    EXPECT_EQ(readEventKind("BUY"), EventKind::Purchase);
    EXPECT_EQ(readEventKind("wishlist"), EventKind::Like);
    EXPECT_FALSE(readEventKind("teleport"));
}

}  // namespace
}  // namespace haberdash
