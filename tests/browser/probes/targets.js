// Targets that a finger misses. The real target is measured, point by point, by what a press there would reach.
([least, ours, mainly]) => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  const able = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const faults = [];
  const inSentence = (element) => {
    const block = element.closest("p, li, dd, dt, td, figcaption, blockquote, address, div, section, article");
    const rest = (block?.innerText ?? "").replace(/\s+/g, "").length - element.innerText.replace(/\s+/g, "").length;
    return getComputedStyle(element).display === "inline" && rest > 0 && block.querySelectorAll(able).length <= 12;
  };
  for (const element of document.querySelectorAll(able)) {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.closest(".skip")) continue;
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const boxes = [...element.getClientRects()].sort((one, other) => other.width * other.height - one.width * one.height);
    if (!boxes.length || boxes[0].width * boxes[0].height === 0) continue;
    const [x, y] = [boxes[0].left + boxes[0].width / 2, boxes[0].top + boxes[0].height / 2];
    const hits = (px, py) => {
      const hit = document.elementFromPoint(px, py);
      return hit !== null && (element.contains(hit) || hit.closest("label")?.control === element);
    };
    const reach = (dx, dy) => {
      let far = 0;
      while (far < 60 && hits(x + dx * (far + 1), y + dy * (far + 1))) far += 1;
      return far;
    };
    const wide = reach(-1, 0) + reach(1, 0) + 1;
    const high = reach(0, -1) + reach(0, 1) + 1;
    const main = element.matches(mainly) && !inSentence(element);
    const wanted = main ? ours : least;
    const small = high < wanted - 1 || (wide < wanted - 1 && !(main && element.localName === "a" && wide >= least));
    if (small && (main || !inSentence(element))) {
      faults.push(`${wide}x${high} instead of ${wanted}: <${element.localName} class="${element.className}"> in <${element.parentElement.localName} class="${element.parentElement.className}"> ${element.innerText.slice(0, 30)}`);
    }
  }
  return faults;
}
