/** What is shown of a listing: its card, fetched in blocks with those whose names stand next to it. */
import { tokens } from "./fold.js";

/** The cards of some listings of a tile, in the order asked for. */
export async function cardsOf(tile, rows) {
  const size = tile.root.block;
  const files = await Promise.all(rows.map((row) => tile.open(`c${Math.floor(row / size)}`)));
  return rows.map((row, n) => cardOf(files[n].head.cards[row % size]));
}

/** The listings among some whose name, summary or place has all the words of each phrase side by side. */
export async function withPhrases(tile, rows, phrases) {
  const cards = await cardsOf(tile, Array.from(rows));
  const texts = cards.map((card) => [card.name, card.summary, card.where].map((text) => ` ${tokens(text).join(" ")} `));
  return rows.filter((_row, n) => phrases.every((phrase) => texts[n].some((text) => text.includes(` ${phrase} `))));
}

// The order is that of alongside/search/rows.py, `shown`.
function cardOf([url, name, when = [], where = "", attendance = "", summary = "", deciding = [], verified = "", ...rest]) {
  const [status = "", notice = "", lines = [], langs = {}] = rest;
  return { url, kind: url.split("/")[0], name, when, where, attendance, summary, deciding, verified, status, notice, lines, langs };
}
