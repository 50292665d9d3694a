// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/monitor.h"
#include "core/data/store/project.h"

#include <opencv2/core.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

/// Sets OpenCV's own limit on a picture's pixels, the second guard behind decodePicture()'s. To be
/// called before the first thread starts.
void guardPictureDecoding() noexcept;

/// Decodes JPEG, PNG or WebP bytes, told by their first bytes, of at most 50 million pixels by
/// their header; EXIF orientation applied; alpha laid on white. -> BGR 8-bit.
/// `longerSide` > 0 allows decoding at a reduced scale of at least that size.
/// Throws Error(Input) with the reason; `isUnsupported` style differences are in the kind:
/// ErrorKind::Unavailable for a format or size that is not accepted, Input for a damaged file.
cv::Mat decodePicture(std::string_view bytes, const std::string& name, int longerSide = 0);

struct PictureReport {
    std::size_t read = 0;    ///< decoded now
    std::size_t reused = 0;  ///< same bytes as a picture already stored
    std::size_t missing = 0;
    std::size_t corrupt = 0;
    std::size_t unsupported = 0;
    std::vector<std::string> problems;  ///< a sentence each that names the file; the first thousand
    double picturesPerSecond = 0;
};

/// Reads every Pending (and formerly Missing) picture of the catalog: hash, decode, thumbnail and
/// preview into thumbs.db, state into the catalog. Two decoding threads; small transactions.
/// Cancelled: what was read stays.
PictureReport readPictures(Project& project, const Monitor& monitor);

}  // namespace haberdash
