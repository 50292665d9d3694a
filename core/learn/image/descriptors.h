// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A picture as numbers without any learned weights: what colours it has, and how its edges run.

#include <opencv2/core.hpp>

#include <cstddef>
#include <span>

namespace haberdash {

inline constexpr std::size_t kColourBins = 4 * 8 * 8;  ///< lightness x a x b of CIE Lab
inline constexpr std::size_t kEdgeBins = 8 * 8 * 9;    ///< cells x cells x directions
inline constexpr std::size_t kTextureBins = 59;        ///< uniform local binary patterns
inline constexpr std::size_t kDescriptorDimension = kColourBins + kEdgeBins + kTextureBins;

/// BGR 8-bit -> colour histogram of what is not background, gradient histograms by cell (Dalal &
/// Triggs 2005), local binary patterns (Ojala et al. 2002); each part square-rooted and of equal
/// weight, the whole of unit length. A white picture has no colour part.
void describePicture(const cv::Mat& picture, std::span<float> out);

}  // namespace haberdash
