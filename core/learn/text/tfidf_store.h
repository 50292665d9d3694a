// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The project's TF-IDF fit, features/tfidf-fit.safetensors: fitted on the catalog once and kept,
// so that products and queries are encoded alike.

#include "core/data/catalog/item.h"
#include "core/data/store/project.h"
#include "core/learn/text/tfidf.h"

#include <optional>
#include <string>

namespace haberdash {

/// What a text encoder is given of a product: title, line break, description.
std::string encoderText(const Item& item);

struct StoredTfidf {
    TfidfFit fit;
    std::string fingerprint;
};

/// nullopt when none was stored, or what is stored cannot be read (it is made again then).
std::optional<StoredTfidf> loadTfidf(Project& project);

/// Fits on the catalog; stores the fit unless the project was opened ReadOnly. Throws
/// Error(Unavailable) for a catalog without text, Error(Disk).
StoredTfidf refitTfidf(Project& project);

/// The stored fit, made anew where there is none or the catalog grew or shrank by a fifth since.
StoredTfidf freshTfidf(Project& project);

}  // namespace haberdash
