// Where the focus is now: its number in the order of tabs, what it is, whether something that stays in place while the page scrolls
// covers it, and whether all of it is outside of the window.
() => {
  const element = document.activeElement;
  const named = `<${element.localName} class="${element.className}"> ${(element.innerText || element.getAttribute("aria-label") || element.name || "").slice(0, 40)}`;
  const fixed = (other) => {
    for (let above = other; above; above = above.parentElement) if (/fixed|sticky/.test(getComputedStyle(above).position)) return above;
    return null;
  };
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [box.left + box.width * x, box.top + box.height * y]));
  const inside = points.filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
  const covered = inside.some(([x, y]) => {
    const cover = fixed(document.elementFromPoint(x, y));
    return cover && !cover.contains(element);
  });
  const around = element.getBoundingClientRect();
  return {
    number: tabs.indexOf(element),
    named,
    covered,
    outside: inside.length === 0,
    box: { x: around.x + scrollX, y: around.y + scrollY, width: around.width, height: around.height },
  };
}
