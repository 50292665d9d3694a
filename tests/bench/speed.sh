#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Trains the multimodal model with the engine and with its Python twin, on one thread each, on the
# sample project, and prints examples a CPU second of both. The twin's fusion is concat.
# usage: tests/bench/speed.sh [PROJECT.hab]; needs python3-torch for the twin.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
ctl=${HABERDASHCTL:-$root/build/release/bin/haberdashctl}
if [ $# -gt 0 ]; then
    project=$1
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT INT TERM
    project=$work/sample.hab
    "$ctl" sample "$project" --progress none >/dev/null
    "$ctl" features "$project" --progress none >/dev/null
fi
# CPU time of five epochs: six less one, so that loading and the looks at validation cancel out.
for fusion in concat gate; do
python3 - "$ctl" "$project" "model.fusion=$fusion" <<'PYTHON'
import json, resource, subprocess, sys


def trained(epochs):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run([sys.argv[1], "train", sys.argv[2], "--set", f"train.epochs={epochs}", "--set",
                          "train.validate_every=1000", "--set", "train.patience=1000", "--set", sys.argv[3], "--set", "train.threads=1",
                          "--json", "--progress", "none"], check=True, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    result = json.loads(out)
    return cpu, result["examples_per_second"] * result["seconds"] / result["epochs"]


one, _ = trained(1)
six, examples = trained(6)
print(f"engine, {sys.argv[3]}: {5 * examples / (six - one):.0f} examples a CPU second")
PYTHON
done
if /usr/bin/python3 -c 'import torch' 2>/dev/null; then
    OMP_NUM_THREADS=1 /usr/bin/python3 "$root/tests/bench/multimodal_twin.py" "$project" 4 1
else
    echo "skipped: python3-torch is not installed"
fi
