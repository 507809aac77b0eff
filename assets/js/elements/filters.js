import { count } from "../find/telling.js";
import { define } from "../shared/define.js";

/**
 * Facets as boxes to tick, whose counts follow what is searched for.
 *
 *   <alongside-filters><details class="facet" data-facet="day"><summary>Day <span class="facet__chosen"></span></summary>
 *     <ul><li><label><input type="checkbox" value="monday"> <span class="facet__label">Monday</span> <span class="facet__count">12</span></label></li></ul>
 *     <button class="facet__more">Show all 12</button></details></alongside-filters>
 *
 * A choice whose <li> has a data-facet of its own sets that instead, and nothing is counted for it.
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
    this.addEventListener("click", (event) => event.target.closest(".find__show button") && this.leave(), { signal });
  }

  disconnectedCallback() {
    this.ended.abort();
  }

  /** Every term: { facet, id, label }. */
  terms() {
    return [...this.querySelectorAll("input")].map((input) => {
      return { facet: setBy(input), id: input.value, label: input.parentElement.querySelector(".facet__label").textContent };
    });
  }

  /** What each facet is called. */
  titles() {
    return new Map(Array.from(this.querySelectorAll("details[data-facet]"), (fold) => [fold.dataset.facet, fold.querySelector("legend").textContent]));
  }

  /** Ticks what is chosen, opens the lists that hold any of it, and says how many are chosen in each. */
  choose(chosen) {
    for (const fold of this.querySelectorAll("details[data-facet]")) {
      let many = 0;
      for (const input of fold.querySelectorAll("input")) {
        input.checked = (chosen[setBy(input)] || []).includes(input.value);
        if (input.checked) input.closest("li").hidden = false;
        many += input.checked;
      }
      if (many) fold.open = true;
      fold.querySelector(".facet__chosen").textContent = many ? `(${count(many)})` : "";
    }
  }

  /** Shows how many listings each term would bring, a Map by id for each facet; what would bring none stays, dimmed. */
  tally(counts) {
    for (const fold of this.querySelectorAll("details[data-facet]")) {
      const found = counts[fold.dataset.facet] || new Map();
      for (const input of fold.querySelectorAll("li:not([data-facet]) input")) {
        const many = found.get(input.value) || 0;
        input.parentElement.querySelector(".facet__count").textContent = count(many);
        input.parentElement.classList.toggle("facet__choice--none", !many && !input.checked);
      }
    }
  }

  changed(input) {
    this.dispatchEvent(new CustomEvent("filter-changed", { detail: { facet: setBy(input), id: input.value, chosen: input.checked }, bubbles: true }));
  }

  clicked(button) {
    if (!button) return;
    const hidden = [...button.closest("fieldset").querySelectorAll("li[hidden]")];
    for (const item of hidden) item.hidden = false;
    button.parentElement.hidden = true;
    // The button is gone; what it brought comes next.
    if (hidden.length) hidden[0].querySelector("input").focus();
  }

  /** From the filters, which are in the way on a narrow screen, to what was found. */
  leave() {
    const total = document.getElementById("find-total");
    this.closest("details").open = false;
    total.tabIndex = -1;
    total.focus();
  }
}

/** What an input sets. */
function setBy(input) {
  return input.closest("[data-facet]").dataset.facet;
}
