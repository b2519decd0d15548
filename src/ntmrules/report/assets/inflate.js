// Where a browser has no DecompressionStream the same gzip is unpacked here (RFC 1951, RFC 1952; ours has no optional fields).
function inflated(bytes) {
  const end = bytes.length - 8;
  const out = new Uint8Array((bytes[end + 4] | (bytes[end + 5] << 8) | (bytes[end + 6] << 16) | (bytes[end + 7] << 24)) >>> 0);
  let from = 10, to = 0, hold = 0, held = 0;
  const bits = count => {
    while (held < count) {
      if (from >= end) throw new Error("cut");
      hold |= bytes[from++] << held;
      held += 8;
    }
    const value = hold & ((1 << count) - 1);
    hold >>>= count;
    held -= count;
    return value;
  };
  const codes = lengths => {
    const counts = new Uint16Array(16), places = new Uint16Array(16), symbols = new Uint16Array(lengths.length);
    lengths.forEach(length => { if (length) counts[length]++; });
    for (let length = 1; length < 15; length++) places[length + 1] = places[length] + counts[length];
    lengths.forEach((length, symbol) => { if (length) symbols[places[length]++] = symbol; });
    return [counts, symbols];
  };
  const next = ([counts, symbols]) => {
    let code = 0, first = 0, index = 0;
    for (let length = 1; length < 16; length++) {
      code |= bits(1);
      if (code - first < counts[length]) return symbols[index + code - first];
      index += counts[length];
      first = (first + counts[length]) << 1;
      code <<= 1;
    }
    throw new Error("cut");
  };
  const stored = () => {
    hold = held = 0;
    const size = bytes[from] | (bytes[from + 1] << 8);
    out.set(bytes.subarray(from + 4, from + 4 + size), to);
    from += 4 + size;
    to += size;
  };
  const fixed = () => [codes([...Array(288).keys()].map(each => (each < 144 ? 8 : each < 256 ? 9 : each < 280 ? 7 : 8))), codes(Array(30).fill(5))];
  const own = () => {
    const literals = bits(5) + 257, distances = bits(5) + 1, count = bits(4) + 4, short = Array(19).fill(0), lengths = [];
    [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15].slice(0, count).forEach(place => { short[place] = bits(3); });
    const tree = codes(short);
    while (lengths.length < literals + distances) {
      const symbol = next(tree);
      if (symbol < 16) { lengths.push(symbol); continue; }
      const value = symbol === 16 ? lengths[lengths.length - 1] : 0;
      for (let left = symbol === 16 ? bits(2) + 3 : symbol === 17 ? bits(3) + 3 : bits(7) + 11; left; left--) lengths.push(value);
    }
    return [codes(lengths.slice(0, literals)), codes(lengths.slice(literals))];
  };
  // The smallest length, or distance, of each code and the bits that come behind it.
  const steps = (count, first, wide) => {
    const found = [];
    for (let place = 0, value = first; place < count; place++) {
      const more = Math.max(0, Math.floor(place / wide) - 1);
      found.push([value, more]);
      value += 1 << more;
    }
    return found;
  };
  const long = [...steps(28, 3, 4), [258, 0]], far = steps(30, 1, 2);
  const block = ([literals, distances]) => {
    for (;;) {
      const symbol = next(literals);
      if (symbol === 256) return;
      if (symbol < 256) { out[to++] = symbol; continue; }
      const [length, more] = long[symbol - 257], size = length + bits(more), [distance, beyond] = far[next(distances)], back = distance + bits(beyond);
      for (let left = size; left; left--, to++) out[to] = out[to - back];
    }
  };
  for (let last = 0; !last;) {
    last = bits(1);
    const kind = bits(2);
    if (kind === 3) throw new Error("cut");
    if (kind === 0) stored(); else block(kind === 1 ? fixed() : own());
  }
  if (to !== out.length) throw new Error("cut");
  return out;
}
