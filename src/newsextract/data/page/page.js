"use strict";
// Marks carry the ids of the rows that tell of them, rows their own: pointing at one lights the others, and a card
// shows what the rows say. Without this script the links between marks and rows work all the same.
// The words of the page are those of the language that its reader chose, or has set in the browser.
const LANGUAGES = ["en", "zh-Hans", "zh-Hant"];
const words = JSON.parse(document.getElementById("words").textContent);
const switches = document.getElementById("languages");
let language = "en";

const w = (key, ...values) => words[key][LANGUAGES.indexOf(language)].replaceAll("{}", () => values.shift() ?? "");

function known(tag) {
  if (/^zh\b/i.test(tag)) return /hant|-(tw|hk|mo)\b/i.test(tag) && !/hans/i.test(tag) ? "zh-Hant" : "zh-Hans";
  return /^en\b/i.test(tag) ? "en" : null;
}

function kept() {
  try {
    return localStorage.getItem("language"); // which some browsers refuse to files
  } catch {
    return null;
  }
}

// Puts the words of the language into everything below; what the article says stays.
function translate(root) {
  for (const element of root.querySelectorAll("[data-ui]")) element.lang = language;
  for (const element of root.querySelectorAll("[data-w]")) element.textContent = w(element.dataset.w, element.dataset.v);
  for (const element of root.querySelectorAll("[data-w-label]")) element.setAttribute("aria-label", w(element.dataset.wLabel));
  for (const table of root.querySelectorAll("table"))
    for (const row of table.tBodies[0].rows)
      for (const [n, cell] of [...row.cells].entries()) cell.dataset.label = table.tHead.rows[0].cells[n].textContent;
  for (const mark of root.querySelectorAll(".mark")) mark.title = tell(mark);
  for (const button of switches.children) button.setAttribute("aria-pressed", String(button.lang === language));
  switches.hidden = false;
}

// What the rows of a mark say.
const tell = (mark) => mark.dataset.rows.split(" ").map((id) => document.getElementById(id)).filter(Boolean)
  .map((row) => [...row.cells].slice(0, -1).map((cell) => cell.textContent).filter(Boolean).join(" ")).join("\n");

switches.addEventListener("click", (event) => {
  const chosen = event.target.closest("button")?.lang;
  if (!chosen) return;
  try {
    localStorage.setItem("language", chosen);
  } catch { /* then it holds for this page only */ }
  if (switches.dataset.served !== undefined) {
    document.cookie = `language=${chosen}; path=/; max-age=31536000; samesite=strict`;
    dispatchEvent(new Event("language")); // what was typed can be kept
    location.reload();
    return;
  }
  language = chosen;
  hide();
  translate(document);
});

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
    const link = make("a", w("page.in-table"));
    link.href = `#${id}`;
    heading.append(link);
    const list = document.createElement("dl");
    for (const cell of row.cells) {
      if (!cell.textContent) continue;
      const value = make("dd", cell.querySelector("a")?.textContent ?? cell.textContent);
      value.lang = cell.lang || language;
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

language = switches.dataset.served ?? [kept(), ...navigator.languages.map(known)].find((tag) => LANGUAGES.includes(tag)) ?? "en";
translate(document);
