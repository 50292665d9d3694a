// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace haberdash::ui {

/// Whether the desktop asks for dark windows: its portal over D-Bus where there is one (asked for
/// at most a fifth of a second), else no.
bool desktopPrefersDark();

}  // namespace haberdash::ui
