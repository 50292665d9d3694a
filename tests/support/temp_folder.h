// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/temporary_folder.h"

namespace haberdash::test {

/// A fresh folder under the system's place for temporary files, removed with everything in it.
class TempFolder : public TemporaryFolder {
  public:
    TempFolder() : TemporaryFolder("haberdash-test-") {}
};

}  // namespace haberdash::test
