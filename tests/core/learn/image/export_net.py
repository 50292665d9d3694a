# SPDX-License-Identifier: GPL-3.0-or-later
"""Saves a randomly initialised torchvision network as a .pth, with pictures and the pooled features
that torchvision computes for them: what nets_test compares its own networks to.

usage: export_net.py NAME FOLDER [onnx]
NAME: of torchvision, or inception: inception_v3 as Keras has it, up to mixed7"""
import json
import struct
import sys

import torch
import torchvision


def build(name):
    if name.startswith("inception"):
        return torchvision.models.inception_v3(weights=None, init_weights=False,
                                               transform_input=False).eval()
    return getattr(torchvision.models, name)(weights=None).eval()


def shake(model):
    for module in model.modules():
        if isinstance(module, torch.nn.Conv2d):  # keeps the size of numbers from layer to layer
            torch.nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
            if module.bias is not None:
                torch.nn.init.uniform_(module.bias, -0.1, 0.1)
        if isinstance(module, torch.nn.BatchNorm2d):  # normalisation that does something
            torch.nn.init.uniform_(module.weight, 0.5, 1.0)
            torch.nn.init.uniform_(module.bias, -0.3, 0.3)
            torch.nn.init.uniform_(module.running_mean, -0.2, 0.2)
            torch.nn.init.uniform_(module.running_var, 0.8, 1.5)


def features(name, model, pictures):
    if name == "vgg16":
        return model.features(pictures).mean((2, 3))
    kept = {}
    last = model.Mixed_6e if name == "inception" else model.avgpool
    last.register_forward_hook(lambda module, given, out: kept.update(out=out))
    model(pictures)
    return kept["out"].mean((2, 3))


def as_keras_pools():
    """Keras' mean at an edge is over the picture's own places."""
    pool = torch.nn.functional.avg_pool2d
    torch.nn.functional.avg_pool2d = lambda x, **words: pool(x, count_include_pad=False, **words)


def main(name, folder, wish=""):
    torch.manual_seed(7)
    model = build(name)
    shake(model)
    if name == "inception":
        as_keras_pools()
    side = 299 if name.startswith("inception") else 224
    pictures = torch.rand(3, 3, side, side) * 2 - 1
    with torch.no_grad():
        expected = features(name, model, pictures)
    torch.save(model.state_dict(), folder + "/weights.pth")
    if wish == "onnx":
        model.fc = torch.nn.Identity()
        torch.onnx.export(model, pictures[:1], folder + "/net.onnx", opset_version=11)
    tensors = {"pictures": pictures.permute(0, 2, 3, 1).contiguous(), "features": expected}
    header, data = {}, b""
    for key, tensor in tensors.items():
        part = tensor.contiguous().numpy().tobytes()
        header[key] = {"dtype": "F32", "shape": list(tensor.shape),
                       "data_offsets": [len(data), len(data) + len(part)]}
        data += part
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(folder + "/expected.safetensors", "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text + data)


main(*sys.argv[1:])
