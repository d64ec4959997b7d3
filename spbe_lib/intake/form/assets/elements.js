/* Elements by hand: a text from anybody only ever becomes a text node, never markup. */

const PROPERTIES = new Set(["value", "checked", "open", "hidden", "disabled"]);

const h = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else if (PROPERTIES.has(name)) element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
};

const at = (id) => document.getElementById(id);

const listOf = (texts, className) =>
  texts?.length ? h("ul", { class: className }, texts.map((text) => h("li", {}, text))) : null;

const said = (head, texts) => (texts?.length ? h("p", { class: "contoh" }, h("b", {}, `${head}: `), `${texts.join("; ")}.`) : null);

/* One labelled field. `control` makes the element that is typed into, given its attributes. */
const field = ({ id, label, hint, control }) => {
  const hintId = hint ? `${id}-petunjuk` : null;
  return h(
    "div",
    { class: "isian" },
    h("label", { for: id }, label),
    hint ? h("p", { class: "petunjuk", id: hintId }, hint) : null,
    control({ id, "aria-describedby": hintId, "data-petunjuk": hintId })
  );
};

const typed = (write, attributes) => ({
  ...attributes,
  input: (event) => write(event.target.value, false),
  change: (event) => write(event.target.value, true),
});

const lineField = ({ id, label, hint, value, write, ...more }) =>
  field({ id, label, hint, control: (own) => h("input", { ...own, ...more, ...typed(write), type: "text", value, autocomplete: "off" }) });

const areaField = ({ id, label, hint, value, write, rows = "3" }) =>
  field({ id, label, hint, control: (own) => h("textarea", { ...own, ...typed(write), rows, value }) });

const choiceField = ({ id, label, hint, value, options, write, blank = "–" }) => {
  const shown = [["", blank], ...options];
  const choice = (own) =>
    h("select", { ...own, ...typed(write) }, shown.map(([key, text]) => h("option", { value: key }, text)));
  const made = field({ id, label, hint, control: choice });
  made.querySelector("select").value = value;
  return made;
};

const grouped = (problems) => {
  const found = new Map();
  for (const each of problems) found.set(each.id, [...(found.get(each.id) ?? []), each]);
  return found;
};

/* Show what is wrong beside the fields of a part, and take away what no longer is. */
const showProblems = (part, problems) => {
  for (const told of part.querySelectorAll(".salah, .tanya")) told.remove();
  for (const control of part.querySelectorAll("[data-masalah]")) mark(control, []);
  for (const [id, here] of grouped(problems)) {
    const control = part.querySelector(`#${CSS.escape(id)}`);
    if (control) mark(control, here);
  }
};

const mark = (control, problems) => {
  const told = problems.map((each, place) =>
    h("p", { class: each.isFault ? "salah" : "tanya", id: `${control.id}-salah-${place}` }, sentence(each))
  );
  const ids = [control.dataset.petunjuk, ...told.map((each) => each.id)].filter(Boolean).join(" ");
  control.toggleAttribute("data-masalah", problems.length > 0);
  set(control, "aria-invalid", problems.some(({ isFault }) => isFault) ? "true" : "");
  set(control, "aria-describedby", ids);
  (control.closest(".isian, .syarat") ?? control).append(...told);
};

const set = (element, name, value) => (value ? element.setAttribute(name, value) : element.removeAttribute(name));

const sentence = ({ what, remedy }) => {
  const capital = what[0].toUpperCase() + what.slice(1);
  return [capital, remedy].filter(Boolean).map((part) => (/[.?]$/.test(part) ? part : `${part}.`)).join(" ");
};
