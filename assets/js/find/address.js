/** The address of the page, which says what is searched for. */
import { HERE, writeState } from "./state.js";

/** Puts a state into the address: as a new step in the reader's history, or in place of the one that is there. */
export function writeAddress(state, isNew = false) {
  const address = `#${writeState(state)}`;
  const kept = { ...(isNew ? {} : history.state), here: state.near === HERE };
  history[isNew ? "pushState" : "replaceState"](kept, "", address === "#" ? location.pathname : address);
}

/** Keeps with this step of the history how many results are shown, and how far down the reader is. */
export function keepPlace(limit) {
  history.replaceState({ ...history.state, limit, top: Math.round(scrollY) }, "");
}

/** What was kept: { limit, top }; 0 and null where nothing was. */
export function keptPlace() {
  const { limit = 0, top = null } = history.state || {};
  return { limit, top };
}

/** Whether the address was written while the device's position, which is in no address, was searched around. */
export function wasHere() {
  return Boolean(history.state && history.state.here);
}
