/**
 * Words that scripts say, in the language of the page.
 *
 * When the modules are joined, WORDS stands in front of them: the language, and the translations of the messages in use.
 * Nothing here needs plural forms: counted time is said by the browser, which knows them for every language.
 */
const TABLE = typeof WORDS === "undefined" ? { language: "en", messages: {} } : WORDS;
const MESSAGES = new Map(Object.entries(TABLE.messages));
const PLACE = /%\((\w+)\)(?:0(\d))?[sd]|%%/g;

/** A message in the page's language; with values, each "%(name)s" and "%(name)02d" is filled in and "%%" is a percent sign. */
export function _(message, values) {
  const text = MESSAGES.get(message) || message;
  return values ? text.replace(PLACE, (place, name, width) => (name ? String(values[name]).padStart(width || 0, "0") : "%")) : text;
}

/** "in 25 minutes", "7 months ago": a number of minutes, days, months or years from now, negative for what is past. */
export function fromNow(count, unit) {
  return new Intl.RelativeTimeFormat(TABLE.language).format(count, unit);
}

/** The text in which "am" and "pm" stay beside their time; other languages say so in their catalogue. */
export function timely(text) {
  return text.replace(/(\d) (?=[ap]m\b)/g, "$1\u00a0");
}

/** The text with a capital letter at its beginning. */
export function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
