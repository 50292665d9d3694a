#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The multimodal model once more in Python with torch, to measure the engine's training against.

usage: multimodal_twin.py PROJECT.hab [EPOCHS [THREADS [gate|concat]]]

The same network (text and picture projections, fact tables, fusion, mean history, MLP head,
nearness, taste and popularity terms), batch, loss and optimizer as `haberdashctl train PROJECT` has by default, on the
same events of the same project, written as one would write it in Python: everything vectorised,
products of a batch encoded once (torch.unique), histories padded beforehand. Prints examples per
second of CPU time; tests/bench/speed.py prints both side by side.
"""
import json
import sqlite3
import struct
import sys
import time

import numpy as np
import torch

DIM, HIDDEN, REDUCED, LENGTH, BATCH, NEGATIVES = 64, 128, 128, 50, 256, 8
FACTS = ["department", "category", "colour", "brand", "gender", "season", "usage"]
DECAY, DROPOUT, MODALITY_DROPOUT = 0.99, 0.1, 0.1


def tensors_of(path):
    with open(path, "rb") as file:
        size = struct.unpack("<Q", file.read(8))[0]
        head = json.loads(file.read(size))
        body = file.read()
    kinds = {"F32": np.float32, "I64": np.int64, "F16": np.float16, "U8": np.uint8}
    return {name: np.frombuffer(body[slice(*entry["data_offsets"])], kinds[entry["dtype"]])
            .reshape(entry["shape"]) for name, entry in head.items() if name != "__metadata__"}


def features_of(project, db, modality, row_of):
    encoder = db.execute("SELECT value FROM settings WHERE key = ?",
                         (f"features.{modality}",)).fetchone()[0]
    stored = tensors_of(f"{project}/features/{modality}-{encoder}.safetensors")
    vectors = stored["vectors"].astype(np.float32)
    centred = vectors - vectors.mean(0)
    _, scale, axes = np.linalg.svd(centred, full_matrices=False)
    keep = min(REDUCED, len(scale))
    reduced = centred @ axes[:keep].T / (scale[:keep] + 1e-6)
    reduced /= np.linalg.norm(reduced, axis=1, keepdims=True) + 1e-9
    out = np.zeros((len(row_of), keep), np.float32)
    for row, item in zip(reduced, stored["items"]):
        out[row_of[int(item)]] = row
    return torch.from_numpy(out)


class Twin(torch.nn.Module):
    def __init__(self, text, image, sizes, fusion):
        super().__init__()
        nn = torch.nn
        self.text, self.image = nn.Linear(text, DIM), nn.Linear(image, DIM)
        self.tables = nn.ModuleList(nn.Embedding(size, 16) for size in sizes)
        self.facts = nn.Linear(16 * len(sizes), DIM)
        self.norms = nn.ModuleList(nn.LayerNorm(DIM) for _ in range(4))
        self.missing = nn.Parameter(torch.randn(3, DIM) * 0.02)
        self.fusion, inner = fusion, DIM if fusion == "gate" else HIDDEN
        self.fuse_in = nn.Linear(3 * DIM, 3 if fusion == "gate" else HIDDEN)
        self.fuse_out = nn.Linear(inner, DIM)
        self.cold = nn.Parameter(torch.randn(DIM) * 0.02)
        self.user, self.item = nn.Linear(DIM, HIDDEN), nn.Linear(DIM, HIDDEN, bias=False)
        self.both, self.apart = (nn.Linear(DIM, HIDDEN, bias=False) for _ in range(2))
        self.out = nn.Linear(HIDDEN, 1)
        self.near, self.bias = nn.Parameter(torch.tensor([3.5, -1.7, 1.5, -0.7])), nn.Parameter(torch.zeros(1))
        self.popularity = nn.Parameter(torch.zeros(1))
        self.taste_history = nn.Parameter(torch.randn(text + image, DIM) * 0.02)
        self.taste_item = nn.Parameter(torch.randn(text + image, DIM) * 0.02)
        self.leaning = nn.Parameter(torch.zeros(text + image, 1))

    def encode(self, text, image, facts):
        parts = [self.norms[0](self.text(text)), self.norms[1](self.image(image)),
                 self.norms[2](self.facts(torch.cat(
                     [table(facts[:, i]) for i, table in enumerate(self.tables)], 1)))]
        for i, part in enumerate(parts):
            has = (torch.rand(len(part), 1) >= MODALITY_DROPOUT).float()
            parts[i] = part * has + self.missing[i] * (1 - has)
        if self.fusion == "gate":
            share = torch.softmax(self.fuse_in(torch.cat(parts, 1)), 1)
            mixed = torch.bmm(share.unsqueeze(1), torch.stack(parts, 1)).squeeze(1)
            return self.norms[3](mixed + self.fuse_out(torch.dropout(torch.relu(mixed), DROPOUT, True)))
        hidden = torch.dropout(torch.relu(self.fuse_in(torch.cat(parts, 1))), DROPOUT, True)
        return self.norms[3](self.fuse_out(hidden))

    def forward(self, z, x, seen, history, weight, items, near):
        past = z[history]
        total = weight.sum(1, keepdim=True)
        u = torch.where(total > 0,
                        torch.bmm(weight.unsqueeze(1), past).squeeze(1) / total.clamp_min(1e-6),
                        self.cold.expand(len(weight), DIM)).unsqueeze(1)
        candidates = z[items]
        hidden = self.user(u) + self.item(candidates) + self.both(u * candidates) + \
            self.apart((u - candidates).abs())
        liked = x @ self.taste_history
        taste = torch.bmm(weight.unsqueeze(1), liked[history]).squeeze(1) / total.clamp_min(1e-6)
        offered = (x @ self.taste_item)[items]
        return self.out(torch.dropout(torch.relu(hidden), DROPOUT, True)).squeeze(2) + \
            near @ self.near + self.bias + self.popularity * seen[items] + \
            torch.bmm(offered, taste.unsqueeze(2)).squeeze(2) + (x @ self.leaning).squeeze(1)[items]


def examples_of(db, row_of):
    kinds = np.array([1, 2, 3, 3, 0]) / 3
    times = [t for (t,) in db.execute("SELECT time FROM events WHERE kind IN (1, 2, 3) ORDER BY time")]
    cut = times[int(0.8 * len(times))]
    rows, weights, histories, ages, labels = [], [], [], [], []
    shopper, past = None, []
    for who, item, kind, when in db.execute(
            "SELECT shopper_id, item_id, kind, time FROM events WHERE time < ? ORDER BY shopper_id, time, id", (cut,)):
        if who != shopper:
            shopper, past = who, []
        row = row_of[item]
        if all(row != seen for seen, _, _ in past):
            kept = past[-LENGTH:]
            latest = kept[-1][2] if kept else when
            pad = LENGTH - len(kept)
            rows.append(row)
            labels.append(0.0 if kind == 4 else 1.0)
            weights.append(1.0 if kind == 4 else kinds[kind])
            histories.append([0] * pad + [seen for seen, _, _ in kept])
            ages.append([0.0] * pad + [kinds[k] * DECAY ** ((latest - t) / 86400) for _, k, t in kept])
        past.append((row, kind, when))
    return [torch.tensor(column) for column in
            (rows, np.float32(weights), histories, np.float32(ages), np.float32(labels))]


def main():
    project = sys.argv[1]
    epochs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    torch.set_num_threads(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    torch.manual_seed(7)
    db = sqlite3.connect(f"file:{project}/project.db?mode=ro", uri=True)
    ids = [i for (i,) in db.execute("SELECT id FROM items ORDER BY id")]
    row_of = {item: row for row, item in enumerate(ids)}
    text, image = (features_of(project, db, name, row_of) for name in ("text", "image"))
    columns = []
    for name in FACTS:
        codes, column = {}, []
        for (value,) in db.execute(f"SELECT {name} FROM items ORDER BY id"):
            column.append(codes.setdefault(value, len(codes)))
        columns.append(column)
    prices = np.array([p or 0 for (p,) in db.execute("SELECT price FROM items ORDER BY id")])
    columns.append(np.searchsorted(np.quantile(prices, np.linspace(0.1, 0.9, 9)), prices).tolist())
    facts = torch.tensor(columns).t().contiguous()
    rows, weights, histories, ages, labels = examples_of(db, row_of)
    fusion = sys.argv[4] if len(sys.argv) > 4 else "gate"
    model = Twin(text.shape[1], image.shape[1], (facts.max(0).values + 1).tolist(), fusion)
    seen = torch.log1p(torch.bincount(rows, minlength=len(ids)).float())
    adam = torch.optim.Adam(model.parameters(), 2e-3, weight_decay=1e-4)
    for epoch in range(epochs):
        start, total = time.process_time(), 0.0
        order = torch.randperm(len(rows))
        for begin in range(0, len(order), BATCH):
            pick = order[begin:begin + BATCH]
            items = torch.cat([rows[pick].unsqueeze(1),
                               torch.randint(len(ids), (len(pick), NEGATIVES))], 1)
            history, weight = histories[pick], ages[pick]
            distinct, place = torch.unique(torch.cat([items.flatten(), history.flatten()]),
                                           return_inverse=True)
            items_at = place[:items.numel()].view(items.shape)
            history_at = place[items.numel():].view(history.shape)
            near = []
            for vectors in (text, image):
                cosine = torch.bmm(vectors[items], vectors[history].transpose(1, 2)) * weight.unsqueeze(1)
                near += [cosine.amax(2), torch.zeros(items.shape)]
            z = model.encode(text[distinct], image[distinct], facts[distinct])
            x = torch.cat([text[distinct], image[distinct]], 1)
            logits = model(z, x, seen[distinct], history_at, weight, items_at, torch.stack(near, 2))
            wanted = torch.zeros_like(logits)
            wanted[:, 0] = labels[pick]
            share = weights[pick].unsqueeze(1).expand_as(logits).clone()
            share[labels[pick] == 0, 1:] = 0
            loss = torch.nn.functional.binary_cross_entropy_with_logits(
                logits, wanted, share, reduction="sum") / share.sum()
            adam.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            adam.step()
            total += loss.item()
        seconds = time.process_time() - start
        print(f"epoch {epoch + 1}: loss {total / -(-len(order) // BATCH):.4f}, "
              f"{len(order) / seconds:.0f} examples a CPU second", flush=True)


main()
