import { define } from "../shared/define.js";
import { _ } from "../shared/words.js";

/**
 * Adds a button that copies a passage, and says that it did.
 *
 *   <alongside-copy><pre class="snippet"><code>…</code></pre></alongside-copy>
 *
 * Adds `button.button` and `span.copy__status`. Where the browser does not let it copy, the passage is selected instead.
 */
export class Copy extends HTMLElement {
  static define() {
    define("alongside-copy", Copy);
  }

  connectedCallback() {
    this.ended = new AbortController();
    for (const old of this.querySelectorAll(".copy__button, .copy__status")) old.remove();
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button copy__button";
    button.textContent = _("Copy");
    this.status = document.createElement("span");
    this.status.className = "copy__status";
    this.status.setAttribute("role", "status");
    this.append(button, this.status);
    button.addEventListener("click", () => this.copy(), { signal: this.ended.signal });
  }

  disconnectedCallback() {
    this.ended.abort();
  }

  async copy() {
    const passage = this.querySelector("code, pre");
    if (!passage) return;
    // Emptied first: the same words again would not be announced.
    this.status.textContent = "";
    try {
      await navigator.clipboard.writeText(passage.textContent);
      this.status.textContent = _("Copied");
    } catch {
      getSelection().selectAllChildren(passage);
      this.status.textContent = _("The text is selected and can be copied now");
    }
  }
}
