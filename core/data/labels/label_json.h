// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/data/labels/label.h"

namespace haberdash {

/// A decision as scripts send it: {"kind": "pair", "a": ID, "b": ID, "choice": "a"}. Products are
/// in "a", "b", … or in a list "items". The choice of a pair is a, b (or left, right, or the id),
/// tie or neither; of a rating 1 to 5; of a ranking a list of ids or letters, best first; of
/// "single", as questions are called, like, dislike or unsure; a flag says why in "reason".
/// "persona" and "took" (milliseconds) may stand beside them. Throws Error(Input) with a sentence.
LabelEvent labelFromJson(const Json& line);

/// An entry of the log as one object, complete: what export writes.
Json toJson(const LabelEvent& event, const std::string& annotator);

}  // namespace haberdash
