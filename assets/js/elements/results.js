import { marked } from "../find/marks.js";
import { dayShown, farAway } from "../find/telling.js";
import { define } from "../shared/define.js";
import { below } from "../shared/folders.js";
import { _, timely } from "../shared/words.js";

const WHOLE = /^(?:https?:\/\/|mailto:|tel:|sms:|geo:)/;
// Sorts of words on a card that may be in another language than the page.
const SPOKEN = [["name", ".card__name"], ["notice", ".card__notice"], ["summary", ".card__summary"]];

/**
 * Cards of what was found, copied from the one that the page brings along.
 *
 *   <alongside-results><template><li><article class="card">...</article></li></template><ul class="cards"></ul></alongside-results>
 *
 * Set from outside: `home`, the link to the first page; `unit`; `labels`, the label of a term by facet and id.
 */
export class Results extends HTMLElement {
  static define() {
    define("alongside-results", Results);
  }

  connectedCallback() {
    this.home = this.home || "";
    this.unit = this.unit || "mi";
    this.labels = this.labels || (() => "");
    this.cards = new WeakMap();
  }

  /** Shows hits in a list; a card that is there already and stays the same is left alone, with the focus that it may have. */
  show(list, hits, marks) {
    const old = new Map([...list.children].map((item) => [this.cards.get(item), item]));
    const items = hits.map((hit) => {
      const said = JSON.stringify([hit.card, hit.distance, marks]);
      const item = old.get(said) || this.item(hit, marks);
      old.delete(said);
      this.cards.set(item, said);
      return item;
    });
    for (const item of old.values()) item.remove();
    items.forEach((item, n) => {
      if (list.children[n] !== item) list.insertBefore(item, list.children[n] || null);
    });
  }

  item({ card, distance, schedule, afar }, marks) {
    const item = document.importNode(this.querySelector("template").content, true).firstElementChild;
    const part = (name) => item.querySelector(`.card${name}`);
    const mark = (element, text) => write(element, text, marks);
    part("").className = `card card--${iconName(card.kind)}`;
    const link = part("__name a");
    link.href = this.to(card.url);
    mark(link, card.name);
    this.sorts(card, part);
    if (kept(part("__status"), card.status)) label(part("__status"), card.status);
    if (kept(part("__notice"), card.notice)) mark(part("__notice"), card.notice);
    this.lines(part("__lines"), card.lines || []);
    times(part("__when"), card.when || []);
    this.live(item, schedule, afar);
    this.where(part("__where"), card.where, distance, marks);
    if (kept(part("__summary"), card.summary)) mark(part("__summary"), card.summary);
    repeat(part("__deciding"), card.deciding || [], (fact, text) => mark(fact, text));
    if (kept(part("__checked"), card.verified)) checked(part("__checked alongside-checked"), card.verified);
    speak(item, card.langs || {});
    return item;
  }

  /** Its kind, and how one takes part. */
  sorts({ kind, attendance }, part) {
    const isWritten = kind === "helplines" && attendance === "online";
    const how = isWritten ? _("By text or chat") : this.labels("attendance", attendance);
    const what = this.labels("kind", kind);
    if (kept(part("__sort"), what)) label(part("__sort"), what, kind);
    if (kept(part("__attendance"), how)) label(part("__attendance"), how, attendance);
    kept(part("__kind"), what || how);
  }

  lines(list, found) {
    repeat(list, found, (item, [url, text, note]) => {
      const link = item.querySelector("a");
      if (url) link.href = this.to(url);
      link.textContent = text;
      if (!url) link.replaceWith(text);
      if (kept(item.querySelector(".card__note"), note)) item.querySelector(".card__note").textContent = note;
    });
  }

  live(item, schedule, isAfar) {
    const when = item.querySelector("alongside-when");
    if (!kept(when, schedule)) return;
    when.dataset.when = schedule;
    when.toggleAttribute("data-afar", isAfar);
  }

  where(line, place, distance, marks) {
    const far = distance === null || distance === undefined ? "" : farAway(distance, this.unit);
    if (!kept(line, place || far)) return;
    const icon = line.querySelector(".icon");
    write(line, place, marks);
    line.prepend(icon, " ");
    if (!far) return;
    const shown = document.createElement("span");
    shown.className = "card__distance";
    shown.textContent = far;
    line.append(" ", shown);
  }

  to(path) {
    return WHOLE.test(path) ? path : below(this.home, path);
  }
}

/** Takes an element away that would say nothing; gives whether it stays. */
function kept(element, content) {
  if (!content) element.remove();
  return Boolean(content);
}

/** The text of an element, with what was searched for marked. */
function write(element, text, marks) {
  element.replaceChildren(...marked(text || "", marks).map(([part, isMarked]) => {
    if (!isMarked) return part;
    const mark = document.createElement("mark");
    mark.textContent = part;
    return mark;
  }));
}

/** The words behind an element's drawing, and the drawing, where it is another. */
function label(element, text, name = "") {
  const icon = element.querySelector(".icon");
  if (name) icon.className = `icon icon--${iconName(name)}`;
  element.replaceChildren(icon, ` ${text}`);
}

function iconName(id) {
  return id.replaceAll("_", "-");
}

/** As many copies of a list's one item as there are values, each filled; no list without any. */
function repeat(list, values, fill) {
  const pattern = list.firstElementChild;
  const items = values.map((value) => {
    const item = pattern.cloneNode(true);
    fill(item, value);
    return item;
  });
  list.replaceChildren(...items);
  kept(list, values.length);
}

function times(list, when) {
  repeat(list, when, (item, [text, note]) => {
    const added = item.querySelector("span");
    item.replaceChildren(timely(text));
    if (!note) return;
    added.textContent = `(${note})`;
    item.append(" ", added);
  });
}

function checked(element, day) {
  element.dataset.on = day;
  label(element, _("Checked %(day)s", { day: dayShown(day) }));
}

/** Says which words are in another language, and perhaps in another direction. */
function speak(item, langs) {
  const notes = [...item.querySelectorAll(".card__when span, .card__note")].map((note) => ["rest", note]);
  const words = SPOKEN.map(([name, place]) => [name, item.querySelector(place)]);
  for (const [name, element] of [...words, ...notes]) {
    if (!element || !langs[name]) continue;
    element.lang = langs[name];
    element.dir = "auto";
  }
}
