import { count } from "../find/telling.js";
import { define } from "../shared/define.js";

/**
 * Facets as boxes to tick, whose counts follow what is searched for.
 *
 *   <alongside-filters><details class="facet" data-facet="day"><summary>Day <span class="facet__chosen"></span></summary>
 *     <ul><li><label><input type="checkbox" value="monday"> <span class="facet__label">Monday</span> <span class="facet__count">12</span></label></li></ul>
 *     <button class="facet__more">Show all 12</button></details></alongside-filters>
 *
 * Dispatches `filter-changed` with { facet, id, chosen }.
 */
export class Filters extends HTMLElement {
  static define() {
    define("alongside-filters", Filters);
  }

  connectedCallback() {
    this.ended = new AbortController();
    const { signal } = this.ended;
    this.addEventListener("change", (event) => this.changed(event.target), { signal });
    this.addEventListener("click", (event) => this.clicked(event.target.closest(".facet__more")), { signal });
  }

  disconnectedCallback() {
    this.ended.abort();
  }

  /** Every term: { facet, id, label }. */
  terms() {
    return [...this.querySelectorAll("input")].map((input) => {
      const fold = input.closest("[data-facet]");
      return { facet: fold.dataset.facet, id: input.value, label: input.parentElement.querySelector(".facet__label").textContent };
    });
  }

  /** What each facet is called. */
  titles() {
    return new Map(Array.from(this.querySelectorAll("[data-facet]"), (fold) => [fold.dataset.facet, fold.querySelector("legend").textContent]));
  }

  /** Ticks what is chosen, opens the lists that hold any of it, and says how many are chosen in each. */
  choose(chosen) {
    for (const fold of this.querySelectorAll("[data-facet]")) {
      const ids = chosen[fold.dataset.facet] || [];
      for (const input of fold.querySelectorAll("input")) {
        input.checked = ids.includes(input.value);
        if (input.checked) input.closest("li").hidden = false;
      }
      if (ids.length) fold.open = true;
      fold.querySelector(".facet__chosen").textContent = ids.length ? `(${count(ids.length)})` : "";
    }
  }

  /** Shows how many listings each term would bring, a Map by id for each facet; what would bring none stays, dimmed. */
  tally(counts) {
    for (const fold of this.querySelectorAll("[data-facet]")) {
      const found = counts[fold.dataset.facet] || new Map();
      for (const input of fold.querySelectorAll("input")) {
        const many = found.get(input.value) || 0;
        input.parentElement.querySelector(".facet__count").textContent = count(many);
        input.parentElement.classList.toggle("facet__choice--none", !many && !input.checked);
      }
    }
  }

  changed(input) {
    const { facet } = input.closest("[data-facet]").dataset;
    this.dispatchEvent(new CustomEvent("filter-changed", { detail: { facet, id: input.value, chosen: input.checked }, bubbles: true }));
  }

  clicked(button) {
    if (!button) return;
    const hidden = [...button.closest("fieldset").querySelectorAll("li[hidden]")];
    for (const item of hidden) item.hidden = false;
    button.parentElement.hidden = true;
    // The button is gone; what it brought comes next.
    if (hidden.length) hidden[0].querySelector("input").focus();
  }
}
