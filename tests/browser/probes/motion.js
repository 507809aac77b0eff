// Whatever would move for more than a millisecond.
() => {
  const seconds = (list) => Math.max(...list.split(",").map((one) => (one.trim().endsWith("ms") ? parseFloat(one) / 1000 : parseFloat(one))));
  const faults = document.getAnimations().filter((one) => one.effect.getComputedTiming().activeDuration > 1).map((one) => `runs: ${one.animationName ?? one}`);
  for (const element of document.querySelectorAll("*")) {
    for (const part of [null, "::before", "::after", "::marker", "::backdrop"]) {
      const style = getComputedStyle(element, part);
      const longest = Math.max(seconds(style.transitionDuration), style.animationName === "none" ? 0 : seconds(style.animationDuration));
      if (longest > 0.001) faults.push(`<${element.localName} class="${element.className}">${part ?? ""} moves for ${longest} s`);
      if (!part && style.scrollBehavior === "smooth") faults.push(`<${element.localName}> scrolls smoothly`);
    }
  }
  return [...new Set(faults)];
}
