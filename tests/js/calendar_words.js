// Every minute of a day, every day of two years and some time zones in words, in the language whose words come in.
import { text } from "node:stream/consumers";

const { words, zones, days } = JSON.parse(await text(process.stdin));
globalThis.WORDS = words;
const { clockWords, dateWords, zoneWords } = await import("../../assets/js/time/calendar.js");
const minutes = Array.from({ length: 1440 }, (_, minute) => clockWords(minute));
console.log(JSON.stringify([minutes, days.map((day) => dateWords(day)), zones.map(zoneWords)]));
