# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures Haberdash's image networks against torchvision's eager mode (and onnxruntime, where node
and the npm package onnxruntime-node are there) on the same cores, turn by turn, and prints the
ratios of the best of each.

usage: /usr/bin/python3 encoder_bench.py PATH_OF_encoder_bench [NAME...] [--ort FOLDER_WITH_node_modules]"""
import os
import re
import subprocess
import sys
import tempfile
import time

import torch
import torchvision

BATCH = 8
TURNS = 3
ORT = """
const ort = require(process.argv[1] + '/node_modules/onnxruntime-node');
(async () => {
  const [batch, side] = [+process.argv[3], +process.argv[4]];
  const session = await ort.InferenceSession.create(process.argv[2]);
  const data = new Float32Array(batch * 3 * side * side).fill(0.5);
  const feed = {[session.inputNames[0]]: new ort.Tensor('float32', data, [batch, 3, side, side])};
  await session.run(feed);
  let best = 1e9;
  for (let i = 0; i < 7; i++) {
    const begin = process.hrtime.bigint();
    await session.run(feed);
    best = Math.min(best, Number(process.hrtime.bigint() - begin) / 1e9);
  }
  console.log(batch / best);
})();
"""


def build(name):
    extra = {"init_weights": False} if name == "inception_v3" else {}
    model = getattr(torchvision.models, name)(weights=None, **extra).eval()
    if name == "vgg16":  # both sides stop at the last convolutions
        return model, torch.nn.Sequential(model.features, torch.nn.AdaptiveAvgPool2d(1))
    model.fc = torch.nn.Identity()
    return model, model


def eager(model, pictures):
    with torch.inference_mode():
        model(pictures)
        best = 1e9
        for _ in range(7):
            begin = time.perf_counter()
            model(pictures)
            best = min(best, time.perf_counter() - begin)
    return len(pictures) / best


def ours(program, name, file):
    out = subprocess.run([program, name, file, str(BATCH)], capture_output=True, text=True, check=True)
    return float(re.search(r"([\d.]+) pictures/s", out.stdout).group(1)), out.stdout.strip()


def onnxruntime(folder, model, pictures, file):
    torch.onnx.export(model, pictures, file, opset_version=13)
    out = subprocess.run(["node", "-e", ORT, folder, file, str(len(pictures)),
                          str(pictures.shape[-1])], capture_output=True, text=True)
    return float(out.stdout) if out.returncode == 0 else 0.0


def main(program, *words):
    words = list(words)
    torch.set_num_threads(len(os.sched_getaffinity(0)))  # both sides on all cores
    folder = words.pop(words.index("--ort") + 1) if "--ort" in words else None
    names = [w for w in words if w != "--ort"] or ["resnet50"]
    for name in names:
        with tempfile.TemporaryDirectory() as place:
            whole, model = build(name)
            torch.save(whole.state_dict(), place + "/weights.pth")
            side = 299 if name == "inception_v3" else 224
            pictures = torch.full((BATCH, 3, side, side), 0.5)
            best = {"ours": 0.0, "eager": 0.0, "onnxruntime": 0.0}
            line = ""
            for _ in range(TURNS):
                best["eager"] = max(best["eager"], eager(model, pictures))
                rate, text = ours(program, name, place + "/weights.pth")
                if rate > best["ours"]:
                    best["ours"], line = rate, text
                if folder:
                    best["onnxruntime"] = max(best["onnxruntime"], onnxruntime(
                        folder, model, pictures, place + "/net.onnx"))
            print(line)
            print("%s: torchvision eager %.2f pictures/s on %d threads, ratio %.2f" % (
                name, best["eager"], torch.get_num_threads(), best["ours"] / best["eager"]))
            if best["onnxruntime"]:
                print("%s: onnxruntime %.2f pictures/s, ratio %.2f" % (
                    name, best["onnxruntime"], best["ours"] / best["onnxruntime"]))


main(*sys.argv[1:])
