// What the scripts make of schedules: one question a line as JSON, one answer a line.
import { createInterface } from "node:readline";

import { next, occurrences, onNow } from "../../assets/js/time/occurrences.js";
import { parse } from "../../assets/js/time/schedule.js";

for await (const line of createInterface({ input: process.stdin })) {
  const { compact, at, before } = JSON.parse(line);
  const schedule = parse(compact);
  const seen = ({ start, end, allDay }) => [start / 1000, end / 1000, allDay];
  const first = schedule && next(schedule, at * 1000);
  const found = schedule && {
    occurrences: occurrences(schedule, at * 1000, before * 1000).map(seen),
    now: onNow(schedule, at * 1000),
    next: first && seen(first),
  };
  console.log(JSON.stringify(found));
}
