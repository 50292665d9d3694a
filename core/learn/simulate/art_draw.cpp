// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/error.h"
#include "core/learn/simulate/art.h"

#include <cairo/cairo.h>
#include <fmt/format.h>
#include <librsvg/rsvg.h>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <memory>

namespace haberdash {

namespace {

constexpr int kJpegQuality = 88;

struct Release {
    void operator()(RsvgHandle* handle) const { g_object_unref(handle); }

    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }

    void operator()(cairo_t* context) const { cairo_destroy(context); }
};

/// SVG -> premultiplied BGRA of `width` x `height` pixels.
cv::Mat rasterize(const std::string& svg, const int width, const int height) {
    GError* failure = nullptr;
    const std::unique_ptr<RsvgHandle, Release> handle(rsvg_handle_new_from_data(
        reinterpret_cast<const guint8*>(svg.data()), svg.size(), &failure));
    const std::unique_ptr<cairo_surface_t, Release> surface(
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height));
    const std::unique_ptr<cairo_t, Release> context(cairo_create(surface.get()));
    const RsvgRectangle viewport{0, 0, static_cast<double>(width), static_cast<double>(height)};
    if (!handle ||
        rsvg_handle_render_document(handle.get(), context.get(), &viewport, &failure) == 0) {
        const std::string reason = failure != nullptr ? failure->message : "unknown";
        g_clear_error(&failure);
        throw Error(ErrorKind::Input,
                    fmt::format("A drawn picture could not be rendered: {}.", reason));
    }
    cairo_surface_flush(surface.get());
    const cv::Mat shown(height,
                        width,
                        CV_8UC4,
                        cairo_image_surface_get_data(surface.get()),
                        static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get())));
    return shown.clone();
}

/// How bright a studio wall is, lit from above left: the same for every picture.
const cv::Mat& studioLight() {
    static const cv::Mat kLight = [] {
        cv::Mat light(kPictureHeight, kPictureWidth, CV_32F);
        for (int y = 0; y < light.rows; ++y) {
            for (int x = 0; x < light.cols; ++x) {
                const float across = static_cast<float>(x) / kPictureWidth - 0.42F;
                const float down = static_cast<float>(y) / kPictureHeight - 0.36F;
                light.at<float>(y, x) =
                    1.035F - 0.15F * (across * across * 1.3F + down * down * 1.5F);
            }
        }
        return light;
    }();
    return kLight;
}

/// Darkness of the soft shadow that an alpha mask throws: a wide one to the lower right and a
/// narrow one close by.
cv::Mat shadowOf(const cv::Mat& alpha) {
    cv::Mat small;
    cv::resize(alpha, small, {kPictureWidth / 4, kPictureHeight / 4}, 0, 0, cv::INTER_AREA);
    small.convertTo(small, CV_32F, 1.0 / 255);
    const auto thrown = [&small](const double blur, const float right, const float downward) {
        const cv::Mat move = (cv::Mat_<float>(2, 3) << 1, 0, right, 0, 1, downward);
        cv::Mat moved;
        cv::warpAffine(small, moved, move, small.size());
        cv::GaussianBlur(moved, moved, {0, 0}, blur);
        return moved;
    };
    const cv::Mat both = thrown(6.5, 2.5F, 5.0F) * 0.26F + thrown(1.6, 0.8F, 1.4F) * 0.20F;
    cv::Mat wide;
    cv::resize(both, wide, {kPictureWidth, kPictureHeight}, 0, 0, cv::INTER_LINEAR);
    return wide;
}

/// One pixel of one channel: `over` (premultiplied by its alpha, of 255) laid on `under`.
float laid(const float under, const std::uint8_t over, const float keep) {
    return under * keep + static_cast<float>(over);
}

/// Wall, shadow, garment and the garment's folds in one pass -> BGR 8-bit.
cv::Mat compose(const Rgb wall,
                const cv::Mat& shadow,
                const cv::Mat& garment,
                const cv::Mat& folds) {
    // A shadow takes less of the wall's blue than of its red: that makes it look cool, as by day.
    const float tint[3] = {0.80F, 0.92F, 1.0F};
    const float paint[3] = {static_cast<float>(wall.blue),
                            static_cast<float>(wall.green),
                            static_cast<float>(wall.red)};
    cv::Mat picture(kPictureHeight, kPictureWidth, CV_8UC3);
    for (int y = 0; y < picture.rows; ++y) {
        auto* const to = picture.ptr<cv::Vec3b>(y);
        const auto* const light = studioLight().ptr<float>(y);
        const auto* const dark = shadow.ptr<float>(y);
        const auto* const cloth = garment.ptr<cv::Vec4b>(y);
        const auto* const fold = folds.ptr<cv::Vec4b>(y);
        for (int x = 0; x < picture.cols; ++x) {
            const float within = static_cast<float>(cloth[x][3]) / 255.0F;
            const float keepFold = 1.0F - within * static_cast<float>(fold[x][3]) / 255.0F;
            for (int channel = 0; channel < 3; ++channel) {
                const float behind = paint[channel] * light[x] * (1.0F - dark[x] * tint[channel]);
                const float dressed = laid(behind, cloth[x][channel], 1.0F - within);
                const float shaded =
                    dressed * keepFold + within * static_cast<float>(fold[x][channel]);
                to[x][channel] = static_cast<std::uint8_t>(std::min(255.0F, shaded + 0.5F));
            }
        }
    }
    return picture;
}

/// The folds, drawn at half size, blurred, at full size.
cv::Mat softFolds(const std::string& svg) {
    if (svg.empty()) {
        return cv::Mat::zeros(kPictureHeight, kPictureWidth, CV_8UC4);
    }
    cv::Mat folds = rasterize(svg, kPictureWidth / 2, kPictureHeight / 2);
    cv::GaussianBlur(folds, folds, {0, 0}, 2.6);
    cv::resize(folds, folds, {kPictureWidth, kPictureHeight}, 0, 0, cv::INTER_LINEAR);
    return folds;
}

}  // namespace

std::string drawLook(const Look& look) {
    const LookSvg svg = composeLook(look);
    const cv::Mat garment = rasterize(svg.garment, kPictureWidth, kPictureHeight);
    cv::Mat alpha;
    cv::extractChannel(garment, alpha, 3);
    const cv::Mat picture =
        compose(look.background, shadowOf(alpha), garment, softFolds(svg.folds));
    std::vector<std::uint8_t> jpeg;
    if (!cv::imencode(".jpg", picture, jpeg, {cv::IMWRITE_JPEG_QUALITY, kJpegQuality})) {
        throw Error(ErrorKind::Disk, "A drawn picture could not be written as JPEG.");
    }
    return {jpeg.begin(), jpeg.end()};
}

std::vector<std::string> artTypes() {
    std::vector<std::string> types;
    for (const std::string_view name : artFileNames()) {
        if (name.ends_with(".svg") && name != "prints.svg") {
            types.emplace_back(name.substr(0, name.size() - 4));
        }
    }
    return types;
}

}  // namespace haberdash
