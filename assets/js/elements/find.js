import { wasHere, writeAddress } from "../find/address.js";
import { openFinder } from "../find/asker.js";
import { withRepaired } from "../find/repaired.js";
import { cutOut, emptyState, goesOn, HERE, isState, readState, sameState, termsOf, understood, withoutTerm, withTerm } from "../find/state.js";
import { chipWords, suggestionWords } from "../find/telling.js";
import { define } from "../shared/define.js";
import { everyMinute } from "../shared/minute.js";
import { _ } from "../shared/words.js";
import { readersZone } from "../time/zones.js";
import { Near } from "./near.js";
import { Shown } from "./shown.js";

const PAGEFUL = 10;
// After this long without a key the address is brought up to date.
const WRITTEN = 250;
// After this long without an answer, a reader is told that it goes on.
const SLOW = 4_000;

/**
 * The page that searches: what is asked for in a form, chips and filters, and what is found (`Shown`).
 *
 *   <alongside-find data-index="search/root.bin" data-home="../" data-unit="mi" data-total="186">templates/pages/find.html</alongside-find>
 *
 * `state` is what was asked for so far; what is being typed is understood at once and shown as chips, but stays in the box until it is
 * asked for with Enter, or something else is changed. The address always says what is asked for: in place while somebody types, as a
 * step that "back" takes back where something is asked for. The device's position is in no address.
 */
export class Find extends HTMLElement {
  static define() {
    define("alongside-find", Find);
  }

  connectedCallback() {
    this.ended = new AbortController();
    this.shown = new Shown(this);
    if (location.protocol === "file:") {
      this.shown.trouble(_("This page was opened from a disk, and browsers let no page search there. Everything can still be browsed:"), false);
      return;
    }
    this.parts();
    this.labels = new Map(this.filters.terms().map((term) => [`${term.facet} ${term.id}`, term.label]));
    this.label = (facet, id) => this.labels.get(`${facet} ${id}`) || "";
    this.shown.begin(this.label);
    this.limit = PAGEFUL;
    this.typed = null;
    this.take(this.read());
    this.listen();
    this.open();
  }

  disconnectedCallback() {
    this.ended.abort();
  }

  parts() {
    const one = (name) => this.querySelector(name);
    this.form = one(".find__form");
    this.box = one("alongside-combobox");
    this.near = new Near(this.form);
    this.sort = one("#find-sort");
    this.chips = one("alongside-chips");
    this.filters = one("alongside-filters");
    this.box.suggest = (text) => this.suggest(text);
  }

  listen() {
    const { signal } = this.ended;
    const on = (target, name, what) => target.addEventListener(name, what, { signal });
    on(this, "combobox-typed", () => this.type());
    on(this, "combobox-chosen", ({ detail: { facet, id, text } }) => this.choose(facet, id, text));
    on(this, "chip-removed", ({ detail }) => this.unchip(detail));
    on(this, "filter-changed", ({ detail: { facet, id, chosen } }) => this.ask((chosen ? withTerm : withoutTerm)(this.asked(), facet, id)));
    on(this, "find-asked", ({ detail }) => this.ask(detail(this.asked())));
    on(this, "find-more", () => this.search({ more: true }));
    on(this, "find-again", () => this.again());
    on(this.form, "submit", (event) => this.submit(event));
    on(this.form, "click", (event) => this.pressed(event.target.closest("[data-when], [data-here]")));
    on(this.near.field, "change", () => this.submit());
    on(this.near.radius, "change", () => this.ask({ ...this.asked(), radius: Number(this.near.radius.value) }));
    on(this.sort, "change", () => this.ask({ ...this.asked(), sort: this.sort.value }));
    on(window, "popstate", () => this.moved());
  }

  /** Opens the index, and understands what the address says. */
  async open() {
    this.shown.loading(true);
    const slow = setTimeout(() => this.shown.trouble(_("The listings are still on their way. Meanwhile everything can be browsed below.")), SLOW);
    try {
      this.finder = await openFinder(new URL(this.dataset.index || "?", document.baseURI).href, this.near.radii());
    } catch {
      this.shown.trouble(_("The listings could not be loaded, so nothing can be searched just now. Everything can still be browsed below."), true);
      return;
    } finally {
      clearTimeout(slow);
    }
    this.shown.calm();
    await this.understand(true);
    if (this.typed === null) this.settle(this.asked(), false);
    else this.search();
    everyMinute(() => this.tick(), this.ended.signal);
  }

  /** What is asked for, with what is understood of the words that are in the box. */
  asked() {
    return this.found ? understood(this.state, this.found) : this.state;
  }

  /** Reads the words in the box, the last of which may go on where they are not `whole`; gives false where they are others by then. */
  async understand(whole = false) {
    const text = this.box.value;
    const found = this.finder ? await this.finder.understand(text, whole) : { taken: [], rest: text };
    if (text !== this.box.value) return false;
    this.found = found;
    return true;
  }

  async type() {
    this.typed = this.box.value;
    this.limit = PAGEFUL;
    clearTimeout(this.writing);
    this.writing = setTimeout(() => writeAddress({ ...this.state, words: this.box.value }), WRITTEN);
    if (await this.understand()) this.search();
  }

  async submit(event = null) {
    if (event) event.preventDefault();
    await this.understand(true);
    const near = await this.near.read(this.finder, this.asked().near);
    this.ask({ ...this.asked(), near });
    if (event) this.reveal();
  }

  /** On a narrow screen what is found stands below the form: the keyboard goes away, and the number comes into sight. */
  reveal() {
    if (matchMedia("(min-width: 56rem)").matches) return;
    document.activeElement.blur();
    this.shown.total.scrollIntoView();
  }

  choose(facet, id, text) {
    this.box.value = text ? `${text} ` : "";
    const ids = id.split(",");
    this.understand(true).then(() => this.ask(ids.reduce((state, each) => withTerm(state, facet, each), this.asked())));
  }

  /** What the end of a text may be meant to become, with a label, and the name of its facet. */
  async suggest(text) {
    const found = this.finder ? await this.finder.suggest(text) : [];
    return found.map((each) => ({ ...each, ...suggestionWords(each, this.label, this.filters.titles()) }));
  }

  /** Takes back one thing that was asked for, or everything; what is still text leaves the box. */
  unchip({ facet, id, typed }) {
    if (!facet) {
      this.ask({ ...emptyState(), sort: this.state.sort });
    } else if (typed) {
      const { text } = this.found.taken.find((each) => each.facet === facet && String(each.id) === id);
      this.box.value = cutOut(this.box.value, text);
      this.type();
    } else {
      this.ask(withoutTerm(this.asked(), facet, id));
    }
  }

  pressed(button) {
    if (!button) return;
    const { when } = button.dataset;
    const asked = this.asked();
    if (when) this.ask({ ...asked, when: asked.when === when ? "" : when });
    else this.locate();
  }

  /** Searches around the device; where it does not tell its position, nothing is near. */
  async locate() {
    const isThere = await this.near.locate();
    if (isThere) this.ask({ ...this.asked(), near: HERE });
    else if (this.asked().near === HERE) this.settle({ ...this.asked(), near: "" }, false);
  }

  /** Asks for a state: a new step in the reader's history, with nothing half typed left in the step before. */
  ask(state) {
    clearTimeout(this.writing);
    const isNew = !sameState(state, this.state);
    if (isNew && this.typed !== null) writeAddress(this.state);
    this.settle(state, isNew);
  }

  settle(state, isNew) {
    this.limit = PAGEFUL;
    writeAddress(state, isNew);
    this.take(state);
    this.search();
    if (state.near === HERE && !this.near.position) this.locate();
  }

  take(state) {
    this.state = state;
    this.found = null;
    this.typed = null;
    this.box.value = state.words;
    this.near.radius.value = String(state.radius);
    this.sort.value = state.sort;
    this.render();
  }

  read() {
    const state = readState(location.hash, (facet, id) => this.labels.has(`${facet} ${id}`));
    return this.near.position && wasHere() ? { ...state, near: HERE } : state;
  }

  /** Back, forward, or another fragment; the name of a part of the page is no search, and does not end this one. */
  async moved() {
    if (!isState(location.hash)) {
      writeAddress({ ...this.state, words: this.box.value });
      return;
    }
    clearTimeout(this.writing);
    this.take(this.read());
    await this.understand(true);
    this.settle(this.asked(), false);
  }

  /** Chips, filters and the rest of the form as they are asked for. */
  render() {
    const asked = this.asked();
    const { unit } = this.dataset;
    const settled = new Set(termsOf(this.state).map(String));
    const chips = termsOf(asked).map((term) => {
      const [facet, id] = term;
      return { facet, id, label: chipWords(term, this.label, asked, unit, this.near.label), typed: !settled.has(String(term)) };
    });
    if (!this.chips.show(chips)) this.box.input.focus();
    this.filters.choose({ ...asked.chosen, after: asked.after === null ? [] : [String(asked.after)] });
    for (const button of this.form.querySelectorAll("[data-when]")) button.setAttribute("aria-pressed", String(button.dataset.when === asked.when));
    this.sort.options[1].disabled = !asked.near;
    this.shown.narrowed(Object.values(asked.chosen).flat().length);
  }

  async search({ quiet = false, more = false } = {}) {
    if (!this.finder) {
      this.render();
      return;
    }
    if (this.searching) this.searching.abort();
    this.searching = new AbortController();
    const { signal } = this.searching;
    const asked = this.asked();
    if (more) this.limit += PAGEFUL;
    try {
      const place = await this.finder.placeOf(asked.near, this.near.position);
      if (signal.aborted) return;
      this.near.show(asked.near, place);
      this.render();
      const begins = goesOn(asked.words, this.box.value);
      const options = { at: Date.now(), reader: readersZone(), begins, counting: this.typed === null, limit: this.limit, place, signal };
      const answer = await this.finder.search(asked, options);
      if (signal.aborted) return;
      this.repair(answer.repaired);
      this.shown.calm();
      this.shown.answer(answer, this.asked(), { quiet, more, total: Number(this.dataset.total), place: this.near.label });
      // What is shown first is seen first.
      await new Promise((done) => setTimeout(done));
      const counts = answer.later && (await answer.later());
      if (counts && !signal.aborted) this.filters.tally(counts);
      const others = answer.elsewhere && (await answer.elsewhere());
      if (!signal.aborted) this.shown.byName(others, answer.marks);
    } catch (error) {
      if (!signal.aborted) this.shown.trouble(_("Part of the listings could not be loaded. What is shown may not be all."), true);
    }
  }

  /** What the index took for a misspelled term is a chip like those that were spelled well. */
  repair(repaired) {
    if (!repaired.length) return;
    this.found = withRepaired(this.found || { taken: [], rest: this.state.words }, repaired);
    if (this.typed === null) {
      writeAddress(this.asked());
      this.take(this.asked());
    } else this.render();
  }

  again() {
    if (this.finder) this.search();
    else this.open();
  }

  /** Time goes on: what is asked for by it is looked up again, unless somebody is on a card. */
  tick() {
    const { when, sort } = this.asked();
    if ((when || sort === "next") && !this.shown.results.contains(document.activeElement)) this.search({ quiet: true });
  }
}
