#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Trains the multimodal model with the engine and with its Python twin, on one thread each, on the
# sample project, and prints examples a second of both.
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
"$ctl" train "$project" --set train.epochs=4 --set train.threads=1 --json --progress none |
    python3 -c 'import json,sys; print("engine: %.0f examples a second" % json.load(sys.stdin)["examples_per_second"])'
if /usr/bin/python3 -c 'import torch' 2>/dev/null; then
    OMP_NUM_THREADS=1 /usr/bin/python3 "$root/tests/bench/multimodal_twin.py" "$project" 4 1
else
    echo "skipped: python3-torch is not installed"
fi
