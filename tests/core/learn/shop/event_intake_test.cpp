// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/shop/event_intake.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <latch>
#include <string>

namespace haberdash {
namespace {

/// What a sink was given, and what it is to refuse.
struct Ledger {
    std::latch isAsked{1};
    std::latch mayGoOn{1};
    std::vector<std::string> users;
    std::vector<std::string> visitors;
};

/// Refuses whatever holds something of "bad"; its first transaction waits until it may go on.
class PickySink final : public EventSink {
  public:
    explicit PickySink(Ledger& ledger) : ledger_(ledger) {}

    void write(const std::vector<IncomingEvent>& events,
               const std::vector<ServedVisit>& visits) override {
        if (isFirst_) {
            isFirst_ = false;
            ledger_.isAsked.count_down();
            ledger_.mayGoOn.wait();
        }
        const auto isBad = [](const auto& entry) { return entry.user == "bad"; };
        if (std::ranges::any_of(events, isBad) || std::ranges::any_of(visits, isBad)) {
            throw Error(ErrorKind::Input, "That is bad.");
        }
        for (const IncomingEvent& event : events) {
            ledger_.users.push_back(event.user);
        }
        for (const ServedVisit& visit : visits) {
            ledger_.visitors.push_back(visit.user);
        }
    }

  private:
    Ledger& ledger_;
    bool isFirst_ = true;
};

TEST(EventIntake, OneBadEntryFailsAlone) {
    Ledger ledger;
    std::vector<std::string> refused;
    {
        EventIntake intake(std::make_unique<PickySink>(ledger));
        const auto add = [&](const std::string& user) {
            IncomingEvent event;
            event.user = user;
            intake.add({event}, [&refused, user](const std::optional<Error>& failure) {
                if (failure) {
                    refused.push_back(user);
                }
            });
        };
        add("first");
        ledger.isAsked.wait();
        for (const char* const user : {"anna", "bad", "ben"}) {  // which wait, and come together
            add(user);
        }
        intake.noteVisit({.user = "bad", .served = {}, .time = 1});
        ledger.mayGoOn.count_down();
    }
    EXPECT_EQ(refused, std::vector<std::string>{"bad"});
    EXPECT_EQ(ledger.users, (std::vector<std::string>{"first", "anna", "ben"}));
    EXPECT_TRUE(ledger.visitors.empty());
}

}  // namespace
}  // namespace haberdash
