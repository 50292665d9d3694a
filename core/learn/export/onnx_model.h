// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The learned model (core/learn/model/multimodal.h) as two ONNX graphs, from its weights alone:
//
//   item tower   what an encoder says of products, their facts and popularity -> "z",
//                "text_content", "image_content", "base": computed once a product and kept
//   scorer       the tower's outputs for the products of a history (exactly model.history_length
//                rows, oldest first, zeros in front where there are fewer) and for any number of
//                candidates -> "score" [products, 1], and "probability" where the run gives one
//
// History rows carry two weights, each decay^days (of the days before the latest event): "liked"
// times a third of kindWeight(), 0 for disliked ones and where there is no event; "disliked" for
// disliked ones. A product that occurs twice is one row, as recentProducts() has it.

#include "core/data/base/json.h"
#include "core/data/runs/train_options.h"
#include "core/learn/model/model_file.h"

#include <string>

namespace haberdash {

struct OnnxModel {
    std::string itemTower;  ///< bytes of the file
    std::string scorer;
    Json itemTowerCard;  ///< {"inputs": […], "outputs": […]}, as OnnxGraph tells them
    Json scorerCard;
};

/// Throws Error(Input) for another kind of model than multimodal, Error(Model) for a damaged one.
OnnxModel onnxModelOf(const ModelFile& model, const TrainOptions& options);

}  // namespace haberdash
