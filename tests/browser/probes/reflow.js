// What a narrow window, wide spacing or large text does to a page: sideways scrolling, clipped text, lines on top of one another.
([sheet]) => {
  if (sheet) {
    const extra = new CSSStyleSheet();
    extra.replaceSync(sheet);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, extra];
  }
  for (const details of document.querySelectorAll("details")) details.open = true;
  const faults = [];
  const name = (element) => `<${element.localName} class="${element.className.baseVal ?? element.className}"> ${element.textContent.trim().slice(0, 50)}`;
  const root = document.documentElement;
  if (Math.max(root.scrollWidth, document.body.scrollWidth) > root.clientWidth) {
    const wide = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1);
    faults.push(`scrolls sideways (${root.scrollWidth} px in ${root.clientWidth}): ${wide.slice(-1).map(name)}`);
  }
  // Hidden from eyes on purpose, for screen readers: a box of one pixel.
  const unseen = (element) => {
    for (let above = element; above && above !== document.body; above = above.parentElement) {
      const box = above.getBoundingClientRect();
      if ((box.width <= 1 || box.height <= 1) && getComputedStyle(above).overflow !== "visible") return true;
    }
    return false;
  };
  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    if (!element.textContent.trim() || !element.checkVisibility() || unseen(element)) continue;
    const cut = (flow) => flow === "hidden" || flow === "clip";
    if (cut(style.overflowX) && element.scrollWidth > element.clientWidth + 1) faults.push(`clips sideways: ${name(element)}`);
    if (cut(style.overflowY) && element.scrollHeight > element.clientHeight + 1) faults.push(`clips downwards: ${name(element)}`);
  }
  // Lines of text as boxes; two that share more than a third of the smaller one's height cannot both be read.
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const element = text.parentElement;
    if (!text.data.trim() || !element.checkVisibility({ visibilityProperty: true }) || unseen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) if (box.width > 2 && box.right > 0 && box.bottom + scrollY > 0) lines.push({ box, text });
  }
  lines.sort((one, other) => one.box.top - other.box.top);
  lines.forEach((one, number) => {
    for (const other of lines.slice(number + 1)) {
      if (other.box.top >= one.box.bottom) break;
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const high = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
      if (other.text !== one.text && wide > 2 && high > Math.min(one.box.height, other.box.height) / 3) {
        faults.push(`lies on other text: "${one.text.data.trim().slice(0, 40)}" and "${other.text.data.trim().slice(0, 40)}"`);
      }
    }
  });
  // What stays in place while the page scrolls must leave most of a low window to the page.
  const stuck = [...document.body.querySelectorAll("*")].filter((element) => /fixed|sticky/.test(getComputedStyle(element).position));
  const taken = stuck.reduce((sum, element) => sum + Math.min(element.getBoundingClientRect().height, innerHeight), 0);
  if (taken > innerHeight / 2) faults.push(`stays in place and takes ${taken} of ${innerHeight} px: ${stuck.map(name)}`);
  return faults;
}
