/** The first listings of several tiles in one order, with their cards. */
import { cardsOf } from "./cards.js";
import { fold } from "./fold.js";
import { textOf } from "./slots.js";
import { distancesIn } from "./tile.js";

/**
 * The first `limit` of what was found in each tile, as hits: {card, schedule, distance in kilometres or null, tile, row}.
 *
 * found   for each tile {rows, keys}: rows in their order, and what each was ordered by
 *
 * In a tile rows stand by name. What is alike in two tiles is compared by the names themselves, which are on the cards: of each tile
 * only that of the first one left.
 */
export async function merged(tiles, found, limit, place) {
  const queues = tiles
    .map((tile, n) => ({ tile, rows: found[n].rows, keys: found[n].keys, done: 0 }))
    .filter((queue) => queue.rows.length);
  const chosen = [];
  while (chosen.length < limit) {
    const left = queues.filter((queue) => queue.done < queue.rows.length);
    if (!left.length) break;
    const first = left.reduce((one, other) => (compareKeys(keyOf(other), keyOf(one)) < 0 ? other : one));
    const alike = left.filter((queue) => compareKeys(keyOf(queue), keyOf(first)) === 0);
    const next = alike.length > 1 ? await byName(alike) : first;
    chosen.push([next.tile, next.rows[next.done]]);
    next.done += 1;
  }
  return hitsOf(chosen, place);
}

async function hitsOf(chosen, place) {
  const cards = await Promise.all(chosen.map(([tile, row]) => cardsOf(tile, [row])));
  return chosen.map(([tile, row], n) => {
    const tenths = place ? distancesIn(tile, place)[row] : Infinity;
    return { card: cards[n][0], schedule: textOf(tile.schedules, row), afar: tile.schedules.afar[row] === 1, distance: tenths < Infinity ? tenths / 10 : null, tile: tile.number, row };
  });
}

function keyOf(queue) {
  return queue.keys[queue.done];
}

function compareKeys(one, other) {
  for (let n = 0; n < one.length; n += 1) {
    if (one[n] !== other[n]) return one[n] < other[n] ? -1 : 1;
  }
  return 0;
}

/** The queue whose first listing comes first by name, then by kind and id. */
async function byName(queues) {
  const firsts = await Promise.all(queues.map(async (queue) => (await cardsOf(queue.tile, [queue.rows[queue.done]]))[0]));
  const names = firsts.map((card) => [fold(card.name), card.url.replace(/\/$/, "")]);
  let least = 0;
  names.forEach((name, n) => {
    if (compareKeys(name, names[least]) < 0) least = n;
  });
  return queues[least];
}
