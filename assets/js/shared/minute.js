/** One clock for the whole page: it strikes each minute, and whenever the page is looked at again. */
import { MINUTE } from "../time/zones.js";

const listeners = new Set();
const AGAIN = ["visibilitychange", "pageshow"];
// Milliseconds of calls in one piece of work: a long list of cards does not keep an old phone from answering a touch.
const PIECE = 6;
const due = new Set();
let began = 0;
let timer = 0;

/**
 * Calls back at once and then each minute on the minute - or very soon after, where many wait for it - with the instant, until the
 * signal is aborted; not while the page is hidden.
 */
export function everyMinute(callback, signal) {
  if (!listeners.size) {
    for (const event of AGAIN) addEventListener(event, strike);
    wait();
  }
  listeners.add(callback);
  signal.addEventListener("abort", () => leave(callback));
  due.add(callback);
  turn();
}

function turn() {
  if (began) work();
  else goOn();
}

function goOn() {
  began = performance.now();
  setTimeout(() => (due.size ? goOn() : (began = 0)));
  work();
}

function work() {
  for (const callback of due) {
    if (performance.now() - began > PIECE) return;
    due.delete(callback);
    callback(Date.now());
  }
}

function strike() {
  if (document.hidden) return;
  wait();
  for (const callback of listeners) due.add(callback);
  turn();
}

function wait() {
  clearTimeout(timer);
  timer = setTimeout(strike, MINUTE - (Date.now() % MINUTE));
}

function leave(callback) {
  due.delete(callback);
  listeners.delete(callback);
  if (listeners.size) return;
  clearTimeout(timer);
  for (const event of AGAIN) removeEventListener(event, strike);
}
