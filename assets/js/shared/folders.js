/** The address of the page in a folder, for a link that a disk would answer with a list of files; empty for any other link. */
export function pageInFolder(address) {
  const [, path, rest] = /^([^?#]*)(.*)$/.exec(address);
  return path.startsWith("file:") && path.endsWith("/") ? `${path}index.html${rest}` : "";
}

/** Opened from a disk, links to folders lead to the pages in them. A host does that by itself. */
export function leadIntoFolders() {
  if (location.protocol !== "file:") return;
  for (const link of document.links) link.href = pageInFolder(link.href) || link.href;
}
