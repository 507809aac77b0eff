/** One clock for the whole page: it strikes each minute, and whenever the page is looked at again. */
import { MINUTE } from "../time/zones.js";

const listeners = new Set();
const AGAIN = ["visibilitychange", "pageshow"];
let timer = 0;

/** Calls back at once and then each minute on the minute, with the instant, until the signal is aborted; not while the page is hidden. */
export function everyMinute(callback, signal) {
  if (!listeners.size) {
    for (const event of AGAIN) addEventListener(event, strike);
    wait();
  }
  listeners.add(callback);
  signal.addEventListener("abort", () => leave(callback));
  callback(Date.now());
}

function strike() {
  if (document.hidden) return;
  wait();
  const at = Date.now();
  for (const callback of listeners) callback(at);
}

function wait() {
  clearTimeout(timer);
  timer = setTimeout(strike, MINUTE - (Date.now() % MINUTE));
}

function leave(callback) {
  listeners.delete(callback);
  if (listeners.size) return;
  clearTimeout(timer);
  for (const event of AGAIN) removeEventListener(event, strike);
}
