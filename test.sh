#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, runs every test, and attacks each parser for half a minute.
#
# usage: ./test.sh [PRESET]     (default: release; in CI: ci, where warnings are errors)
set -euo pipefail
cd "$(dirname "$0")"
preset=${1:-$([ "${CI:-}" = true ] && echo ci || echo release)}
packaging/install-packages.sh packages-tests.txt
packaging/build.sh "$preset"
packaging/build.sh "$preset" benches
packaging/fetch-encoders.sh "build/$preset/bin/haberdashctl"
vocabulary=$PWD/build/test-data/bert-vocab.json
packaging/fetch-bert-vocabulary.sh "$vocabulary"
[ ! -s "$vocabulary" ] || export HABERDASH_BERT_VOCABULARY=$vocabulary
export QT_QPA_PLATFORM=offscreen
ctest --test-dir "build/$preset" --output-on-failure -j 2
tests/fuzz/run.sh 30
