#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recomputes ranking metrics from TREC files and compares them with an evaluation's figures.

    metrics_referee.py TREC_FOLDER EVALUATION.json

TREC_FOLDER holds qrels.txt and one RUN.run for each run, as `haberdashctl evaluate --trec` writes
them; EVALUATION.json is what the same call printed with --json. Shares no code with Haberdash and
sorts by score alone, as trec_eval does: the written rank is only checked for contradictions.
Ends with 0 when every figure agrees to 1e-9, else with 1 and the figures that do not.
"""

import json
import math
import pathlib
import sys

TOLERANCE = 1e-9


def read_qrels(path):
    relevant = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        topic, _, document, gain = line.split()
        if int(gain) > 0:
            relevant.setdefault(topic, set()).add(document)
    return relevant


def read_run(path):
    rows = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        topic, _, document, rank, score, _ = line.split()
        rows.setdefault(topic, []).append((float(score), int(rank), document))
    rankings = {}
    for topic, entries in rows.items():
        entries.sort(key=lambda entry: -entry[0])
        scores = [entry[0] for entry in entries]
        if any(a <= b for a, b in zip(scores, scores[1:])):
            raise SystemExit(f"{path}: the scores of {topic} do not decrease strictly")
        if [entry[1] for entry in entries] != list(range(1, len(entries) + 1)):
            raise SystemExit(f"{path}: the ranks of {topic} contradict its scores")
        documents = [entry[2] for entry in entries]
        if len(set(documents)) != len(documents):
            raise SystemExit(f"{path}: {topic} has a document twice")
        rankings[topic] = documents
    return rankings


def figures(ranking, relevant, k):
    hits = [document in relevant for document in ranking[:k]]
    found = sum(hits)
    precision = found / k
    recall = found / len(relevant)
    gain = sum(1 / math.log2(place + 2) for place, hit in enumerate(hits) if hit)
    ideal = sum(1 / math.log2(place + 2) for place in range(min(k, len(relevant))))
    average = sum(sum(hits[: place + 1]) / (place + 1) for place, hit in enumerate(hits) if hit)
    first = next((1 / (place + 1) for place, hit in enumerate(hits) if hit), 0.0)
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall) if found else 0.0,
        "hit": 1.0 if found else 0.0,
        "mrr": first,
        "ndcg": gain / ideal,
        "map": average / min(k, len(relevant)),
        "map_rel": average / len(relevant),
    }


def means(rankings, relevant, k):
    rows = [figures(rankings.get(topic, []), documents, k) for topic, documents in relevant.items()]
    return {f"{name}@{k}": math.fsum(row[name] for row in rows) / len(rows) for name in rows[0]}


def main(folder, evaluation):
    result = json.loads(pathlib.Path(evaluation).read_text(encoding="utf-8"))
    relevant = read_qrels(pathlib.Path(folder) / "qrels.txt")
    checked = 0
    wrong = []
    for run in result["runs"]:
        rankings = read_run(pathlib.Path(folder) / f"{run['run']}.run")
        if run["users"] != len(relevant):
            wrong.append(f"{run['run']} users: {run['users']}, the qrels have {len(relevant)}")
        for k in result["k"]:
            for key, value in means(rankings, relevant, k).items():
                checked += 1
                reported = run["metrics"][key]["mean"]
                if abs(reported - value) > TOLERANCE:
                    wrong.append(f"{run['run']} {key}: reported {reported!r}, here {value!r}")
    print("\n".join(wrong) if wrong else f"{checked} figures agree to {TOLERANCE}")
    return 1 if wrong or checked == 0 else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
