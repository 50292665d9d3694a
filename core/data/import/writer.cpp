// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/import/writer.h"

#include "core/data/base/clock.h"
#include "core/data/base/digest.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace haberdash {

namespace {

constexpr std::size_t kMostProblems = 1000;
constexpr auto kBatchTime = std::chrono::milliseconds(40);

/// Everything of a product that an import decides.
bool saysTheSame(const Item& a, const Item& b) {
    return a.title == b.title && a.description == b.description && a.department == b.department &&
           a.category == b.category && a.colour == b.colour && a.brand == b.brand &&
           a.gender == b.gender && a.season == b.season && a.usage == b.usage && a.year == b.year &&
           a.price == b.price && a.attributes == b.attributes && a.picturePath == b.picturePath;
}

}  // namespace

ImportWriter::ImportWriter(Project* const project, const bool isDryRun, ImportReport& report)
    : project_(project), isDryRun_(isDryRun), report_(report), now_(unixNow()) {
    if (project_ != nullptr) {
        items_.emplace(project_->database());
        events_.emplace(project_->database());
        hadProducts_ = items_->count() > 0;
        if (!isDryRun_) {
            project_->database().expectManyWrites();
        }
    }
}

void ImportWriter::beginFile(const std::filesystem::path& file,
                             const std::string& format,
                             const bool hasProducts) {
    file_ = file;
    importId_ = 0;
    writtenBefore_ = report_.productsAdded + report_.productsUpdated;
    if (isDryRun_) {
        return;
    }
    rejects_ = std::make_unique<Rejects>(project_->folder(), file);
    if (hasProducts) {
        const std::string digest = sha256OfFile(file);
        writeSoon();
        importId_ = items_->addImport(
            std::filesystem::absolute(file).lexically_normal().string(), format, digest, now_);
    }
}

void ImportWriter::endFile() {
    if (isDryRun_) {
        return;
    }
    const std::size_t written = report_.productsAdded + report_.productsUpdated;
    if (importId_ != 0) {
        writeSoon();
        if (written == writtenBefore_) {
            items_->removeImport(importId_);
        } else {
            items_->setImportReport(importId_, toJson(report_).dump());
        }
    }
    flush();
    if (const std::filesystem::path kept = rejects_->finish(); !kept.empty()) {
        report_.rejectsFiles.push_back(kept);
        report_.rejectsFile = report_.rejectsFiles.front();
    }
}

void ImportWriter::problem(const Row& row, const std::string& reason, const bool isRejected) {
    if (report_.problems.size() < kMostProblems) {
        report_.problems.push_back(
            {.file = file_.string(), .row = row.line, .reason = reason, .isRejected = isRejected});
    }
}

void ImportWriter::reject(const Row& row,
                          const RowReader& reader,
                          const std::string& reason,
                          std::size_t& counter) {
    ++counter;
    problem(row, reason, true);
    if (rejects_) {
        rejects_->add(row, reader, reason);
    }
}

void ImportWriter::writeSoon() {
    const auto now = std::chrono::steady_clock::now();
    if (transaction_ && now - begun_ >= kBatchTime) {
        flush();
    }
    if (!transaction_) {
        transaction_.emplace(project_->database());
        begun_ = std::chrono::steady_clock::now();
    }
}

void ImportWriter::flush() {
    if (transaction_) {
        transaction_->commit();
        transaction_.reset();
    }
}

void ImportWriter::keepStored(const ItemId id, ProductDraft& draft) const {
    const Item stored = items_->item(id);
    const auto keep = [&](const Field field, auto Item::*member) {
        if (!draft.given[static_cast<std::size_t>(field)]) {
            draft.item.*member = stored.*member;
        }
    };
    keep(Field::Description, &Item::description);
    keep(Field::Department, &Item::department);
    keep(Field::Category, &Item::category);
    keep(Field::Colour, &Item::colour);
    keep(Field::Brand, &Item::brand);
    keep(Field::Gender, &Item::gender);
    keep(Field::Season, &Item::season);
    keep(Field::Usage, &Item::usage);
    keep(Field::Year, &Item::year);
    keep(Field::Price, &Item::price);
    keep(Field::Image, &Item::picturePath);
    keep(Field::Image, &Item::pictureState);
    keep(Field::Image, &Item::pictureHash);
    if (!draft.hasAttributes) {
        draft.item.attributes = stored.attributes;
    }
}

UpsertResult ImportWriter::store(ProductDraft& draft) {
    if (!isDryRun_) {
        writeSoon();
    }
    const std::optional<ItemId> known =
        hadProducts_ ? items_->idOfSku(draft.item.sku) : std::nullopt;
    if (known) {
        keepStored(*known, draft);
    }
    if (!isDryRun_) {
        return items_->upsert(draft.item);
    }
    draft.item.id = known.value_or(ItemId{-1});
    if (!known) {
        return UpsertResult::Added;
    }
    return saysTheSame(items_->item(*known), draft.item) ? UpsertResult::Unchanged
                                                         : UpsertResult::Updated;
}

std::optional<std::string> ImportWriter::addProduct(ProductDraft& draft, const std::size_t line) {
    Item& item = draft.item;
    const auto [place, isNew] = placeOfSku_.try_emplace(
        item.sku, fmt::format("line {} of {}", line, file_.filename().string()));
    if (!isNew) {
        return fmt::format(
            "The id {} was already used in {}.", item.sku.substr(0, 80), place->second);
    }
    item.importId = importId_;
    item.sourceRow = static_cast<std::int64_t>(line);
    item.importedAt = now_;
    switch (store(draft)) {
        case UpsertResult::Added:
            ++report_.productsAdded;
            break;
        case UpsertResult::Updated:
            ++report_.productsUpdated;
            break;
        case UpsertResult::Unchanged:
            ++report_.productsUnchanged;
            break;
    }
    ids_[item.sku] = item.id;
    const std::hash<std::string> hash;
    report_.duplicateTitles += titles_.insert(hash(draft.rawTitle)).second ? 0 : 1;
    draft.rawTitle += '\n';
    report_.duplicateTexts +=
        texts_.insert(hash(draft.rawTitle + draft.rawDescription)).second ? 0 : 1;
    return std::nullopt;
}

void ImportWriter::ensureProduct(const std::string& sku, const std::size_t line) {
    if (placeOfSku_.contains(sku)) {
        return;
    }
    if (idOf(sku)) {
        placeOfSku_.emplace(sku, "the catalog");
        ++report_.productsUnchanged;
        return;
    }
    ProductDraft draft;
    draft.item.sku = sku;
    draft.item.title = sku;
    draft.rawTitle = sku;
    addProduct(draft, line);
    ++report_.productsWithoutPicture;
}

std::optional<ItemId> ImportWriter::idOf(const std::string& sku) {
    if (const auto found = ids_.find(sku); found != ids_.end()) {
        return found->second;
    }
    const std::optional<ItemId> id = items_ ? items_->idOfSku(sku) : std::nullopt;
    if (id) {
        ids_.emplace(sku, *id);
    }
    return id;
}

ShopperId ImportWriter::shopperOf(const std::string& key) {
    const auto found = shoppers_.find(key);
    if (found != shoppers_.end()) {
        return found->second;
    }
    const ShopperId id = isDryRun_ ? ShopperId{static_cast<std::int64_t>(shoppers_.size()) + 1}
                                   : events_->shopperOf(key, false);
    shoppers_.emplace(key, id);
    return id;
}

void ImportWriter::addShopper(const std::string& key) {
    if (!isDryRun_) {
        writeSoon();
    }
    shopperOf(key);
}

/// Which one of equal events this is. Files in order of time need to remember no more than one
/// moment; in others, memory is bounded by forgetting now and then, the same way each time.
std::int64_t ImportWriter::occurrenceOf(const Event& event) {
    constexpr std::size_t kMost = 2'000'000;
    if (event.time != occurrenceTime_ && occurrences_.size() >= kMost) {
        occurrences_.clear();
    }
    occurrenceTime_ = event.time;
    return occurrences_[{raw(event.shopper), event.time, raw(event.item), raw(event.kind)}]++;
}

bool ImportWriter::addEvent(const EventDraft& draft) {
    const std::optional<ItemId> item = idOf(draft.sku);
    if (!item) {
        return false;
    }
    if (!isDryRun_) {
        writeSoon();
    }
    const Event event{.shopper = shopperOf(draft.shopper),
                      .item = *item,
                      .kind = draft.kind,
                      .time = draft.time,
                      .split = draft.split};
    if (isDryRun_) {
        ++report_.eventsAdded;
        return true;
    }
    const bool isNew = events_->add(event, occurrenceOf(event));
    ++(isNew ? report_.eventsAdded : report_.eventsUnchanged);
    return true;
}

}  // namespace haberdash
