// Words in another language, and values in their places.
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.WORDS = { language: "es", messages: { "%(time)s pm": "%(time)s p. m.", "100 %": "cien %", Copy: "Copiar" } };
const { _, capital, fromNow } = await import("../../assets/js/shared/words.js");

test("a message is said in the page's language, and in English where that has none", () => {
  assert.equal(_("Copy"), "Copiar");
  assert.equal(_("Copied"), "Copied");
  // What every object has is no translation.
  assert.equal(_("constructor"), "constructor");
});

test("values stand in their places as in Python", () => {
  assert.equal(_("%(time)s pm", { time: "7:00" }), "7:00 p. m.");
  assert.equal(_("%(hour)d:%(minute)02d", { hour: 7, minute: 5 }), "7:05");
  assert.equal(_("%(b)s %(a)s %(b)s, 100%%", { a: 1, b: "$&" }), "$& 1 $&, 100%");
});

test("a sign is left alone where no value is put in", () => {
  assert.equal(_("100 %"), "cien %");
  assert.equal(_("%(time)s"), "%(time)s");
});

test("counted time has the language's own plurals", () => {
  assert.deepEqual([1, 25].map((count) => fromNow(count, "minute")), ["dentro de 1 minuto", "dentro de 25 minutos"]);
  assert.deepEqual([-1, -7].map((count) => fromNow(count, "month")), ["hace 1 mes", "hace 7 meses"]);
});

test("a sentence begins with a capital letter", () => {
  assert.deepEqual(["", "día", "él", "7:00"].map(capital), ["", "Día", "Él", "7:00"]);
});
