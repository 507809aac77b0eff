// What html-validate asks of every page. Each rule that is not asked has its reason.
module.exports = {
  root: true,
  extends: ["html-validate:recommended", "html-validate:a11y", "html-validate:document"],
  elements: ["html5"],
  rules: {
    // <!doctype html> is as right as <!DOCTYPE html>.
    "doctype-style": ["error", { style: "lowercase" }],
    // A listing's name may have 120 characters, and the title says it whole.
    "long-title": "off",
    // What a combobox suggests comes and goes while somebody types, which no <select> does.
    "prefer-native-element": ["error", { exclude: ["listbox"] }],
    // Safari with VoiceOver takes a list without bullets for no list, unless its role is said.
    "no-redundant-role": "off",
    // Our own files are named after their content; integrity matters for those of others, and there are none.
    "require-sri": ["error", { target: "crossorigin" }],
    // At 320 pixels "Call (303) 555-0142" must be free to take two lines.
    "tel-non-breaking": "off",
  },
};
