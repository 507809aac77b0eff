import { define } from "../shared/define.js";
import { pageInFolder } from "../shared/folders.js";

/**
 * One box whose words are searched for on another page.
 *
 *   <alongside-ask data-to="find/"><form hidden><label>... <input></label><button>Find</button></form></alongside-ask>
 *
 * The words go into the fragment of the address, which no host is told. Without script the form stays hidden.
 */
export class Ask extends HTMLElement {
  static define() {
    define("alongside-ask", Ask);
  }

  connectedCallback() {
    this.ended = new AbortController();
    const form = this.querySelector("form");
    form.hidden = false;
    form.addEventListener("submit", (event) => this.go(event), { signal: this.ended.signal });
  }

  disconnectedCallback() {
    this.ended.abort();
  }

  go(event) {
    event.preventDefault();
    const words = this.querySelector("input").value.trim();
    const { href } = new URL(this.dataset.to, document.baseURI);
    location.assign((pageInFolder(href) || href) + (words ? `#q=${encodeURIComponent(words)}` : ""));
  }
}
