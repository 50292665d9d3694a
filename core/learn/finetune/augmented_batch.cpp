// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/error.h"
#include "core/learn/finetune/tune.h"
#include "core/learn/image/augment.h"
#include "core/learn/image/mobilenet.h"
#include "core/learn/image/pictures.h"
#include "core/learn/image/shape_picture.h"

namespace haberdash {

cv::Mat thumbnail(const std::string& jpeg) noexcept {
    try {
        return decodePicture(jpeg, "The thumbnail");
    } catch (const Error&) {
        return {8, 8, CV_8UC3, cv::Scalar::all(255)};
    }
}

void augmentedBatch(const TuneInput& input,
                    const std::span<const std::size_t> rows,
                    const std::uint64_t seed,
                    float* const out) {
    constexpr std::size_t kSize = MobileNet::kSide * MobileNet::kSide * 3;
    const auto count = static_cast<std::ptrdiff_t>(rows.size());
#pragma omp parallel for schedule(dynamic)
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        const auto index = static_cast<std::size_t>(i);
        const cv::Mat picture = thumbnail(input.pictures[rows[index]].jpeg);
        normaliseImageNet(augmented(picture, {}, seed + index * 0x9E3779B97F4A7C15ULL),
                          {out + index * kSize, kSize});
    }
}

}  // namespace haberdash
