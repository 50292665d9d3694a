// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What comes of simulated shoppers says so, in the same words everywhere.

#include <QString>

namespace haberdash {
struct Run;
}

namespace haberdash::ui {

struct Audience;
class Workspace;

/// "Anna · simulated".
QString markSimulated(const QString& text);

/// The run learned from simulated shoppers.
bool isSimulated(const Run& run);

/// A simulated shopper, or a persona, whose history is that of one.
bool isSimulated(Workspace& workspace, const Audience& audience);

}  // namespace haberdash::ui
