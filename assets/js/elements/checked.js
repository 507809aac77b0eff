import { define } from "../shared/define.js";
import { _, fromNow } from "../shared/words.js";
import { DAY } from "../time/zones.js";

/**
 * Says kindly that a listing was last checked long ago; hides the hint where it was not.
 *
 *   <alongside-checked data-on="2026-03-01" data-every="180">
 *     Checked on March 1, 2026. <span class="checked__hint">If that is long ago, please ask before you set out.</span>
 *   </alongside-checked>
 *
 * data-on      the day of the check
 * data-every   days after which it is due again
 * data-stays   nobody sets out for it: a helpline, an app
 * data-short   on a card: nothing while it is fresh, then "a while ago" in `span.checked__stale`
 *
 * Has the class `checked--stale` where the check is due again.
 */
export class Checked extends HTMLElement {
  static define() {
    define("alongside-checked", Checked);
  }

  connectedCallback() {
    const { on, every } = this.dataset;
    const age = daysSince(on, new Date());
    // A date that cannot be read compares as false.
    const isStale = age > Number(every);
    this.classList.toggle("checked--stale", isStale);
    if (!isStale && !(age <= Number(every))) return;
    if ("short" in this.dataset) this.mark(isStale);
    else this.tell(isStale, age);
  }

  mark(isStale) {
    if (!isStale || this.querySelector(".checked__stale")) return;
    const mark = document.createElement("span");
    mark.className = "checked__stale";
    mark.textContent = _("a while ago");
    this.append(" ", mark);
  }

  tell(isStale, age) {
    const hint = this.querySelector(".checked__hint");
    if (!hint) return;
    hint.hidden = !isStale;
    if (isStale) hint.textContent = kindly(age, "stays" in this.dataset);
  }
}

/** Days from a date to the reader's own today; NaN where it is no date. */
export function daysSince(date, now) {
  return (Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.parse(date)) / DAY;
}

/** How long ago it was, in whole years, months or days, and what follows from it. */
export function kindly(days, stays) {
  const months = Math.floor(days / 30.44);
  let ago = fromNow(-days, "day");
  if (months >= 1) ago = fromNow(-months, "month");
  if (months >= 24) ago = fromNow(-Math.floor(months / 12), "year");
  return stays ? _("That was %(ago)s; things may have changed.", { ago }) : _("That was %(ago)s. Please ask before you set out.", { ago });
}
