export const data = { permalink: "search.json" };

export function render({ directory }) {
  return JSON.stringify(
    directory.listings.map((each) => ({
      city: each.city,
      kind: each.kind,
      name: each.data.name,
      summary: each.data.summary,
      url: each.url,
      when: each.when,
    })),
  );
}
