/**
 * The page that every engine is measured in: a box, a list, nothing else.
 *
 * An engine is a function of words, chosen ids by facet, whether the last word is still being typed, and whether counts are asked
 * for. It gives total, cards (ten at most), counts and, if it likes, what it searched.
 */
const shownMost = 10;

/** Opens the engine, shows the first results where the address asks for some, and leaves what the measuring calls. */
export async function begin(open) {
  const engine = await open();
  const list = document.querySelector("ul");
  // What was drawn once is put in its place again, as a page that people type in would do.
  const drawn = new Map();
  const itemFor = (card) => {
    if (!drawn.has(card.url)) drawn.set(card.url, itemOf(card));
    return drawn.get(card.url);
  };
  const answerTo = async (ask) => {
    const answer = await engine(ask);
    const cards = await answer.cards;
    const start = performance.now();
    list.replaceChildren(...cards.slice(0, shownMost).map(itemFor));
    return { ...answer, drawing: performance.now() - start };
  };
  const words = new URLSearchParams(location.hash.slice(1)).get("q");
  const first = words ? await answerTo({ words, chosen: {}, typing: false, counting: false }) : null;
  globalThis.bench = {
    shown: performance.now(),
    items: list.children.length,
    total: first?.total,
    searched: first?.searched,
    typeAll: (queries, limit) => timeAll(queries.flatMap(keystrokes), answerTo, limit),
    chooseAll: (choices, limit) => timeAll(choices.map((each) => ({ ...each, typing: false, counting: true })), answerTo, limit),
  };
  console.debug("ready");
}

/** What is in the box after each letter. */
function keystrokes(query) {
  const ends = [...query].map((_letter, at) => at + 1).filter((end) => query[end - 1] !== " ");
  return ends.map((end) => ({ words: query.slice(0, end), chosen: {}, typing: true, counting: false }));
}

/**
 * What was asked, milliseconds until its list was there and those of them for drawing it, and what was answered; stops where all of it
 * takes too long. Counts are added up without those of "verified", which only ours has.
 */
async function timeAll(asked, answerTo, limit) {
  const answers = [];
  const began = performance.now();
  for (const ask of asked) {
    const start = performance.now();
    if (start - began > limit) return { answers, done: false };
    const { total, counts, drawing } = await answerTo(ask);
    answers.push({ words: ask.words, time: performance.now() - start, drawing, total, counted: countedIn(counts) });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { answers, done: true };
}

function countedIn(counts) {
  const kept = Object.entries(counts || {}).filter(([facet]) => facet !== "verified");
  const numbers = kept.flatMap(([, each]) => (each instanceof Map ? [...each.values()] : Object.values(each)));
  return numbers.reduce((sum, count) => sum + count, 0);
}

function itemOf(card) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = card.url;
  link.textContent = card.name;
  const when = (card.when || []).flat().filter(Boolean);
  const rest = [...when, card.where, card.summary, ...(card.deciding || []), card.verified, card.status, card.notice];
  item.append(link, ` ${rest.filter(Boolean).join(" · ")}`);
  return item;
}
