import { define } from "../shared/define.js";

// However a link is opened, in this tab or in another.
const OPENING = ["click", "auxclick", "contextmenu"];

/**
 * Keeps the reader's place and filters when the language is changed.
 *
 *   <alongside-languages><a href="../es/meetings/" hreflang="es" lang="es">Español</a></alongside-languages>
 */
export class Languages extends HTMLElement {
  static define() {
    define("alongside-languages", Languages);
  }

  connectedCallback() {
    this.ended = new AbortController();
    for (const name of OPENING) this.addEventListener(name, carry, { signal: this.ended.signal });
  }

  disconnectedCallback() {
    this.ended.abort();
  }
}

function carry(event) {
  const link = event.target.closest("a[href]");
  if (link) link.hash = location.hash;
}
