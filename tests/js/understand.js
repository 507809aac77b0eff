// What the scripts make of sentences. The first line has the lexicon and the shards of places as JSON; then one sentence a line.
import { createInterface } from "node:readline";

import { tokens } from "../../assets/js/find/fold.js";
import { placeWords, repair } from "../../assets/js/find/lexicon.js";
import { codeFor, townsFor } from "../../assets/js/find/places.js";
import { understand } from "../../assets/js/find/sentence.js";

let given;

for await (const line of createInterface({ input: process.stdin })) {
  if (!given) {
    given = JSON.parse(line);
    continue;
  }
  const { lexicon, shards } = given;
  const load = async (name) => (Object.hasOwn(shards, name) ? shards[name] : null);
  const codes = Object.keys(shards).filter((name) => name.startsWith("codes/")).map((name) => name.slice(6));
  const text = JSON.parse(line);
  const towns = await townsFor(placeWords(tokens(text), lexicon), load);
  const found = understand(text, lexicon, { towns, codes, radii: [1, 5, 10, 25, 50] });
  const code = typeof found.near === "string" && found.near && found.near !== "here" ? await codeFor(found.near, load) : null;
  console.log(JSON.stringify({ ...found, code, repaired: tokens(found.rest).map((word) => repair(word, lexicon)) }));
}
