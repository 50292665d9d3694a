// SPDX-License-Identifier: GPL-3.0-or-later
// A shop of one page: browsing and clicking send events, and the row of picks follows. A real shop
// does the same from its own server, so that the token stays there.
"use strict";

const place = (id) => document.getElementById(id);
const shopper = sessionStorage.getItem("shopper") ||
  "guest-" + Array.from(crypto.getRandomValues(new Uint8Array(6)),
                        (byte) => byte.toString(16).padStart(2, "0")).join("");
sessionStorage.setItem("shopper", shopper);
place("shopper").textContent = shopper;
let offset = 0;

async function showPicks() {
  const answer = await ask("POST", "/v1/recommend", {user: shopper, k: 6});
  place("because").textContent = answer.is_new ? "what most people like, for a start"
                                               : "after what you looked at";
  place("picks").replaceChildren(...answer.items.map(offer));
  place("picks").dataset.answered = String(Number(place("picks").dataset.answered || 0) + 1);
}

function tell(kind, product) {
  return guarded(async () => {
    await ask("POST", "/v1/events", {user: shopper, item: product.id, kind});
    await showPicks();
  });
}

function offer(product) {
  const tile = tileOf(product, [priceOf(product)]);
  const acts = document.createElement("div");
  acts.className = "acts";
  for (const [kind, words] of [["view", "Look"], ["cart", "Into the cart"], ["like", "Like"],
                               ["dislike", "Not for me"]]) {
    const button = Object.assign(document.createElement("button"), {textContent: words});
    button.dataset.kind = kind;
    button.onclick = () => tell(kind, product);
    acts.append(button);
  }
  tile.append(acts);
  return tile;
}

async function showShelf(isMore) {
  offset = isMore ? offset + 24 : 0;
  const query = new URLSearchParams({offset, limit: 24});
  if (place("words").value.trim()) query.set("search", place("words").value.trim());
  if (place("category").value) query.set("category", place("category").value);
  const answer = await ask("GET", "/v1/products?" + query);
  const tiles = answer.products.map(offer);
  isMore ? place("shelf").append(...tiles) : place("shelf").replaceChildren(...tiles);
  place("total").textContent = answer.total + " products";
  place("more").hidden = offset + 24 >= answer.total;
  if (answer.categories && place("category").options.length === 1) {
    place("category").append(...answer.categories.map((name) => new Option(name, name)));
  }
}

function showAll() {
  guarded(async () => {
    await showPicks();
    await showShelf(false);
  });
}

place("find").onsubmit = (event) => { event.preventDefault(); guarded(() => showShelf(false)); };
place("more").onclick = () => guarded(() => showShelf(true));
useToken(showAll);
showAll();
