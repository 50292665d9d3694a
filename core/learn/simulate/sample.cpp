// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/sample.h"

#include "core/data/base/digest.h"
#include "core/data/base/error.h"
#include "core/data/base/on_cores.h"
#include "core/data/catalog/item_store.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/simulate/sample_catalog.h"
#include "core/learn/simulate/shoppers.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace haberdash {

namespace {

constexpr std::int64_t kFirstDay = 1'767'225'600;  ///< 1 January 2026: the sessions' first day
constexpr const char* kSetting = "sample";
constexpr std::size_t kBatch = 200;

/// What tells one sample project from another.
std::string fingerprintOf(const SampleOptions& options) {
    return fmt::format(
        "products={} shoppers={} seed={}", options.products, options.shoppers, options.seed);
}

void claimProject(Project& project, const SampleOptions& options) {
    const bool isUsed = ItemStore(project.database()).count() > 0 ||
                        EventStore(project.database()).shopperCount() > 0;
    const bool isOurs = project.setting(kSetting) == fingerprintOf(options);
    const bool isFinished = EventStore(project.database()).eventCount() > 0;
    if (isUsed && (!isOurs || isFinished)) {
        throw Error(
            ErrorKind::Input,
            fmt::format("The project {} already holds products; make the sample in a new one.",
                        project.folder().string()));
    }
    project.setSetting(kSetting, fingerprintOf(options));
    project.setSetting("currency", "EUR");
}

void writeProducts(Project& project, const SampleOptions& options, const Monitor& monitor) {
    ItemStore store(project.database());
    std::int64_t importId = 0;
    for (std::size_t begin = 0; begin < options.products; begin += kBatch) {
        monitor.step("products", begin, options.products);
        Transaction transaction(project.database());
        if (importId == 0) {
            importId =
                store.addImport("sample", "sample", sha256(fingerprintOf(options)), kFirstDay);
        }
        for (std::size_t i = begin; i < std::min(begin + kBatch, options.products); ++i) {
            Item item = makeSampleProduct(options.seed, i).item;
            item.pictureState = PictureState::Pending;
            item.importId = importId;
            item.sourceRow = static_cast<std::int64_t>(i) + 1;
            item.importedAt = kFirstDay;
            store.upsert(item);
        }
        transaction.commit();
    }
    monitor.step("products", options.products, options.products);
}

/// Complete or not there, but not synced one by one: a drawn picture can be drawn again.
void writePicture(const std::filesystem::path& file, const std::string& bytes) {
    const std::filesystem::path unfinished = file.string() + ".unfinished";
    std::ofstream stream(unfinished, std::ios::binary);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    stream.close();
    std::error_code failure;
    if (stream) {
        std::filesystem::rename(unfinished, file, failure);
    }
    if (!stream || failure) {
        std::filesystem::remove(unfinished, failure);
        throw Error(ErrorKind::Disk,
                    fmt::format("The picture {} cannot be written; check the space on the disk.",
                                file.string()));
    }
}

/// The picture of a product, unless it was drawn before.
void drawPicture(const std::filesystem::path& folder,
                 const SampleOptions& options,
                 const std::size_t index) {
    const SampleProduct product = makeSampleProduct(options.seed, index);
    const std::filesystem::path file = folder / product.item.picturePath;
    std::error_code failure;
    if (std::filesystem::file_size(file, failure) == 0 || failure) {
        writePicture(file, drawLook(product.look));
    }
}

}  // namespace

Json toJson(const SampleReport& report) {
    return {{"products", report.products},
            {"shoppers", report.shoppers},
            {"events", report.events},
            {"sessions", report.sessions}};
}

SampleReport makeSample(Project& project, const SampleOptions& options, const Monitor& monitor) {
    claimProject(project, options);
    std::error_code failure;
    std::filesystem::create_directories(project.picturesFolder(), failure);
    if (failure) {
        throw Error(ErrorKind::Disk,
                    fmt::format("The folder {} cannot be made: {}.",
                                project.picturesFolder().string(),
                                failure.message()));
    }
    writeProducts(project, options, monitor);
    onCores(
        options.products,
        [&](const std::size_t i) { drawPicture(project.folder(), options, i); },
        monitor,
        "pictures");
    const CrowdPlan plan{.personas = samplePersonas(),
                         .habits = {.start = kFirstDay},
                         .shoppers = options.shoppers,
                         .seed = options.seed,
                         .prefix = "S"};
    const Market market = marketOf(project, plan);
    const std::vector<DrawnShopper> shoppers = drawShoppers(market, plan, monitor);
    SampleReport report{.products = options.products, .shoppers = shoppers.size()};
    for (const DrawnShopper& shopper : shoppers) {
        report.sessions += shopper.visits.size();
    }
    report.events = storeShoppers(project, plan, shoppers, market, monitor);
    return report;
}

}  // namespace haberdash
