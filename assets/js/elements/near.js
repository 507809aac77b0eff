import { whereAmI } from "../find/position.js";
import { HERE } from "../find/state.js";
import { _ } from "../shared/words.js";

/**
 * The part of a form that says where: a text field, a radius that is there once there is a place, and a line that says what is wrong.
 *
 * `label` is what the place is called, "" for the device's own position, null for a place that is not known.
 */
export class Near {
  constructor(form) {
    this.field = form.querySelector("#find-near");
    this.radius = form.querySelector("#find-radius");
    this.line = form.querySelector(".find__told");
    this.position = null;
    this.label = "";
    this.near = "";
  }

  /** The radii to choose from. */
  radii() {
    return Array.from(this.radius.options, (option) => Number(option.value));
  }

  tell(text) {
    this.line.textContent = text;
  }

  /** The place that stands in the field, as an id, where it is another than the one searched around; a name nobody knows changes nothing. */
  async read(finder, near) {
    const text = this.field.value.trim();
    if (!finder || text === this.shown) return near;
    const id = text && (await finder.nearOf(text));
    this.tell(text && !id ? unknown() : "");
    return text && !id ? near : id;
  }

  /** Shows a place and the radius around it; the field stays as it is while somebody writes in it. */
  show(near, place) {
    if (near !== this.near && (near || this.label === null)) this.tell(near && near !== HERE && !place ? unknown() : "");
    this.near = near;
    this.label = near && near !== HERE ? place && place.label : "";
    this.shown = this.label === null ? near : this.label;
    if (document.activeElement !== this.field || !near) this.field.value = this.shown;
    this.radius.closest("p").hidden = !near || this.label === null;
  }

  /** Asks the device where it is, and its owner whether that may be told. */
  async locate() {
    this.tell(_("Asking your device where you are …"));
    this.position = (await whereAmI()) || this.position;
    this.tell(this.position ? "" : _("Your device does not say where you are. A ZIP code or a town does as well."));
    return this.position !== null;
  }
}

function unknown() {
  return _("No town or ZIP code of that name is known here.");
}
