# SPDX-License-Identifier: GPL-3.0-or-later
"""Saves one small network in every way that people save networks: what pth_test reads.

usage: save_pth.py FOLDER"""
import json
import struct
import sys
from collections import OrderedDict

import torch


def main(folder):
    torch.manual_seed(7)
    model = torch.nn.Sequential(torch.nn.Conv2d(3, 4, 3), torch.nn.BatchNorm2d(4),
                                torch.nn.Linear(5, 2))
    state = model.state_dict()
    torch.save(state, folder + "/archive.pth")
    torch.save(state, folder + "/legacy.pth", _use_new_zipfile_serialization=False)
    torch.save(OrderedDict((k, torch.nn.Parameter(v, requires_grad=False)) for k, v in state.items()),
               folder + "/parameters.pth")
    torch.save(model, folder + "/module.pth")
    torch.save(state, folder + "/protocol4.pth", pickle_protocol=4)
    torch.jit.script(model).save(folder + "/script.pt")
    header, data = {}, b""
    for name, tensor in state.items():
        part = tensor.contiguous().numpy().tobytes() if tensor.dim() else struct.pack("<q", int(tensor))
        header[name] = {"dtype": "I64" if tensor.dtype == torch.int64 else "F32",
                        "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(part)]}
        data += part
    text = json.dumps(header).encode()
    with open(folder + "/weights.safetensors", "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text + data)


main(sys.argv[1])
