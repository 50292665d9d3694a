// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Data-parallel training: several processes, on one machine or on many, each with a copy of the
// project, compute a share of every batch and add up their gradients, so that all take the same
// step. Which they are is said as torchrun says it: RANK, WORLD_SIZE, MASTER_ADDR, MASTER_PORT.

#include "core/data/base/monitor.h"

#include <filesystem>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace haberdash {

/// The processes that train one run together. One thread.
class Team {
  public:
    virtual ~Team() = default;

    /// 0: the one that keeps the run.
    virtual int rank() const noexcept = 0;
    virtual int size() const noexcept = 0;

    /// The sums over all processes in place of the numbers; each calls it with equally many. Throws
    /// Error(Unavailable) when another one is gone.
    virtual void sum(std::span<float> numbers) = 0;
    virtual void sum(std::span<double> numbers) = 0;

    double sumOf(double value) {
        sum(std::span(&value, 1));
        return value;
    }

    /// What the first process has, so that all decide alike.
    double ofFirst(const double value) { return sumOf(rank() == 0 ? value : 0.0); }

    /// The first process's bytes in place of the others'. Throws as sum() does.
    virtual void ofFirst(std::string& bytes) = 0;
};

/// Throws Error(Input) in all processes where one has other bytes than the first; `what` is what
/// they say that differs.
void requireAlike(Team& team, std::string_view what, std::string_view own);

/// The first process's files of a folder, those that it has, in the place of the others'.
void shareFiles(Team& team,
                const std::filesystem::path& folder,
                std::initializer_list<const char*> names);

/// For what trains more than one run: "`what`" says so. Throws Error(Input) where the environment
/// names several processes.
void requireOneProcess(std::string_view what);

/// That of the environment, once all are there; of this process alone where WORLD_SIZE is not set.
/// Reports how many are there while it waits. Throws Error(Input) for variables that make no sense,
/// Error(Unavailable) when the others do not come within five minutes, Cancelled.
std::unique_ptr<Team> teamOfEnvironment(const Monitor& monitor);

}  // namespace haberdash
