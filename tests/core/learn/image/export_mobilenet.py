# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a randomly initialised MobileNetV3-Small as safetensors, with one picture and the pooled
features that torchvision computes for it: what mobilenet_test compares its own network to.

usage: export_mobilenet.py FILE"""
import json
import struct
import sys

import torch
import torchvision


def raw(tensor):
    return struct.pack("<%df" % tensor.numel(), *tensor.flatten().tolist())


def main(file):
    torch.manual_seed(7)
    torch.set_num_threads(1)
    model = torchvision.models.mobilenet_v3_small(weights=None).eval()
    for module in model.modules():  # batch normalisation that does something
        if isinstance(module, torch.nn.BatchNorm2d):
            torch.nn.init.uniform_(module.weight, 0.5, 1.5)
            torch.nn.init.uniform_(module.bias, -0.5, 0.5)
            torch.nn.init.uniform_(module.running_mean, -0.2, 0.2)
            torch.nn.init.uniform_(module.running_var, 0.5, 1.5)
    picture = torch.randn(1, 3, 224, 224)
    with torch.no_grad():
        features = model.avgpool(model.features(picture)).flatten()
    tensors = {name: value.float() for name, value in model.state_dict().items()
               if name.startswith("features.") and not name.endswith("num_batches_tracked")}
    tensors["test.picture"] = picture[0].permute(1, 2, 0).contiguous()
    tensors["test.features"] = features
    header, data = {}, b""
    for name, tensor in tensors.items():
        part = raw(tensor)
        header[name] = {"dtype": "F32", "shape": list(tensor.shape),
                        "data_offsets": [len(data), len(data) + len(part)]}
        data += part
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(file, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text + data)


main(sys.argv[1])
