import { define } from "../shared/define.js";
import { below } from "../shared/folders.js";
import { everyMinute } from "../shared/minute.js";
import { localDay } from "../time/zones.js";

/**
 * Leads to today's day of the week, in the site's time zone.
 *
 *   <alongside-today data-days="monday tuesday wednesday thursday friday saturday sunday" data-zone="America/Denver">
 *     <a href="days/">On now or tonight</a>
 *   </alongside-today>
 */
export class Today extends HTMLElement {
  static define() {
    define("alongside-today", Today);
  }

  connectedCallback() {
    this.link = this.querySelector("a[href]");
    if (!this.link) return;
    // Kept beside the link, so that an element that is moved or copied does not go down twice.
    this.link.dataset.from = this.link.dataset.from || this.link.getAttribute("href");
    this.ended = new AbortController();
    everyMinute((at) => this.lead(at), this.ended.signal);
  }

  disconnectedCallback() {
    if (this.ended) this.ended.abort();
  }

  lead(at) {
    const path = todaysPath(this.dataset.days || "", this.dataset.zone, at);
    this.link.setAttribute("href", below(this.link.dataset.from, path));
  }
}

/** "tuesday/" out of the names of days from Monday on; empty where the day's name or the zone is not known. */
export function todaysPath(days, zone, at) {
  try {
    const name = days.split(" ")[(localDay(zone, at) + 3) % 7];
    return name ? `${name}/` : "";
  } catch {
    return "";
  }
}
