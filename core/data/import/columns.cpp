// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/import/columns.h"

#include "core/data/base/error.h"
#include "core/data/tables/values.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace haberdash {

namespace {

using std::string_view;

constexpr std::array<const char*, kFieldCount> kWords{
    "id",     "title",  "description", "department", "category", "colour",     "brand",
    "gender", "season", "usage",       "year",       "price",    "sale_price", "image",
    "user",   "item",   "kind",        "time",       "split",    "rating"};

/// Names that columns go by, those to prefer first, as comparable() writes them: English, German,
/// French, Spanish, Italian, Portuguese, Dutch, and the words of common shop programs.
struct Names {
    Field field;
    std::vector<string_view> words;
};

const std::vector<Names>& productNames() {
    using enum Field;
    static const std::vector<Names> kNames{
        {Id, {"id",         "sku",         "productid",     "articleid",
              "itemid",     "parentasin",  "asin",          "styleid",
              "handle",     "productcode", "articlenumber", "itemnumber",
              "code",       "produktid",   "artikelnummer", "artikelid",
              "artnr",      "artikelnr",   "produktnummer", "référence",
              "reference",  "ref",         "idproduit",     "referencia",
              "idproducto", "codigo",      "código",        "codice",
              "idprodotto", "artikelcode", "ean",           "gtin",
              "upc"}},
        {Title,
         {"title",
          "productdisplayname",
          "name",
          "productname",
          "prodname",
          "producttitle",
          "itemname",
          "displayname",
          "titel",
          "produktname",
          "artikelname",
          "bezeichnung",
          "artikelbezeichnung",
          "produkttitel",
          "titre",
          "nom",
          "nomproduit",
          "libellé",
          "libelle",
          "título",
          "titulo",
          "nombre",
          "nombreproducto",
          "titolo",
          "nome",
          "nomeproduto",
          "nomeprodotto",
          "naam",
          "productnaam"}},
        {Description,
         {"description",
          "detaildesc",
          "bodyhtml",
          "longdescription",
          "productdescription",
          "fulldescription",
          "desc",
          "details",
          "shortdescription",
          "body",
          "text",
          "beschreibung",
          "produktbeschreibung",
          "artikelbeschreibung",
          "langtext",
          "descripción",
          "descripcion",
          "descrizione",
          "descrição",
          "descricao",
          "omschrijving",
          "beschrijving"}},
        {Department,
         {"department",
          "subcategory",
          "productgroupname",
          "productgroup",
          "mastercategory",
          "maincategory",
          "departmentname",
          "abteilung",
          "warengruppe",
          "rayon",
          "departamento",
          "reparto",
          "afdeling"}},
        {Category,
         {"articletype",
          "producttypename",
          "producttype",
          "category",
          "type",
          "categories",
          "productcategory",
          "categoryname",
          "googleproductcategory",
          "kategorie",
          "produkttyp",
          "artikeltyp",
          "catégorie",
          "categorie",
          "categoría",
          "categoria",
          "tipo",
          "soort"}},
        {Colour,
         {"basecolour",
          "colour",
          "color",
          "colourgroupname",
          "colorname",
          "colourname",
          "basecolor",
          "detailscolor",
          "farbe",
          "farbname",
          "couleur",
          "colore",
          "cor",
          "kleur"}},
        {Brand,
         {"brand",
          "brandname",
          "manufacturer",
          "vendor",
          "store",
          "label",
          "designer",
          "marke",
          "hersteller",
          "marque",
          "marca",
          "fabricant",
          "merk"}},
        {Gender,
         {"gender",
          "sex",
          "agegender",
          "targetgender",
          "geschlecht",
          "sexe",
          "genre",
          "género",
          "genero",
          "sesso",
          "genere",
          "sexo",
          "geslacht"}},
        {Season,
         {"season",
          "collection",
          "saison",
          "kollektion",
          "temporada",
          "stagione",
          "estação",
          "seizoen"}},
        {Usage,
         {"usage",
          "occasion",
          "use",
          "anlass",
          "verwendung",
          "utilisation",
          "uso",
          "ocasión",
          "gelegenheid"}},
        {Year, {"year", "jahr", "année", "annee", "año", "anno", "ano", "jaar"}},
        {SalePrice,
         {"discountedprice",
          "saleprice",
          "finalprice",
          "offerprice",
          "discountprice",
          "specialprice",
          "angebotspreis",
          "sonderpreis",
          "prixpromo",
          "precioferta"}},
        {Price,
         {"price",        "regularprice",  "listprice", "mrp",      "retailprice", "originalprice",
          "variantprice", "unitprice",     "priceeur",  "priceusd", "priceinr",    "pricegbp",
          "preis",        "verkaufspreis", "vkpreis",   "preiseur", "prix",        "prixeur",
          "precio",       "prezzo",        "preço",     "preco",    "prijs",       "cost"}},
        {Image,
         {"image",      "imagepath", "imagefile",    "imagename",  "imageurl",    "img",
          "imgurl",     "imagesrc",  "imagelink",    "picture",    "picturepath", "photo",
          "filename",   "images",    "pictures",     "thumbnail",  "bild",        "bilddatei",
          "bildpfad",   "bildurl",   "foto",         "imagen",     "immagine",    "imagem",
          "afbeelding", "mainimage", "primaryimage", "imageslarge"}}};
    return kNames;
}

const std::vector<Names>& eventNames() {
    using enum Field;
    static const std::vector<Names> kNames{
        {User, {"user",         "userid",   "customerid", "customer", "shopperid", "shopper",
                "visitorid",    "visitor",  "reviewerid", "clientid", "memberid",  "kunde",
                "kundennummer", "kundenid", "kundennr",   "client",   "idclient",  "cliente",
                "idcliente",    "klant",    "sessionid"}},
        {Item, {"item",      "itemid",        "productid",  "articleid", "product",
                "sku",       "parentasin",    "asin",       "styleid",   "article",
                "artikel",   "artikelnummer", "produkt",    "produktid", "produit",
                "idproduit", "producto",      "idproducto", "prodotto",  "id"}},
        {Kind,
         {"kind",
          "event",
          "eventtype",
          "action",
          "behavior",
          "behaviour",
          "type",
          "interaction",
          "ereignis",
          "aktion",
          "événement",
          "evento"}},
        {Time,
         {"time",
          "timestamp",
          "tdat",
          "date",
          "datetime",
          "eventtime",
          "createdat",
          "orderdate",
          "unixreviewtime",
          "zeit",
          "datum",
          "zeitpunkt",
          "zeitstempel",
          "heure",
          "fecha",
          "data",
          "tijd"}},
        {Split, {"xlabel", "split", "splitlabel", "fold"}},
        {Rating, {"rating", "overall", "stars", "score", "bewertung", "note"}}};
    return kNames;
}

void guessByNames(ColumnMap& map,
                  const std::vector<std::string>& columns,
                  const std::vector<Names>& names) {
    std::vector<std::string> words;
    for (const std::string& column : columns) {
        // RecBole names the type behind a colon, shops the currency in brackets: "item_id:token",
        // "Preis (€)".
        words.push_back(comparable(string_view(column).substr(0, column.find_first_of(":(["))));
    }
    for (const Names& entry : names) {
        for (const string_view word : entry.words) {
            const auto found = std::ranges::find(words, word);
            const auto column = static_cast<std::size_t>(found - words.begin());
            if (!map.has(entry.field) && found != words.end() && !map.isUsed(column)) {
                map.set(entry.field, column);
            }
        }
    }
}

/// What a sample says about one column.
struct Profile {
    std::size_t filled = 0;
    std::size_t different = 0;
    double meanLength = 0;
    double withBlank = 0;    ///< share of the filled ones
    double likePrice = 0;    ///< with decimals or a currency
    double likePicture = 0;  ///< ends like a picture's name
};

bool endsLikePicture(const string_view value) {
    std::string end = comparable(value.size() > 5 ? value.substr(value.size() - 5) : value);
    return end.ends_with("jpg") || end.ends_with("jpeg") || end.ends_with("png") ||
           end.ends_with("webp");
}

Profile profileOf(const std::span<const Row> sample, const std::size_t column) {
    Profile profile;
    std::set<string_view> values;
    for (const Row& row : sample) {
        const string_view value =
            column < row.values.size() ? trimmed(row.values[column]) : string_view{};
        if (!row.fault.empty() || isUnknown(value)) {
            continue;
        }
        ++profile.filled;
        values.insert(value);
        profile.meanLength += static_cast<double>(value.size());
        profile.withBlank += value.find(' ') != string_view::npos ? 1 : 0;
        const PriceReading price = readPrice(value);
        const bool hasMark =
            value.find_first_of(".,") != string_view::npos || !price.currency.empty();
        profile.likePrice += price.value && hasMark ? 1 : 0;
        profile.likePicture += endsLikePicture(value) ? 1 : 0;
    }
    profile.different = values.size();
    const double count = std::max<double>(1, static_cast<double>(profile.filled));
    profile.meanLength /= count;
    profile.withBlank /= count;
    profile.likePrice /= count;
    profile.likePicture /= count;
    return profile;
}

/// Sets a field to the free column with the highest positive score.
template <class Score>
void guessByContent(ColumnMap& map,
                    const Field field,
                    const std::vector<Profile>& profiles,
                    const Score& score) {
    if (map.has(field)) {
        return;
    }
    double best = 0;
    for (std::size_t column = 0; column < profiles.size(); ++column) {
        const double value = map.isUsed(column) || profiles[column].filled == 0
                                 ? 0
                                 : score(profiles[column], column);
        if (value > best) {
            best = value;
            map.set(field, column);
        }
    }
}

}  // namespace

const char* wordOf(const Field field) noexcept {
    return kWords[static_cast<std::size_t>(field)];
}

std::optional<Field> fieldFrom(const string_view word) {
    if (word == "color") {
        return Field::Colour;
    }
    if (word == "sku") {
        return Field::Id;
    }
    if (word == "name") {
        return Field::Title;
    }
    const auto found =
        std::ranges::find_if(kWords, [&](const char* known) { return word == known; });
    return found == kWords.end() ? std::nullopt
                                 : std::optional(static_cast<Field>(found - kWords.begin()));
}

bool ColumnMap::isUsed(const std::size_t column) const {
    return std::ranges::find(columns_, std::optional(column)) != columns_.end();
}

string_view ColumnMap::text(const Row& row, const Field field) const {
    const std::optional<std::size_t> at = column(field);
    return at && *at < row.values.size() ? string_view(row.values[*at]) : string_view{};
}

std::map<std::string, std::string> ColumnMap::names(const std::vector<std::string>& columns) const {
    std::map<std::string, std::string> names;
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        if (columns_[i]) {
            names[kWords[i]] = columns[*columns_[i]];
        }
    }
    return names;
}

ColumnMap givenColumns(const std::map<std::string, std::string>& given,
                       const std::vector<std::string>& columns,
                       const bool isStrict) {
    ColumnMap map;
    for (const auto& [word, column] : given) {
        const std::optional<Field> field = fieldFrom(word);
        if (!field) {
            throw Error(
                ErrorKind::Input,
                fmt::format("There is no field \"{}\" to map a column to; the fields are {}.",
                            word,
                            fmt::join(kWords, ", ")));
        }
        auto found = std::ranges::find(columns, column);
        if (found == columns.end()) {
            found = std::ranges::find(columns, comparable(column), comparable);
        }
        if (found != columns.end()) {
            map.set(*field, static_cast<std::size_t>(found - columns.begin()));
        } else if (isStrict) {
            throw Error(ErrorKind::Input,
                        fmt::format("The file has no column \"{}\" for {}; its columns are {}.",
                                    column,
                                    word,
                                    fmt::join(columns, ", ")));
        }
    }
    return map;
}

void guessProductColumns(ColumnMap& map,
                         const std::vector<std::string>& columns,
                         const std::span<const Row> sample) {
    guessByNames(map, columns, productNames());
    std::vector<Profile> profiles;
    for (std::size_t column = 0; column < columns.size(); ++column) {
        profiles.push_back(profileOf(sample, column));
    }
    const auto count = static_cast<double>(sample.size());
    guessByContent(map, Field::Id, profiles, [&](const Profile& p, const std::size_t column) {
        const bool isKey = p.filled == sample.size() && p.different == p.filled &&
                           p.withBlank == 0 && p.meanLength <= 40 && p.likePrice < 0.5 &&
                           p.likePicture < 0.5;
        return isKey ? 1.0 / static_cast<double>(column + 1) : 0.0;
    });
    guessByContent(map, Field::Image, profiles, [](const Profile& p, std::size_t) {
        return p.likePicture > 0.8 ? p.likePicture : 0.0;
    });
    guessByContent(map, Field::Price, profiles, [](const Profile& p, std::size_t) {
        return p.likePrice > 0.9 ? p.likePrice : 0.0;
    });
    guessByContent(map, Field::Title, profiles, [&](const Profile& p, std::size_t) {
        const bool isTitle = p.withBlank > 0.5 && p.meanLength > 8 && p.meanLength < 160;
        return isTitle ? static_cast<double>(p.different) / count : 0.0;
    });
    guessByContent(map, Field::Description, profiles, [](const Profile& p, std::size_t) {
        return p.withBlank > 0.8 && p.meanLength > 60 ? p.meanLength : 0.0;
    });
}

void guessEventColumns(ColumnMap& map, const std::vector<std::string>& columns) {
    guessByNames(map, columns, eventNames());
}

bool looksLikeEvents(const std::vector<std::string>& columns) {
    ColumnMap events;
    guessByNames(events, columns, eventNames());
    ColumnMap products;
    guessByNames(products, columns, productNames());
    return events.has(Field::User) && events.has(Field::Item) &&
           (!products.has(Field::Title) || events.has(Field::Rating));
}

}  // namespace haberdash
