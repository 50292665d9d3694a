#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains the multimodal model with the engine and with its Python twin in turn, on one thread each,
and prints examples a CPU second of both and how many times the engine's are.

usage: tests/bench/speed.py [PROJECT.hab] [--fusion gate] [--rounds 5]

Without a project, on the sample. The twin needs Debian's python3-torch. A machine's speed changes
from one minute to the next, therefore the rounds: each measures both, one right after the other.
"""
import argparse
import json
import os
import pathlib
import re
import resource
import statistics
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CTL = os.environ.get("HABERDASHCTL", str(ROOT / "build/release/bin/haberdashctl"))
TWIN = ROOT / "tests/bench/multimodal_twin.py"


def trained(options, epochs):
    """CPU seconds of a training of so many epochs, and its examples an epoch."""
    settings = {"train.epochs": epochs, "train.validate_every": 1000, "train.patience": 1000,
                "train.threads": 1, "model.fusion": options.fusion}
    words = [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([CTL, "train", options.project, *words, "--json", "--progress", "none"],
                          check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = json.loads(done.stdout)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
            run["examples_per_second"] * run["seconds"] / run["epochs"])


def engine_speed(options):
    # Six epochs less one, so that loading and the looks at validation cancel out.
    one, _ = trained(options, 1)
    six, examples = trained(options, 6)
    return 5 * examples / (six - one)


def twin_speed(options):
    done = subprocess.run(["/usr/bin/python3", TWIN, options.project, "4", "1", options.fusion], check=True,
                          capture_output=True, text=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
    epochs = [int(found) for found in re.findall(r"(\d+) examples a CPU second", done.stdout)]
    return statistics.mean(epochs[1:])  # the first warms up


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("project", nargs="?")
    parser.add_argument("--fusion", default="gate", choices=["gate", "concat"])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        if not options.project:
            options.project = f"{work}/sample.hab"
            for command in ("sample", "features"):
                subprocess.run([CTL, command, options.project, "--progress", "none"], check=True,
                               stdout=subprocess.DEVNULL)
        rounds = []
        for _ in range(options.rounds):
            engine, twin = engine_speed(options), twin_speed(options)
            rounds.append((engine, twin, engine / twin))
            print(f"engine {engine:.0f}, twin {twin:.0f} examples a CPU second: {engine / twin:.2f} times", flush=True)
        engine, twin, times = (statistics.median(column) for column in zip(*rounds))
        print(f"fusion {options.fusion}, medians: engine {engine:.0f}, twin {twin:.0f}, {times:.2f} times")


main()
