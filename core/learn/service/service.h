// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/learn/service/request.h"
#include "core/learn/service/shelf.h"

#include <filesystem>
#include <memory>

namespace haberdash {

/// Requests about one project, answered from memory: the handlers behind `haberdashctl engine`
/// (JSON lines), the window's queries and the HTTP service. Knows no transport.
///
/// request  {"id": any, "op": "recommend", ...}
/// answer   {"id": same, "ok": true, "result": {...}} or
///          {"id": same, "ok": false, "error": {"kind": "not_found", "message": "One sentence."}}
///
/// The operations and their fields are listed in ARCHITECTURE.md. One thread at a time.
class Service {
  public:
    /// Opens the project; loads models and features when first asked for, and again when their
    /// files change. Throws as Project::open does.
    explicit Service(const std::filesystem::path& projectFolder);

    /// The same over a shelf that others use too.
    Service(const std::filesystem::path& projectFolder, std::shared_ptr<Shelf> shelf);

    /// From now on shoppers' histories come from elsewhere than the project.
    void setShoppers(KnownShoppers shoppers);

    ~Service();

    /// Never throws: whatever goes wrong is in the answer.
    Json answer(const Json& request) noexcept;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace haberdash
