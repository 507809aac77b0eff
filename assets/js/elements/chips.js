import { define } from "../shared/define.js";
import { _ } from "../shared/words.js";

/**
 * What a search is narrowed to, each as a button that takes it away.
 *
 *   <alongside-chips hidden><template><button class="chip">...<span class="chip__label">...</span></button></template><ul></ul></alongside-chips>
 *
 * Dispatches `chip-removed` with { facet, id, typed }; facet "" is all of them.
 */
export class Chips extends HTMLElement {
  static define() {
    define("alongside-chips", Chips);
  }

  connectedCallback() {
    this.ended = new AbortController();
    this.list = this.querySelector("ul");
    this.addEventListener("click", (event) => this.clicked(event), { signal: this.ended.signal });
    this.chips = [];
    this.said = "";
  }

  disconnectedCallback() {
    this.ended.abort();
  }

  /**
   * Shows chips: { facet, id, label, typed }, `typed` for what is still text in the box.
   *
   * Where the one with the focus is gone, the next one gets it; gives false where there is none to get it.
   */
  show(chips) {
    const said = JSON.stringify(chips);
    if (said === this.said) return true;
    this.said = said;
    const before = [...this.querySelectorAll("button")].indexOf(document.activeElement);
    this.chips = chips;
    const all = chips.length > 1 ? [{ facet: "", id: "", label: "", typed: false }] : [];
    this.list.replaceChildren(...[...chips, ...all].map((chip) => this.item(chip)));
    this.hidden = !chips.length;
    const buttons = this.querySelectorAll("button");
    if (before < 0) return true;
    if (buttons.length) buttons[Math.min(before, chips.length - 1)].focus();
    return buttons.length > 0;
  }

  item(chip) {
    const item = document.createElement("li");
    if (chip.facet) {
      item.append(document.importNode(this.querySelector("template").content, true));
      item.querySelector(".chip__label").textContent = chip.label;
      item.querySelector(".chip").classList.toggle("chip--typed", chip.typed);
    } else {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "chips__all";
      button.textContent = _("Remove all");
      item.append(button);
    }
    return item;
  }

  clicked(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const number = [...this.querySelectorAll("button")].indexOf(button);
    const { facet, id, typed } = this.chips[number] || { facet: "", id: "", typed: false };
    this.dispatchEvent(new CustomEvent("chip-removed", { detail: { facet, id, typed }, bubbles: true }));
  }
}
