// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What people said about products, as others read it.

#include "core/data/labels/label.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace haberdash::ui {

class Workspace;

/// "Like", "Rating 4", "Tie", "Skip": a decision without its products.
QString decisionText(const LabelEvent& event);

/// The annotator's name; "?" for one who is not among them.
QString nameOf(const std::vector<Annotator>& annotators, AnnotatorId annotator);

/// The title of a product of the open project, or the shop's id where it is not sold any more.
QString titleOf(Workspace& workspace, const std::string& sku);

/// The name of a persona of the open project, or its key where it is gone.
QString personaName(Workspace& workspace, const std::string& key);

/// "Left of White shirt or Red shirt": a decision and its products.
QString eventText(Workspace& workspace, const LabelEvent& event);

/// "Like of 812 products, for “Minimalist”": what one undo takes back, or gives again.
QString stepText(Workspace& workspace, std::int64_t step);

/// "Taken back: …", "Holds again: …"; without a step, that there was none.
QString reversalText(Workspace& workspace, std::optional<std::int64_t> step, bool isUndo);

/// "3 labels (AK, MS)": how often a product was answered for, and by whom; empty: never. Whoever
/// labels is not told what the others said.
QString labelledText(Workspace& workspace, const std::string& sku);

}  // namespace haberdash::ui
