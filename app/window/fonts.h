// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <thread>

namespace haberdash::ui {

/// Has the system's fonts looked through beside the start of the program, which takes a quarter of
/// the work until the first paint and waits for nothing. Join it before a text is measured: two who
/// look at once do the work twice.
std::jthread readFontsAhead();

}  // namespace haberdash::ui
