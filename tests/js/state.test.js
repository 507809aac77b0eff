// What somebody searches for, and the fragment of the address that says it.
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  cutOut, emptyState, goesOn, isState, onlyTerm, readState, sameState, termsOf, understood, withLoneRadius, withoutTerm, withTerm, writeState,
} from "../../assets/js/find/state.js";
import { withoutWords, withRepaired } from "../../assets/js/find/repaired.js";

const state = (changes = {}, chosen = {}) => ({ ...emptyState(), ...changes, chosen: { ...emptyState().chosen, ...chosen } });

for (const [name, given, fragment] of [
  ["nothing", state(), ""],
  ["words", state({ words: "river group" }), "q=river+group"],
  ["words with signs", state({ words: "a&b=c #1 +50% \"two words\" ñ" }), "q=a%26b%3Dc+%231+%2B50%25+%22two+words%22+%C3%B1"],
  ["facets", state({}, { kind: ["meetings"], audience: ["women", "men"] }), "kind=meetings&audience=women,men"],
  ["midnight", state({ after: 0 }), "after=0"],
  ["all of it", state({ words: "x", when: "tonight", after: 1080, near: "80302", radius: 25, sort: "next", everywhere: true }, { day: ["tuesday"] }),
    "q=x&day=tuesday&when=tonight&after=1080&near=80302&radius=25&sort=next&everywhere=1"],
  ["a town", state({ near: "boulder-co" }), "near=boulder-co"],
  ["a postal code with a space", state({ near: "K1A 0B1" }), "near=K1A%200B1"],
  ["words that mean something to objects", state({ words: "__proto__ constructor" }), "q=__proto__+constructor"],
]) {
  test(`a fragment says ${name}`, () => {
    assert.equal(writeState(given), fragment);
    assert.deepEqual(readState(`#${fragment}`), given);
  });
}

test("the position of the device is in no address", () => {
  assert.equal(writeState(state({ near: "here" })), "");
  assert.deepEqual(readState("#near=here"), state());
});

for (const [name, fragment, expected] of [
  ["a broken escape", "#q=%E0%A4%A&kind=%", state()],
  ["numbers that are none", "#after=soon&radius=-5", state()],
  ["a minute that no day has", "#after=1440", state()],
  ["no radius at all", "#radius=0", state()],
  ["other words for when and order", "#when=yesterday&sort=name&everywhere=yes", state()],
  ["keys that it does not know", "#colour=red&__proto__=x&constructor=y&chosen=kind", state()],
  ["a place that is markup", "#near=<script>alert(1)</script>", state()],
  ["a term that is given twice, and nothing", "#day=monday,,monday", state({}, { day: ["monday"] })],
  ["the first of all values", "#when=now&when=today", state({ when: "today" })],
]) {
  test(`${name} in a fragment does no harm`, () => {
    assert.deepEqual(readState(fragment), expected);
  });
}

test("terms that a site does not have are passed over", () => {
  const known = (facet, id) => facet === "kind" && id === "meetings";

  assert.deepEqual(readState("#kind=meetings,concerts,__proto__&day=monday", known), state({}, { kind: ["meetings"] }));
});

test("a very long search is cut", () => {
  assert.equal(readState(`#q=${"x".repeat(5000)}`).words.length, 200);
});

for (const [fragment, ours] of [["", true], ["#", true], ["#q=x", true], ["#main", false]]) {
  test(`${fragment || "nothing"} is ${ours ? "a search" : "a part of the page"}`, () => {
    assert.equal(isState(fragment), ours);
  });
}

test("terms are added and taken away without changing the state that was given", () => {
  const before = Object.freeze({ ...emptyState(), chosen: Object.freeze({ ...emptyState().chosen }) });

  const added = [["day", "monday"], ["day", "monday"], ["when", "now"], ["near", "80302"], ["after", "1080"], ["nothing", "x"]]
    .reduce((whole, [facet, id]) => withTerm(whole, facet, id), before);
  const left = [["day", "monday"], ["when", ""], ["near", ""], ["after", ""], ["nothing", ""]]
    .reduce((whole, [facet, id]) => withoutTerm(whole, facet, id), added);

  assert.deepEqual(added, state({ when: "now", near: "80302", after: 1080 }, { day: ["monday"] }));
  assert.deepEqual(left, before);
});

test("a whole facet, or the words, can be dropped", () => {
  const given = state({ words: "x" }, { day: ["monday", "friday"], kind: ["meetings"] });

  assert.deepEqual(withoutTerm(withoutTerm(given, "day"), "words"), state({}, { kind: ["meetings"] }));
});

test("what is understood becomes terms, and the rest stays as words", () => {
  const found = { taken: [{ facet: "audience", id: "women" }, { facet: "near", id: "80302" }, { facet: "after", id: 1080 }], rest: "river" };

  const asked = understood(state({ words: "women river after 6 80302" }), found);

  assert.deepEqual(asked, state({ words: "river", near: "80302", after: 1080 }, { audience: ["women"] }));
  assert.deepEqual(termsOf(asked), [["audience", "women"], ["after", "1080"], ["near", "80302"]]);
});

test("a misspelled term takes the place of its word", () => {
  const found = withRepaired({ taken: [], rest: "river wensday" }, [{ word: "wensday", facet: ["day", "wednesday"] }]);

  assert.deepEqual(found, { taken: [{ facet: "day", id: "wednesday", text: "wensday" }], rest: "river" });
});

test("two states are the same where their addresses are, and both or neither are at the device", () => {
  assert.equal(sameState(state({ words: "x " }), state({ words: "x" })), true);
  assert.equal(sameState(state({ near: "here" }), state()), false);
});

test("what was understood is cut out where it stands, not in another word", () => {
  assert.equal(cutOut("isaac aa ", { from: 6, to: 8 }), "isaac");
  assert.equal(cutOut("Women's aa Tuesday", { from: 0, to: 7 }), "aa Tuesday");
});

test("a word that was repaired goes as a whole", () => {
  assert.equal(withoutWords("Wensday's wensdays Wensday group", ["wensday"]), "wensdays group");
});

test("a radius goes with its place", () => {
  assert.deepEqual(withoutTerm(state({ near: "80302", radius: 25 }), "near"), state());
});

test("a radius of no place stays in the words", () => {
  const taken = [{ facet: "radius", id: "25", text: "within 25 miles" }];

  assert.deepEqual(withLoneRadius(state({ words: "group", radius: 25 }), { taken }), state({ words: "group within 25 miles" }));
  assert.deepEqual(withLoneRadius(state({ near: "80302", radius: 25 }), { taken }), state({ near: "80302", radius: 25 }));
});

test("one part of a search can be asked for alone", () => {
  const given = state({ words: "x y", when: "now", near: "80302", radius: 25, sort: "next" }, { day: ["monday", "friday"], kind: ["meetings"] });

  assert.deepEqual(onlyTerm(given, "day"), state({ sort: "next" }, { day: ["monday", "friday"] }));
  assert.deepEqual(onlyTerm(given, "near"), state({ sort: "next", near: "80302", radius: 25 }));
  assert.deepEqual(onlyTerm(given, "when"), state({ sort: "next", when: "now" }));
  assert.deepEqual(onlyTerm(given, "words", "y"), state({ sort: "next", words: "y" }));
});

for (const [words, text, expected] of [["riv", "riv", true], ["riv", "riv ", false], ["riv", "riv tuesday", false], ["", "", false]]) {
  test(`the last of "${words}" ${expected ? "may go on" : "is done"} in "${text}"`, () => {
    assert.equal(goesOn(words, text), expected);
  });
}
