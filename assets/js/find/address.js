/** The address of the page, which says what is searched for. */
import { HERE, writeState } from "./state.js";

/** Puts a state into the address: as a new step in the reader's history, or in place of the one that is there. */
export function writeAddress(state, isNew = false) {
  const address = `#${writeState(state)}`;
  history[isNew ? "pushState" : "replaceState"]({ here: state.near === HERE }, "", address === "#" ? location.pathname : address);
}

/** Whether the address was written while the device's position, which is in no address, was searched around. */
export function wasHere() {
  return Boolean(history.state && history.state.here);
}
