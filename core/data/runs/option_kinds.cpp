// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/runs/option_kinds.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace haberdash {

namespace {

struct Reader {
    std::string_view key;
    std::string_view kinds;  ///< between blanks
};

constexpr std::string_view kMultimodal = " multimodal ";
constexpr std::string_view kSeen = " multimodal content vbpr freedom ";
constexpr std::string_view kFading = " multimodal content recent-popularity ";
constexpr std::string_view kVectors = " multimodal bpr-mf vbpr lightgcn freedom ";

constexpr std::array kReaders{Reader{"model.modalities", kSeen},
                              Reader{"model.reduced_dim", kSeen},
                              Reader{"model.embedding_dim", kVectors},
                              Reader{"model.history_length", " multimodal content "},
                              Reader{"model.history_decay", kFading},
                              Reader{"model.fusion", kMultimodal},
                              Reader{"model.history", kMultimodal},
                              Reader{"model.head", kMultimodal},
                              Reader{"model.shopper_vectors", kMultimodal},
                              Reader{"model.hidden_dim", kMultimodal},
                              Reader{"model.dropout", kMultimodal},
                              Reader{"model.neighbours", " item-knn "},
                              Reader{"model.shrinkage", " item-knn "},
                              Reader{"model.layers", " lightgcn freedom "},
                              Reader{"model.edge_dropout", " freedom "},
                              Reader{"model.graph_neighbours", " freedom "},
                              Reader{"model.content_weight", " freedom "},
                              Reader{"model.members", " ensemble "},
                              Reader{"train.loss", kMultimodal},
                              Reader{"train.temperature", kMultimodal},
                              Reader{"train.clip_norm", kMultimodal},
                              Reader{"train.label_weight", kMultimodal},
                              Reader{"train.propensity", kMultimodal},
                              Reader{"train.propensity_decay", kMultimodal},
                              Reader{"train.propensity_clip", kMultimodal}};

}  // namespace

bool readsOption(const std::string_view kind, const std::string_view key) {
    const auto* const found = std::ranges::find(kReaders, key, &Reader::key);
    return found == kReaders.end() ||
           found->kinds.find(fmt::format(" {} ", kind)) != std::string_view::npos;
}

std::string unreadSentence(const std::string_view kind, const std::string_view key) {
    const bool learnsByBpr = key == "train.loss" && readsOption(kind, "model.embedding_dim");
    return fmt::format("{} is not read by {}{}; leave it out.",
                       key,
                       kind,
                       learnsByBpr ? ", which always learns with BPR" : "");
}

}  // namespace haberdash
