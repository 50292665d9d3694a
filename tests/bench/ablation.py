#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What each part of the multimodal model is worth: modalities, fusions and losses, one changed at a
time from fusion concat and loss bce, over several seeds, warm (global-time) and on strict cold items,
with the floors beside them.

usage: ablation.py PROJECT.hab [--seeds 5] [--protocols global-time,cold-items] [--only WORD...]
                   [--split test] [--metric ndcg@10] [--set KEY=VALUE...]

Without the words of --only all variants are trained. Figures already in the record
(PROJECT.hab/tuning/ablation.jsonl) are not trained again, so that it goes on where it was stopped.
Prints the mean and the 95 % interval of the mean over the seeds (Student's t).
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
FLOORS = {"popularity": {"model.kind": "popularity"}, "item-knn": {"model.kind": "item-knn"},
          "content": {"model.kind": "content", "model.modalities": "text,image"},
          "content-text": {"model.kind": "content", "model.modalities": "text"},
          "content-image": {"model.kind": "content", "model.modalities": "image"}}
LEARNED = {"all": {}}
LEARNED |= {f"looks-at-{words.replace(',', '+')}": {"model.modalities": words} for words in
            ("text", "image", "facts", "text,image", "text,facts", "image,facts")}
LEARNED |= {f"fusion-{word}": {"model.fusion": word} for word in ("product", "sum", "gate", "attention")}
LEARNED |= {f"loss-{word}": {"train.loss": word} for word in ("bpr", "softmax")}
LEARNED |= {"loss-softmax-in-batch": {"train.loss": "softmax", "train.negatives": "in-batch"}}
LEARNED |= {"with-shopper-vectors": {"model.shopper_vectors": "true"}}
LEARNED = {name: {"model.fusion": "concat", **values} for name, values in LEARNED.items()}
RIVAL = {"train.epochs": "200", "train.validate_every": "5", "train.patience": "20",
         "train.negatives_per_positive": "1"}
RIVALS = {"bpr-mf": {**RIVAL, "train.weight_decay": "0.1"}, "lightgcn": {**RIVAL, "train.weight_decay": "0.001"},
          "vbpr": {**RIVAL, "train.weight_decay": "1e-5", "model.modalities": "text,image"},
          "freedom": {**RIVAL, "train.weight_decay": "1e-5", "model.modalities": "text,image"}}
RIVALS = {kind: {"model.kind": kind, **values} for kind, values in RIVALS.items()}


def engine(*words):
    done = subprocess.run([CTL, *words, "--json", "--progress", "none"], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(words)}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def measure(options, name, values, protocol, seed):
    settings = {**values, "data.protocol": protocol, "train.seed": str(seed), "train.metric": options.metric}
    settings.update(pair.split("=", 1) for pair in options.set)
    run = engine("train", options.project, *[word for key, value in settings.items()
                                             for word in ("--set", f"{key}={value}")])
    judged = engine("evaluate", options.project, "--run", run["run"], "--split", options.split, "--k", "5,10,20")
    metrics = {key: value["mean"] for key, value in judged["runs"][0]["metrics"].items()}
    return {"name": name, "protocol": protocol, "seed": seed, "split": options.split, "set": options.set,
            "run": run["run"], "seconds": run["seconds"], "metrics": metrics}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("project")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--protocols", default="global-time,cold-items")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--split", default="test")
    parser.add_argument("--metric", default="ndcg@10")
    parser.add_argument("--set", nargs="*", default=[])
    options = parser.parse_args()
    record = pathlib.Path(options.project) / "tuning" / "ablation.jsonl"
    record.parent.mkdir(exist_ok=True)
    known = [json.loads(line) for line in record.read_text().splitlines()] if record.exists() else []
    for protocol in options.protocols.split(","):
        rows = []
        for name, values in {**FLOORS, **RIVALS, **LEARNED}.items():
            if options.only and name not in options.only:
                continue
            figures = []
            for seed in range(1, 2 if name in FLOORS else options.seeds + 1):
                key = (name, protocol, seed, options.split, options.set)
                found = [row for row in known if (row["name"], row["protocol"], row["seed"], row["split"],
                                                  row["set"]) == key]
                if not found:
                    found = [measure(options, name, values, protocol, seed)]
                    with record.open("a") as file:
                        file.write(json.dumps(found[0]) + "\n")
                figures.append(found[0]["metrics"][options.metric])
            half = STUDENT.get(len(figures), 0) * statistics.stdev(figures) / math.sqrt(len(figures)) \
                if len(figures) > 1 else 0.0
            rows.append((name, statistics.mean(figures), half, len(figures)))
            print(f"{protocol:12} {name:22} {options.metric} {rows[-1][1]:.4f} ± {half:.4f} ({len(figures)})",
                  flush=True)
        floors = [row for row in rows if row[0] in FLOORS]
        best = max(floors, key=lambda row: row[1], default=None)
        own = next((row for row in rows if row[0] == "all"), None)
        if best and own:
            print(f"{protocol}: multimodal {own[1]:.4f}, best floor {best[0]} {best[1]:.4f}, "
                  f"difference {own[1] - best[1]:+.4f}")


main()
