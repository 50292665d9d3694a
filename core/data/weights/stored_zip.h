// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// ZIP as PyTorch writes it: entries stored without compression, so that they can be shown where
// they lie. Nothing is unpacked, so no small file becomes a large one.

#include <map>
#include <string>
#include <string_view>

namespace haberdash {

/// True when the bytes begin as a ZIP file does.
bool looksLikeZip(std::string_view bytes) noexcept;

/// The entries of a whole ZIP file by name, as views of `bytes`. Refused with Error(Input) that
/// calls the file `name`: compressed or encrypted entries, two of one name, entries that overlap,
/// lie outside the file or leave room between them, a wrong checksum, anything behind the end.
std::map<std::string, std::string_view> readStoredZip(std::string_view bytes,
                                                      const std::string& name);

}  // namespace haberdash
