import { mayAsk, whereAmI } from "../find/position.js";
import { HERE } from "../find/state.js";
import { _ } from "../shared/words.js";

/**
 * The part of a form that says where: a text field, a radius that is there once there is a place, and a line that says what is wrong.
 *
 * `label` is what the place is called, "" for the device's own position, null for a place that is not known; `shown` is what the field
 * said last that was searched around: what stands in it beyond that nobody has read yet, and it stays.
 */
export class Near {
  constructor(form) {
    this.field = form.querySelector("#find-near");
    this.radius = form.querySelector("#find-radius");
    this.line = form.querySelector(".find__told");
    this.position = null;
    this.label = "";
    this.near = "";
    this.shown = "";
  }

  /** The radii to choose from. */
  radii() {
    return Array.from(this.radius.options, (option) => Number(option.value));
  }

  /** The radius to choose from that is nearest to another. */
  fitting(radius) {
    return this.radii().reduce((best, each) => (Math.abs(each - radius) < Math.abs(best - radius) ? each : best));
  }

  /** What a place that is searched around is called, undefined while that is not known yet. */
  called(near) {
    return near === this.near ? this.label : undefined;
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
    if (text && !id) return near;
    this.shown = this.field.value;
    return id;
  }

  /** Shows a place and the radius around it; what somebody is writing in the field stays. */
  show(near, place) {
    if (near !== this.near && near && near !== HERE && !place) this.tell(unknown());
    this.near = near;
    this.label = near ? place && place.label : "";
    const said = near === HERE ? "" : this.label === null ? near : this.label;
    const isWriting = this.field.value !== this.shown && document.activeElement === this.field;
    if (said !== this.shown && !isWriting) this.field.value = said;
    this.shown = said;
    this.radius.closest("p").hidden = !place;
  }

  /** Whether the device tells its position without asking its owner again; where it does not, the reader is told. */
  async isKept() {
    const isKept = this.position !== null || (await mayAsk());
    if (!isKept) this.tell(_("Where you are is not kept. Press “Near me” to search around you again."));
    return isKept;
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
