// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/option_sentences.h"

#include <QCoreApplication>

#include <algorithm>

namespace haberdash::ui {

namespace {

constexpr const char* kSentences[] = {
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "What ranks the products: the learned model or one of the simple ones that "
                      "it has to beat."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "What the model may look at: product text, pictures and catalog facts."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "How text, picture and facts are joined into one vector per product."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "How a shopper's earlier events become one vector: their average, the newest "
                      "counting most, or a network that reads them in order."),
    QT_TRANSLATE_NOOP(
        "haberdash::Options",
        "How the shopper's and the product's vectors become a likelihood of preference."),
    QT_TRANSLATE_NOOP(
        "haberdash::Options",
        "Whether each shopper in training also gets a vector of their own, which says "
        "what their latest events do not."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "Width of the product and shopper vectors: more can tell finer tastes apart "
                      "but learns slower."),
    QT_TRANSLATE_NOOP("haberdash::Options", "Width of the hidden layers."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "Numbers kept of each text and picture vector before training."),
    QT_TRANSLATE_NOOP(
        "haberdash::Options",
        "Share of the hidden units left out at random while training, against learning by heart."),
    QT_TRANSLATE_NOOP("haberdash::Options", "How many of a shopper's latest events are looked at."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "What an event one day older counts, compared with the newer one."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "How many similar products item-knn keeps for each product."),
    QT_TRANSLATE_NOOP(
        "haberdash::Options",
        "How strongly item-knn distrusts similarities that few shoppers stand behind."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "How often the model goes through all examples, at most."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "Size of a learning step: too large is unsteady, too small is slow."),
    QT_TRANSLATE_NOOP("haberdash::Options", "Examples looked at in one step."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "Epochs without a better result after which training stops by itself."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "The figure on the validation shoppers that decides which epoch is best."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "Start of all random choices: the same seed gives the same model."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "What training minimises: the error of the predicted likelihood (bce), or of "
                      "the order of chosen products before others (bpr, softmax)."),
    QT_TRANSLATE_NOOP(
        "haberdash::Options",
        "How products that a shopper did not choose are drawn as counterexamples: evenly, by "
        "popularity, from the batch, or half from the chosen one's category (hard)."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "How soft softmax is: lower looks at the strongest counterexamples alone."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "Counterexamples drawn for each product that was chosen."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "Pull of all weights towards zero, against learning by heart."),
    QT_TRANSLATE_NOOP("haberdash::Options", "Longest learning step allowed; 0 allows any."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "What one label counts in training, compared with one event of a shopper; 0 "
                      "leaves labels out."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "Whether clicks count more the fewer looks a product had until then, by the "
                      "places where sessions showed it; for sessions that keep them."),
    QT_TRANSLATE_NOOP(
        "haberdash::Options",
        "How fast looks fall with the place: rank r is looked at with probability 1 / r to this "
        "power."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "The most that one such click counts, so that a few do not decide all."),
    QT_TRANSLATE_NOOP("haberdash::Options", "Steps over which the learning rate rises from zero."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "Processor cores used; one is best for small models and repeats exactly."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "How events are split into training, validation and test: by date, by each "
                      "shopper's last events, by chance, by unseen products, or as the data came."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "Whose events are learned from and judged by: of real or of simulated "
                      "shoppers, never both; by itself the real, once there are a hundred."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "Share of the events kept back to choose the best epoch."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "Share of the events kept back for the final evaluation."),
    QT_TRANSLATE_NOOP(
        "haberdash::Options",
        "Start of the random choices of a split by chance; apart from the training's own."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "How many steps lightgcn and freedom look along the graph of who met what."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "Share of that graph that freedom leaves out in each epoch, links of popular "
                      "products first."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "To how many products like it freedom links each product."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "How much freedom also learns from texts and pictures by themselves."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "The runs whose scores an ensemble adds up, separated by commas: r1,r3."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "How a step is made from the slope: Adam, or AdamW, which pulls weights "
                      "towards zero apart from it."),
    QT_TRANSLATE_NOOP("haberdash::Options",
                      "Epochs between two looks at the validation shoppers; fast models need not "
                      "look after each."),
};

constexpr const char* kPresetWords[] = {
    QT_TRANSLATE_NOOP("haberdash::Presets", "Balanced"),
    QT_TRANSLATE_NOOP("haberdash::Presets",
                      "Text, pictures and facts together; right for most catalogs."),
    QT_TRANSLATE_NOOP("haberdash::Presets", "Quick"),
    QT_TRANSLATE_NOOP("haberdash::Presets", "A small model in a few epochs, for a first look."),
    QT_TRANSLATE_NOOP("haberdash::Presets", "Thorough"),
    QT_TRANSLATE_NOOP("haberdash::Presets",
                      "A larger model that learns slowly and waits long for improvements."),
    QT_TRANSLATE_NOOP("haberdash::Presets", "Text only"),
    QT_TRANSLATE_NOOP("haberdash::Presets",
                      "The learned model without pictures and facts, for comparison."),
    QT_TRANSLATE_NOOP("haberdash::Presets", "Pictures only"),
    QT_TRANSLATE_NOOP("haberdash::Presets",
                      "The learned model without text and facts, for comparison."),
    QT_TRANSLATE_NOOP("haberdash::Presets", "Text and pictures"),
    QT_TRANSLATE_NOOP("haberdash::Presets", "The learned model without the catalog's facts."),
    QT_TRANSLATE_NOOP("haberdash::Presets", "Popularity"),
    QT_TRANSLATE_NOOP("haberdash::Presets",
                      "The same best sellers for everyone: the least that a model must beat."),
    QT_TRANSLATE_NOOP("haberdash::Presets", "Recent popularity"),
    QT_TRANSLATE_NOOP(
        "haberdash::Presets",
        "The best sellers of late: a sale counts less with every day that has passed."),
    QT_TRANSLATE_NOOP("haberdash::Presets", "Content"),
    QT_TRANSLATE_NOOP("haberdash::Presets",
                      "Products like those that the shopper chose, without any training."),
    QT_TRANSLATE_NOOP("haberdash::Presets", "Bought together"),
    QT_TRANSLATE_NOOP(
        "haberdash::Presets",
        "Products that the same shoppers chose, without looking at text or pictures."),
    QT_TRANSLATE_NOOP("haberdash::Presets", "Random"),
    QT_TRANSLATE_NOOP("haberdash::Presets",
                      "A ranking by chance: what any figure looks like without knowledge."),
    QT_TRANSLATE_NOOP("haberdash::Presets", "Matrix factorisation"),
    QT_TRANSLATE_NOOP("haberdash::Presets",
                      "A vector for each shopper and product, learned from who met what alone."),
    QT_TRANSLATE_NOOP("haberdash::Presets", "Visual factorisation"),
    QT_TRANSLATE_NOOP("haberdash::Presets",
                      "Matrix factorisation that also learns tastes in texts and pictures."),
    QT_TRANSLATE_NOOP("haberdash::Presets", "Graph"),
    QT_TRANSLATE_NOOP("haberdash::Presets",
                      "Shoppers and products learn from those they are linked with."),
    QT_TRANSLATE_NOOP("haberdash::Presets", "Graph with content"),
    QT_TRANSLATE_NOOP("haberdash::Presets",
                      "The graph, and links between products that look or read alike."),
    QT_TRANSLATE_NOOP("haberdash::Presets", "Several runs together"),
    QT_TRANSLATE_NOOP("haberdash::Presets", "The scores of trained runs that you name, added up."),
};

}  // namespace

bool isTranslatable(const std::string& english) {
    const auto isSame = [&](const char* known) { return english == known; };
    return std::ranges::any_of(kSentences, isSame) || std::ranges::any_of(kPresetWords, isSame);
}

}  // namespace haberdash::ui
