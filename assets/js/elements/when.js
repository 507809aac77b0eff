import { define } from "../shared/define.js";
import { everyMinute } from "../shared/minute.js";
import { timely } from "../shared/words.js";
import { isOnce, occurrences } from "../time/occurrences.js";
import { parse } from "../time/schedule.js";
import { dates, sentence } from "../time/sentences.js";
import { DAY, readersZone } from "../time/zones.js";

const NEXT_DATES = 4;
const NEAR = 6 * DAY;

/**
 * Says what is on now or comes next, and stays right while the page is open. Not a live region: nobody is interrupted.
 *
 *   <alongside-when class="live" data-when="America/Denver 60; w1 19:00+75"></alongside-when>
 *
 * data-when   the schedule (alongside/timetable/exchange.py, `compact`)
 * data-afar   it is joined from afar: the reader's days, and both clocks where they differ
 * data-show   "dates": the four dates behind the one it tells, too, of what happens again and again
 *
 * Fills itself with `span.live__text` and, with dates, `ul.live__dates`; has the class `live--now` while it is on.
 */
export class When extends HTMLElement {
  static define() {
    define("alongside-when", When);
  }

  connectedCallback() {
    this.said = null;
    this.schedule = parse(this.dataset.when || "");
    if (!this.schedule) return;
    this.ended = new AbortController();
    everyMinute((at) => this.show(at), this.ended.signal);
  }

  disconnectedCallback() {
    if (this.ended) this.ended.abort();
  }

  /** Shows what holds at an instant, and leaves the page alone where that is what it shows already. */
  show(at) {
    const reader = "afar" in this.dataset ? readersZone() : "";
    const once = isOnce(this.schedule);
    const far = once && occurrences(this.schedule, at, at + NEAR).length === 0;
    // The page tells the date of what happens once; until it is near there is no more to say.
    const found = far ? null : sentence(this.schedule, at, reader);
    // Nor where the page lists the dates themselves.
    const again = this.schedule.rules.some((rule) => rule.freq !== "s" && rule.freq !== "d");
    const list = this.dataset.show === "dates" && again ? dates(this.schedule, at, 1 + NEXT_DATES, reader).slice(1) : [];
    const said = JSON.stringify([found, list]);
    if (said === this.said) return;
    this.said = said;
    this.classList.toggle("live--now", Boolean(found && found.now));
    this.replaceChildren(...(found ? [textElement("span", "live__text", found.text)] : []), ...(list.length ? [listElement(list)] : []));
  }
}

function textElement(name, style, text) {
  const element = document.createElement(name);
  element.className = style;
  element.textContent = timely(text);
  return element;
}

function listElement(list) {
  const element = textElement("ul", "live__dates", "");
  for (const { text, datetime } of list) {
    const item = document.createElement("li");
    const time = textElement("time", "live__date", text);
    time.dateTime = datetime;
    item.append(time);
    element.append(item);
  }
  return element;
}
