// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/shop/product_intake.h"

#include "core/data/base/base64.h"
#include "core/data/base/clock.h"
#include "core/data/base/digest.h"
#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/catalog/item_store.h"
#include "core/learn/features/extract.h"
#include "core/learn/image/picture_header.h"
#include "core/learn/image/pictures.h"
#include "core/learn/model/threads.h"
#include "core/learn/service/request.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <optional>
#include <string_view>
#include <sys/resource.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace haberdash {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostProducts = 100;
constexpr std::size_t kMostText = 20'000;
constexpr auto kTick = std::chrono::seconds(1);
constexpr auto kGathering = std::chrono::milliseconds(150);  // products rarely come alone
constexpr auto kPause = std::chrono::seconds(5);
constexpr int kLowPriority = 10;
constexpr int kLeastSide = 64;  // pixels, as which a picture is tried

struct TextColumn {
    const char* name;
    std::string Item::*value;
};

constexpr std::array kTexts{TextColumn{"title", &Item::title},
                            TextColumn{"description", &Item::description},
                            TextColumn{"department", &Item::department},
                            TextColumn{"category", &Item::category},
                            TextColumn{"colour", &Item::colour},
                            TextColumn{"brand", &Item::brand},
                            TextColumn{"gender", &Item::gender},
                            TextColumn{"season", &Item::season},
                            TextColumn{"usage", &Item::usage}};

void setText(std::string& target, const Json& product, const char* const name) {
    if (const std::optional<std::string> text = optionalText(product, name)) {
        if (text->size() > kMostText) {
            throw Error(ErrorKind::Input,
                        fmt::format("The field \"{}\" is longer than 20,000 bytes.", name));
        }
        target = *text;
    }
}

void setNumbers(Item& item, const Json& product) {
    if (const auto price = product.find("price"); price != product.end()) {
        if (!price->is_null() && (!price->is_number() || price->get<double>() < 0)) {
            throw Error(ErrorKind::Input,
                        "The field \"price\" must be a number that is not negative, or null.");
        }
        item.price = price->is_null() ? std::nullopt : std::optional(price->get<double>());
    }
    if (const auto year = product.find("year"); year != product.end()) {
        if (!year->is_null() && !year->is_number_integer()) {
            throw Error(ErrorKind::Input, "The field \"year\" must be a whole number, or null.");
        }
        item.year = year->is_null() ? std::nullopt : std::optional(year->get<std::int64_t>());
    }
}

/// A picture that came with a product: a file of the project under the name of its bytes.
struct SentPicture {
    std::string name;
    std::string bytes;
};

std::optional<SentPicture> pictureIn(const Json& product) {
    const std::optional<std::string> text = optionalText(product, "image_base64");
    if (!text) {
        return std::nullopt;
    }
    std::optional<std::string> bytes = fromBase64(*text);
    const std::optional<PictureHeader> header = bytes ? readPictureHeader(*bytes) : std::nullopt;
    if (!header) {
        throw Error(ErrorKind::Input,
                    "The field \"image_base64\" must be a JPEG, PNG or WebP in base64.");
    }
    try {
        decodePicture(*bytes, "The picture in the field \"image_base64\"", kLeastSide);
    } catch (const Error& error) {
        throw Error(ErrorKind::Input, error.what());  // of another kind where it is too large
    }
    const char* const ending = header->format == PictureFormat::Jpeg  ? "jpg"
                               : header->format == PictureFormat::Png ? "png"
                                                                      : "webp";
    return SentPicture{fmt::format("pictures/{}.{}", sha256(*bytes), ending), *std::move(bytes)};
}

const std::vector<std::string_view>& fieldsOfAProduct() {
    static const std::vector<std::string_view> kFields = [] {
        std::vector<std::string_view> fields{"id", "price", "year", "image_base64"};
        std::ranges::transform(kTexts, std::back_inserter(fields), &TextColumn::name);
        return fields;
    }();
    return kFields;
}

/// Of each product the picture that came with it.
std::vector<std::optional<SentPicture>> picturesIn(const Json& products) {
    std::vector<std::optional<SentPicture>> pictures;
    for (const Json& product : products) {
        if (!product.is_object()) {
            throw Error(ErrorKind::Input, "A product is an object with an \"id\" and a \"title\".");
        }
        refuseOtherFields(product, fieldsOfAProduct());
        pictures.push_back(pictureIn(product));
    }
    return pictures;
}

Item itemFrom(const Json& product,
              const ItemStore& items,
              const std::optional<SentPicture>& picture) {
    const std::string sku = keyField(product, "id");
    const std::optional<ItemId> known = items.idOfSku(sku);
    Item item = known ? items.item(*known) : Item{.sku = sku};
    for (const TextColumn& column : kTexts) {
        setText(item.*column.value, product, column.name);
    }
    setNumbers(item, product);
    if (picture && item.picturePath != picture->name) {
        item.pictureState = PictureState::Pending;  // reading it comes later
        item.picturePath = picture->name;
    }
    if (item.title.empty()) {
        throw Error(ErrorKind::Input, fmt::format("The product \"{}\" needs a title.", sku));
    }
    item.importedAt = unixNow();
    return item;
}

template <class Act>
std::string problemOf(const Act& act) {
    try {
        act();
        return {};
    } catch (const Cancelled&) {
        throw;
    } catch (const std::exception& exception) {
        return exception.what();
    }
}

}  // namespace

ProductIntake::ProductIntake(const std::filesystem::path& projectFolder,
                             std::shared_ptr<Shelf> shelf,
                             std::filesystem::path rulesFile,
                             SharedCatalog* const shared,
                             ShopLog log)
    : shared_(shared),
      log_(std::move(log)),
      shelf_(std::move(shelf)),
      rulesFile_(std::move(rulesFile)),
      incoming_(Project::open(projectFolder, Access::ReadWrite)),
      project_(Project::open(projectFolder, Access::ReadWrite)) {
    watchRules();
    if (shared_ == nullptr) {
        figures_.waiting =
            std::max({ItemStore(project_.database()).picturesInState(PictureState::Pending).size(),
                      missingFeatures(project_, Modality::Text),
                      missingFeatures(project_, Modality::Image)});
    }
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

ProductIntake::Report ProductIntake::put(const Json& request) {
    const auto products = request.find("products");
    if (products == request.end() || !products->is_array() || products->empty() ||
        products->size() > kMostProducts) {
        throw Error(ErrorKind::Input,
                    "The field \"products\" must be a list of 1 to 100 products.");
    }
    Report report;
    const std::vector<std::optional<SentPicture>> pictures = picturesIn(*products);
    const std::lock_guard writing(writing_);
    ItemStore items(incoming_.database());
    Transaction transaction(incoming_.database());
    for (std::size_t i = 0; i < products->size(); ++i) {
        Item item = itemFrom((*products)[i], items, pictures[i]);
        switch (items.upsert(item)) {
            case UpsertResult::Added:
                ++report.added;
                break;
            case UpsertResult::Updated:
                ++report.updated;
                break;
            case UpsertResult::Unchanged:
                ++report.unchanged;
                break;
        }
    }
    // Once all products are known to be good, and before any of them names its picture.
    for (const std::optional<SentPicture>& picture : pictures) {
        if (picture && !std::filesystem::exists(incoming_.folder() / picture->name)) {
            writeFileAtomically(incoming_.folder() / picture->name, picture->bytes);
        }
    }
    transaction.commit();
    const std::lock_guard lock(mutex_);
    figures_.waiting += report.added + report.updated;
    changed_.notify_all();
    return report;
}

ProductIntake::Figures ProductIntake::figures() const {
    const std::lock_guard lock(mutex_);
    return figures_;
}

void ProductIntake::run(const std::stop_token& stop) {
    useOneThread();  // shoppers need the other cores
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kLowPriority);
    const Monitor monitor({}, stop);
    try {
        while (true) {
            const std::size_t waiting = nextTurn(stop);
            monitor.checkStop();
            // Rules that cannot be read are no reason to leave products out.
            const std::string rules = problemOf([this] { watchRules(); });
            const std::string ranking = problemOf([&] { refresh(waiting, monitor); });
            endTurn(waiting, ranking, rules);
        }
    } catch (const Cancelled&) {
        return;  // what is not encoded yet is first when the service starts again
    }
}

// Waits until there are products or a second is over -> how many are to be encoded now.
std::size_t ProductIntake::nextTurn(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    const auto isReady = [this] { return figures_.waiting > 0 && Clock::now() >= pausedUntil_; };
    // What could not be read from a database is not fetched again every second.
    const auto tick = shared_ != nullptr && !rankingProblem_.empty() ? Clock::duration(kPause)
                                                                     : Clock::duration(kTick);
    if (changed_.wait_for(lock, stop, tick, isReady)) {
        changed_.wait_for(lock, stop, kGathering, [] { return false; });
    }
    return isReady() ? figures_.waiting : 0;
}

// The service goes on with what it has; what failed is tried again after a pause.
void ProductIntake::endTurn(const std::size_t done,
                            const std::string& ranking,
                            const std::string& rules) {
    const std::lock_guard lock(mutex_);
    if (ranking.empty()) {
        figures_.waiting -= done;
    } else if (done > 0) {  // what fails in every turn must not keep products out for ever
        pausedUntil_ = Clock::now() + kPause;
    }
    if (!ranking.empty() || done > 0 || figures_.waiting == 0) {
        rankingProblem_ = ranking;
    }
    tell(rankingProblem_.empty() ? rules : rankingProblem_);
}

// Once, not in every turn.
void ProductIntake::tell(const std::string& problem) {
    if (log_ && problem != figures_.problem) {
        log_(problem.empty() ? "Products and rules are up to date again." : problem);
    }
    figures_.problem = problem;
}

void ProductIntake::refresh(const std::size_t waiting, const Monitor& monitor) {
    const Clock::time_point start = Clock::now();
    if (shared_ != nullptr) {
        shared_->update(monitor);
    } else if (waiting > 0) {
        readPictures(project_, monitor);
        for (const Modality modality : {Modality::Text, Modality::Image}) {
            const auto encoder = project_.setting(fmt::format("features.{}", wordOf(modality)));
            if (encoder) {
                extractFeatures(project_, modality, *encoder, monitor, EncoderFit::Kept);
            }
        }
    }
    if (shelf_->refresh(project_, waiting > 0, monitor)) {
        const std::chrono::duration<double> seconds = Clock::now() - start;
        const std::lock_guard lock(mutex_);
        figures_.refreshSeconds = seconds.count();
    }
}

void ProductIntake::watchRules() {
    if (!rulesFile_.empty()) {
        std::error_code failure;
        const auto time = std::filesystem::last_write_time(rulesFile_, failure);
        if (!failure && time != rulesTime_) {
            shelf_->setRules(readRules(rulesFile_), unixNow());
            rulesTime_ = time;
        } else if (failure == std::errc::no_such_file_or_directory && rulesTime_) {
            shelf_->setRules({}, unixNow());
            rulesTime_.reset();
        }
    }
    shelf_->updateRules(unixNow());
}

}  // namespace haberdash
