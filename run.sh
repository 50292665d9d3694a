#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One command from a fresh Debian 12 to recommendations on screen: installs what is missing, builds,
# makes the sample project, trains on its texts and pictures, and opens the window. Without a
# display the same work ends in a report and pictures. Run it again: what is done is not done twice.
#
# usage: ./run.sh [--build-only] [PROJECT]
set -euo pipefail
cd "$(dirname "$0")"

build_only=no
project=
for word in "$@"; do
    case $word in
        --build-only) build_only=yes ;;
        -h | --help) sed -n '3,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
        -*) echo "run.sh: there is no option $word; see ./run.sh --help" >&2; exit 2 ;;
        *) project=$word ;;
    esac
done

packaging/install-packages.sh
[ -e build/release/bin/haberdash ] ||
    echo "Building Haberdash; the first time takes ten minutes or more on two cores."
packaging/build.sh release haberdash haberdashctl
bin=$PWD/build/release/bin
[ "$build_only" = no ] || { echo "Built: $bin/haberdash and $bin/haberdashctl"; exit 0; }

ctl=$bin/haberdashctl

# The names of the runs that ended well, one a line; of one kind where it is given.
finished_runs() {
    "$ctl" runs "$project" --json | grep -o '"run":"[^"]*","kind":"[^"]*","state":"done"' |
        { [ $# = 0 ] && cat || grep "\"kind\":\"$1\""; } | cut -d'"' -f4
}

packaging/fetch-encoders.sh "$ctl"

home=${HABERDASH_HOME:-$HOME/Haberdash}
if [ -z "$project" ]; then
    project=$home/sample.hab
    if [ ! -e "$project" ]; then
        # Made under another name first: a half-made sample never stands in the way.
        rm -rf "$home/sample-unfinished.hab"
        mkdir -p "$home"
        echo "Making the sample project"
        "$ctl" sample "$home/sample-unfinished.hab"
        mv "$home/sample-unfinished.hab" "$project"
    fi
    "$ctl" features "$project"
    if [ -z "$(finished_runs multimodal || true)" ]; then
        for kind in popularity random content item-knn multimodal; do
            echo "Training $kind"
            "$ctl" train "$project" --preset "$([ $kind = multimodal ] && echo balanced || echo $kind)"
        done
    fi
fi

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$bin/haberdash" "$project"
fi

report=${project%.hab}-report
words=()
for run in $(finished_runs); do
    words+=(--run "$run")
done
"$ctl" evaluate "$project" "${words[@]}" --split validation --report "$report"
shopper=()
[ "$project" != "$home/sample.hab" ] || shopper=(--audience minimalist)
for view in catalog recommend train evaluate; do
    "$bin/haberdash" "$project" "${shopper[@]}" --screenshot "$view" --to "$report/$view.png"
done
echo "There is no display. The report is $report/report.html; pictures of the window are beside it."
