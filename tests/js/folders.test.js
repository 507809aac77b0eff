// Links of a site that is opened from a disk.
import assert from "node:assert/strict";
import { test } from "node:test";

import { below, pageInFolder } from "../../assets/js/shared/folders.js";

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

for (const [page, path, address] of [
  ["../", "meetings/dawn/", "../meetings/dawn/"],
  ["../index.html", "meetings/dawn/", "../meetings/dawn/index.html"],
  ["../index.html", "/guides/first/#what-to-bring", "../guides/first/index.html#what-to-bring"],
  ["../index.html", "", "../index.html"],
  ["days/", "tuesday/", "days/tuesday/"],
  ["days/index.html", "tuesday/", "days/tuesday/index.html"],
  ["file:///home/a/_site/days/index.html", "tuesday/", "file:///home/a/_site/days/tuesday/index.html"],
  ["./index.html", "assets/mark.svg", "./assets/mark.svg"],
  ["./index.html", "404.html#a/", "./404.html#a/"],
  ["../", "//evil.example/", "../evil.example/"],
]) {
  test(`${path || "nothing"} below ${page} is ${address}`, () => {
    assert.equal(below(page, path), address);
  });
}
