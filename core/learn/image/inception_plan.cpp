// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/image/inception_plan.h"

#include <vector>

namespace haberdash {

namespace {

using Plane = NetPlan::Plane;

/// A convolution of a branch; its padding keeps the extent unless it strides.
struct Link {
    const char* name;
    std::size_t out;
    Extent kernel{1, 1};
    std::size_t stride = 1;
};

class Builder {
  public:
    Builder(const ConvSource& source, const InceptionOptions& options)
        : source_(source), options_(options) {}

    NetPlan build() {
        Plane plane = plan_.input(299);
        plane = tight(plane, {"Conv2d_1a_3x3", 32, {3, 3}, 2});
        plane = tight(plane, {"Conv2d_2a_3x3", 32, {3, 3}});
        plane = padded(plane, {"Conv2d_2b_3x3", 64, {3, 3}});
        plane = plan_.pool(plane, {});
        plane = tight(plane, {"Conv2d_3b_1x1", 80});
        plane = tight(plane, {"Conv2d_4a_3x3", 192, {3, 3}});
        plane = plan_.pool(plane, {});
        plane = blockA("Mixed_5b.", plane, 32);
        plane = blockA("Mixed_5c.", plane, 64);
        plane = blockA("Mixed_5d.", plane, 64);
        plane = blockB("Mixed_6a.", plane);
        plane = blockC("Mixed_6b.", plane, 128);
        plane = blockC("Mixed_6c.", plane, 160);
        plane = blockC("Mixed_6d.", plane, 160);
        plane = blockC("Mixed_6e.", plane, 192);
        if (!options_.endsAtMixed7) {
            plane = blockD("Mixed_7a.", plane);
            plane = blockE("Mixed_7b.", plane);
            plane = blockE("Mixed_7c.", plane);
        }
        plan_.globalMean(plane);
        return std::move(plan_);
    }

  private:
    Plane convolve(const Plane in, const Link& link, const Extent padding) {
        const ConvShape shape{link.out, plan_.channels(in), link.kernel};
        return plan_.convolve(in,
                              {.weights = source_(block_ + link.name, shape),
                               .shape = shape,
                               .stride = link.stride,
                               .padding = padding});
    }

    Plane padded(const Plane in, const Link& link) {
        return convolve(in, link, {link.kernel[0] / 2, link.kernel[1] / 2});
    }

    Plane tight(const Plane in, const Link& link) { return convolve(in, link, {0, 0}); }

    Plane chain(Plane in, const std::vector<Link>& links) {
        for (const Link& link : links) {
            in = link.stride == 1 ? padded(in, link) : tight(in, link);
        }
        return in;
    }

    Plane pooledBranch(const Plane in, const std::size_t out) {
        const Plane mean = plan_.pool(
            in,
            {.isMean = true, .stride = 1, .padding = 1, .countsPadding = options_.countsPadding});
        return padded(mean, {"branch_pool", out});
    }

    Plane blockA(const char* const name, const Plane in, const std::size_t pooled) {
        block_ = name;
        const Plane one = padded(in, {"branch1x1", 64});
        const Plane five = chain(in, {{"branch5x5_1", 48}, {"branch5x5_2", 64, {5, 5}}});
        const Plane three = chain(in,
                                  {{"branch3x3dbl_1", 64},
                                   {"branch3x3dbl_2", 96, {3, 3}},
                                   {"branch3x3dbl_3", 96, {3, 3}}});
        return plan_.join({one, five, three, pooledBranch(in, pooled)});
    }

    Plane blockB(const char* const name, const Plane in) {
        block_ = name;
        const Plane three = tight(in, {"branch3x3", 384, {3, 3}, 2});
        const Plane twice = chain(in,
                                  {{"branch3x3dbl_1", 64},
                                   {"branch3x3dbl_2", 96, {3, 3}},
                                   {"branch3x3dbl_3", 96, {3, 3}, 2}});
        return plan_.join({three, twice, plan_.pool(in, {})});
    }

    Plane blockC(const char* const name, const Plane in, const std::size_t inner) {
        block_ = name;
        const Plane one = padded(in, {"branch1x1", 192});
        const Plane seven = chain(
            in,
            {{"branch7x7_1", inner}, {"branch7x7_2", inner, {1, 7}}, {"branch7x7_3", 192, {7, 1}}});
        const Plane twice = chain(in,
                                  {{"branch7x7dbl_1", inner},
                                   {"branch7x7dbl_2", inner, {7, 1}},
                                   {"branch7x7dbl_3", inner, {1, 7}},
                                   {"branch7x7dbl_4", inner, {7, 1}},
                                   {"branch7x7dbl_5", 192, {1, 7}}});
        return plan_.join({one, seven, twice, pooledBranch(in, 192)});
    }

    Plane blockD(const char* const name, const Plane in) {
        block_ = name;
        const Plane three = chain(in, {{"branch3x3_1", 192}, {"branch3x3_2", 320, {3, 3}, 2}});
        const Plane seven = chain(in,
                                  {{"branch7x7x3_1", 192},
                                   {"branch7x7x3_2", 192, {1, 7}},
                                   {"branch7x7x3_3", 192, {7, 1}},
                                   {"branch7x7x3_4", 192, {3, 3}, 2}});
        return plan_.join({three, seven, plan_.pool(in, {})});
    }

    Plane blockE(const char* const name, const Plane in) {
        block_ = name;
        const Plane one = padded(in, {"branch1x1", 320});
        const Plane three = padded(in, {"branch3x3_1", 384});
        const Plane threeWide = padded(three, {"branch3x3_2a", 384, {1, 3}});
        const Plane threeHigh = padded(three, {"branch3x3_2b", 384, {3, 1}});
        const Plane twice = chain(in, {{"branch3x3dbl_1", 448}, {"branch3x3dbl_2", 384, {3, 3}}});
        const Plane twiceWide = padded(twice, {"branch3x3dbl_3a", 384, {1, 3}});
        const Plane twiceHigh = padded(twice, {"branch3x3dbl_3b", 384, {3, 1}});
        return plan_.join({one, threeWide, threeHigh, twiceWide, twiceHigh, pooledBranch(in, 192)});
    }

    const ConvSource& source_;
    InceptionOptions options_;
    NetPlan plan_;
    std::string block_;
};

}  // namespace

NetPlan planInception(const ConvSource& source, const InceptionOptions& options) {
    return Builder(source, options).build();
}

}  // namespace haberdash
