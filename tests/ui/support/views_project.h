// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/run_store.h"
#include "core/data/store/project.h"
#include "tests/support/temp_folder.h"

#include <QString>

#include <string>

namespace haberdash::ui::test {

inline constexpr int kPatience = 20'000;  // milliseconds; reached only when something is broken

/// A project on disk with twelve products ("p1" … "p12"), a persona, two shoppers with events, and
/// whatever runs a test adds.
class ViewsProject {
  public:
    ViewsProject();

    QString folder() const;

    RunStore runs() const { return RunStore(folder_ / "spring.hab" / "runs"); }

    /// A finished run with a history of `epochs` lines; its metric is best at epoch 2.
    Run addRun(const std::string& kind, std::int64_t epochs, double ndcg);

    /// What `haberdashctl evaluate` leaves in a run's folder.
    void addEvaluation(const std::string& run, double ndcg) const;

    /// Says that texts and pictures have features.
    void addFeatures();

  private:
    haberdash::test::TempFolder folder_;
};

}  // namespace haberdash::ui::test
