// Boxes of all icons, and of one text of each look, for a screenshot to be asked whether something can be seen there.
() => {
  const found = [];
  const looks = new Set();
  const add = (what, element, box) => {
    if (box.width >= 4 && box.height >= 4 && box.left >= 0 && box.top + scrollY >= 0) {
      found.push({ what, named: `<${element.localName} class="${element.className.baseVal ?? element.className}"> ${element.textContent.trim().slice(0, 30)}`,
        x: box.left + scrollX, y: box.top + scrollY, width: box.width, height: box.height });
    }
  };
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  for (const icon of document.querySelectorAll("svg, img")) if (shown(icon)) add("icon", icon, icon.getBoundingClientRect());
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const element = text.parentElement;
    const look = `${element.localName}.${element.className} ${element.parentElement?.className}`;
    if (!/[\p{L}\p{N}]/u.test(text.data) || looks.has(look) || !shown(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = [...range.getClientRects()].find((one) => one.width > 8 && one.height > 8);
    if (!box) continue;
    looks.add(look);
    add("text", element, box);
  }
  return found;
}
