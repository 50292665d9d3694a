#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Attacks what reads strangers' bytes, with clang's libFuzzer, AddressSanitizer and
# UndefinedBehaviorSanitizer, each target from its saved corpus. Skips with a word without clang.
#
# usage: tests/fuzz/run.sh [SECONDS [NAME...]]     (default: 30, all of csv http plain_text pth safetensors)
# Ends with 1 at the first finding; its input is then in build/fuzz. The attack is the same each time, as
# far as it gets, unless HABERDASH_FUZZ_SEED names another (0: one by chance).
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-30}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- csv http plain_text pth safetensors
if ! command -v clang++ >/dev/null || ! compgen -G "$(clang++ -print-resource-dir)/lib/linux/libclang_rt.fuzzer-*" >/dev/null; then
    echo "skipped: fuzzing takes clang and its runtime (Debian: clang, libclang-rt-dev)"
    exit 0
fi
packaging/build.sh fuzz "${@/%/_fuzz}"
grown=$(mktemp -d)
trap 'rm -rf "$grown"' EXIT
for name; do
    echo "$name:"
    # Inputs that cover something new are kept, without weighing them: most of the time goes into runs.
    if ! "build/fuzz/bin/${name}_fuzz" -max_total_time="$seconds" -seed="${HABERDASH_FUZZ_SEED:-1}" -entropic=0 \
        -reduce_inputs=0 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -verbosity=0 \
        -artifact_prefix=build/fuzz/ \
        "$grown" "tests/fuzz/corpus/$name" >"$grown.log" 2>&1; then
        cat "$grown.log"
        exit 1
    fi
    grep -E "number_of_executed_units|peak_rss_mb" "$grown.log"
    rm -rf "${grown:?}"/* "$grown.log"
done
