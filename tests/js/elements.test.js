// What elements work out without a page; how they behave in one is in tests/browser/test_elements.py.
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.HTMLElement = class {};
const { daysSince, kindly } = await import("../../assets/js/elements/checked.js");
const { todaysPath } = await import("../../assets/js/elements/today.js");

const DAYS = "monday tuesday wednesday thursday friday saturday sunday";

test("days since a check are counted from day to day, whatever the hour", () => {
  assert.equal(daysSince("2026-03-01", new Date(2026, 2, 1, 0, 1)), 0);
  assert.equal(daysSince("2026-03-01", new Date(2026, 2, 2, 0, 1)), 1);
  assert.equal(daysSince("2025-03-01", new Date(2026, 2, 1, 23, 59)), 365);
  assert.ok(Number.isNaN(daysSince("soon", new Date())));
});

for (const [days, ago] of [[9, "9 days ago"], [31, "1 month ago"], [185, "6 months ago"], [720, "23 months ago"], [740, "2 years ago"]]) {
  test(`${days} days are ${ago}`, () => {
    assert.equal(kindly(days, false), `That was ${ago}. Please ask before you set out.`);
    assert.equal(kindly(days, true), `That was ${ago}; things may have changed.`);
  });
}

test("today is the site's own", () => {
  const at = Date.parse("2026-11-25T03:00Z");

  assert.equal(todaysPath(DAYS, "America/Denver", at), "tuesday/");
  assert.equal(todaysPath(DAYS, "UTC", at), "wednesday/");
  assert.equal(todaysPath(DAYS, "UTC", Date.parse("2026-11-29T12:00Z")), "sunday/");
});

test("no day is guessed where the zone or the day's name is not known", () => {
  assert.equal(todaysPath(DAYS, "Mars/Olympus", 0), "");
  assert.equal(todaysPath("", "UTC", 0), "");
});
