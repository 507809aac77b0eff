// What is said about now and next, to readers here and elsewhere.
import assert from "node:assert/strict";
import { test } from "node:test";

import { clockWords, dateWords, dayWords, plainDay, zoneWords } from "../../assets/js/time/calendar.js";
import { isOnce, next, onNow } from "../../assets/js/time/occurrences.js";
import { parse } from "../../assets/js/time/schedule.js";
import { dates, sentence } from "../../assets/js/time/sentences.js";
import { DAY, instant, localDay, localMinute } from "../../assets/js/time/zones.js";

const said = (line, at, reader) => (sentence(parse(line), Date.parse(at), reader) || {}).text;
const TUESDAYS = "America/Denver 60; w1 19:00+75";
// Denver is six hours behind UTC in summer and seven in winter; 2026-11-24 is a Tuesday.

for (const [at, text] of [
  ["2026-11-25T02:00Z", "On now, until 8:15 pm"],
  ["2026-11-25T03:14:59Z", "On now, until 8:15 pm"],
  ["2026-11-25T03:15Z", "Tuesday, December 1, 7:00 pm"],
  ["2026-11-26T03:15Z", "Tuesday, 7:00 pm"],
  ["2026-11-30T07:00Z", "Tomorrow, 7:00 pm"],
  ["2026-11-24T06:59Z", "Tomorrow, 7:00 pm"],
  ["2026-11-24T07:00Z", "Today, 7:00 pm"],
  ["2026-11-25T00:29Z", "Today, 7:00 pm"],
  ["2026-11-25T00:30Z", "In 90 minutes"],
  ["2026-11-25T01:34:30Z", "In 26 minutes"],
  ["2026-11-25T01:35Z", "In 25 minutes"],
  ["2026-11-25T01:59Z", "In 1 minute"],
  ["2026-11-25T01:59:59Z", "In 1 minute"],
]) {
  test(`a Tuesday evening, asked at ${at}: ${text}`, () => {
    assert.equal(said(TUESDAYS, at), text);
  });
}

test("a date in another year is said with its year", () => {
  assert.equal(said("UTC 60; d2027-03-05 19:00", "2026-11-24T12:00Z"), "Friday, March 5, 2027, 7:00 pm");
  assert.equal(said("UTC 60; d2026-12-24 19:00", "2026-11-24T12:00Z"), "Thursday, December 24, 7:00 pm");
  assert.equal(said("UTC 60; d2027-01-02 19:00", "2026-12-29T12:00Z"), "Saturday, 7:00 pm");
});

test("a Sunday meeting from 23:30 on is on now at 00:10 on Monday", () => {
  const schedule = parse("America/New_York 60; w6 23:30");
  const at = Date.parse("2026-11-23T05:10Z");

  assert.equal(localMinute("America/New_York", at), 10);
  assert.equal(onNow(schedule, at), true);
  assert.deepEqual(sentence(schedule, at), { now: true, text: "On now" });
});

test("from 23:30 to 00:30 it is on now at 00:15, and over at 00:30", () => {
  assert.equal(said("Europe/Madrid 60; w2 23:30+60", "2026-11-25T23:15Z"), "On now, until 12:30 am");
  assert.equal(said("Europe/Madrid 60; w2 23:30+60", "2026-11-25T23:30Z"), "Wednesday, 11:30 pm");
});

test("no end is said where none is given", () => {
  assert.equal(said("UTC 60; w1 19:00", "2026-11-24T19:30Z"), "On now");
  assert.equal(said("UTC 60; w1 19:00+60", "2026-11-24T19:30Z"), "On now, until 8:00 pm");
});

test("what ends at noon or at midnight says so", () => {
  assert.equal(said("UTC 60; w1 11:00+60", "2026-11-24T11:30Z"), "On now, until noon");
  assert.equal(said("UTC 60; w1 23:00+60", "2026-11-24T23:30Z"), "On now, until midnight");
});

test("what goes on for days says the day of its end, on the last day only the hour", () => {
  const line = "UTC 60; s2026-12-04T17:00 2026-12-06T13:00";

  assert.equal(said(line, "2026-12-04T20:00Z"), "On now, until Sunday, 1:00 pm");
  assert.equal(said(line, "2026-12-06T09:00Z"), "On now, until 1:00 pm");
});

test("whole days are said without a clock", () => {
  const line = "America/Denver 60; s2026-12-04 2026-12-07";

  assert.equal(said(line, "2026-12-03T18:00Z"), "Tomorrow");
  assert.equal(said(line, "2026-12-04T06:30Z"), "Tomorrow");
  assert.equal(said(line, "2026-12-04T18:00Z", "Asia/Tokyo"), "On now, until Sunday");
  assert.equal(said(line, "2026-12-06T18:00Z"), "Today");
  assert.deepEqual(dates(parse(line), Date.parse("2026-11-24T00:00Z"), 4), [{ text: "Friday, December 4, 2026", datetime: "2026-12-04" }]);
});

test("a reader elsewhere hears the place's day and clock, unless it is joined from afar", () => {
  assert.equal(said(TUESDAYS, "2026-11-24T18:00Z"), "Today, 7:00 pm");
  assert.equal(said(TUESDAYS, "2026-11-24T18:00Z", "America/New_York"), "Today, 7:00 pm Mountain Time, 9:00 pm where you are");
  assert.equal(said(TUESDAYS, "2026-11-25T02:30Z", "America/New_York"), "On now, until 8:15 pm Mountain Time, 10:15 pm where you are");
  assert.equal(said(TUESDAYS, "2026-11-25T01:30Z", "America/New_York"), "In 30 minutes");
});

test("from afar, clocks that show the same are said once", () => {
  assert.equal(said(TUESDAYS, "2026-11-24T18:00Z", "America/Denver"), "Today, 7:00 pm");
  assert.equal(said("America/Denver 60; w1 19:00", "2026-11-24T18:00Z", "America/Phoenix"), "Today, 7:00 pm");
  assert.equal(
    said("America/Denver 60; w1 19:00", "2026-07-07T18:00Z", "America/Phoenix"),
    "Today, 7:00 pm Mountain Time, 6:00 pm where you are",
  );
});

test("from afar, both days are said where they differ", () => {
  assert.equal(said(TUESDAYS, "2026-11-24T12:00Z", "Asia/Tokyo"), "Tuesday, 7:00 pm Mountain Time; tomorrow, 11:00 am where you are");
  assert.equal(said(TUESDAYS, "2026-11-24T16:00Z", "Asia/Tokyo"), "Tuesday, 7:00 pm Mountain Time; today, 11:00 am where you are");
  assert.equal(
    said("Asia/Tokyo 60; w3 11:00+60", "2026-11-24T18:00Z", "America/Denver"),
    "Thursday, 11:00 am Tokyo time; tomorrow, 7:00 pm where you are",
  );
});

test("what is always on says nothing, since the page does; while it is closed it says what else comes", () => {
  assert.equal(said("UTC 60; a", "2026-11-24T12:00Z"), undefined);
  assert.equal(said("UTC 60; a; w1 19:00", "2026-11-24T12:00Z"), undefined);
  assert.equal(said("UTC 60; a to=2026-11-20; w1 19:00", "2026-11-24T12:00Z"), "Today, 7:00 pm");
  assert.deepEqual(dates(parse("UTC 60; a; w1 19:00"), Date.parse("2026-11-24T12:00Z"), 4), []);
});

test("what is over or further than 400 days ahead says nothing", () => {
  assert.equal(said("UTC 60; d2020-01-01 19:00", "2026-11-24T12:00Z"), undefined);
  assert.equal(said("UTC 60; d2029-01-01 19:00", "2026-11-24T12:00Z"), undefined);
  assert.equal(next(parse("UTC 60; w1 19:00 to=2026-01-01"), Date.parse("2026-11-24T12:00Z")), null);
});

test("the next dates are those after a holiday, with their year and as a machine reads them", () => {
  const line = "America/Denver 60; w3 19:00; x2026-12-24..2027-01-01";

  const found = dates(parse(line), Date.parse("2026-12-10T18:00Z"), 4, "");

  assert.deepEqual(found, [
    { text: "Thursday, December 10, 2026, 7:00 pm", datetime: "2026-12-11T02:00Z" },
    { text: "Thursday, December 17, 2026, 7:00 pm", datetime: "2026-12-18T02:00Z" },
    { text: "Thursday, January 7, 2027, 7:00 pm", datetime: "2027-01-08T02:00Z" },
    { text: "Thursday, January 14, 2027, 7:00 pm", datetime: "2027-01-15T02:00Z" },
  ]);
});

test("an hour that the clock skips begins later, one that comes twice is the first", () => {
  const spring = localDay("UTC", Date.parse("2026-03-08T12:00Z"));
  const autumn = localDay("UTC", Date.parse("2026-11-01T12:00Z"));

  assert.equal(instant("America/Denver", spring, 150), Date.parse("2026-03-08T09:30Z"));
  assert.equal(instant("America/Denver", autumn, 90), Date.parse("2026-11-01T07:30Z"));
  // The day that Samoa left out.
  assert.equal(instant("Pacific/Apia", localDay("UTC", Date.parse("2011-12-30T12:00Z")), 720), Date.parse("2011-12-30T22:00Z"));
});

test("a time of day, a day and a zone are written as the pages write them", () => {
  assert.deepEqual([0, 5, 719, 720, 725, 1140, 1439].map(clockWords), ["midnight", "12:05 am", "11:59 am", "noon", "12:05 pm", "7:00 pm", "11:59 pm"]);
  assert.equal(dateWords(Date.parse("2026-12-24") / DAY), "Thursday, December 24, 2026");
  assert.deepEqual([0, 1, 2, 6, 7].map((days) => dayWords(20_500 + days, 20_500)), ["today", "tomorrow", "Wednesday", "Sunday", "Monday, February 23"]);
  assert.equal(plainDay(20_499, 20_500), "Sunday");
  assert.equal(zoneWords("America/Denver"), "Mountain Time");
  assert.equal(zoneWords("America/Argentina/Buenos_Aires"), "Buenos Aires time");
});

test("what happens on a single date is told from what comes again", () => {
  const once = ["UTC 60; d2026-12-05 10:00+240", "UTC 60; s2026-12-05 2026-12-08"];
  const again = ["UTC 60; d2026-12-05,2026-12-12 10:00", TUESDAYS, "UTC 60; d2026-12-05 10:00; d2026-12-06 12:00"];

  assert.deepEqual(once.map((line) => isOnce(parse(line))), [true, true]);
  assert.deepEqual(again.map((line) => isOnce(parse(line))), [false, false, false]);
});
