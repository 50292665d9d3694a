// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>

namespace haberdash {

/// What went wrong, as far as the caller's next step depends on it.
enum class ErrorKind {
    Input,       ///< the person's file, value or words are off
    NotFound,    ///< a product, run, shopper, encoder or file that is not there
    NewerFile,   ///< written by a newer version of the program
    Locked,      ///< another window holds the project
    Disk,        ///< full disk, missing permission, I/O failure
    Model,       ///< weights or features that do not fit together
    Unavailable  ///< something that has to be made first (features, a run, an encoder)
};

/// Thrown when an operation cannot deliver. what() is one sentence for a person that says what
/// happened, where, and what to do. One bad row among many is data, not an Error.
class Error : public std::runtime_error {
  public:
    Error(ErrorKind kind, const std::string& sentence)
        : std::runtime_error(sentence), kind_(kind) {}

    ErrorKind kind() const noexcept { return kind_; }

  private:
    ErrorKind kind_;
};

/// Thrown by Monitor::step() when a stop was asked for; carries no message.
class Cancelled : public std::exception {
  public:
    const char* what() const noexcept override { return "Cancelled."; }
};

/// The word for a kind in JSON answers: "input", "not_found", "newer_file", "locked", "disk",
/// "model", "unavailable".
const char* wordOf(ErrorKind kind) noexcept;

}  // namespace haberdash
