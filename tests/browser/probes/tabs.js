// Every element that Tab is to reach, in the order of the document, kept for the probes that follow. Gives the look of each.
([open]) => {
  for (const details of open ? document.querySelectorAll("details") : []) details.open = true;
  const able = "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex], [contenteditable]";
  const shown = (element) =>
    element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && element.getClientRects().length > 0;
  // Of a group of radio buttons Tab reaches one: the chosen, else the first.
  const reached = (element) => {
    if (element.type !== "radio") return true;
    const group = [...document.getElementsByName(element.name)].filter((other) => other.type === "radio" && other.form === element.form);
    return element === (group.find((other) => other.checked) ?? group[0]);
  };
  const first = (element) => element.localName !== "summary" || element === element.parentElement.querySelector(":scope > summary");
  globalThis.tabs = [...document.querySelectorAll(able)].filter(
    (element) => element.tabIndex >= 0 && !element.disabled && !element.closest("[inert]") && first(element) && shown(element) && reached(element),
  );
  document.activeElement?.blur();
  // Two of one look get the same focus ring.
  return tabs.map((element) => {
    const place = element.closest("header, nav, main, footer, form, aside, dialog");
    return [element.localName, element.type, element.className, element.parentElement.className, place?.localName].join("|");
  });
}
