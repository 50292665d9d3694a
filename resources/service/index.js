// SPDX-License-Identifier: GPL-3.0-or-later
"use strict";

const place = (id) => document.getElementById(id);

async function showState() {
  const state = await ask("GET", "/v1/state");
  const traffic = state.traffic;
  place("state").textContent =
    `${state.project}: ${state.ranked_products} products, ${state.shoppers} shoppers, ` +
    `${state.events} events; run ${traffic.run}` +
    (traffic.challenger ? `, ${Math.round(traffic.share * 100)} % ${traffic.challenger}` : "");
}

async function recommend() {
  const user = place("user").value.trim();
  const answer = await ask("POST", "/v1/recommend", user ? {user, k: 12} : {history: [], k: 12});
  place("answered").textContent =
    `${answer.run} (${answer.arm}), ${answer.candidates} candidates, ${answer.took_ms} ms` +
    (answer.is_new || !user ? "; nothing is known of this shopper" : "");
  place("ranking").replaceChildren(...answer.items.map((item) => tileOf(item, [
    priceOf(item),
    item.probability === undefined ? "" : Math.round(item.probability * 100) + " % likely"])));
}

async function similar() {
  const file = place("picture").files[0];
  let wanted = {text: place("words").value};
  if (file) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    let binary = "";
    for (const byte of bytes) binary += String.fromCharCode(byte);
    wanted = {image: btoa(binary)};
  }
  const answer = await ask("POST", "/v1/similar", {...wanted, k: 12});
  place("similar").replaceChildren(...answer.items.map((item) => tileOf(item, [
    priceOf(item), "similarity " + item.similarity.toFixed(2)])));
}

function showAll() {
  guarded(async () => {
    await showState();
    await recommend();
    await similar();
  });
}

place("ask").onsubmit = (event) => { event.preventDefault(); guarded(recommend); };
place("search").onsubmit = (event) => { event.preventDefault(); guarded(similar); };
useToken(showAll);
showAll();
