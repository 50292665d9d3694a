// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recommend/simulated.h"

#include "core/data/runs/run_store.h"
#include "ui/convert.h"
#include "ui/shell/workspace.h"

#include <QCoreApplication>

namespace haberdash::ui {

namespace {

/// The context of this file's words.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(haberdash::ui::Simulated)
};

}  // namespace

QString markSimulated(const QString& text) {
    return Tr::tr("%1 · simulated").arg(text);
}

bool isSimulated(const Run& run) {
    return simulatedIn(run.data).value_or(false);
}

bool isSimulated(Workspace& workspace, const Audience& audience) {
    if (!workspace.isOpen()) {
        return false;
    }
    const EventStore& events = workspace.events();
    std::optional<Shopper> shopper;
    if (audience.kind == Audience::Kind::Shopper) {
        shopper = events.shopper(fromQt(audience.key));
    } else if (audience.kind == Audience::Kind::Persona) {
        const std::optional<Persona> persona = events.persona(fromQt(audience.key));
        shopper = persona ? events.typicalShopperOf(*persona) : std::nullopt;
    }
    return shopper && shopper->isSimulated;
}

}  // namespace haberdash::ui
