/** Makes custom elements known to the page. */

/** Defines an element, unless its name is taken already. */
export function define(name, element) {
  if (!customElements.get(name)) customElements.define(name, element);
}
