import { define } from "../shared/define.js";
import { _ } from "../shared/words.js";

const PRESSES = 3;
const PATIENCE = 5_000;

/**
 * Leaves the page quickly: by its link, or by pressing Shift three times, each within five seconds of the one before.
 *
 *   <alongside-exit data-url="https://www.weather.gov/">
 *     <a class="exit__link" rel="nofollow noreferrer" href="https://www.weather.gov/">Leave this page quickly</a>
 *   </alongside-exit>
 *
 * Covers the page at once (`div.exit__overlay`), then goes to the other page in place of this one, so that "back" does not lead
 * here. Adds three dots that show how many presses are counted (`span.exit__dots`, `exit__dot--on`) and says the same to a screen
 * reader (`span.exit__status`).
 *
 * Shift counts wherever it is pressed, in a search box too: whoever must leave may be typing just then. Typing is told apart as
 * GOV.UK's component does it: any other key in between starts the count again, and so does Shift held for a capital letter.
 * Escape was refused there, since it does other things in browsers and in assistive technology.
 */
export class Exit extends HTMLElement {
  static define() {
    define("alongside-exit", Exit);
  }

  connectedCallback() {
    this.ended = new AbortController();
    const { signal } = this.ended;
    this.presses = 0;
    this.held = false;
    for (const old of this.querySelectorAll(".exit__dots, .exit__status")) old.remove();
    this.dots = this.part("exit__dots");
    this.dots.setAttribute("aria-hidden", "true");
    for (let n = 0; n < PRESSES; n += 1) this.dots.append(document.createElement("span"));
    this.status = this.part("exit__status");
    this.status.setAttribute("role", "status");
    this.count(0, "");
    this.addEventListener("click", (event) => this.clicked(event), { signal });
    document.addEventListener("keyup", (event) => this.released(event), { signal, capture: true });
    addEventListener("pageshow", () => this.reset(), { signal });
  }

  disconnectedCallback() {
    this.ended.abort();
    clearTimeout(this.timer);
  }

  /** Covers the page and leaves it. */
  leave() {
    this.count(0, "");
    document.body.hidden = true;
    this.overlay = document.createElement("div");
    this.overlay.className = "exit__overlay";
    this.overlay.setAttribute("role", "alert");
    // Outside of the body, which is hidden; the words come last, so that they are announced.
    document.documentElement.append(this.overlay);
    this.overlay.textContent = _("Leaving this page");
    location.replace(this.dataset.url || "about:blank");
  }

  /** Shows the page again where the browser brings it back as it was left. */
  reset() {
    if (!this.overlay) return;
    this.overlay.remove();
    this.overlay = null;
    document.body.hidden = false;
    this.count(0, "");
  }

  clicked(event) {
    if (!event.target.closest(".exit__link")) return;
    event.preventDefault();
    this.leave();
  }

  /** Counts Shift let go by itself: a key that was let go while Shift was held makes the next Shift part of typing. */
  released(event) {
    if (event.key !== "Shift") {
      if (this.presses) this.count(0, "");
    } else if (!this.held) {
      this.pressed();
    }
    this.held = event.shiftKey;
  }

  pressed() {
    if (this.presses + 1 >= PRESSES) {
      this.leave();
      return;
    }
    const left = [_("Leave this page: press Shift once more"), _("Leave this page: press Shift two more times")];
    this.count(this.presses + 1, left[PRESSES - this.presses - 2]);
    this.timer = setTimeout(() => this.count(0, _("Leaving was cancelled")), PATIENCE);
  }

  count(presses, said) {
    clearTimeout(this.timer);
    this.presses = presses;
    this.dots.hidden = !presses;
    Array.from(this.dots.children).forEach((dot, n) => {
      dot.className = n < presses ? "exit__dot exit__dot--on" : "exit__dot";
    });
    this.status.textContent = said;
  }

  part(style) {
    const part = document.createElement("span");
    part.className = style;
    this.append(part);
    return part;
  }
}
