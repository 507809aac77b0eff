import { HERE, termsOf } from "../find/state.js";
import { chipWords } from "../find/telling.js";
import { _ } from "../shared/words.js";
import { Near } from "./near.js";

/** Everything by which somebody says what to search for, with what is asked for shown in it: the box, the place, chips, filters, the order. */
export class Form {
  constructor(page) {
    const one = (name) => page.querySelector(name);
    this.unit = page.dataset.unit;
    this.form = one(".find__form");
    this.box = one("alongside-combobox");
    this.near = new Near(this.form);
    this.sort = one("#find-sort");
    this.chips = one("alongside-chips");
    this.filters = one("alongside-filters");
    const labels = new Map(this.filters.terms().map((term) => [`${term.facet} ${term.id}`, term.label]));
    this.label = (facet, id) => labels.get(`${facet} ${id}`) || "";
  }

  /** Puts what was asked for into its fields. */
  fill(state) {
    this.box.value = state.words;
    this.near.radius.value = String(state.radius);
    this.sort.value = state.sort;
  }

  /** Shows what is asked for, of which what is not in `state` yet is still text in the box. */
  show(asked, state) {
    const settled = new Set(termsOf(state).map(String));
    const chips = termsOf(asked).map((term) => {
      const [facet, id] = term;
      const typed = !settled.has(String(term));
      const isIdle = typed && id === HERE && !this.near.position;
      return { facet, id, label: isIdle ? _("Near me") : chipWords(term, this.label, asked, this.unit, this.near.called(asked.near)), typed };
    });
    if (!this.chips.show(chips)) this.box.input.focus();
    this.filters.choose({ ...asked.chosen, after: asked.after === null ? [] : [String(asked.after)] });
    for (const button of this.form.querySelectorAll("[data-when]")) button.setAttribute("aria-pressed", String(button.dataset.when === asked.when));
    this.sort.options[1].disabled = !asked.near;
  }
}
