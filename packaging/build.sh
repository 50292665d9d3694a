#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: packaging/build.sh PRESET [TARGET...]
# A LibTorch file takes up to 1.5 GB to compile: as many jobs as cores, and as half the gigabytes.
set -eu
cd "$(dirname "$0")/.."
preset=$1
shift
gigabytes=$(awk '/MemAvailable/ {print int($2 / 1048576)}' /proc/meminfo)
jobs=$(nproc)
[ "$jobs" -le $((gigabytes / 2)) ] || jobs=$((gigabytes / 2))
[ "$jobs" -ge 1 ] || jobs=1
export CCACHE_SLOPPINESS=pch_defines,time_macros
export CCACHE_BASEDIR="$PWD"
export CCACHE_NOHASHDIR=1  # another checkout compiles the same
cmake --preset "$preset" >build-"$preset".log 2>&1 || { cat build-"$preset".log; exit 1; }
rm -f build-"$preset".log
if [ $# -gt 0 ]; then
    cmake --build "build/$preset" -j "$jobs" --target "$@"
else
    cmake --build "build/$preset" -j "$jobs"
fi
