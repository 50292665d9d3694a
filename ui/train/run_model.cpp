// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/run_model.h"

#include "ui/charts/chart_data.h"
#include "ui/convert.h"
#include "ui/recommend/simulated.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"
#include "ui/train/words.h"

#include <QApplication>
#include <QFont>

#include <algorithm>

namespace haberdash::ui {

namespace {

QString metricText(const Run& run, const char* key) {
    const auto found = run.validation.find(key);
    return found == run.validation.end() ? QStringLiteral("–") : figureText(found->second, 4);
}

double metricValue(const Run& run, const char* key) {
    const auto found = run.validation.find(key);
    return found == run.validation.end() ? -1.0 : found->second;
}

bool isNumeric(const int column) {
    return column == RunModel::BestEpoch || column == RunModel::Ndcg ||
           column == RunModel::Recall || column == RunModel::Duration;
}

QString stateIcon(const RunState state) {
    switch (state) {
        case RunState::Running:
            return QStringLiteral("play");
        case RunState::Done:
            return QStringLiteral("check");
        case RunState::Cancelled:
            return QStringLiteral("stop");
        case RunState::Failed:
        case RunState::Interrupted:
            return QStringLiteral("problem");
    }
    return {};
}

QString explanationOf(const Run& run) {
    return run.state == RunState::Interrupted
               ? RunModel::tr(
                     "The program that trained it was ended from outside. Resume goes on "
                     "after its last finished epoch.")
               : toQt(run.failure);
}

QString bestEpochText(const Run& run) {
    if (run.epochs == 0) {
        return QStringLiteral("–");
    }
    return RunModel::tr("%1 of %2").arg(run.bestEpoch).arg(run.epochs);
}

}  // namespace

RunModel::RunModel(QObject* parent) : QAbstractTableModel(parent) {
}

void RunModel::setRuns(std::vector<Run> runs) {
    std::ranges::reverse(runs);
    const bool isSameRows = std::ranges::equal(runs, runs_, {}, &Run::id, &Run::id);
    if (isSameRows) {
        runs_ = std::move(runs);
        if (!runs_.empty()) {
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        }
        return;
    }
    beginResetModel();
    runs_ = std::move(runs);
    endResetModel();
}

void RunModel::setCurrent(const QString& run) {
    current_ = run;
    if (!runs_.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

void RunModel::setBaseline(const QString& run) {
    baseline_ = run;
    if (!runs_.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

const Run* RunModel::runAt(const int row) const {
    return row >= 0 && row < rowCount() ? &runs_[static_cast<std::size_t>(row)] : nullptr;
}

int RunModel::rowOf(const QString& run) const {
    const auto found = std::ranges::find(runs_, fromQt(run), &Run::id);
    return found == runs_.end() ? -1 : static_cast<int>(found - runs_.begin());
}

int RunModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(runs_.size());
}

int RunModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString RunModel::textOf(const Run& run, const int column) const {
    switch (column) {
        case Name: {
            QString name = toQt(run.id);
            if (toQt(run.id) == current_) {
                name = tr("%1 · current").arg(name);
            }
            return toQt(run.id) == baseline_ ? tr("%1 · baseline").arg(name) : name;
        }
        case Kind:
            return isSimulated(run) ? markSimulated(modelName(run)) : modelName(run);
        case State:
            return stateName(run.state);
        case Created:
            return timeText(run.created);
        case BestEpoch:
            return bestEpochText(run);
        case Ndcg:
            return metricText(run, "ndcg@10");
        case Recall:
            return metricText(run, "recall@10");
        case Duration:
            return run.state == RunState::Running       ? QStringLiteral("…")
                   : run.state == RunState::Interrupted ? QStringLiteral("–")
                                                        : durationText(run.seconds);
        default:
            return toQt(run.note);
    }
}

QVariant RunModel::sortKeyOf(const Run& run, const int column) const {
    switch (column) {
        case Name:
        case Created:
            return QVariant::fromValue<qlonglong>(
                run.created * 1000 + static_cast<qlonglong>(toQt(run.id).mid(1).toInt() % 1000));
        case BestEpoch:
            return QVariant::fromValue<qlonglong>(run.bestEpoch);
        case Ndcg:
            return metricValue(run, "ndcg@10");
        case Recall:
            return metricValue(run, "recall@10");
        case Duration:
            return run.seconds;
        default:
            return textOf(run, column);
    }
}

QVariant RunModel::data(const QModelIndex& index, const int role) const {
    const Run* const run = runAt(index.row());
    if (!run) {
        return {};
    }
    const bool isProblem = index.column() == State &&
                           (run->state == RunState::Failed || run->state == RunState::Interrupted);
    switch (role) {
        case Qt::DisplayRole:
            return textOf(*run, index.column());
        case Qt::EditRole:
            return index.column() == Note ? toQt(run->note) : textOf(*run, index.column());
        case kSortRole:
            return sortKeyOf(*run, index.column());
        case Qt::ToolTipRole:
            return isProblem ? explanationOf(*run) : textOf(*run, index.column());
        case Qt::DecorationRole:
            return index.column() == State ? QVariant(lineIcon(stateIcon(run->state))) : QVariant();
        case Qt::TextAlignmentRole:
            return QVariant(isNumeric(index.column()) ? Qt::AlignRight | Qt::AlignVCenter
                                                      : Qt::AlignLeft | Qt::AlignVCenter);
        case Qt::ForegroundRole:
            return isProblem ? QVariant(coloursOf(QApplication::palette()).bad) : QVariant();
        case Qt::FontRole: {
            QFont font;
            font.setBold(toQt(run->id) == current_ && index.column() == Name);
            return font;
        }
        default:
            return {};
    }
}

QVariant RunModel::headerData(const int section,
                              const Qt::Orientation orientation,
                              const int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant(isNumeric(section) ? Qt::AlignRight | Qt::AlignVCenter
                                           : Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const QString names[] = {tr("Run"),
                             tr("Model"),
                             tr("State"),
                             tr("Started"),
                             tr("Best epoch"),
                             tr("NDCG@10"),
                             tr("Recall@10"),
                             tr("Took"),
                             tr("Note")};
    return section < ColumnCount ? names[section] : QString();
}

Qt::ItemFlags RunModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return index.column() == Note ? usual | Qt::ItemIsEditable : usual;
}

bool RunModel::setData(const QModelIndex& index, const QVariant& value, const int role) {
    const Run* const run = runAt(index.row());
    if (!run || role != Qt::EditRole || index.column() != Note) {
        return false;
    }
    if (toQt(run->note) != value.toString()) {
        Q_EMIT noteEdited(toQt(run->id), value.toString());
    }
    return true;
}

}  // namespace haberdash::ui
