# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a randomly initialised BERT as a Hugging Face folder, with token ids and the vectors that a
module written here by hand in torch computes for them: what bert_test compares its network to.

usage: export_bert.py FOLDER [ACTIVATION] [NAMES]
NAMES: new, old (those of the first release) or distilbert"""
import json
import math
import struct
import sys

import torch

WIDTH, LAYERS, HEADS, FEED, WORDS, POSITIONS = 96, 3, 6, 200, 60, 40
EPSILON = 1e-12


DISTIL = {"encoder.layer": "transformer.layer", "attention.self.query": "attention.q_lin",
          "attention.self.key": "attention.k_lin", "attention.self.value": "attention.v_lin",
          "attention.output.dense": "attention.out_lin", "attention.output.LayerNorm": "sa_layer_norm",
          "intermediate.dense": "ffn.lin1", "output.dense": "ffn.lin2",
          "output.LayerNorm": "output_layer_norm"}


def random_weights(names):
    torch.manual_seed(11)

    def dense(name, out, inner):
        weights[name + ".weight"] = torch.randn(out, inner) / math.sqrt(inner)
        weights[name + ".bias"] = torch.randn(out) * 0.1

    def norm(name):
        weights[name + ".weight"] = torch.rand(WIDTH) + 0.5
        weights[name + ".bias"] = torch.randn(WIDTH) * 0.1

    weights = {"embeddings.word_embeddings.weight": torch.randn(WORDS, WIDTH),
               "embeddings.position_embeddings.weight": torch.randn(POSITIONS, WIDTH) * 0.3,
               "embeddings.token_type_embeddings.weight": torch.randn(2, WIDTH) * 0.3}
    if names == "distilbert":  # which has none
        weights["embeddings.token_type_embeddings.weight"].zero_()
    norm("embeddings.LayerNorm")
    for i in range(LAYERS):
        layer = "encoder.layer.%d." % i
        for part in ("query", "key", "value"):
            dense(layer + "attention.self." + part, WIDTH, WIDTH)
        dense(layer + "attention.output.dense", WIDTH, WIDTH)
        norm(layer + "attention.output.LayerNorm")
        dense(layer + "intermediate.dense", FEED, WIDTH)
        dense(layer + "output.dense", WIDTH, FEED)
        norm(layer + "output.LayerNorm")
    return weights


def forward(weights, ids, activation):
    def dense(x, name):
        return x @ weights[name + ".weight"].T + weights[name + ".bias"]

    def norm(x, name):
        mean = x.mean(-1, keepdim=True)
        variance = ((x - mean) ** 2).mean(-1, keepdim=True)
        return ((x - mean) / torch.sqrt(variance + EPSILON) * weights[name + ".weight"]
                + weights[name + ".bias"])

    def act(x):
        if activation == "relu":
            return x.clamp(min=0)
        if activation == "gelu_new":
            return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3)))
        return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))

    x = (weights["embeddings.word_embeddings.weight"][ids]
         + weights["embeddings.position_embeddings.weight"][:len(ids)]
         + weights["embeddings.token_type_embeddings.weight"][0])
    x = norm(x, "embeddings.LayerNorm")
    for i in range(LAYERS):
        layer = "encoder.layer.%d." % i
        q, k, v = (dense(x, layer + "attention.self." + part).view(len(ids), HEADS, -1).transpose(0, 1)
                   for part in ("query", "key", "value"))
        scores = torch.softmax(q @ k.transpose(1, 2) / math.sqrt(WIDTH // HEADS), -1)
        mixed = (scores @ v).transpose(0, 1).reshape(len(ids), WIDTH)
        x = norm(dense(mixed, layer + "attention.output.dense") + x,
                 layer + "attention.output.LayerNorm")
        inner = act(dense(x, layer + "intermediate.dense"))
        x = norm(dense(inner, layer + "output.dense") + x, layer + "output.LayerNorm")
    return x


def save(file, tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        part = tensor.contiguous().numpy().tobytes()
        header[name] = {"dtype": "I64" if tensor.dtype == torch.int64 else "F32",
                        "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(part)]}
        data += part
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(file, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text + data)


def config(activation, names):
    if names == "distilbert":
        return {"model_type": "distilbert", "dim": WIDTH, "n_layers": LAYERS, "n_heads": HEADS,
                "hidden_dim": FEED, "activation": activation, "sinusoidal_pos_embds": False}
    return {"model_type": "bert", "hidden_size": WIDTH, "num_hidden_layers": LAYERS,
            "num_attention_heads": HEADS, "intermediate_size": FEED, "layer_norm_eps": EPSILON,
            "hidden_act": activation}


def distilled(weights):
    def renamed(name):
        for bert, distil in DISTIL.items():
            name = name.replace(bert, distil)
        return "distilbert." + name

    return {renamed(name): w for name, w in weights.items() if "token_type" not in name}


def main(folder, activation="gelu", names="new"):
    weights = random_weights(names)
    expected = {}
    for i, length in enumerate((3, 17, 1, 40, 8)):
        ids = torch.randint(0, WORDS, (length,))
        state = forward({n: w.double() for n, w in weights.items()}, ids, activation).float()
        expected["ids%d" % i] = ids
        expected["mean%d" % i] = state.mean(0)
        expected["first%d" % i] = state[0].contiguous()
    save(folder + "/expected.safetensors", expected)
    if names == "old":
        weights = {"bert." + n.replace("LayerNorm.weight", "LayerNorm.gamma")
                   .replace("LayerNorm.bias", "LayerNorm.beta"): w for n, w in weights.items()}
        weights["bert.embeddings.position_ids"] = torch.arange(POSITIONS)[None]
        weights["cls.predictions.bias"] = torch.zeros(WORDS)
    if names == "distilbert":
        weights = distilled(weights)
    save(folder + "/model.safetensors", weights)
    with open(folder + "/config.json", "w") as out:
        json.dump({**config(activation, names), "vocab_size": WORDS,
                   "max_position_embeddings": POSITIONS}, out)
    with open(folder + "/vocab.txt", "w") as out:
        pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "red", "dress", "a", "##s"]
        out.write("\n".join(pieces + ["[unused%d]" % i for i in range(WORDS - len(pieces))]) + "\n")


main(*sys.argv[1:])
