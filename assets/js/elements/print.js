import { define } from "../shared/define.js";
import { _ } from "../shared/words.js";

/**
 * A button that prints the page.
 *
 *   <alongside-print></alongside-print>
 *
 * Adds `button.button`; without script there is none, and the browser's own menu prints.
 */
export class Print extends HTMLElement {
  static define() {
    define("alongside-print", Print);
  }

  connectedCallback() {
    this.ended = new AbortController();
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button print__button";
    button.textContent = _("Print this page");
    button.addEventListener("click", () => print(), { signal: this.ended.signal });
    this.replaceChildren(button);
  }

  disconnectedCallback() {
    this.ended.abort();
  }
}
