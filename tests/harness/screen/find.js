// What a person, or a screen reader, finds on the page: by the words it shows or speaks.
// Spaces do not count: between Han and digits the app types some and draws others.
const bare = (text) => (text ?? "").replace(/\s+/gu, "");
const shown = (element) =>
  element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert],[aria-hidden=true]");

function spoken(element) {
  const label = element.getAttribute("aria-label");
  if (label) return bare(label);
  const by = element.getAttribute("aria-labelledby");
  if (by) return bare(by.split(/\s+/).map((id) => document.getElementById(id)?.textContent).join(""));
  if (element.labels?.length) return bare([...element.labels].map((label) => label.textContent).join(""));
  return bare(element.innerText || element.title || element.placeholder || element.alt || element.value);
}

// Among `elements`, the one named exactly so; for a name that ends in "…", the first that begins so.
function named(elements, words) {
  const open = words.endsWith("…");
  const name = bare(open ? words.slice(0, -1) : words);
  const names = elements.map((element) => [element, spoken(element)]);
  const exact = names.find(([, text]) => text === name);
  const begins = open ? names.find(([, text]) => text.startsWith(name)) : undefined;
  return (exact ?? begins)?.[0] ?? null;
}

const CONTROLS =
  "button,a[href],summary,label,input[type=checkbox],input[type=radio],option," +
  "[role=button],[role=link],[role=tab],[role=radio],[role=checkbox],[role=switch],[role=option],[role=menuitem],[role=treeitem]";
const FIELDS = "input:not([type=checkbox],[type=radio],[type=button],[type=submit]),textarea,select,[role=textbox]";

const all = (selector) => [...document.querySelectorAll(selector)].filter((e) => shown(e) && !e.disabled);
const control = (name) => named(all(CONTROLS), name);
const place = (name) => named(all("nav a, nav button"), `${name}…`);
const field = (name) => named(all(FIELDS), name);
const text = () => bare(document.body?.innerText);
