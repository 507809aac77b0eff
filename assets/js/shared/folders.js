const INDEX = "index.html";

/** The address of the page in a folder, for a link that a disk would answer with a list of files; empty for any other link. */
export function pageInFolder(address) {
  const [, path, rest] = /^([^?#]*)(.*)$/.exec(address);
  return path.startsWith("file:") && path.endsWith("/") ? `${path}${INDEX}${rest}` : "";
}

/** Opened from a disk, links to folders lead to the pages in them. A host does that by itself. */
export function leadIntoFolders() {
  if (location.protocol !== "file:") return;
  for (const link of document.links) link.href = pageInFolder(link.href) || link.href;
}

/** The address of a page below another one, such as "tuesday/" below "days/"; where that one is named as a file, so is this. */
export function below(page, path) {
  const isFile = page.endsWith(INDEX);
  const address = (isFile ? page.slice(0, -INDEX.length) : page) + path.replace(/^[/\\]+/, "");
  return isFile ? address.replace(/^([^?#]*\/)(?=[?#]|$)/, `$1${INDEX}`) : address;
}
