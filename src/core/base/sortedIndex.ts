/** Sorting by numbers without a comparison called for each. */

/** Indices 0 … n − 1 sorted by value; equal values in index order. */
export function sortedIndex(values: Float64Array): Uint32Array {
  const n = values.length
  let lo = Infinity
  let hi = -Infinity
  for (const v of values) {
    if (v < lo) lo = v
    if (v > hi) hi = v
  }
  const scale = hi > lo ? 4294967295 / (hi - lo) : 0
  // three passes of 11 bits over keys that keep the order of the values, each key beside its index
  let [from, to] = [new Uint32Array(n), new Uint32Array(n)]
  let [keys, toKeys] = [new Uint32Array(n), new Uint32Array(n)]
  for (let k = 0; k < n; k++) {
    from[k] = k
    keys[k] = (values[k] - lo) * scale
  }
  for (const shift of [0, 11, 22]) {
    pass(from, keys, shift, to, toKeys)
    ;[from, to, keys, toKeys] = [to, from, toKeys, keys]
  }
  // values of one key may still stand the wrong way round
  for (let i = 1; i < n; i++) {
    if (keys[i] !== keys[i - 1]) continue
    const held = from[i]
    let j = i
    while (j > 0 && values[from[j - 1]] > values[held]) {
      from[j] = from[j - 1]
      j--
    }
    from[j] = held
  }
  return from
}

/** Moves indices and their keys into the order of eleven bits of the keys; equal ones stay in order. */
function pass(
  from: Uint32Array,
  keys: Uint32Array,
  shift: number,
  to: Uint32Array,
  toKeys: Uint32Array,
): void {
  const at = new Uint32Array(2048)
  for (let i = 0; i < keys.length; i++) at[(keys[i] >>> shift) & 2047]++
  for (let b = 0, sum = 0; b < 2048; b++) {
    const count = at[b]
    at[b] = sum
    sum += count
  }
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]
    const place = at[(key >>> shift) & 2047]++
    to[place] = from[i]
    toKeys[place] = key
  }
}
