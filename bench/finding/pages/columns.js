/** Facets for engines that have none: which rows hold what was chosen, and counts that follow the other choices. */

/** Columns as they were written, ready to be counted. */
export function openColumns(facets, total) {
  return Object.entries(facets).map(([name, { ids, rows }]) => {
    const ends = new Uint32Array(total + 1);
    for (let row = 0; row < total; row += 1) ends[row + 1] = ends[row] + rows[row].length;
    return { name, ids, ends, values: Uint16Array.from(rows.flat()) };
  });
}

/** Of some rows in their order, or of all: how many there are, the first ten, and the counts of every facet. */
export function chooseRows(columns, rows, total, chosen) {
  const wanted = columns.map(({ name, ids }) => (chosen[name]?.length ? Uint8Array.from(ids, (id) => chosen[name].includes(id)) : null));
  const counts = columns.map(({ ids }) => new Uint32Array(ids.length));
  const asked = columns.map((_column, n) => n).filter((n) => wanted[n]);
  const first = [];
  let found = 0;
  const length = rows ? rows.length : total;
  for (let at = 0; at < length; at += 1) {
    const row = rows ? rows[at] : at;
    let failed = -1;
    for (const n of asked) {
      if (holds(columns[n], wanted[n], row)) continue;
      failed = failed < 0 ? n : -2;
      if (failed === -2) break;
    }
    if (failed === -2) continue;
    if (failed >= 0) {
      count(columns[failed], counts[failed], row);
      continue;
    }
    found += 1;
    if (first.length < 10) first.push(row);
    for (let n = 0; n < columns.length; n += 1) count(columns[n], counts[n], row);
  }
  return { total: found, first, counts: Object.fromEntries(columns.map(({ name, ids }, n) => [name, named(ids, counts[n])])) };
}

function holds({ ends, values }, wanted, row) {
  for (let at = ends[row]; at < ends[row + 1]; at += 1) if (wanted[values[at]]) return true;
  return false;
}

function count({ ends, values }, counts, row) {
  for (let at = ends[row]; at < ends[row + 1]; at += 1) counts[values[at]] += 1;
}

function named(ids, counts) {
  return Object.fromEntries(ids.map((id, n) => [id, counts[n]]).filter(([, found]) => found));
}
