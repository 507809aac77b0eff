// Links of a site that is opened from a disk.
import assert from "node:assert/strict";
import { test } from "node:test";

import { pageInFolder } from "../../assets/js/shared/folders.js";

for (const [address, page] of [
  ["file:///home/a/_site/meetings/", "file:///home/a/_site/meetings/index.html"],
  ["file:///home/a/_site/privacy/#leaving-quickly", "file:///home/a/_site/privacy/index.html#leaving-quickly"],
  ["file:///home/a/_site/404.html", ""],
  ["https://example.org/meetings/", ""],
  ["tel:988", ""],
]) {
  test(`${address} leads to ${page || "where it says"}`, () => {
    assert.equal(pageInFolder(address), page);
  });
}
