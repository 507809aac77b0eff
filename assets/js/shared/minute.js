/** One clock for the whole page: it strikes each minute, and whenever the page is looked at again. */
import { MINUTE } from "../time/zones.js";

const listeners = new Set();
const AGAIN = ["visibilitychange", "pageshow"];
// Milliseconds of first calls in one piece of work: a long list of cards does not keep an old phone from answering a touch.
const PIECE = 6;
const first = new Set();
let began = 0;
let timer = 0;

/**
 * Calls back at once - or very soon, where many ask together - and then each minute on the minute, with the instant, until the
 * signal is aborted; not while the page is hidden.
 */
export function everyMinute(callback, signal) {
  if (!listeners.size) {
    for (const event of AGAIN) addEventListener(event, strike);
    wait();
  }
  listeners.add(callback);
  signal.addEventListener("abort", () => leave(callback));
  first.add(callback);
  if (!began) goOn();
  else work();
}

function goOn() {
  began = performance.now();
  setTimeout(() => (first.size ? goOn() : (began = 0)));
  work();
}

function work() {
  for (const callback of first) {
    if (performance.now() - began > PIECE) return;
    first.delete(callback);
    callback(Date.now());
  }
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
  first.delete(callback);
  listeners.delete(callback);
  if (listeners.size) return;
  clearTimeout(timer);
  for (const event of AGAIN) removeEventListener(event, strike);
}
