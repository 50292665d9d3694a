#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What fine-tuning a picture encoder on the catalog is worth: precision@10 of category among the
nearest held-out pictures, before and after, for each task over several seeds.

usage: finetune.py PROJECT.hab [--image mobilenet] [--tasks attributes,contrastive] [--seeds 3]
                   [--set finetune.KEY=VALUE...]

Each seed holds other pictures out, so that "before" differs between seeds, too. Prints every run,
and the mean of the differences with its 95 % interval over the seeds (Student's t). The encoders
that come of it stay installed under names of their own.
"""
import argparse
import json
import math
import os
import pathlib
import statistics
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
CTL = os.environ.get("HABERDASHCTL", str(ROOT / "build/release/bin/haberdashctl"))
STUDENT = {2: 12.706, 3: 4.303, 4: 3.182, 5: 2.776, 6: 2.571, 7: 2.447, 8: 2.365, 9: 2.306, 10: 2.262}


def tuned(options, task, seed):
    settings = [f"finetune.seed={seed}", *options.set]
    words = [CTL, "finetune", options.project, "--image", options.image, "--task", task, "--json",
             "--progress", "none", *[word for value in settings for word in ("--set", value)]]
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(done.stderr.strip())
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("project")
    parser.add_argument("--image", default="mobilenet")
    parser.add_argument("--tasks", default="attributes,contrastive")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--set", nargs="*", default=[])
    options = parser.parse_args()
    for task in options.tasks.split(","):
        gains = []
        for seed in range(1, options.seeds + 1):
            run = tuned(options, task, seed)
            gains.append(run["metric_after"] - run["metric_before"])
            print(f"{task:12} seed {seed}: {run['metric_before']:.4f} -> {run['metric_after']:.4f} of "
                  f"{run['held_out']} held out, {run['trained']} learnt from, {run['epochs']} epochs, "
                  f"{run['pictures_per_second']:.0f} pictures a second", flush=True)
        if len(gains) > 1:
            half = STUDENT.get(len(gains), 1.96) * statistics.stdev(gains) / math.sqrt(len(gains))
            print(f"{task:12} mean of the differences {statistics.mean(gains):+.4f} "
                  f"({statistics.mean(gains) - half:+.4f} to {statistics.mean(gains) + half:+.4f})", flush=True)


main()
