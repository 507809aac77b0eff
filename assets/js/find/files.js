/**
 * The files of the index: fetched once, opened, and cut into their parts.
 *
 * A file is gzip of a line of JSON and, behind it, columns of bytes (alongside/search/binary.py). A host that takes the gzip off by
 * itself is fine, too.
 */

// So many files are kept open, the last ones.
const MOST_KEPT = 1_000;

/** What could not be loaded; the next try asks again. */
export class Failure extends Error {}

/**
 * A function that gives a file by its path below the folder of the index, without ".bin", as its head and columns.
 *
 * fetchBytes   path to bytes; rejects where there are none
 */
export function opener(fetchBytes) {
  const opened = new Map();
  return (path) => {
    if (!opened.has(path)) {
      if (opened.size === MOST_KEPT) opened.delete(opened.keys().next().value);
      const opening = fetchBytes(`${path}.bin`).then(inflate).then(unpack);
      opened.set(path, opening);
      opening.catch(() => opened.delete(path));
    }
    return opened.get(path);
  };
}

/** Gives the bytes of what lies below an address; whatever keeps them away is a Failure. */
export function fetchFrom(folder) {
  return async (path) => {
    try {
      const response = await fetch(new URL(path, folder));
      if (response.ok) return new Uint8Array(await response.arrayBuffer());
    } catch {
      // Told below: offline, blocked, or cut off on the way.
    }
    throw new Failure(path);
  };
}

async function inflate(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    // Written by hand: a stream over a Blob takes ten times as long for files as small as these.
    const { readable, writable } = new DecompressionStream("gzip");
    const writer = writable.getWriter();
    const [whole] = await Promise.all([new Response(readable).arrayBuffer(), writer.write(bytes), writer.close()]);
    return new Uint8Array(whole);
  } catch (error) {
    throw new Failure(String(error));
  }
}

function unpack(bytes) {
  const end = bytes.indexOf(10);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  const columns = new Map();
  let from = end + 1;
  for (const [name, size] of head.columns || []) {
    columns.set(name, bytes.subarray(from, from + size));
    from += size;
  }
  return { head, columns };
}

/** Whole numbers out of their byte planes. */
export function numbers(bytes, width) {
  const count = bytes.length / width;
  const found = new Uint32Array(count);
  for (let plane = 0; plane < width; plane += 1) {
    for (let n = 0; n < count; n += 1) found[n] |= bytes[plane * count + n] << (8 * plane);
  }
  return found;
}

/** Whole numbers of seven bits a byte. */
export function varints(bytes) {
  const found = [];
  let value = 0;
  let shift = 0;
  for (const byte of bytes) {
    value += (byte & 127) * 2 ** shift;
    shift += 7;
    if (byte < 128) {
      found.push(value);
      value = 0;
      shift = 0;
    }
  }
  return found;
}

/** Where each of several runs, one behind the other, starts; the last number is where all end. */
export function startsOf(counts) {
  const starts = new Uint32Array(counts.length + 1);
  for (let n = 0; n < counts.length; n += 1) starts[n + 1] = starts[n] + counts[n];
  return starts;
}
