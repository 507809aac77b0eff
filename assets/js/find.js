/** The script of the page that searches. */
import { Chips } from "./elements/chips.js";
import { Combobox } from "./elements/combobox.js";
import { Filters } from "./elements/filters.js";
import { Find } from "./elements/find.js";
import { Results } from "./elements/results.js";
import { begin } from "./shared/everywhere.js";

begin();
// The parts first: the whole finds them at work.
for (const element of [Combobox, Chips, Filters, Results, Find]) element.define();
