#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: tests/bench/propensity.sh HABERDASHCTL FOLDER SEED...
# Does weighting clicks by one over the looks that a product had find the truth better? For each
# seed, 250 shoppers shop in the sample catalog: three quarters of what they are shown are the
# products that most of the first 60 shoppers met, in the same order for everybody, and rank r is looked
# at with 1 / r. Then multimodal learns from the clicks as they are and from weighted ones, and both
# are judged by NDCG@10 of what the 250 truly like. The default clip was chosen with seed 11.
set -eu
ctl=$1
folder=$2
shift 2
export OMP_NUM_THREADS=1
mkdir -p "$folder"
if [ ! -e "$folder/sample.hab/features" ]; then
    "$ctl" sample "$folder/sample.hab" --products 2000 --shoppers 60 --seed 7 --progress none
    "$ctl" features "$folder/sample.hab" --progress none
fi
for seed in "$@"; do
    project=$folder/seed$seed.hab
    rm -rf "$project"
    cp -r "$folder/sample.hab" "$project"
    "$ctl" train "$project" --set model.kind=popularity --progress none --json >"$folder/log"
    "$ctl" simulate "$project" --policy r1 --searched 0.25 --clicks position --decay 1 \
        --shoppers 250 --sessions 8 --seed "$seed" --progress none
    for weights in none position; do
        "$ctl" train "$project" --set train.propensity=$weights train.propensity_decay=1 \
            "train.seed=$seed" --progress none --json >"$folder/log"
    done
    "$ctl" evaluate "$project" --run r1 --run r2 --run r3 --taste "$seed" --progress none
done
