// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recommend/run_boxes.h"

#include "ui/convert.h"
#include "ui/train/words.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QSignalBlocker>

namespace haberdash::ui {

namespace {

/// The context of this file's words.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(haberdash::ui::RunBoxes)
};

}  // namespace

void fillRunBoxes(QComboBox* model,
                  QComboBox* other,
                  const std::vector<Run>& runs,
                  const QString& current) {
    const QSignalBlocker quietModel(model);
    const QSignalBlocker quietOther(other);
    model->clear();
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        if (!run->hasModel) {
            continue;
        }
        model->addItem(runTitle(*run), toQt(run->id));
        if (toQt(run->id) != current) {
            other->addItem(Tr::tr("against %1").arg(runTitle(*run)), toQt(run->id));
        }
    }
    model->setCurrentIndex(model->findData(current));
    model->setEnabled(model->count() > 0);
}

}  // namespace haberdash::ui
