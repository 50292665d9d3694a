// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/image/conv_net.h"

#include "core/data/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <unordered_map>
#include <utility>
#include <vector>

#include <oneapi/dnnl/dnnl.hpp>

namespace haberdash {

namespace {

using dnnl::memory;
using Arguments = std::unordered_map<int, memory>;

constexpr std::size_t kAlignment = 64;

/// Memory of one size that planes use one after the other.
class Arena {
  public:
    /// A free block of at least `size` bytes, the smallest there is, or a new one.
    std::size_t take(const std::size_t size) {
        std::size_t best = blocks_.size();
        for (std::size_t i = 0; i < blocks_.size(); ++i) {
            const bool fits = blocks_[i].isFree && blocks_[i].size >= size;
            if (fits && (best == blocks_.size() || blocks_[i].size < blocks_[best].size)) {
                best = i;
            }
        }
        if (best == blocks_.size()) {
            const std::size_t rounded = (size + kAlignment - 1) / kAlignment * kAlignment;
            blocks_.push_back({rounded, false, Bytes(std::aligned_alloc(kAlignment, rounded))});
            if (!blocks_.back().bytes) {
                throw std::bad_alloc();
            }
        }
        blocks_[best].isFree = false;
        return best;
    }

    void give(const std::size_t block) { blocks_[block].isFree = true; }

    void* bytes(const std::size_t block) const { return blocks_[block].bytes.get(); }

  private:
    struct Free {
        void operator()(void* const bytes) const { std::free(bytes); }
    };

    using Bytes = std::unique_ptr<void, Free>;

    struct Block {
        std::size_t size;
        bool isFree;
        Bytes bytes;
    };

    std::vector<Block> blocks_;
};

memory::dim dim(const std::size_t value) {
    return static_cast<memory::dim>(value);
}

}  // namespace

struct ConvNet::Parts {
    struct Call {
        dnnl::primitive primitive;
        Arguments arguments;
    };

    Parts(const NetPlan& plan, const std::size_t batchSize)
        : batch(batchSize),
          engine(dnnl::engine::kind::cpu, 0),
          stream(engine),
          planes(plan.steps().size()),
          blocks(plan.steps().size()),
          lastUse(plan.steps().size(), 0) {
        const std::vector<NetPlan::Step>& steps = plan.steps();
        for (std::size_t i = 0; i < steps.size(); ++i) {
            for (const NetPlan::Plane from : steps[i].from) {
                lastUse[from] = i;
            }
        }
        for (std::size_t i = 0; i < steps.size(); ++i) {
            add(steps[i], i);
            for (const NetPlan::Plane from : steps[i].from) {
                if (lastUse[from] == i && blocks[from] != blocks[i]) {
                    arena.give(blocks[from]);
                }
            }
        }
        stream.wait();
    }

    memory::dims dims(const NetPlan::Step& step) const {
        return {dim(batch), dim(step.channels), dim(step.extent[0]), dim(step.extent[1])};
    }

    memory::desc wanted(const NetPlan::Step& step) const {
        return {dims(step), memory::data_type::f32, memory::format_tag::any};
    }

    void place(const std::size_t plane, const memory::desc& layout) {
        blocks[plane] = arena.take(layout.get_size());
        planes[plane] = memory(layout, engine, arena.bytes(blocks[plane]));
    }

    // The plane in the layout that a step asks for.
    memory inLayout(const memory& plane, const memory::desc& layout) {
        if (plane.get_desc() == layout) {
            return plane;
        }
        memory copy(layout, engine);
        calls.push_back(
            {dnnl::reorder(plane, copy), {{DNNL_ARG_FROM, plane}, {DNNL_ARG_TO, copy}}});
        return copy;
    }

    void add(const NetPlan::Step& step, const std::size_t index) {
        switch (step.kind) {
            case NetPlan::Kind::Input:
                place(index, {dims(step), memory::data_type::f32, memory::format_tag::nhwc});
                return;
            case NetPlan::Kind::Convolution:
                addConvolution(step, index);
                return;
            case NetPlan::Kind::Pool:
                addPool(step,
                        index,
                        {step.pool.kernel, step.pool.kernel},
                        step.pool.stride,
                        step.pool.padding);
                return;
            case NetPlan::Kind::Join:
                addJoin(step, index);
                return;
            case NetPlan::Kind::GlobalMean:
                addGlobalMean(step, index);
                return;
        }
    }

    void addConvolution(const NetPlan::Step& step, const std::size_t index) {
        const NetPlan::Convolution& layer = *step.convolution;
        const memory& source = planes[step.from[0]];
        const memory::dims kernelDims{dim(layer.shape.out),
                                      dim(layer.shape.in),
                                      dim(layer.shape.kernel[0]),
                                      dim(layer.shape.kernel[1])};
        // A picture of three channels is taken as it lies; other planes may be laid out anew.
        const memory::desc sourceWish = layer.shape.in == 3 ? source.get_desc()
                                                            : memory::desc(source.get_desc().dims(),
                                                                           memory::data_type::f32,
                                                                           memory::format_tag::any);
        dnnl::post_ops operations;
        if (layer.addend) {
            operations.append_sum(1.0F);
        }
        if (layer.hasRelu) {
            operations.append_eltwise(1.0F, dnnl::algorithm::eltwise_relu, 0.0F, 0.0F);
        }
        dnnl::primitive_attr attributes;
        attributes.set_post_ops(operations);
        const memory::dims stride{dim(layer.stride), dim(layer.stride)};
        const memory::dims padding{dim(layer.padding[0]), dim(layer.padding[1])};
        const memory::desc biasLayout(
            {dim(layer.shape.out)}, memory::data_type::f32, memory::format_tag::x);
        const dnnl::convolution_forward::desc description(
            dnnl::prop_kind::forward_inference,
            dnnl::algorithm::convolution_direct,
            sourceWish,
            {kernelDims, memory::data_type::f32, memory::format_tag::any},
            biasLayout,
            wanted(step),
            stride,
            padding,
            padding);
        const dnnl::convolution_forward::primitive_desc chosen(description, attributes, engine);
        const memory kernel = stored(layer.weights.kernel,
                                     {kernelDims, memory::data_type::f32, memory::format_tag::oihw},
                                     chosen.weights_desc());
        const memory bias = stored(layer.weights.bias, biasLayout, biasLayout);
        const memory in = inLayout(source, chosen.src_desc());
        if (layer.addend) {
            takeOver(*layer.addend, index, chosen.dst_desc());
        } else {
            place(index, chosen.dst_desc());
        }
        calls.push_back({dnnl::convolution_forward(chosen),
                         {{DNNL_ARG_SRC, in},
                          {DNNL_ARG_WEIGHTS, kernel},
                          {DNNL_ARG_BIAS, bias},
                          {DNNL_ARG_DST, planes[index]}}});
    }

    // The sum is made in the addend's own memory when nobody needs the addend after this.
    void takeOver(const NetPlan::Plane addend,
                  const std::size_t index,
                  const memory::desc& layout) {
        if (lastUse[addend] == index && planes[addend].get_desc() == layout) {
            planes[index] = planes[addend];
            blocks[index] = blocks[addend];
            return;
        }
        place(index, layout);
        calls.push_back({dnnl::reorder(planes[addend], planes[index]),
                         {{DNNL_ARG_FROM, planes[addend]}, {DNNL_ARG_TO, planes[index]}}});
    }

    memory stored(const std::vector<float>& values,
                  const memory::desc& layout,
                  const memory::desc& wish) {
        memory plain(layout, engine);
        std::memcpy(plain.get_data_handle(), values.data(), values.size() * sizeof(float));
        if (layout == wish) {
            return plain;
        }
        memory result(wish, engine);
        dnnl::reorder(plain, result).execute(stream, plain, result);
        stream.wait();
        return result;
    }

    void addPool(const NetPlan::Step& step,
                 const std::size_t index,
                 const Extent kernel,
                 const std::size_t stride,
                 const std::size_t padding) {
        using enum dnnl::algorithm;
        const auto algorithm = !step.pool.isMean         ? pooling_max
                               : step.pool.countsPadding ? pooling_avg_include_padding
                                                         : pooling_avg_exclude_padding;
        const memory source = planes[step.from[0]];
        const memory::dims edge{dim(padding), dim(padding)};
        const dnnl::pooling_forward::desc description(dnnl::prop_kind::forward_inference,
                                                      algorithm,
                                                      source.get_desc(),
                                                      wanted(step),
                                                      {dim(stride), dim(stride)},
                                                      {dim(kernel[0]), dim(kernel[1])},
                                                      edge,
                                                      edge);
        const dnnl::pooling_forward::primitive_desc chosen(description, engine);
        place(index, chosen.dst_desc());
        calls.push_back({dnnl::pooling_forward(chosen),
                         {{DNNL_ARG_SRC, source}, {DNNL_ARG_DST, planes[index]}}});
    }

    void addJoin(const NetPlan::Step& step, const std::size_t index) {
        std::vector<memory::desc> layouts;
        Arguments arguments;
        for (std::size_t i = 0; i < step.from.size(); ++i) {
            layouts.push_back(planes[step.from[i]].get_desc());
            arguments.emplace(DNNL_ARG_MULTIPLE_SRC + static_cast<int>(i), planes[step.from[i]]);
        }
        const dnnl::concat::primitive_desc chosen(1, layouts, engine);
        place(index, chosen.dst_desc());
        arguments.emplace(DNNL_ARG_DST, planes[index]);
        calls.push_back({dnnl::concat(chosen), std::move(arguments)});
    }

    void addGlobalMean(const NetPlan::Step& step, const std::size_t index) {
        const memory::dims in = planes[step.from[0]].get_desc().dims();
        NetPlan::Step mean = step;
        mean.pool = {.isMean = true};
        addPool(
            mean, index, {static_cast<std::size_t>(in[2]), static_cast<std::size_t>(in[3])}, 1, 0);
        planes[index] =
            inLayout(planes[index], {dims(step), memory::data_type::f32, memory::format_tag::nchw});
    }

    std::size_t batch;
    dnnl::engine engine;
    dnnl::stream stream;
    Arena arena;
    std::vector<memory> planes;
    std::vector<std::size_t> blocks;   ///< of the arena, for each plane
    std::vector<std::size_t> lastUse;  ///< the last step that takes a plane
    std::vector<Call> calls;
};

ConvNet::ConvNet(const NetPlan& plan, const std::size_t batch) {
    try {
        parts_ = std::make_unique<Parts>(plan, batch);
    } catch (const dnnl::error& error) {
        throw Error(
            ErrorKind::Model,
            fmt::format("The image encoder's network cannot be made ready ({}).", error.what()));
    }
}

ConvNet::~ConvNet() = default;
ConvNet::ConvNet(ConvNet&&) noexcept = default;
ConvNet& ConvNet::operator=(ConvNet&&) noexcept = default;

std::size_t ConvNet::batch() const noexcept {
    return parts_->batch;
}

void ConvNet::run(const float* const pictures, float* const features) {
    memory& first = parts_->planes.front();
    std::memcpy(first.get_data_handle(), pictures, first.get_desc().get_size());
    try {
        for (const Parts::Call& call : parts_->calls) {
            call.primitive.execute(parts_->stream, call.arguments);
        }
        parts_->stream.wait();
    } catch (const dnnl::error& error) {
        throw Error(ErrorKind::Model,
                    fmt::format("The image encoder's network cannot be run ({}).", error.what()));
    }
    const memory& last = parts_->planes.back();
    std::memcpy(features, last.get_data_handle(), last.get_desc().get_size());
}

}  // namespace haberdash
