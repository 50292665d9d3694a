// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/error.h"

#include <optional>
#include <string>

namespace haberdash::test {

/// The Error that `act` throws; nullopt when it throws none.
template <class Act>
std::optional<Error> errorOfCall(const Act& act) {
    try {
        act();
    } catch (const Error& error) {
        return error;
    }
    return std::nullopt;
}

/// Its kind, as a word; "none" when it throws none.
template <class Act>
std::string kindOfCall(const Act& act) {
    const std::optional<Error> error = errorOfCall(act);
    return error ? wordOf(error->kind()) : "none";
}

/// Its sentence; empty when it throws none.
template <class Act>
std::string sentenceOfCall(const Act& act) {
    const std::optional<Error> error = errorOfCall(act);
    return error ? error->what() : "";
}

}  // namespace haberdash::test
