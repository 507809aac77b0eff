// The texts that a reader sees in the main part, in order; with each whether it stands in a custom element or a time, where script may add words.
() => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main") ?? document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const words = text.data.replace(/\s+/g, " ").trim();
    let live = false;
    for (let above = text.parentElement; above; above = above.parentElement) live ||= above.localName.includes("-") || above.localName === "time";
    if (words && text.parentElement.checkVisibility({ visibilityProperty: true })) found.push({ words, live });
  }
  return found;
}
