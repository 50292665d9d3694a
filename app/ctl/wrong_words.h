// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/error.h"

#include <string>

namespace haberdash::ctl {

/// Thrown for words that parse but that the verb cannot take: the program ends with 2, not 1.
class WrongWords : public Error {
  public:
    explicit WrongWords(const std::string& sentence) : Error(ErrorKind::Input, sentence) {}
};

}  // namespace haberdash::ctl
