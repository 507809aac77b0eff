import { keepPlace, keptPlace, wasHere, writeAddress } from "../find/address.js";
import { openFinder } from "../find/asker.js";
import { withoutWords, withRepaired } from "../find/repaired.js";
import { cutOut, emptyState, goesOn, HERE, isState, readState, sameState, understood, withLoneRadius, withoutTerm, withTerm } from "../find/state.js";
import { suggestionWords } from "../find/telling.js";
import { define } from "../shared/define.js";
import { everyMinute } from "../shared/minute.js";
import { readersZone } from "../time/zones.js";
import { Form } from "./form.js";
import { Shown } from "./shown.js";

const PAGEFUL = 10;
// After this long without a key, or without scrolling, the address is brought up to date.
const WRITTEN = 250;

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
    if (this.shown.cannot()) return;
    this.asking = new Form(this);
    Object.assign(this, this.asking);
    this.box.suggest = (text) => this.suggest(text);
    this.shown.begin(this.label);
    history.scrollRestoration = "manual";
    this.arrive();
    this.listen();
    this.open();
  }

  disconnectedCallback() {
    this.ended.abort();
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
    on(this, "find-again", () => (this.finder ? this.submit() : this.open()));
    on(this.form, "submit", (event) => this.submit(event));
    on(this.form, "click", (event) => this.pressed(event.target.closest("[data-when], [data-here]")));
    on(this.near.field, "change", () => this.submit());
    on(this.near.radius, "change", () => this.ask({ ...this.asked(), radius: Number(this.near.radius.value) }));
    on(this.sort, "change", () => this.ask({ ...this.asked(), sort: this.sort.value }));
    on(window, "popstate", () => this.moved());
    on(window, "scroll", () => this.scrolled());
  }

  /** Opens the index, and understands what the address says. */
  async open() {
    this.shown.waiting();
    try {
      this.finder = await openFinder(new URL(this.dataset.index || "?", document.baseURI).href, this.near.radii());
    } catch {
      return this.shown.failed(false);
    }
    await this.begin();
    everyMinute(() => this.tick(), this.ended.signal);
  }

  /** Searches for what the address says, and what was put into the form by now. */
  async begin() {
    await this.understand(true);
    if (this.state.near === HERE && !(await this.near.isKept())) this.state = withoutTerm(this.state, "near");
    this.state = { ...this.state, near: await this.readNear(this.state.near) };
    if (this.typed === null) this.settle(this.asked(), false);
    else this.search();
  }

  /** What is asked for, with what is understood of the words that are in the box. */
  asked() {
    return this.found ? understood(this.state, this.found) : this.state;
  }

  /** Reads the words in the box, the last of which may go on where they are not `whole`; gives false where they are others by then. */
  async understand(whole = false) {
    const text = this.box.value;
    const nothing = { taken: [], rest: text };
    this.missing = false;
    if (this.finder) this.shown.waiting();
    const found = this.finder ? await this.loaded(this.finder.understand(text, whole), nothing) : nothing;
    if (text !== this.box.value) return false;
    this.found = found;
    return true;
  }

  /** What a promise gives, or what stands in for it where a file does not load, which the search that follows will tell. */
  async loaded(promise, instead) {
    try {
      return await promise;
    } catch {
      this.missing = true;
      return instead;
    }
  }

  readNear(near) {
    return this.loaded(this.near.read(this.finder, near), near);
  }

  async type() {
    this.typed = this.box.value;
    this.limit = PAGEFUL;
    this.top = null;
    this.near.tell("");
    clearTimeout(this.writing);
    this.writing = setTimeout(() => writeAddress({ ...this.state, words: this.box.value }), WRITTEN);
    if (await this.understand()) this.search();
  }

  async submit(event = null) {
    if (event) event.preventDefault();
    await this.understand(true);
    this.near.tell("");
    const near = await this.readNear(this.asked().near);
    this.ask({ ...this.asked(), near }, this.near.line.textContent);
    if (event) this.shown.reveal();
  }

  choose(facet, id, text) {
    this.box.value = text ? `${text} ` : "";
    const ids = id.split(",");
    this.understand(true).then(() => this.ask(ids.reduce((state, each) => withTerm(state, facet, each), this.asked())));
  }

  /** What the end of a text may be meant to become, with a label, and the name of its facet. */
  async suggest(text) {
    const found = this.finder ? await this.finder.suggest(text).catch(() => []) : [];
    return found.map((each) => ({ ...each, ...suggestionWords(each, this.label, this.filters.titles()) }));
  }

  /** Takes back one thing that was asked for, or everything; what is still text leaves the box. */
  unchip({ facet, id, typed }) {
    if (!facet) {
      this.ask({ ...emptyState(), sort: this.state.sort });
    } else if (typed) {
      const term = this.found.taken.find((each) => each.facet === facet && String(each.id) === id);
      // What the index repaired is known by its word alone.
      this.box.value = "from" in term ? cutOut(this.box.value, term) : withoutWords(this.box.value, [term.text]);
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

  /** Searches around the device; where it does not tell its position, nothing is near. Not `isAsked` is what nobody waits for any more. */
  async locate(isAsked = () => true) {
    const isThere = await this.near.locate();
    if (!isAsked()) return;
    if (isThere) this.ask({ ...this.asked(), near: HERE });
    else if (this.asked().near === HERE) this.settle(withoutTerm(this.asked(), "near"), false);
  }

  /** Asks for a state: a new step in the reader's history, with nothing half typed left in the step before. */
  ask(state, told = "") {
    this.near.tell(told);
    clearTimeout(this.writing);
    const isNew = !sameState(state, this.state);
    if (isNew && this.typed !== null) writeAddress(this.state);
    if (isNew) keepPlace(this.limit);
    this.limit = PAGEFUL;
    this.top = null;
    this.settle(state, isNew);
  }

  settle(given, isNew) {
    const state = this.found ? withLoneRadius(given, this.found) : given;
    const isLost = state.near === HERE && !this.near.position;
    writeAddress(state, isNew);
    this.take(state);
    this.search({ quiet: isLost });
    if (isLost) this.locate(() => this.asked().near === HERE);
  }

  take(state) {
    this.state = state;
    this.found = null;
    this.typed = null;
    this.asking.fill(state);
    this.render();
  }

  /** Takes up what the address says, with as many results and as far down as they were left. */
  arrive() {
    const { limit, top } = keptPlace();
    this.limit = Math.max(PAGEFUL, limit);
    this.top = top;
    this.near.tell("");
    const state = readState(location.hash, (facet, id) => this.label(facet, id) !== "");
    this.take({ ...state, near: wasHere() ? HERE : state.near, radius: this.near.fitting(state.radius) });
  }

  scrolled() {
    clearTimeout(this.keeping);
    // Before there is an answer, the page is shorter than it was left.
    this.keeping = setTimeout(() => this.top === null && keepPlace(this.limit), WRITTEN);
  }

  /** Back, forward, or another fragment; the name of a part of the page is no search, and does not end this one. */
  async moved() {
    if (!isState(location.hash)) {
      writeAddress({ ...this.state, words: this.box.value });
      return;
    }
    clearTimeout(this.writing);
    clearTimeout(this.keeping);
    this.arrive();
    await this.begin();
  }

  render() {
    const asked = this.asked();
    this.asking.show(asked, this.state);
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
    let isAnswered = false;
    if (more) this.limit += PAGEFUL;
    this.shown.waiting();
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
      isAnswered = true;
      this.shown.answer(answer, this.asked(), { quiet, more, total: Number(this.dataset.total), place: this.near.label });
      if (this.missing) this.shown.failed(true);
      else this.shown.calm();
      if (this.top !== null) scrollTo({ top: this.top, behavior: "instant" });
      this.top = null;
      if (more) keepPlace(this.limit);
      // What is shown first is seen first.
      await new Promise((done) => setTimeout(done));
      const counts = answer.later && (await answer.later());
      if (counts && !signal.aborted) this.filters.tally(counts);
      const others = answer.elsewhere && (await answer.elsewhere());
      if (!signal.aborted) this.shown.byName(others, answer.marks);
    } catch {
      if (!signal.aborted) this.shown.failed(isAnswered);
    } finally {
      if (!signal.aborted) this.searching = null;
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

  /** Time goes on: what is asked for by it is looked up again, unless that is under way, or somebody is on a card. */
  tick() {
    const { when, sort } = this.asked();
    if (!this.searching && (when || sort === "next") && !this.shown.results.contains(document.activeElement)) this.search({ quiet: true });
  }
}
