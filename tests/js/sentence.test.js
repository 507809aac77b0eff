// The grammar of sentences, with a small lexicon; with the sample site's own it is in tests/unit/test_search_lexicon.py.
import assert from "node:assert/strict";
import { test } from "node:test";

import { tokens } from "../../assets/js/find/fold.js";
import { placeWords, repair } from "../../assets/js/find/lexicon.js";
import { codeFor, townOf, townsFor } from "../../assets/js/find/places.js";
import { suggest, understand } from "../../assets/js/find/sentence.js";
import { slips } from "../../assets/js/find/typo.js";

const LEXICON = [
  ["kind", "meetings", ["meeting"]],
  ["fellowship", "aa", ["aa"]],
  ["fellowship", "al-anon", ["al anon", "alanon"]],
  ["level", "counseling", ["counseling"]],
  ["day", "tuesday", ["tuesday", "martes", "mar"]],
  ["day", "saturday", ["saturday", "sat", "weekend"]],
  ["day", "sunday", ["sunday", "sun", "weekend"]],
  ["time", "morning", ["morning", "this morning", "manana", "por la manana"]],
  ["time", "afternoon", ["afternoon", "tarde"]],
  ["time", "evening", ["evening", "night", "noche"]],
  ["audience", "women", ["women", "mujeres"]],
  ["cost", "sliding-scale", ["sliding scale"]],
  ["when", "now", ["now"]],
  ["when", "today", ["today", "this morning"]],
  ["when", "tomorrow", ["tomorrow", "manana"]],
  ["near", "here", ["near me", "nearby", "cerca"]],
  ["near", "to", ["near", "cerca de"]],
  ["near", "in", ["in", "at", "en"]],
  ["within", "", ["within"]],
  ["unit", "mi", ["mile", "mi"]],
  ["unit", "km", ["km"]],
  ["after", "", ["after", "despues de las"]],
  ["at", "", ["at"]],
  ["before", "", ["before", "until", "antes de las", "hasta las"]],
  ["between", "", ["between", "entre las"]],
  ["to", "", ["to", "and", "y las", "a"]],
  ["half", "morning", ["am"]],
  ["half", "afternoon", ["pm"]],
  ["half", "evening", ["pm"]],
  ["clock", "720", ["noon"]],
  ["word", "", ["family counseling", "professional"]],
  ["audience", "professionals", ["professionals"]],
  ["stop", "en", ["a", "an", "and", "at", "for", "in", "me", "near", "of", "the", "after"]],
  ["stop", "es", ["de", "en", "la", "las", "por"]],
];
const SHARDS = new Map([
  ["towns/bo", [["boulder-co", "Boulder, CO", 40, -105, 9], ["boulder-mt", "Boulder, MT", 46, -112, 1]]],
  ["towns/fo", [["fort-collins-co", "Fort Collins, CO", 40.6, -105.1, 3]]],
  ["towns/co", [["fort-collins-co", "Fort Collins, CO", 40.6, -105.1, 3]]],
  ["towns/sa", [["st-louis-mo", "St. Louis, MO", 38.6, -90.2, 2]]],
  ["towns/su", [["sun-valley-id", "Sun Valley, ID", 43.7, -114.4, 1]]],
  ["towns/va", [["sun-valley-id", "Sun Valley, ID", 43.7, -114.4, 1]]],
  ["towns/ju", [["la-junta-co", "La Junta, CO", 38, -103.5, 1]]],
  ["codes/803", [["80302", 40.0172, -105.2851]]],
]);
const load = async (name) => SHARDS.get(name) || null;

async function read(text, more = {}) {
  const words = placeWords(tokens(text), LEXICON);
  const towns = words.length ? await townsFor(words, load) : [];
  const found = understand(text, LEXICON, { towns, codes: ["803"], radii: [5, 10, 25], ...more });
  const near = found.near.id || found.near;
  const said = { ...found.chosen, when: found.when, after: found.after, near, radius: found.radius, rest: found.rest };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== "" && value !== null));
}

const SENTENCES = [
  ["women's meetings", { audience: ["women"], kind: ["meetings"] }],
  ["Al-Anon, alanon", { fellowship: ["al-anon"] }],
  ["aa weekend yoga", { fellowship: ["aa"], day: ["saturday", "sunday"], rest: "yoga" }],
  ["the women and aa in the evening", { audience: ["women"], fellowship: ["aa"], time: ["evening"] }],
  ["Serenity, for Women at the river", { audience: ["women"], rest: "Serenity at the river" }],
  ["family counseling", { rest: "family counseling" }],
  ["professional professionals", { audience: ["professionals"], rest: "professional" }],
  ["\"women's aa\" aa \u201ctuesday\u201d", { fellowship: ["aa"], rest: "\"women's aa\" \u201ctuesday\u201d" }],
  ["al \"x\" anon", { rest: "al \"x\" anon" }],
  ["aa \"tuesday", { fellowship: ["aa"], rest: "\"tuesday" }],
  ["martes mañana", { day: ["tuesday"], time: ["morning"] }],
  ["mañana", { when: "tomorrow" }],
  ["mañana por la mañana", { when: "tomorrow", time: ["morning"] }],
  ["this morning", { when: "today", time: ["morning"] }],
  ["now tomorrow", { when: "now", rest: "tomorrow" }],
  ["after 6 pm", { after: 1080 }],
  ["after 6", { after: 1080 }],
  ["after 8:30", { after: 510 }],
  ["after 11", { after: 660 }],
  ["after 6 in the morning", { after: 360 }],
  ["después de las 7 de la tarde", { after: 1140 }],
  ["despues de las 18", { after: 1080 }],
  ["after 12 am", { after: 0 }],
  ["after noon", { after: 720 }],
  ["after 25", { rest: "after 25" }],
  ["after rehab", { rest: "after rehab" }],
  ["tuesday 7pm", { day: ["tuesday"], after: 1140 }],
  ["7:30 a.m.", { after: 450, time: ["morning"] }],
  ["19:00 18h", { after: 1140, rest: "18h" }],
  ["at 7 am", { after: 420, time: ["morning"] }],
  ["A.A. tuesday", { fellowship: ["aa"], day: ["tuesday"] }],
  ["A.A", { fellowship: ["aa"] }],
  ["aa until 8pm", { fellowship: ["aa"] }],
  ["before 9 am", { time: ["morning"] }],
  ["before 3 pm", { time: ["morning", "afternoon"] }],
  ["before noon", { time: ["morning"] }],
  ["before rehab", { rest: "before rehab" }],
  ["antes de las 9", { time: ["morning"] }],
  ["hasta las 11 de la noche", {}],
  ["between 5 and 7 pm", { time: ["evening"] }],
  ["between 4 and 7 pm", { time: ["afternoon", "evening"] }],
  ["entre las 5 y las 7", { time: ["evening"] }],
  ["5-7pm", { time: ["evening"] }],
  ["5 \u2013 7pm", { time: ["evening"] }],
  ["11-1pm", { time: ["morning", "afternoon"] }],
  ["de 9 a 11 am", { time: ["morning"] }],
  ["8pm to 2am", { time: ["evening"] }],
  ["9 to 5", { rest: "9 to 5" }],
  ["ages 5-7", { rest: "ages 5-7" }],
  ["sat am", { day: ["saturday"], time: ["morning"] }],
  ["Sat. p.m.", { day: ["saturday"], time: ["afternoon", "evening"] }],
  ["i am here", { rest: "i am here" }],
  ["after 5 miles", { radius: 5 }],
  ["7 steps", { rest: "7 steps" }],
  ["near 80302-1234", { near: "80302" }],
  ["80302 aa", { near: "80302", fellowship: ["aa"] }],
  ["10001", { near: "10001" }],
  ["803 steps", { rest: "803 steps" }],
  ["near 8030", { rest: "near 8030" }],
  ["near me", { near: "here" }],
  ["cerca", { near: "here" }],
  ["cerca de Boulder", { near: "boulder-co" }],
  ["cerca Boulder", { near: "boulder-co" }],
  ["near nowhere", { rest: "near nowhere" }],
  ["boulder", { near: "boulder-co" }],
  ["in Boulder, MT", { near: "boulder-mt" }],
  ["aa ft. collins", { near: "fort-collins-co", fellowship: ["aa"] }],
  ["saint louis sun valley", { near: "st-louis-mo", day: ["sunday"], rest: "valley" }],
  ["sun valley", { near: "sun-valley-id" }],
  ["sun", { day: ["sunday"] }],
  ["aa la junta", { near: "la-junta-co", fellowship: ["aa"] }],
  ["junta", { rest: "junta" }],
  ["aa within 8 miles of 80302", { fellowship: ["aa"], radius: 10, near: "80302" }],
  ["5km 25 miles", { radius: 5, rest: "25 miles" }],
  ["__proto__ constructor hasOwnProperty", { rest: "__proto__ constructor hasOwnProperty" }],
  ["<b>aa</b> & \\u0022", { fellowship: ["aa"], rest: "<b> </b> & \\u0022" }],
  ["in the", { rest: "in the" }],
  ["", {}],
  [" \u2014 !", { rest: "\u2014" }],
];

for (const [text, meant] of SENTENCES) {
  test(`"${text}"`, async () => assert.deepEqual(await read(text), meant));
}

const TYPING = [
  ["women", { audience: ["women"] }],
  ["women's a", { audience: ["women"], rest: "a" }],
  ["meetings", { rest: "meetings" }],
  ["sat", { rest: "sat" }],
  ["sat ", { day: ["saturday"] }],
  ["cerca", { rest: "cerca" }],
  ["aa near m", { fellowship: ["aa"], rest: "near m" }],
  ["aa after 6", { fellowship: ["aa"], after: 1080 }],
];

for (const [text, meant] of TYPING) {
  test(`"${text}" while it is typed`, async () => assert.deepEqual(await read(text, { whole: false }), meant));
}

test("codes of other countries have letters, or another number of digits", async () => {
  assert.deepEqual(await read("aa K1A 0B1", { codes: ["k1a"], digits: [] }), { fellowship: ["aa"], near: "k1a0b1" });
  assert.deepEqual(await read("near sw1a1aa", { codes: ["sw1"], digits: [] }), { near: "sw1a1aa" });
  assert.deepEqual(await read("near 2026", { codes: ["202"], digits: [4] }), { near: "2026" });
  assert.deepEqual(await read("near 80302", { codes: [] }), { rest: "near 80302" });
});

test("what is taken is told with its place in the text", () => {
  const { taken } = understand("For women on Tuesday", LEXICON);

  assert.deepEqual(taken, [
    { facet: "audience", id: "women", text: "women", from: 4, to: 9 },
    { facet: "day", id: "tuesday", text: "Tuesday", from: 13, to: 20 },
  ]);
});

test("a way is said in the site's unit", () => {
  assert.equal(understand("10 miles", LEXICON, { unit: "km", radii: [5, 15, 30] }).radius, 15);
  assert.equal(understand("10 km", LEXICON).radius, 6);
});

test("words of choices are put right, others are not", () => {
  const typed = ["wensday", "tuseday", "counsling", "wemon", "slidding", "serinity", "aaa", "women", "constructor", "__proto__"];

  assert.deepEqual(typed.map((word) => repair(word, LEXICON)), ["", "tuesday", "counseling", "", "sliding", "", "", "", "", ""]);
});

test("slips are counted up to a number", () => {
  for (const [one, other, far] of [["", "", 0], ["ab", "ba", 1], ["abc", "abc", 0], ["wensday", "wednesday", 2], ["kitten", "sitting", 3]]) {
    assert.equal(slips(one, other, 3), far);
    assert.equal(slips(other, one, 3), far);
  }
  assert.equal(slips("kitten", "sitting", 2), Infinity);
  assert.equal(slips("a", "abcdef", 2), Infinity);
});

test("the last words are the beginning of choices and towns", async () => {
  const towns = await townsFor(["aa", "bould"], load);

  assert.deepEqual(suggest("women's al an", LEXICON), [{ facet: "fellowship", id: "al-anon", phrase: "al anon" }]);
  assert.deepEqual(suggest("week", LEXICON), [{ facet: "day", id: "saturday,sunday", phrase: "weekend" }]);
  assert.deepEqual(suggest("aa bould", LEXICON, towns).map(({ id }) => id), ["boulder-co", "boulder-mt"]);
  assert.deepEqual([suggest("w", LEXICON), suggest("women ", LEXICON), suggest("", LEXICON), suggest("--", LEXICON)], [[], [], [], []]);
});

test("towns and codes are found by their ids", async () => {
  assert.equal((await townOf("st-louis-mo", load)).label, "St. Louis, MO");
  assert.equal(await townOf("__proto__", load), null);
  assert.deepEqual(await codeFor("80302", load), { id: "80302", label: "80302", lat: 40.0172, lon: -105.2851 });
  assert.equal(await codeFor("80399", load), null);
  assert.equal(await codeFor("99999", load), null);
});

test("only words that mean nothing else could name a town", () => {
  assert.deepEqual(placeWords(["women", "in", "boulder", "aa"], LEXICON), ["boulder"]);
});
