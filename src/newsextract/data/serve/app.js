// The server's pages. Text of articles and of the database gets into the page as text; only what the server itself has
// made of an article (marks, tables, charts, where all text is escaped) gets in as HTML. Words of ours are asked of page.js.
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
    throw new Error(w("fault.no-answer"));
  }
  if (answer.status === 401) {
    await askToken();
    return ask(path, options);
  }
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({}));
    throw new Error(told.detail ? saidAs(told.detail) : w("fault.status", answer.status));
  }
  return answer;
}

// What the server says was wrong, in the reader's language where we have it; the most definite of those that fit.
function saidAs(message) {
  if (language === "en") return message;
  const plain = ([, [told]]) => told.replaceAll("{}", "");
  const faults = Object.entries(words).filter(([key]) => key.startsWith("fault."));
  for (const [key, [told]] of faults.sort((a, b) => plain(b).length - plain(a).length)) {
    const pattern = told.split("{}").map((part) => part.replace(/[^\w ]/g, "\\$&")).join("([^]*)");
    const found = new RegExp(`^${pattern}$`).exec(message);
    if (found) return w(key, ...found.slice(1).map((value) => ours("field", value.replace(/^'([^]*)'$/, "$1"))));
  }
  return message;
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
  translate($("result"));
  $("result").hidden = false;
  if (location.hash.length > 1) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

let sent = null; // what is to be read: the words of the form, or a file that was dropped

function startReading() {
  const form = $("read");
  const area = form.elements.text;
  const type = (name) => (/\.x?html?$/i.test(name) ? "text/html" : "text/plain");
  area.value = sessionStorage.getItem("typed") ?? "";
  sessionStorage.removeItem("typed");
  addEventListener("language", () => sessionStorage.setItem("typed", area.value.slice(0, 1_000_000)));
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
    say(w("read.reading"));
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
// Name, what it may hold (choices, a pattern, or a kind of input), and for choices the group of their words.
const FIELDS = {
  fact: [
    ["indicator"], ["kind", KINDS, "kind"], ["modifier", MODIFIERS, "modifier"], ["value", NUMBER], ["low", NUMBER], ["high", NUMBER],
    ["unit"], ["period_start", "date"], ["period_end", "date"], ["place", "name"], ["subject", "name"],
    ["basis", BASES, "basis"], ["scope"], ["modality", MODALITIES, "modality"],
  ],
  entity: [
    ["name"], ["type", ["person", "place", "organization"], "type"],
    ["subtype", ["", "official", "executive", "reporter", "country", "province", "city", "county", "town", "region", "site",
      "company", "government", "party", "court", "legislature", "media", "school", "hospital", "association", "military", "international"], "subtype"],
    ["gb2260", "[1-8][0-9]{5}"],
  ],
  position: [
    ["person", "name"], ["title"], ["organization", "name"], ["place", "name"],
    ["status", ["current", "former", "acting", "appointed"], "status"],
  ],
  time: [["edtf", DATE]],
  event: [["type", EVENTS, "event"], ["name"], ["place", "name"], ["participants", "participants"]],
};

// A value of the record in words; as it is, where there are none for it.
const ours = (group, value) => (Object.hasOwn(words, `${group}.${value}`) ? w(`${group}.${value}`) : value);
const named = (group, value) => ours(group, String(value)).replaceAll("_", " ");
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

function choice(values, shown, group) {
  const options = values.includes(shown) ? values : [...values, shown];
  return make("select", {}, ...options.map((value) =>
    make("option", { value, selected: value === shown }, value ? named(group, value) : w("field.none"))));
}

// A field of the form: what is shown, and what reads it.
function field([name, kind, group], value) {
  const shown = value === null || value === undefined ? "" : String(value);
  if (kind === "participants") return { name, ...participants(Array.isArray(value) ? value : []) };
  const type = kind === "date" ? "date" : "text";
  const pattern = ["date", "name"].includes(kind) ? null : kind;
  const input = Array.isArray(kind) ? choice(kind, shown, group) : make("input", {
    type, value: shown, pattern, lang: pattern ? null : "zh", list: kind === "name" ? "names" : null, autocomplete: "off",
  });
  return { name, shown: make("label", {}, w(`field.${name}`), input), read: () => input.value.trim() || null };
}

function participants(values) {
  const rows = make("div");
  const add = ({ name, role }) => {
    const remove = () => { row.remove(); more.focus(); };
    const row = make("div", { class: "row" },
      make("label", {}, w("field.who"), make("input", { value: name, lang: "zh", list: "names", autocomplete: "off" })),
      make("label", {}, w("field.role"), choice(ROLES, role, "role")),
      make("button", { type: "button", "aria-label": w("field.remove-it", name), onclick: remove }, w("field.remove")));
    rows.append(row);
    return row;
  };
  const plus = () => add({ name: "", role: "attendee" }).querySelector("input").focus();
  const more = make("button", { type: "button", onclick: plus }, w("field.add-participant"));
  values.forEach(add);
  const read = () => [...rows.children]
    .map((row) => ({ name: row.querySelector("input").value.trim(), role: row.querySelector("select").value }))
    .filter(({ name }) => name);
  return { shown: make("fieldset", {}, make("legend", {}, w("field.participants")), rows, more), read };
}

// Opens the form; what was changed is sent until the server takes it or the person gives up.
async function edit(target, title, values, send) {
  const dialog = $("editor");
  const fields = FIELDS[target].map((row) => field(row, values[row[0]]));
  $("editor-title").textContent = title;
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
  say(w("review.stored"));
}

function addButtons() {
  const said = new Map(page.said.map((one) => [`${one.target} ${one.id}`, one.action]));
  for (const table of $("found").querySelectorAll("table")) {
    const rows = [...table.tBodies[0].rows].filter((row) => page.rows[row.id]);
    if (!rows.length) continue;
    table.tHead.rows[0].append(make("th", { scope: "col", role: "columnheader" }, w("review.correct")));
    for (const row of rows) {
      const { target, id } = page.rows[row.id];
      const values = valuesOf(target, row.id);
      const own = { time: `${values.clean} ${values.edtf}`, event: values.name || values.clean };
      const thing = w(`thing.${target}`, own[target] ?? row.cells[0].textContent);
      const action = said.get(`${target} ${id}`);
      const change = () => edit(target, w("review.correct-it", thing), values, (fields) =>
        correct({ target, id, action: "change", fields }));
      row.classList.toggle("said", Boolean(action));
      const button = (name, work) => make("button", { type: "button", "aria-label": w(`review.${name}-it`, thing), onclick: trying(work) },
        w(name === "correct" ? "review.edit" : `review.${name}`));
      row.append(make("td", { role: "cell", "data-label": w("review.correct") }, make("div", { class: "row" },
        button("correct", change),
        button("delete", () => correct({ target, id, action: "delete" })),
        action ? button("undo", () => correct({ target, id, action: "undo" })) : null)));
    }
  }
  const gone = page.said.filter((one) => one.action === "delete");
  if (gone.length) $("found").append(make("section", {}, make("h2", {}, w("review.deleted")), ...gone.map(deleted)));
  if (page.said.some((one) => one.action === "accept"))
    $("headline").append(" ", make("span", { class: "badge", lang: language }, w("review.looked-at")));
}

function deleted(one) {
  const undo = trying(() => correct({ target: one.target, id: one.id, action: "undo" }));
  return make("p", {}, w(`thing.${one.target}`, one.words || one.id), " ", make("button", { type: "button", onclick: undo }, w("review.undo")));
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
  if (!span) throw new Error(w("review.select"));
  const initial = { ...Object.fromEntries(FIELDS[target].map(([name]) => [name, ""])), ...defaults(span) };
  await edit(target, w(`add.${target}`, span.shown), initial, (fields) =>
    correct({ target, action: "add", fields: { ...defaults(span), ...fields, start: span.start, end: span.end } }));
});

async function openDocument() {
  const key = query.get("document");
  page = await askJson(address("/document/view", { key }));
  showArticle(page);
  const names = new Set([...page.record.entities, ...page.record.events].map(({ name }) => name));
  $("names").replaceChildren(...[...names].map((name) => make("option", { value: name })));
  document.title = `${$("headline").textContent} · newsextract`;
  if (!page.has_text) return void $("text").replaceChildren(make("p", { class: "notice", lang: language }, w("review.no-text")));
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
    say(w("read.reading"));
    await openDocument();
    say("");
  })();
}

// ------------------------------------------------------------------------------------------------ lists

// Columns are a key of their name, what their cells say, and "number" or "ours" where that is not Chinese of the articles.
function table(label, columns, rows, ids = null) {
  const head = columns.map(([name]) => make("th", { scope: "col", role: "columnheader" }, w(name)));
  const body = rows.map((row, number) => make("tr", { role: "row", id: ids ? ids(number) : null, tabindex: ids ? "-1" : null },
    ...columns.map(([name, cell, kind]) => {
      const content = cell(row, number);
      return make("td", { role: "cell", class: kind === "number" ? kind : null, lang: kind ? null : "zh", "data-label": w(name) }, content ?? "");
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
    if (next !== null) list.append(make("p", {}, make("button", { type: "button", onclick: trying(more) }, w("find.more"))));
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

const none = (key) => w(query.size > 1 ? key : "find.nothing");

const listDocuments = () => {
  $("gold-zip").addEventListener("click", trying(() => save("/gold.zip", "gold.zip")));
  return showList("/documents", bind($("find-documents")), w("app.documents"), [
    ["list.headline", (row) => toDocument(row.document_key, row.headline ?? row.document_key)],
    ["list.published", (row) => row.published], ["list.publisher", (row) => row.publisher],
    ["list.region", (row) => row.region && named("region", row.region), "ours"],
    ["list.facts", (row) => String(row.facts), "number"], ["list.text", (row) => w(row.has_text ? "list.kept" : "list.not-kept"), "ours"],
  ], none("find.no-document"));
};

const listOffices = () => showList("/offices", bind($("find-offices")), w("app.offices"), [
  ["column.place", (row) => row.place], ["column.body", (row) => row.body], ["column.office", (row) => row.title],
  ["column.person", (row) => row.person], ["column.status", (row) => named("status", row.status), "ours"],
  ["list.first", (row) => row.first_seen], ["list.last", (row) => toDocument(row.last_document, row.last_seen ?? row.last_document)],
  ["list.stories", (row) => String(row.stories), "number"],
], none("find.no-office"));

async function listSeries() {
  const values = bind($("find-series"));
  if (query.get("indicator")) return showSeries();
  const link = (row) => make("a", { href: address("/", { view: "series", indicator: row.indicator_key, place: row.place, subject: row.subject }) }, row.indicator_key);
  return showList("/indicators", values, w("list.indicators"), [
    ["column.indicator", link], ["column.place", (row) => row.place], ["list.subject", (row) => row.subject],
    ["column.unit", (row) => row.unit], ["list.points", (row) => String(row.points), "number"],
  ], none("find.no-indicator"));
}

async function showSeries() {
  const values = { indicator: query.get("indicator"), place: query.get("place"), subject: query.get("subject") };
  const found = await askJson(address("/series", values));
  const charts = make("div", { class: "chosen" });
  charts.innerHTML = found.charts;
  const told = (row) => make("div", { class: "sentence" }, ...row.said.map((one) =>
    make("p", {}, one.sentence ?? one.text, " ", toDocument(one.document_key, one.published ?? w("list.article")))));
  $("list").replaceChildren(
    make("h2", { lang: "zh" }, Object.values(values).filter(Boolean).reverse().join(" · ")), charts,
    table(w("list.points"), [
      ["column.period", (row) => (row.period_start === row.period_end ? row.period_end : `${row.period_start} – ${row.period_end}`)],
      ["column.whom", (row) => [row.place, row.subject].filter(Boolean).join("、")],
      ["column.value", (row) => (row.is_exact ? "" : "≈ ") + grouped(row.value), "number"], ["column.unit", (row) => row.unit],
      ["list.on-year", (row) => grouped(row.year_on_year), "number"], ["list.stories", (row) => String(row.stories), "number"],
      ["list.told", told],
    ], found.items, (number) => `point-${number}`));
  translate(charts);
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
