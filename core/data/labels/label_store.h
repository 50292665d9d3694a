// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/labels/label.h"
#include "core/data/store/database.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

/// The tables `annotators` and `label_events`: a log to which entries are only added, each with the
/// hash of the one before it.
class LabelStore {
  public:
    /// Borrows the connection for its life.
    explicit LabelStore(Database& database);

    /// The annotator of that name, made when new. Throws Error(Input) for an empty or very long
    /// one.
    AnnotatorId annotatorOf(const std::string& name, std::int64_t time);
    std::optional<AnnotatorId> findAnnotator(std::string_view name) const;

    /// In the order in which they came.
    std::vector<Annotator> annotators() const;

    /// Appends all of them or none, as one step, in one transaction that is on the disk
    /// (synchronous=FULL) when this returns. Sets seq, step and hash of each. Throws Error(Input)
    /// that says what is wrong with an event, Error(Disk), Error(Locked).
    void append(std::vector<LabelEvent>& events);

    /// One decision: the same for a single event. Returns its seq.
    std::int64_t append(LabelEvent& event);

    /// Appends entries of another log, which keep their steps: their seq, step and of are those of
    /// that log and are translated, by `known` where they mean an entry that is already here.
    /// As append() otherwise.
    void adopt(std::vector<LabelEvent>& events, std::map<std::int64_t, std::int64_t> known);

    /// The seq of the newest entry; 0: none.
    std::int64_t newest() const;

    /// Entries after `seq`, in order.
    void forEachAfter(std::int64_t seq, const std::function<void(const LabelEvent&)>& visit) const;

    /// What is wrong with the log: the first entry that is missing, changed or unreadable, as a
    /// sentence. Empty: nothing.
    std::vector<std::string> verify() const;

  private:
    void insertAll(std::vector<LabelEvent>& events,
                   const std::function<void(LabelEvent&, std::int64_t seq)>& number);
    std::string nameOf(AnnotatorId annotator) const;

    Database& database_;
};

}  // namespace haberdash
