// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages of the service share. Texts go into the page as text, never as markup.
"use strict";

let token = "";

function showProblem(sentence) {
  const place = document.getElementById("problem");
  place.textContent = sentence;
  place.hidden = !sentence;
}

async function ask(method, path, body) {
  const headers = {};
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (token) headers["Authorization"] = "Bearer " + token;
  const answer = await fetch(path, {
    method, headers, body: body === undefined ? undefined : JSON.stringify(body)});
  const part = document.getElementById("token-part");
  if (part) part.hidden = answer.status !== 401;
  if (answer.headers.get("Content-Type") === "image/jpeg" && answer.ok) return answer.blob();
  const json = await answer.json();
  if (!answer.ok) throw new Error(json.error ? json.error.message : answer.statusText);
  return json;
}

// Pictures are fetched, not linked: a link could not carry the token.
async function pictureInto(image, id) {
  try {
    image.src = URL.createObjectURL(await ask("GET", "/v1/pictures/" + encodeURIComponent(id)));
    image.onload = () => URL.revokeObjectURL(image.src);
  } catch (problem) {
    image.replaceWith(Object.assign(document.createElement("div"), {className: "none"}));
  }
}

function tileOf(product, lines) {
  const tile = document.createElement("div");
  tile.className = "product";
  tile.dataset.id = product.id;
  if (product.picture) {
    const image = document.createElement("img");
    image.alt = product.title;
    tile.append(image);
    pictureInto(image, product.id);
  } else {
    tile.append(Object.assign(document.createElement("div"), {className: "none"}));
  }
  tile.append(Object.assign(document.createElement("span"), {textContent: product.title}));
  for (const line of lines.filter(Boolean)) {
    tile.append(Object.assign(document.createElement("small"), {textContent: line}));
  }
  return tile;
}

function priceOf(product) {
  return product.price === undefined ? "" : product.price.toFixed(2);
}

async function guarded(act) {
  try {
    showProblem("");
    await act();
  } catch (problem) {
    showProblem(problem.message);
  }
}

function useToken(after) {
  const button = document.getElementById("token-set");
  if (button) button.onclick = () => {
    token = document.getElementById("token").value.trim();
    after();
  };
}
