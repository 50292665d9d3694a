#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reproduces README's table of models on the sample project.

    readme_table.py HABERDASHCTL [--protocol cold-items] [--seed 7] [--keep FOLDER]

Makes the sample, computes the features, trains every model once with its defaults and opens the
test split once. Prints Markdown: the figures with 95 % bootstrap intervals over shoppers, and the
paired differences that the claims rest on. Ends with 1 when a claim does not hold.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

MODELS = [
    ("random", {"model.kind": "random"}),
    ("popularity", {"model.kind": "popularity"}),
    ("recent popularity", {"model.kind": "recent-popularity", "model.history_decay": "0.95"}),
    ("item-knn", {"model.kind": "item-knn"}),
    ("content, text", {"model.kind": "content", "model.modalities": "text"}),
    ("content, image", {"model.kind": "content", "model.modalities": "image"}),
    ("content, text and image", {"model.kind": "content", "model.modalities": "text,image"}),
    ("multimodal, facts", {"model.modalities": "facts"}),
    ("multimodal, text", {"model.modalities": "text"}),
    ("multimodal, image", {"model.modalities": "image"}),
    ("multimodal, text and image", {"model.modalities": "text,image"}),
    ("multimodal, text, image and facts", {"model.modalities": "text,image,facts"}),
]
METRICS = ["ndcg@10", "recall@10", "hit@10", "map@10"]
# What is said to be better than what, outside the interval of the paired difference.
CLAIMS = [
    ("multimodal, text, image and facts", "popularity"),
    ("multimodal, text and image", "popularity"),
    ("multimodal, text and image", "multimodal, text"),
    ("multimodal, text and image", "multimodal, image"),
]
SHOWN = CLAIMS + [
    ("multimodal, text, image and facts", "content, text and image"),
    ("multimodal, text, image and facts", "item-knn"),
    ("content, text and image", "content, text"),
    ("content, text and image", "content, image"),
]


class Engine:
    def __init__(self, program, project):
        self.program = program
        self.project = project

    def call(self, verb, *words):
        command = [self.program, verb, self.project, *words, "--json", "--progress", "none"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(command)}: {done.stderr.strip()}")
        return json.loads(done.stdout)


def settings(options):
    return [word for key, value in options.items() for word in ("--set", f"{key}={value}")]


def train_all(engine, seed, protocol):
    runs = {}
    for name, options in MODELS:
        options = {**options, "train.seed": seed, "data.protocol": protocol}
        result = engine.call("train", *settings(options))
        runs[name] = result["run"]
        print(f"{name}: {result['run']}, {result['seconds']:.1f} s, best epoch "
              f"{result['best_epoch']} of {result['epochs']}", file=sys.stderr)
    return runs


def evaluate_all(engine, runs, split):
    words = [word for run in runs.values() for word in ("--run", run)]
    return engine.call("evaluate", *words, "--split", split, "--k", "10")


def print_table(result, runs):
    figures = {row["run"]: row for row in result["runs"]}
    users = next(iter(figures.values()))
    print(f"{users['users']} shoppers, {users['dropped_users']} without a relevant product.\n")
    print("| Model | " + " | ".join(METRICS) + " |")
    print("|---|" + "---|" * len(METRICS))
    for name, _ in MODELS:
        metrics = figures[runs[name]]["metrics"]
        cells = [
            f"{metrics[key]['mean']:.4f} ({metrics[key]['low']:.4f} – {metrics[key]['high']:.4f})"
            for key in METRICS
        ]
        print(f"| {name} | " + " | ".join(cells) + " |")


def difference(result, runs, better, worse):
    for row in result["comparisons"]:
        if row["metric"] == "ndcg@10" and {row["a"], row["b"]} == {runs[better], runs[worse]}:
            sign = 1 if row["b"] == runs[better] else -1
            low, high = sorted((sign * row["low"], sign * row["high"]))
            return sign * row["difference"], low, high, row["p_holm"]
    raise SystemExit(f"{better} and {worse} were not compared")


def print_differences(result, runs):
    print("\n| NDCG@10 of … | minus that of … | difference (95 % interval) | p, Holm |")
    print("|---|---|---|---|")
    holds = True
    for better, worse in SHOWN:
        mean, low, high, p = difference(result, runs, better, worse)
        print(f"| {better} | {worse} | {mean:+.4f} ({low:+.4f} – {high:+.4f}) | {p:.4f} |")
        holds = holds and (low > 0 or (better, worse) not in CLAIMS)
    return holds


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--products", default="2000")
    parser.add_argument("--shoppers", default="500")
    parser.add_argument("--seed", default="7")
    parser.add_argument("--train-seed", default="7")
    parser.add_argument("--protocol", default="global-time",
                        help="cold-items: how products rank that nobody met in training")
    parser.add_argument("--split", default="test", choices=["test", "validation"])
    parser.add_argument("--text", default="use+tfidf")
    parser.add_argument("--image", default="mobilenet+descriptors")
    parser.add_argument("--keep", help="work here, and leave the project")
    words = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="haberdash-ablation-") as scratch:
        project = pathlib.Path(words.keep or scratch) / "sample.hab"
        engine = Engine(words.program, str(project))
        if not project.exists():
            engine.call("sample", "--products", words.products, "--shoppers", words.shoppers,
                        "--seed", words.seed)
        engine.call("features", "--text", words.text, "--image", words.image)
        runs = train_all(engine, words.train_seed, words.protocol)
        result = evaluate_all(engine, runs, words.split)
        print_table(result, runs)
        return 0 if print_differences(result, runs) else 1


if __name__ == "__main__":
    sys.exit(main())
