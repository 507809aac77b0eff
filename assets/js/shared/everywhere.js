/** What every page has. Each element works by itself, and the page is complete without any of them. */
import { Ask } from "../elements/ask.js";
import { Checked } from "../elements/checked.js";
import { Copy } from "../elements/copy.js";
import { Exit } from "../elements/exit.js";
import { Languages } from "../elements/languages.js";
import { Print } from "../elements/print.js";
import { Today } from "../elements/today.js";
import { When } from "../elements/when.js";
import { leadIntoFolders } from "./folders.js";

/** Sets all of it to work. The exit first: it must work before anything else does. Then the links, which elements go by. */
export function begin() {
  Exit.define();
  leadIntoFolders();
  for (const element of [When, Checked, Languages, Today, Ask, Copy, Print]) element.define();
}
