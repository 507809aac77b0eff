// What `serve` adds to a page that it serves, and to no finished site: loads the page again once it has changed, and shows what is wrong
// in the content over it, in the words of `check`. It takes no focus and says by an alert that there is something to read.
(() => {
  const { seen } = document.currentScript.dataset;
  const socket = `ws://${location.host}/.serve/socket?${new URLSearchParams({ page: location.pathname, seen })}`;
  let wait = 250;
  let panel;
  let shown = "";

  function connect() {
    const line = new WebSocket(socket);
    line.addEventListener("open", () => { wait = 250; });
    line.addEventListener("message", ({ data }) => {
      const told = JSON.parse(data);
      if (told.reload) location.reload();
      else show(told);
    });
    line.addEventListener("close", () => {
      setTimeout(connect, wait);
      wait = Math.min(2 * wait, 4000);
    });
  }

  function show({ summary, problems }) {
    const text = [summary, ...problems].join("\n");
    if (text === shown) return;
    shown = text;
    if (summary) {
      panel ??= built();
      panel.alert.textContent = summary;
      panel.list.replaceChildren(...problems.map(problem));
      document.body.prepend(panel.host);
    } else panel?.host.remove();
  }

  function made(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  // A tree of its own, so that no rule of the page reaches it and none of its own reaches the page.
  function built() {
    const alert = made("p", { role: "alert", id: "summary" });
    const hide = made("button", { type: "button" }, "Hide");
    const list = made("ul", { role: "list" });
    const all = made("div", { role: "group", "aria-label": "All problems", tabindex: "0" }, list);
    const host = made("div", { lang: "en", dir: "ltr", hidden: "" });
    const style = made("link", { rel: "stylesheet", href: "/.serve/page.css" });
    const region = made("section", { "aria-labelledby": "summary" }, made("header", {}, alert, hide), all);
    host.attachShadow({ mode: "open" }).append(style, region);
    style.addEventListener("load", () => { host.hidden = false; });
    hide.addEventListener("click", () => host.remove());
    region.addEventListener("keydown", (event) => {
      if (event.key === "Escape") host.remove();
    });
    return { host, alert, list };
  }

  // The place and the message, the line with its caret, what to type instead: told apart by how far they are indented.
  function problem(text) {
    return made("li", {}, ...text.split("\n").reduce((parts, line) => {
      const code = line.startsWith("      ");
      const last = parts.at(-1);
      if (code && last?.localName === "pre") last.append(`\n${line.slice(6)}`);
      else parts.push(made(code ? "pre" : "p", {}, code ? line.slice(6) : line.trim()));
      return parts;
    }, []));
  }

  connect();
})();
