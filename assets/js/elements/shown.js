import { withoutTerm } from "../find/state.js";
import { chipWords, count, foundWords, searchedWords } from "../find/telling.js";
import { _ } from "../shared/words.js";

// After this long without a change, a screen reader is told what was found.
const SETTLED = 700;

/**
 * What the page that searches shows of an answer: how many, what was searched, the cards, or what helps where there are none; and what
 * is wrong while something is.
 *
 * Dispatches on the page's element: `find-asked` with a function from what is asked for to what is asked for instead, `find-more`,
 * `find-again`.
 */
export class Shown {
  constructor(page) {
    this.page = page;
    this.one = (name) => page.querySelector(name);
    this.results = this.one("alongside-results");
    this.total = this.one(".find__total");
    this.everywhere = this.one(".find__everywhere");
    this.empty = this.one(".find__empty");
    this.again = this.one(".find__again");
  }

  /** Shows the form, and listens to what is offered. */
  begin(labels) {
    this.labels = labels;
    Object.assign(this.results, { home: this.page.dataset.home, unit: this.page.dataset.unit, labels });
    for (const name of [".find__form", ".find__body"]) this.one(name).hidden = false;
    const { signal } = this.page.ended;
    this.one(".find__more button").addEventListener("click", () => this.send("find-more"), { signal });
    this.again.addEventListener("click", () => this.send("find-again"), { signal });
    this.everywhere.addEventListener("click", () => this.instead((state) => ({ ...state, everywhere: true })), { signal });
    this.one(".find__drops").addEventListener("click", (event) => this.dropped(event.target.closest("button")), { signal });
  }

  loading(isLoading) {
    this.hideAgain();
    this.results.setAttribute("aria-busy", String(isLoading));
    if (isLoading) this.one(".find__searched span").textContent = _("Loading the listings …");
  }

  /** Says what is wrong; with `retry`, and a button to try again. */
  trouble(text, retry = false) {
    const line = this.one(".find__trouble");
    line.hidden = false;
    line.firstElementChild.textContent = text;
    this.again.hidden = !retry;
    if (!retry) return;
    this.results.setAttribute("aria-busy", "false");
    if (!this.results.querySelector(".cards > li")) this.one(".find__searched span").textContent = "";
  }

  /** Nothing is wrong any more. */
  calm() {
    this.one(".find__trouble").hidden = true;
    this.hideAgain();
  }

  hideAgain() {
    const hadFocus = this.again.contains(document.activeElement);
    this.again.hidden = true;
    if (hadFocus) this.toTotal();
  }

  /** How many filters are set, on the button that opens them. */
  narrowed(many) {
    this.one(".find__filters-count").textContent = many ? `(${count(many)})` : "";
  }

  answer(answer, asked, { quiet, more, total, place }) {
    const list = this.one("alongside-results > .cards");
    const before = list.children.length;
    this.asked = asked;
    this.loading(false);
    this.total.textContent = foundWords(answer.total);
    this.one(".find__searched span").textContent = searchedWords({ ...answer.searched, names: Boolean(answer.elsewhere) }, total, place);
    this.everywhere.hidden = answer.searched.all || asked.everywhere;
    this.help(answer, place);
    this.results.show(list, answer.total ? answer.hits : answer.nearest, answer.marks);
    this.one(".find__more").hidden = answer.hits.length >= answer.total;
    if (answer.counts) this.page.filters.tally(answer.counts);
    if (more && list.children[before]) list.children[before].querySelector("a").focus();
    else if (!quiet) this.announce();
  }

  /** Shows what else goes by the name that was searched for, where not everything was searched: { total, hits }, or null. */
  byName(found, marks) {
    const place = this.one(".find__elsewhere");
    place.hidden = !found || !found.total;
    if (place.hidden) return;
    place.querySelector("h3").textContent = _("Also by this name elsewhere: %(count)s", { count: count(found.total) });
    this.results.show(place.querySelector(".cards"), found.hits, marks);
  }

  /** Where nothing was found: what to leave out and what that brings, what is nearest, what is there from anywhere. */
  help({ total, without, nearest, online }, place) {
    this.empty.hidden = total > 0;
    this.one(".find__nearest").hidden = total > 0 || !nearest.length;
    const offers = total ? [] : [...new Map(Object.entries(without || {}))].filter(([, many]) => many).sort((one, other) => other[1] - one[1]);
    const buttons = offers.map(([facet, many]) => {
      return offerButton(_("Without %(what)s: %(count)s", { what: this.what(facet, place), count: count(many) }), facet);
    });
    if (!total && online) buttons.push(offerButton(_("Online, from anywhere: %(count)s", { count: count(online) }), "online"));
    this.one(".find__drops").replaceChildren(...buttons);
  }

  what(facet, place) {
    const { asked } = this;
    if (facet === "words") return _("“%(words)s”", { words: asked.words });
    const ids = facet in asked.chosen ? asked.chosen[facet] : [String(asked[facet])];
    return ids.map((id) => chipWords([facet, id], this.labels, asked, this.page.dataset.unit, place)).join(", ");
  }

  dropped(button) {
    if (!button) return;
    const { facet } = button.dataset;
    this.instead((state) => (facet === "online" ? online(state) : withoutTerm(state, facet)));
  }

  /** Asks for something else; what was pressed goes away, so the focus goes to what was found. */
  instead(change) {
    this.toTotal();
    this.send("find-asked", change);
  }

  toTotal() {
    this.total.tabIndex = -1;
    this.total.focus();
  }

  announce() {
    clearTimeout(this.saying);
    this.saying = setTimeout(() => {
      this.one(".find__said").textContent = this.total.textContent;
    }, SETTLED);
  }

  send(name, detail = null) {
    this.page.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function online(state) {
  return { ...withoutTerm(state, "near"), chosen: { ...state.chosen, attendance: ["online"] } };
}

function offerButton(text, facet) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.dataset.facet = facet;
  button.textContent = text;
  item.append(button);
  return item;
}
