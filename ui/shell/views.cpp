// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/views.h"

#include "ui/catalog/catalog_view.h"
#include "ui/evaluate/evaluate_view.h"
#include "ui/label/label_view.h"
#include "ui/recommend/recommend_view.h"
#include "ui/sessions/sessions_view.h"
#include "ui/train/train_view.h"

#include <QCoreApplication>

namespace haberdash::ui {

namespace {

[[maybe_unused]] QString tr(const char* text) {
    return QCoreApplication::translate("haberdash::ui", text);
}

/// A view of type V, which is made from (const ViewContext&, QWidget* parent).
template <class V>
[[maybe_unused]] ViewEntry entry(const char* id,
                                 const QString& title,
                                 const char* icon,
                                 const int number) {
    return {.id = QLatin1String(id),
            .title = title,
            .icon = QLatin1String(icon),
            .number = number,
            .make = [](const ViewContext& context, QWidget* parent) -> View* {
                return new V(context, parent);
            }};
}

}  // namespace

std::vector<ViewEntry> makeViews() {
    std::vector<ViewEntry> views;
    views.push_back(entry<CatalogView>("catalog", tr("Catalog"), "catalog", 1));
    views.push_back(entry<RecommendView>("recommend", tr("Recommend"), "recommend", 2));
    views.push_back(entry<LabelView>("label", tr("Label"), "label", 3));
    views.push_back(entry<SessionsView>("sessions", tr("Sessions"), "session", 4));
    views.push_back(entry<TrainView>("train", tr("Train"), "train", 5));
    views.push_back(entry<EvaluateView>("evaluate", tr("Evaluate"), "evaluate", 6));
    return views;
}

}  // namespace haberdash::ui
