// What the scripts make of texts: one text a line as JSON, its folded form and its words a line.
import { createInterface } from "node:readline";

import { fold, tokens } from "../../assets/js/find/fold.js";

for await (const line of createInterface({ input: process.stdin })) {
  const text = JSON.parse(line);
  const found = JSON.stringify([fold(text), tokens(text)]);
  // Among the signs are some that end a line elsewhere.
  console.log(found.replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`));
}
