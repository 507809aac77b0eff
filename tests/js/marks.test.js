// What was searched for, marked in texts.
import assert from "node:assert/strict";
import { test } from "node:test";

import { marked } from "../../assets/js/find/marks.js";

const shown = (text, ...marks) => marked(text, marks).map(([part, isMarked]) => (isMarked ? `[${part}]` : part)).join("");
const whole = (text) => ({ text, begins: false });
const beginning = (text) => ({ text, begins: true });

for (const [text, marks, expected] of [
  ["Serenity at Noon", [whole("serenity")], "[Serenity] at Noon"],
  ["Serenity at Noon", [beginning("seren")], "[Seren]ity at Noon"],
  ["Serenity at Noon", [whole("seren")], "Serenity at Noon"],
  ["Women's Group, women", [whole("women")], "[Women's] Group, [women]"],
  ["Recuperación", [whole("recuperacion")], "[Recuperación]"],
  ["Recuperación", [beginning("recuperacio")], "[Recuperació]n"],
  ["ﬁne ﬁsh", [beginning("fi")], "[ﬁ]ne [ﬁ]sh"],
  ["Al-Anon", [whole("anon")], "Al-[Anon]"],
  ["<b>constructor</b> __proto__", [whole("constructor"), whole("proto")], "<b>[constructor]</b> __[proto]__"],
  ["", [whole("x")], ""],
]) {
  test(`${JSON.stringify(text)} is marked as ${JSON.stringify(expected)}`, () => {
    assert.equal(shown(text, ...marks), expected);
    assert.equal(marked(text, marks).map(([part]) => part).join(""), text);
  });
}
