/** The script of every page but the one that searches. */
import { begin } from "./shared/everywhere.js";

begin();
