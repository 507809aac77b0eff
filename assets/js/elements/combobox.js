import { define } from "../shared/define.js";

/**
 * A text box that suggests what its last words may be meant to become: an editable combobox with list autocomplete.
 *
 *   <alongside-combobox>
 *     <label for="words">...</label> <input id="words" role="combobox" aria-controls="list" ...> <ul id="list" role="listbox" hidden></ul>
 *   </alongside-combobox>
 *
 * `suggest`, set from outside, gives a promise of what a text may mean: { facet, id, label, title, start }, where `start` is the place
 * in the text from which on it is meant.
 * Dispatches `combobox-typed`, and `combobox-chosen` with { facet, id, text }: the option, and the text before it. Enter without a
 * choice is left to the form.
 *
 * Source: ARIA Authoring Practices, "Combobox": the focus stays in the box, arrow keys move aria-activedescendant, Escape closes the
 * list and then empties the box.
 */
export class Combobox extends HTMLElement {
  static define() {
    define("alongside-combobox", Combobox);
  }

  connectedCallback() {
    this.ended = new AbortController();
    const { signal } = this.ended;
    this.suggest = this.suggest || (async () => []);
    this.input = this.querySelector("[role=combobox]");
    this.list = this.querySelector("[role=listbox]");
    this.shown = [];
    this.active = -1;
    this.input.addEventListener("input", () => this.typed(), { signal });
    this.input.addEventListener("keydown", (event) => this.pressed(event), { signal });
    this.input.addEventListener("blur", () => this.close(), { signal });
    // The box keeps the focus while the list is clicked.
    this.list.addEventListener("mousedown", (event) => event.preventDefault(), { signal });
    this.list.addEventListener("click", (event) => this.clicked(event), { signal });
  }

  disconnectedCallback() {
    this.ended.abort();
  }

  get value() {
    return this.input.value;
  }

  set value(text) {
    if (this.input.value !== text) this.input.value = text;
    this.close();
  }

  typed() {
    this.open();
    this.tell("combobox-typed");
  }

  pressed(event) {
    if (event.isComposing) return;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      const step = key === "ArrowDown" ? 1 : -1;
      if (this.list.hidden) this.open(step);
      else this.move(step);
    } else if (key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.choose(this.active);
    } else if (key === "Enter") {
      this.close();
    } else if (key === "Escape" && (!this.list.hidden || this.value)) {
      event.preventDefault();
      this.escape();
    }
  }

  escape() {
    if (!this.list.hidden) {
      this.close();
      return;
    }
    this.value = "";
    this.tell("combobox-typed");
  }

  clicked(event) {
    const option = event.target.closest("[role=option]");
    if (option) this.choose([...this.list.children].indexOf(option));
  }

  choose(number) {
    const { facet, id, start } = this.shown[number];
    this.tell("combobox-chosen", { facet, id, text: this.value.slice(0, start).trim() });
  }

  async open(step = 0) {
    const { value } = this;
    const found = await this.suggest(value);
    if (value !== this.value || document.activeElement !== this.input) return;
    this.shown = found;
    this.active = -1;
    this.list.replaceChildren(...this.shown.map(({ label, title }, n) => optionElement(`${this.list.id}-${n}`, label, title)));
    this.show(found.length > 0);
    if (step && found.length) this.move(step);
  }

  close() {
    this.active = -1;
    this.show(false);
  }

  show(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
    this.point();
  }

  /** To the next or the one before; beyond either end none is active, and the text is as it was typed. */
  move(step) {
    const places = this.shown.length + 1;
    this.active = ((this.active + 1 + step + places) % places) - 1;
    this.point();
  }

  point() {
    [...this.list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === this.active)));
    const option = this.list.children[this.active];
    if (!option) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  tell(name, detail = null) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

function optionElement(id, label, title) {
  const option = document.createElement("li");
  option.id = id;
  option.className = "combobox__option";
  option.setAttribute("role", "option");
  const sort = document.createElement("span");
  sort.className = "combobox__sort";
  sort.textContent = title;
  option.append(label, " ", sort);
  return option;
}
