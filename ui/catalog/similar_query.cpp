// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/similar_query.h"

#include "ui/convert.h"
#include "ui/engine_client/engine_client.h"
#include "ui/shell/workspace.h"

#include <utility>

namespace haberdash::ui {

namespace {

Json fieldsOf(const SimilarTo& question) {
    Json fields{{"k", question.k}, {"mix", question.mix}};
    if (!question.sku.isEmpty()) {
        fields["item"] = fromQt(question.sku);
    } else if (!question.text.isEmpty()) {
        fields["text"] = fromQt(question.text);
    } else {
        fields["image"] = fromQt(question.image);
    }
    return fields;
}

// Products that the engine knows and this window does not yet (an import under way) are left out.
std::vector<SimilarItem> itemsOf(const Json& result, const ItemStore& store) {
    std::vector<SimilarItem> items;
    for (const Json& entry : result.value("items", Json::array())) {
        const auto item = store.idOfSku(entry.value("id", std::string()));
        if (item) {
            items.push_back({*item, entry.value("similarity", 0.0)});
        }
    }
    return items;
}

}  // namespace

SimilarQuery::SimilarQuery(Workspace& workspace,
                           EngineClient& engine,
                           QString slot,
                           QObject* parent)
    : QObject(parent), workspace_(workspace), engine_(engine), slot_(std::move(slot)) {
}

void SimilarQuery::ask(const SimilarTo& question) {
    isAsking_ = true;
    const quint64 number = ++latest_;
    engine_.query(
        this,
        QStringLiteral("similar"),
        fieldsOf(question),
        [this, number](const Json& result) {
            if (number == latest_ && workspace_.isOpen()) {
                isAsking_ = false;
                Q_EMIT found(itemsOf(result, workspace_.items()));
            }
        },
        [this, number](const QString& sentence) {
            if (number == latest_) {
                isAsking_ = false;
                Q_EMIT refused(sentence);
            }
        },
        slot_);
}

void SimilarQuery::cancel() {
    ++latest_;
    isAsking_ = false;
}

}  // namespace haberdash::ui
