#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the pictures of README.md anew, from a real project, with the window's own --screenshot.
# The project needs features, a multimodal run, and an evaluation of its runs: what ./run.sh makes
# without a display.
#
# usage: packaging/screenshots.sh PROJECT [BIN]     (BIN default: build/release/bin)
set -euo pipefail
cd "$(dirname "$0")/.."
project=${1:?usage: packaging/screenshots.sh PROJECT [BIN]}
bin=${2:-build/release/bin}
to=resources/guide/pictures
mkdir -p "$to"

# A home of its own: a person's preferences do not show in the pictures.
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT INT TERM
shot() {
    local view=$1 name=$2
    shift 2
    env -u DISPLAY -u WAYLAND_DISPLAY XDG_CONFIG_HOME="$home" QT_QPA_PLATFORM=offscreen \
        "$bin/haberdash" "$project" --screenshot "$view" --to "$to/$name.png" \
        --size 1280x800 --language en "$@"
    echo "$to/$name.png"
}

product=$("$bin/haberdashctl" similar "$project" --text "linen dress" --k 1 --json |
    grep -o '"id":"[^"]*"' | head -1 | cut -d'"' -f4)
shot catalog catalog --theme light --select "$product"
shot recommend recommend --theme light --audience minimalist
shot sessions sessions --theme light --audience minimalist
shot train train --theme dark
shot evaluate evaluate --theme light
shot palette palette --theme dark
