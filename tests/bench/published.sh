#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Trains and judges the line-up on the Amazon Clothing pairs with their given split (full ranking,
# top 20), as the literature prints it, and prints both masking conventions.
# usage: tests/bench/published.sh [CLOTHING.inter [SEEDS [KIND...]]]
# Without the data it says so and ends well. The project stays in $HABERDASH_BENCH (default: a
# temporary folder that goes again).
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
data=${1:-${HABERDASH_TEST_DATA:-$root/../shared/data}/amazon_clothing/clothing.inter}
seeds=${2:-5}
[ $# -gt 2 ] && shift 2 || set -- popularity item-knn bpr-mf lightgcn
ctl=${HABERDASHCTL:-$root/build/release/bin/haberdashctl}
if [ ! -f "$data" ]; then
    echo "skipped: $data is not here"
    exit 0
fi
if [ -n "${HABERDASH_BENCH:-}" ]; then
    work=$HABERDASH_BENCH
    mkdir -p "$work"
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT INT TERM
fi
project=$work/clothing.hab
[ -d "$project" ] || "$ctl" import "$project" --from "$data" --format inter --progress none >/dev/null

settings() {
    case $1 in
        item-knn) echo "--set model.shrinkage=0 --set model.neighbours=1000" ;;
        bpr-mf) echo "--preset bpr-mf --set train.batch_size=4096 --set train.learning_rate=0.002 --set train.weight_decay=0.1" ;;
        lightgcn) echo "--preset lightgcn --set model.layers=2 --set train.batch_size=8192 --set train.learning_rate=0.01 --set train.weight_decay=0.01" ;;
    esac
}

printf '%s\n' "kind seed run recall@20 ndcg@20 recall@20(train known) ndcg@20(train known) seconds interactions/s shoppers/s"
for kind; do
    last=$seeds
    case $kind in popularity | item-knn) last=1 ;; esac
    seed=1
    while [ "$seed" -le "$last" ]; do
        # shellcheck disable=SC2046
        trained=$("$ctl" train "$project" $(settings "$kind") --set model.kind="$kind" \
            --set data.protocol=given --set train.metric=recall@20 --set train.seed="$seed" \
            --json --progress none)
        run=$(echo "$trained" | python3 -c 'import json,sys; print(json.load(sys.stdin)["run"])')
        "$ctl" evaluate "$project" --run "$run" --k 20 --json --progress none >"$work/evaluation.json"
        echo "$trained" | python3 -c '
import json, sys
trained = json.load(sys.stdin)
run = json.load(open(sys.argv[1]))["runs"][0]
other = run["metrics_train_masked"]
own = [run["metrics"][key]["mean"] for key in ("recall@20", "ndcg@20")]
values = own + [other.get(key, value) for key, value in zip(("recall@20", "ndcg@20"), own)]
print(run["kind"], sys.argv[2], trained["run"], *("%.4f" % value for value in values),
      "%.1f" % trained["seconds"], "%.0f" % trained["examples_per_second"],
      "%.0f" % run["users_per_second"])
' "$work/evaluation.json" "$seed" | tee -a "$work/figures.txt"
        seed=$((seed + 1))
    done
done
python3 -c '
import sys, statistics
rows = {}
for line in open(sys.argv[1]):
    fields = line.split()
    rows.setdefault(fields[0], []).append([float(value) for value in fields[3:7]])
for kind, values in rows.items():
    columns = list(zip(*values))
    print("mean", kind, "of", len(values), *("%.4f" % statistics.mean(column) for column in columns),
          "deviation", *("%.4f" % (statistics.stdev(column) if len(column) > 1 else 0) for column in columns))
' "$work/figures.txt"
