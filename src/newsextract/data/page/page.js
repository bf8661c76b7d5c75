"use strict";
// Marks carry the ids of the rows that tell of them, rows their own: pointing at one lights the others, and a card
// shows what the rows say. Without this script the links between marks and rows work all the same.
const lit = new Set();
const card = document.getElementById("card");
let tapped = null;

function light(rows) {
  for (const element of lit) element.classList.remove("lit");
  lit.clear();
  for (const row of rows)
    for (const element of document.querySelectorAll(`[data-rows~="${CSS.escape(row)}"]`)) {
      element.classList.add("lit");
      lit.add(element);
    }
}

function make(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

function show(rows) {
  card.replaceChildren();
  for (const id of rows) {
    const row = document.getElementById(id);
    if (!row) continue;
    const heading = make("h3", row.closest("section").querySelector("h2").firstChild.textContent.trim());
    const link = make("a", "in the table");
    link.href = `#${id}`;
    heading.append(link);
    const list = document.createElement("dl");
    for (const cell of row.cells) {
      if (!cell.textContent) continue;
      const value = make("dd", cell.querySelector("a")?.textContent ?? cell.textContent);
      value.lang = cell.lang || "en";
      list.append(make("dt", cell.dataset.label), value);
    }
    card.append(heading, list);
  }
  card.hidden = !card.childNodes.length;
}

function hide() {
  card.hidden = true;
  tapped = null;
}

function point(target) {
  const holder = target instanceof Element ? target.closest("[data-rows]") : null;
  const rows = holder ? holder.dataset.rows.split(" ") : [];
  if (target instanceof Element && target.closest("#card")) return;
  light(rows);
  if (holder?.classList.contains("mark")) show(rows);
  else hide();
}

document.addEventListener("pointerover", (event) => event.pointerType !== "touch" && point(event.target));
document.addEventListener("focusin", (event) => point(event.target));
document.addEventListener("keydown", (event) => event.key === "Escape" && (light([]), hide()));
// A finger cannot hover: the first tap shows the card, the second follows the link.
document.addEventListener("click", (event) => {
  const mark = event.target instanceof Element ? event.target.closest("a.mark") : null;
  if (event.pointerType !== "touch") return mark && hide();
  if (mark && tapped !== mark) {
    event.preventDefault();
    point(mark);
    tapped = mark;
  } else if (!(event.target instanceof Element && event.target.closest("#card"))) point(event.target);
  else hide();
});
