// The site is named by BENCH_SITE; what is made of it goes where --output says.
export default function (config) {
  config.setTemplateFormats(["11ty.js"]);
  config.setUseGitIgnore(false);
  return { dir: { input: ".", data: "_data" } };
}
