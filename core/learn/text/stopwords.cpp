// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/text/stopwords.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace haberdash {

namespace {

// The lists are compiled in: they are small, and a program without its resources still works.
constexpr std::string_view kEnglish =
    "a about above after again against all also am an and any are as at be because been before "
    "being below between both but by can cannot could did do does doing down during each few for "
    "from further had has have having he her here hers herself him himself his how i if in into is "
    "it its itself just me more most my myself no nor not now of off on once only or other our "
    "ours ourselves out over own same she should so some such than that the their theirs them "
    "themselves then there these they this those through to too under until up very was we were "
    "what when where which while who whom why will with would you your yours yourself yourselves";

constexpr std::string_view kGerman =
    "aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes "
    "auch auf aus bei bin bis bist da damit dann das dass dein deine deinem deinen deiner dem den "
    "der des dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem "
    "einen einer eines er es etwas euch euer eure fur gegen hab habe haben hat hatte hatten hier "
    "hin ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in ist ja jede jedem jeden jeder "
    "jedes jene kann kein keine keinem keinen keiner konnen konnte machen man mehr mein meine mit "
    "muss nach nicht nichts noch nun nur ob oder ohne sehr sein seine seinem seinen seiner sich "
    "sie sind so solche soll sondern sonst uber um und uns unser unter viel vom von vor wahrend "
    "war waren warum was weil welche wenn werde werden wie wieder will wir wird wo zu zum zur "
    "zwar zwischen";

constexpr std::string_view kFrench =
    "a ai au aux avec avait avez avons c ce ceci cela celle celles celui ces cet cette ceux chaque "
    "comme d dans de depuis des dont du elle elles en encore entre est et etaient etait etre eu "
    "eux fait il ils j je l la le les leur leurs lui m ma mais me meme mes moi mon n ne nos notre "
    "nous on ont ou par pas pendant plus pour qu quand que quel quelle quelles quels qui s sa sans "
    "se sera ses si son sont sous sur ta te tes toi ton tous tout toute toutes tres tu un une vos "
    "votre vous y";

constexpr std::string_view kSpanish =
    "a al algo algunas algunos ante antes como con contra cual cuando de del desde donde durante "
    "e el ella ellas ellos en entre era eran es esa esas ese eso esos esta estaba estan estar este "
    "esto estos fue fueron ha habia han hasta hay la las le les lo los mas me mi mis mucho muy "
    "nada ni no nos nosotros nuestra nuestro o os otra otras otro otros para pero poco por porque "
    "que quien se sea ser si sin sobre son su sus tambien tanto te tiene todo todos tu tus un una "
    "unas uno unos y ya yo";

constexpr std::string_view kItalian =
    "a abbiamo ad agli ai al alla alle allo anche avere c che chi ci come con contro cui d da "
    "dagli dai dal dalla dalle dallo degli dei del dell della delle dello di dove e ed era erano "
    "essere fra gli ha hai hanno ho i il in io l la le lei li lo loro lui ma mi mia mie miei mio "
    "ne negli nei nel nella nelle nello noi non nostra nostro o ogni per perche piu quale quanto "
    "quella quelle quelli quello questa queste questi questo se sei si sia siamo sono sta stata "
    "stato su sua sue sugli sui sul sulla sulle suo suoi ti tra tu tua tue tuo tutti tutto un una "
    "uno vi voi vostra vostro";

constexpr std::string_view kDutch =
    "aan al alles als altijd andere ben bij daar dan dat de der deze die dit doch doen door dus "
    "een eens en er ge geen geweest haar had heb hebben heeft hem het hier hij hoe hun iemand iets "
    "ik in is ja je kan kon kunnen maar me meer men met mij mijn moet na naar niet niets nog nu of "
    "om omdat onder ons ook op over reeds te tegen toch toen tot u uit uw van veel voor want waren "
    "was wat werd wezen wie wil worden wordt zal ze zelf zich zij zijn zo zonder zou";

struct List {
    std::string_view language;
    std::string_view words;
};

constexpr std::array kLists{List{"en", kEnglish},
                            List{"de", kGerman},
                            List{"fr", kFrench},
                            List{"es", kSpanish},
                            List{"it", kItalian},
                            List{"nl", kDutch}};

constexpr std::array<std::string_view, kLists.size()> kLanguages{
    "en", "de", "fr", "es", "it", "nl"};

}  // namespace

std::span<const std::string_view> stopwordLanguages() noexcept {
    return kLanguages;
}

std::vector<std::string_view> stopwords(const std::string_view language) {
    std::vector<std::string_view> words;
    const auto* const list = std::ranges::find(kLists, language, &List::language);
    std::string_view rest = list == kLists.end() ? std::string_view() : list->words;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        words.push_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return words;
}

std::string guessLanguage(const std::span<const std::string> words) {
    std::string_view best = "en";
    std::ptrdiff_t most = 0;
    for (const std::string_view language : kLanguages) {
        const std::vector<std::string_view> list = stopwords(language);
        const std::unordered_set<std::string_view> known(list.begin(), list.end());
        const std::ptrdiff_t hits = std::ranges::count_if(
            words, [&known](const std::string& word) { return known.contains(word); });
        if (hits > most) {
            best = language;
            most = hits;
        }
    }
    return std::string(best);
}

}  // namespace haberdash
