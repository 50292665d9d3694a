// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/fonts.h"

#include <fontconfig/fontconfig.h>

namespace haberdash::ui {

std::jthread readFontsAhead() {
    return std::jthread([] { FcInit(); });
}

}  // namespace haberdash::ui
