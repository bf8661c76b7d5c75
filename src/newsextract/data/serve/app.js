// The server's pages. Text of articles and of the database gets into the page as text; only what the server itself has
// made of an article (marks, tables, charts, where all text is escaped) gets in as HTML.
const $ = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function say(words, bad = false) {
  $("status").textContent = words;
  $("status").classList.toggle("bad", bad);
}

// ------------------------------------------------------------------------------------------------ asking the server

async function ask(path, options = {}) {
  const headers = { ...options.headers };
  const token = sessionStorage.getItem("token");
  if (token) headers.Authorization = `Bearer ${token}`;
  let answer;
  try {
    answer = await fetch(path, { ...options, headers });
  } catch {
    throw new Error("The server does not answer; is it still running?");
  }
  if (answer.status === 401) {
    await askToken();
    return ask(path, options);
  }
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({}));
    throw new Error(told.detail ?? `The server answered ${answer.status}.`);
  }
  return answer;
}

const askJson = async (path, options) => (await ask(path, options)).json();
const post = (path, value) =>
  askJson(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) });

function askToken() {
  const dialog = $("ask-token");
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => {
      sessionStorage.setItem("token", dialog.querySelector("input").value);
      resolve();
    }, { once: true }));
}

function address(path, values) {
  const kept = Object.entries(values).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  return kept.length ? `${path}?${new URLSearchParams(kept)}` : path;
}

async function save(path, name) {
  const blob = await (await ask(path)).blob();
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// What a button or form does, with what went wrong said where people look.
const trying = (work) => async (event) => {
  event?.preventDefault();
  try {
    await work(event);
  } catch (error) {
    say(error.message, true);
  }
};

// ------------------------------------------------------------------------------------------------ one article

function showArticle(pieces) {
  $("headline").innerHTML = pieces.title;
  $("headline").lang = pieces.lang;
  $("text").innerHTML = pieces.article;
  $("text").lang = pieces.lang;
  $("about").innerHTML = pieces.about;
  $("legend").innerHTML = pieces.legend;
  $("found").innerHTML = pieces.charts + pieces.tables;
  $("result").hidden = false;
  if (location.hash.length > 1) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

let sent = null; // what is to be read: the words of the form, or a file that was dropped

function startReading() {
  const form = $("read");
  const area = form.elements.text;
  const type = (name) => (/\.x?html?$/i.test(name) ? "text/html" : "text/plain");
  area.addEventListener("input", () => (sent = null));
  area.addEventListener("dragover", (event) => { event.preventDefault(); area.classList.add("over"); });
  area.addEventListener("dragleave", () => area.classList.remove("over"));
  area.addEventListener("drop", trying(async (event) => {
    area.classList.remove("over");
    const file = event.dataTransfer.files[0];
    if (!file) return void (area.value = event.dataTransfer.getData("text"));
    area.value = (await file.text()).slice(0, 100_000);
    sent = { body: file, type: type(file.name) };
    form.requestSubmit();
  }));
  const request = () => {
    const { body, type: kind } = sent ?? { body: area.value, type: "text/plain; charset=utf-8" };
    return { method: "POST", headers: { "Content-Type": kind }, body };
  };
  const told = () => ({ date: form.elements.date.value, region: form.elements.region.value });
  form.addEventListener("submit", trying(async () => {
    say("Reading…");
    showArticle(await askJson(address("/view", told()), request()));
    $("store").disabled = false;
    say("");
    $("result").scrollIntoView({ block: "start" });
  }));
  $("store").addEventListener("click", trying(async () => {
    const stored = await askJson(address("/documents", told()), request());
    location.href = address("/", { document: stored.key });
  }));
}

// ------------------------------------------------------------------------------------------------ correcting

const KINDS = ["quantity", "change", "share", "rank"];
const MODIFIERS = ["exact", "about", "nearly", "over", "at_least", "at_most", "under", "range"];
const BASES = ["", "year_on_year", "month_on_month", "quarter_on_quarter", "since", "from_previous"];
const MODALITIES = ["actual", "planned", "forecast", "estimated", "limit", "denied"];
const EVENTS = ["meeting", "visit", "appointment", "removal", "signing", "acquisition", "accident", "ruling", "award", "release"];
const ROLES = ["host", "chair", "speaker", "attendee", "visitor", "party", "appointee", "removed", "acquirer", "target", "seller",
  "court", "defendant", "judge", "winner", "issuer"];
const NUMBER = "-?(0|[1-9][0-9]*)(\\.[0-9]+)?";
const DATE = "[0-9XTW:.\\/\\-]+"; // as attributes take it: / and - escaped
const FIELDS = {
  fact: [
    ["indicator", "Indicator"], ["kind", "Kind", KINDS], ["modifier", "Modifier", MODIFIERS],
    ["value", "Value (decimal, scales folded in)", NUMBER], ["low", "Low, of a range", NUMBER], ["high", "High, of a range", NUMBER],
    ["unit", "Unit"], ["period_start", "Period from", "date"], ["period_end", "Period to", "date"],
    ["place", "Place", "name"], ["subject", "Subject", "name"], ["basis", "Basis", BASES], ["scope", "Scope"], ["modality", "Modality", MODALITIES],
  ],
  entity: [
    ["name", "Name"], ["type", "Type", ["person", "place", "organization"]],
    ["subtype", "Subtype", ["", "official", "executive", "reporter", "country", "province", "city", "county", "town", "region", "site",
      "company", "government", "party", "court", "legislature", "media", "school", "hospital", "association", "military", "international"]],
    ["gb2260", "Code (GB/T 2260)", "[1-8][0-9]{5}"],
  ],
  position: [
    ["person", "Person", "name"], ["title", "Office"], ["organization", "Body", "name"], ["place", "Place", "name"],
    ["status", "Status", ["current", "former", "acting", "appointed"]],
  ],
  time: [["edtf", "Date (EDTF): 2024, 2024-03-05, 2024-01/2024-03, XXXX-03-05 (open year)", DATE]],
  event: [
    ["type", "Type", EVENTS], ["name", "Event"], ["place", "Place", "name"], ["participants", "Participants", "participants"],
  ],
};
const NAMES = { fact: "fact", entity: "name", position: "office", time: "time", event: "event" };

const NO_TEXT = "The text of this article was not kept, so that it can be neither shown nor corrected; store it with --keep-text.";
let page = null; // the article as the server last told it

function valuesOf(target, row) {
  const { record } = page;
  const named = (id) => [...record.entities, ...record.events].find((thing) => thing.id === id)?.name ?? "";
  const number = Number(row.slice(1));
  if (target === "entity") {
    const entity = record.entities[number];
    return { ...entity, subtype: entity.subtype ?? "", gb2260: entity.identifiers.gb2260 ?? "" };
  }
  if (target === "position") {
    const office = record.positions[number];
    return { ...office, person: named(office.person), organization: named(office.organization), place: named(office.place) };
  }
  if (target === "time") return record.times[number];
  if (target === "event") {
    const event = record.events[number];
    const participants = event.participants.map(({ entity, role }) => ({ name: named(entity), role }));
    return { ...event, place: named(event.place), participants };
  }
  const fact = record.facts[number];
  return {
    ...fact, value: fact.value_text ?? "", place: named(fact.place), subject: named(fact.subject),
    period_start: fact.period?.start ?? "", period_end: fact.period?.end ?? "",
  };
}

function choice(words, shown) {
  const options = words.includes(shown) ? words : [...words, shown];
  return make("select", {}, ...options.map((word) =>
    make("option", { value: word, selected: word === shown }, word.replaceAll("_", " ") || "none")));
}

// A field of the form: what is shown, and what reads it.
function field([name, label, kind], value) {
  const shown = value === null || value === undefined ? "" : String(value);
  if (kind === "participants") return { name, ...participants(label, Array.isArray(value) ? value : []) };
  const type = kind === "date" ? "date" : "text";
  const pattern = ["date", "name"].includes(kind) ? null : kind;
  const input = Array.isArray(kind) ? choice(kind, shown) : make("input", {
    type, value: shown, pattern, lang: pattern ? null : "zh", list: kind === "name" ? "names" : null, autocomplete: "off",
  });
  return { name, shown: make("label", {}, label, input), read: () => input.value.trim() || null };
}

function participants(label, values) {
  const rows = make("div");
  const add = ({ name, role }) => {
    const row = make("div", { class: "row" },
      make("label", {}, "Who", make("input", { value: name, lang: "zh", list: "names", autocomplete: "off" })),
      make("label", {}, "Role", choice(ROLES, role)),
      make("button", { type: "button", "aria-label": `Remove the participant ${name}`, onclick: () => { row.remove(); more.focus(); } }, "Remove"));
    rows.append(row);
    return row;
  };
  const plus = () => add({ name: "", role: "attendee" }).querySelector("input").focus();
  const more = make("button", { type: "button", onclick: plus }, "Add a participant");
  values.forEach(add);
  const read = () => [...rows.children]
    .map((row) => ({ name: row.querySelector("input").value.trim(), role: row.querySelector("select").value }))
    .filter(({ name }) => name);
  return { shown: make("fieldset", {}, make("legend", {}, label), rows, more), read };
}

// Opens the form; what was changed is sent until the server takes it or the person gives up.
async function edit(target, words, values, send) {
  const dialog = $("editor");
  const fields = FIELDS[target].map((row) => field(row, values[row[0]]));
  $("editor-title").textContent = words;
  $("editor-fault").textContent = "";
  $("editor-fields").replaceChildren(...fields.map(({ shown }) => shown));
  const before = new Map(fields.map(({ name, read }) => [name, JSON.stringify(read())]));
  dialog.returnValue = "cancel"; // what Escape leaves
  for (;;) {
    dialog.showModal();
    await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
    if (dialog.returnValue !== "save") return;
    const changed = fields.map(({ name, read }) => [name, read()]).filter(([name, value]) => JSON.stringify(value) !== before.get(name));
    try {
      await send(Object.fromEntries(changed));
      return;
    } catch (error) {
      $("editor-fault").textContent = error.message;
      dialog.returnValue = "cancel";
    }
  }
}

async function correct(correction) {
  await post(address("/document/corrections", { key: query.get("document") }), correction);
  await openDocument();
  say("Stored beside the extraction.");
}

function addButtons() {
  const said = new Map(page.said.map((one) => [`${one.target} ${one.id}`, one.action]));
  for (const table of $("found").querySelectorAll("table")) {
    const rows = [...table.tBodies[0].rows].filter((row) => page.rows[row.id]);
    if (!rows.length) continue;
    table.tHead.rows[0].append(make("th", { scope: "col", role: "columnheader" }, "Correct"));
    for (const row of rows) {
      const { target, id } = page.rows[row.id];
      const values = valuesOf(target, row.id);
      const own = { time: `${values.clean} ${values.edtf}`, event: values.name || values.clean };
      const words = `${NAMES[target]} ${own[target] ?? row.cells[0].textContent}`;
      const action = said.get(`${target} ${id}`);
      const change = () => edit(target, `Correct the ${words}`, values, (fields) =>
        correct({ target, id, action: "change", fields }));
      row.classList.toggle("said", Boolean(action));
      row.append(make("td", { role: "cell", "data-label": "Correct" }, make("div", { class: "row" },
        make("button", { type: "button", "aria-label": `Correct the ${words}`, onclick: trying(change) }, "Edit"),
        make("button", { type: "button", "aria-label": `Delete the ${words}`, onclick: trying(() => correct({ target, id, action: "delete" })) }, "Delete"),
        action ? make("button", { type: "button", "aria-label": `Undo what was said of the ${words}`, onclick: trying(() => correct({ target, id, action: "undo" })) }, "Undo") : null)));
    }
  }
  const gone = page.said.filter((one) => one.action === "delete");
  if (gone.length) $("found").append(make("section", {}, make("h2", {}, "Deleted"), ...gone.map(deleted)));
  if (page.said.some((one) => one.action === "accept")) $("headline").append(" ", make("span", { class: "badge", lang: "en" }, "looked at"));
}

function deleted(one) {
  const undo = trying(() => correct({ target: one.target, id: one.id, action: "undo" }));
  return make("p", {}, `${NAMES[one.target]} `, make("span", { lang: "zh" }, one.words || one.id), " ", make("button", { type: "button", onclick: undo }, "Undo"));
}

// The selected words as a span of the original text, in code points.
function selected() {
  const selection = getSelection();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  if (!range || range.collapsed || !$("text").contains(range.commonAncestorContainer)) return null;
  const before = document.createRange();
  before.setStart($("text"), 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = [...before.toString()].length;
  const shown = selection.toString();
  return { start, end: start + [...range.toString()].length, shown };
}

const adding = (target, defaults) => trying(async () => {
  const span = selected();
  if (!span) throw new Error("First select the words in the article.");
  const words = `Add the ${NAMES[target]} “${span.shown}”`;
  const initial = { ...Object.fromEntries(FIELDS[target].map(([name]) => [name, ""])), ...defaults(span) };
  await edit(target, words, initial, (fields) =>
    correct({ target, action: "add", fields: { ...defaults(span), ...fields, start: span.start, end: span.end } }));
});

async function openDocument() {
  const key = query.get("document");
  page = await askJson(address("/document/view", { key }));
  showArticle(page);
  const names = new Set([...page.record.entities, ...page.record.events].map(({ name }) => name));
  $("names").replaceChildren(...[...names].map((name) => make("option", { value: name })));
  document.title = `${$("headline").textContent} · newsextract`;
  if (!page.has_text) return void $("text").replaceChildren(make("p", { class: "notice", lang: "en" }, NO_TEXT));
  addButtons();
  $("review").hidden = false;
}

function startReviewing() {
  const key = query.get("document");
  $("add-fact").addEventListener("click", adding("fact", () => ({ kind: "quantity", modifier: "exact", modality: "actual" })));
  $("add-name").addEventListener("click", adding("entity", (span) => ({ name: span.shown, type: "person" })));
  $("add-office").addEventListener("click", adding("position", (span) => ({ title: span.shown, status: "current" })));
  $("add-time").addEventListener("click", adding("time", () => ({})));
  $("add-event").addEventListener("click", adding("event", (span) => ({ name: span.shown, type: "meeting" })));
  $("accept").addEventListener("click", trying(() => correct({ target: "document", action: "accept" })));
  $("gold").addEventListener("click", trying(() => save(address("/document/gold", { key }), "article.gold.json")));
  return trying(async () => {
    say("Reading…");
    await openDocument();
    say("");
  })();
}

// ------------------------------------------------------------------------------------------------ lists

function table(label, columns, rows, ids = null) {
  const head = columns.map(([name]) => make("th", { scope: "col", role: "columnheader" }, name));
  const body = rows.map((row, number) => make("tr", { role: "row", id: ids ? ids(number) : null, tabindex: ids ? "-1" : null },
    ...columns.map(([name, cell, kind]) => {
      const content = cell(row, number);
      return make("td", { role: "cell", class: kind ?? null, lang: kind === "number" ? null : "zh", "data-label": name }, content ?? "");
    })));
  return make("div", { class: "scroll" }, make("table", { role: "table", "aria-label": label },
    make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...head)), make("tbody", { role: "rowgroup" }, ...body)));
}

const toDocument = (key, words, hash = "") => make("a", { href: address("/", { document: key }) + hash }, words);
const grouped = (value) => (typeof value === "number" ? value.toLocaleString("en", { maximumFractionDigits: 10 }) : "");

async function showList(path, values, label, columns, none) {
  const list = $("list");
  const rows = [];
  let next = 0;
  const more = async () => {
    const part = await askJson(address(path, { ...values, offset: next }));
    rows.push(...part.items);
    next = part.next;
    list.replaceChildren(rows.length ? table(label, columns, rows) : make("p", { class: "empty" }, none));
    if (next !== null) list.append(make("p", {}, make("button", { type: "button", onclick: trying(more) }, "More")));
  };
  await more();
}

// The form's fields stand in the address, so that what was found can be linked and gone back to.
function bind(form) {
  const values = {};
  for (const input of form.elements) if (input.name) values[input.name] = input.value = query.get(input.name) ?? "";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.href = address("/", { view: query.get("view"), ...Object.fromEntries(new FormData(form)) });
  });
  return values;
}

const NOTHING = "Nothing is stored yet. Store an article here, or run: newsextract articles/ --to URL --keep-text --no-output";

const listDocuments = () => {
  $("gold-zip").addEventListener("click", trying(() => save("/gold.zip", "gold.zip")));
  return showList("/documents", bind($("find-documents")), "Documents", [
    ["Headline", (row) => toDocument(row.document_key, row.headline ?? row.document_key)],
    ["Published", (row) => row.published], ["Publisher", (row) => row.publisher], ["Region", (row) => row.region],
    ["Facts", (row) => String(row.facts), "number"], ["Text", (row) => (row.has_text ? "kept" : "not kept")],
  ], query.size > 1 ? "No document is like that." : NOTHING);
};

const listOffices = () => showList("/offices", bind($("find-offices")), "Offices", [
  ["Place", (row) => row.place], ["Body", (row) => row.body], ["Office", (row) => row.title], ["Person", (row) => row.person],
  ["Status", (row) => row.status], ["First told", (row) => row.first_seen], ["Last told", (row) => toDocument(row.last_document, row.last_seen ?? row.last_document)],
  ["Stories", (row) => String(row.stories), "number"],
], query.size > 1 ? "No office is like that." : NOTHING);

async function listSeries() {
  const values = bind($("find-series"));
  if (query.get("indicator")) return showSeries();
  const link = (row) => make("a", { href: address("/", { view: "series", indicator: row.indicator_key, place: row.place, subject: row.subject }) }, row.indicator_key);
  return showList("/indicators", values, "Indicators", [
    ["Indicator", link], ["Place", (row) => row.place], ["Subject", (row) => row.subject], ["Unit", (row) => row.unit],
    ["Points", (row) => String(row.points), "number"],
  ], query.size > 1 ? "No indicator is like that." : NOTHING);
}

async function showSeries() {
  const values = { indicator: query.get("indicator"), place: query.get("place"), subject: query.get("subject") };
  const found = await askJson(address("/series", values));
  const charts = make("div", { class: "chosen" });
  charts.innerHTML = found.charts;
  const told = (row) => make("div", { class: "sentence" }, ...row.said.map((one) =>
    make("p", {}, one.sentence ?? one.text, " ", toDocument(one.document_key, one.published ?? "article"))));
  $("list").replaceChildren(
    make("h2", { lang: "zh" }, Object.values(values).filter(Boolean).reverse().join(" · ")), charts,
    table("Points", [
      ["Period", (row) => (row.period_start === row.period_end ? row.period_end : `${row.period_start} – ${row.period_end}`)],
      ["Place, subject", (row) => [row.place, row.subject].filter(Boolean).join("、")],
      ["Value", (row) => (row.is_exact ? "" : "≈ ") + grouped(row.value), "number"], ["Unit", (row) => row.unit],
      ["On the year, %", (row) => grouped(row.year_on_year), "number"], ["Stories", (row) => String(row.stories), "number"], ["Told", told],
    ], found.items, (number) => `point-${number}`));
}

// ------------------------------------------------------------------------------------------------ start

const views = { read: startReading, documents: listDocuments, series: listSeries, offices: listOffices };
if (query.get("document")) {
  document.querySelector('nav a[href*="documents"]').setAttribute("aria-current", "true");
  startReviewing();
} else {
  const name = Object.hasOwn(views, query.get("view") ?? "") ? query.get("view") : "read";
  $(`view-${name}`).hidden = false;
  document.querySelector(`nav a[href$="${name}"]`).setAttribute("aria-current", "page");
  document.title = `${$(`h-${name}`).textContent} · newsextract`;
  trying(views[name])();
}
