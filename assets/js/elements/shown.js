import { onlyTerm, withoutTerm } from "../find/state.js";
import { chipWords, count, foundWords, searchedWords } from "../find/telling.js";
import { _ } from "../shared/words.js";

// After this long without a change, a screen reader is told what was found.
const SETTLED = 700;
// After this long without an answer, a reader is told that it goes on.
const SLOW = 4_000;

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
    this.asked = null;
    this.offers = [];
    this.slow = 0;
    this.tried = false;
  }

  /** Shows the form, and listens to what is offered. */
  begin(labels) {
    this.labels = labels;
    Object.assign(this.results, { home: this.page.dataset.home, unit: this.page.dataset.unit, labels });
    for (const name of [".find__form", ".find__body"]) this.one(name).hidden = false;
    const { signal } = this.page.ended;
    this.one(".find__more button").addEventListener("click", () => this.send("find-more"), { signal });
    this.again.addEventListener("click", () => this.retry(), { signal });
    this.everywhere.addEventListener("click", () => this.instead((state) => ({ ...state, everywhere: true })), { signal });
    this.one(".find__drops").addEventListener("click", (event) => this.taken(event.target.closest("li")), { signal });
  }

  /** Says that files are on their way: at once where there is nothing yet, else where it takes long. */
  waiting() {
    this.results.setAttribute("aria-busy", "true");
    if (!this.asked) this.one(".find__searched span").textContent = _("Loading the listings …");
    const still = () => this.trouble(_("The listings are still on their way. Meanwhile everything can be browsed below."));
    this.slow = this.slow || setTimeout(still, SLOW);
  }

  done() {
    clearTimeout(this.slow);
    this.slow = 0;
    this.results.setAttribute("aria-busy", "false");
  }

  /** Whether no page can search here, and says why. */
  cannot() {
    const isOnDisk = location.protocol === "file:";
    if (isOnDisk) this.trouble(_("This page was opened from a disk, and browsers let no page search there. Everything can still be browsed:"));
    else if ("DecompressionStream" in globalThis) return false;
    else this.trouble(_("This browser is too old to search here. Everything can still be browsed:"));
    return true;
  }

  /** Says what is wrong. */
  trouble(text) {
    const line = this.one(".find__trouble");
    line.hidden = false;
    line.firstElementChild.textContent = text;
  }

  /** Says that something could not be loaded, and what that means for what is shown; another try is offered, and after it a new page. */
  failed(isAnswered) {
    this.done();
    let text = _("The listings could not be loaded, so nothing can be searched just now. Everything can still be browsed below.");
    if (this.asked) text = _("Part of the listings could not be loaded. What is shown was found by the search before.");
    if (isAnswered) text = _("Part of the listings could not be loaded. What is shown may not be all.");
    this.trouble(this.tried ? [text, _("If that does not change, reload the page.")].join(" ") : text);
    this.again.hidden = false;
    if (!this.asked) this.one(".find__searched span").textContent = "";
  }

  retry() {
    this.tried = true;
    this.send("find-again");
  }

  /** Nothing is wrong any more. */
  calm() {
    this.tried = false;
    this.one(".find__trouble").hidden = true;
    this.hideAgain();
  }

  hideAgain() {
    const hadFocus = this.again.contains(document.activeElement);
    this.again.hidden = true;
    if (hadFocus) this.toTotal();
  }

  /** On a narrow screen what is found stands below the form: the keyboard goes away, and the number comes into sight. */
  reveal() {
    if (matchMedia("(min-width: 56rem)").matches) return;
    document.activeElement.blur();
    this.total.scrollIntoView();
  }

  /** How many filters are set, on the button that opens them. */
  narrowed(many) {
    this.one(".find__filters-count").textContent = many ? `(${count(many)})` : "";
  }

  answer(answer, asked, { quiet, more, total, place }) {
    const list = this.one("alongside-results > .cards");
    const before = list.children.length;
    this.asked = asked;
    this.done();
    this.total.textContent = foundWords(answer.total);
    this.one(".find__searched span").textContent = searchedWords({ ...answer.searched, names: Boolean(answer.elsewhere) }, total, place);
    this.everywhere.hidden = answer.searched.all || asked.everywhere;
    this.help(answer, place);
    this.results.show(list, answer.total ? answer.hits : answer.nearest, answer.marks);
    this.one(".find__more").hidden = answer.hits.length >= answer.total;
    if (answer.counts) this.page.filters.tally(answer.counts);
    if (more && list.children[before]) list.children[before].querySelector("a").focus();
    else if (!quiet && !answer.unfinished) this.announce();
  }

  /** Shows what else goes by the name that was searched for, where not everything was searched: { total, hits }, or null. */
  byName(found, marks) {
    const place = this.one(".find__elsewhere");
    place.hidden = !found || !found.total;
    if (place.hidden) return;
    place.querySelector("h3").textContent = _("Also by this name elsewhere: %(count)s", { count: count(found.total) });
    this.results.show(place.querySelector(".cards"), found.hits, marks);
  }

  /** Where nothing was found: what to leave out, or ask for alone, and what that brings; what is nearest, what is there from anywhere. */
  help({ total, without, alone, nearest, online, unfinished }, place) {
    this.empty.hidden = total > 0;
    this.one(".find__nearest").hidden = total > 0 || !nearest.length;
    const drops = Object.entries(without || {}).filter(([, many]) => many).sort((one, other) => other[1] - one[1]);
    const fewer = drops.map(([facet, many]) => {
      const text = _("Without %(what)s: %(count)s", { what: this.what(facet, place), count: count(many) });
      return [text, (state) => withoutTerm(state, facet)];
    });
    const only = alone.map(([facet, words, many]) => {
      const text = _("Only %(what)s: %(count)s", { what: this.what(facet, place, words), count: count(many) });
      return [text, (state) => onlyTerm(state, facet, words)];
    });
    const afar = online ? [[_("Online, from anywhere: %(count)s", { count: count(online) }), fromAfar]] : [];
    this.offers = total || unfinished ? [] : [...fewer, ...only, ...afar];
    this.one(".find__drops").replaceChildren(...this.offers.map(([text]) => offerButton(text)));
  }

  what(facet, place, words = this.asked.words) {
    const { asked } = this;
    if (facet === "words") return _("“%(words)s”", { words });
    const ids = facet in asked.chosen ? asked.chosen[facet] : [String(asked[facet])];
    return ids.map((id) => chipWords([facet, id], this.labels, asked, this.page.dataset.unit, place)).join(", ");
  }

  taken(item) {
    if (item) this.instead(this.offers[[...item.parentElement.children].indexOf(item)][1]);
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

function fromAfar(state) {
  return { ...withoutTerm(state, "near"), chosen: { ...state.chosen, attendance: ["online"] } };
}

function offerButton(text) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = text;
  item.append(button);
  return item;
}
