// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/monitor.h"
#include "core/data/import/plan.h"
#include "core/data/import/writer.h"

namespace haberdash {

/// Reads one file of events. With `makesProducts`, products that the catalog does not have are
/// made, their id as title; else such events are rejected.
void importEvents(const ImportSource& source,
                  const ImportOptions& options,
                  bool makesProducts,
                  ImportWriter& writer,
                  ImportReport& report,
                  const Monitor& monitor);

/// Reads one file of shoppers: only their keys are kept.
void importShoppers(const ImportSource& source,
                    ImportWriter& writer,
                    ImportReport& report,
                    const Monitor& monitor);

}  // namespace haberdash
