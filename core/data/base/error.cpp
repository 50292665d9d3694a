// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/error.h"

namespace haberdash {

const char* wordOf(const ErrorKind kind) noexcept {
    switch (kind) {
        case ErrorKind::Input:
            return "input";
        case ErrorKind::NotFound:
            return "not_found";
        case ErrorKind::NewerFile:
            return "newer_file";
        case ErrorKind::Locked:
            return "locked";
        case ErrorKind::Disk:
            return "disk";
        case ErrorKind::Model:
            return "model";
        case ErrorKind::Unavailable:
            return "unavailable";
    }
    return "input";
}

}  // namespace haberdash
