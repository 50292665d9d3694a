// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace haberdash::ui {

class CommandTable;
class NoticeBar;

/// Says in `notice` that there are no events to learn from, with a way on: simulated shoppers. Both
/// have to outlive the notice.
void offerSimulation(NoticeBar& notice, const CommandTable& commands);

}  // namespace haberdash::ui
