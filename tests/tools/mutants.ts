/** Mutants of a value made of JSON's kinds and typed arrays: what a hand, a fault or an enemy makes of a good file. */
import type { Stream } from '../../src/core/base/random.ts'

const NASTY: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 1e300, -1e300, 4_294_967_296, '', 'x', '__proto__', 'constructor'],
  ...['y'.repeat(100_000), [], {}, [null], [[]], { length: 5 }, { constructor: 1 }, [1, 2, 3], '2026-02-31'],
]

type Step = readonly (string | number)[]

/** Every place in a value, the value itself first. */
function places(v: unknown, at: Step = [], found: Step[] = []): Step[] {
  found.push(at)
  if (ArrayBuffer.isView(v) || typeof v !== 'object' || v === null) return found
  for (const [k, inner] of Object.entries(v)) places(inner, [...at, k], found)
  return found
}

type Column = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

/** A column one longer, one shorter, of another kind, or with one entry gone wild. */
function mutantColumn(c: Column, rng: Stream): unknown {
  switch (rng.below(5)) {
    case 0:
      return c.slice(0, Math.max(0, c.length - 1))
    case 1:
      return new (c.constructor as new (n: number) => Column)(c.length + 1)
    case 2:
      return Int16Array.from(c as ArrayLike<number>)
    default: {
      const wild = c.slice()
      if (wild.length > 0) wild[rng.below(wild.length)] = [NaN, Infinity, -1, 1e9, 2 ** 32 - 1][rng.below(5)]
      return wild
    }
  }
}

/** One mutant: a value replaced, taken away, doubled or exchanged at one to three places. */
export function mutantOf(good: unknown, rng: Stream): unknown {
  let value = structuredClone(good)
  for (let k = 1 + rng.below(3); k > 0; k--) {
    const all = places(value)
    const at = all[rng.below(all.length)]
    if (at.length === 0) {
      if (rng.below(10) === 0) value = NASTY[rng.below(NASTY.length)]
      continue
    }
    let holder = value as Record<string | number, unknown>
    for (const step of at.slice(0, -1)) holder = holder[step] as typeof holder
    const last = at.at(-1)!
    const old = holder[last]
    if (ArrayBuffer.isView(old) && rng.below(4) > 0) holder[last] = mutantColumn(old as Column, rng)
    else if (rng.below(5) === 0) delete holder[last]
    else if (rng.below(6) === 0) holder[last] = [old, old]
    else holder[last] = structuredClone(NASTY[rng.below(NASTY.length)])
  }
  return value
}

/** A text with a few letters changed, cut off or doubled. */
export function mutantText(text: string, rng: Stream): string {
  let t = text
  for (let k = 1 + rng.below(4); k > 0; k--) {
    const [a, b] = [rng.below(t.length + 1), rng.below(t.length + 1)].sort((x, y) => x - y)
    const kind = rng.below(4)
    if (kind === 0) t = t.slice(0, a) + t.slice(b)
    else if (kind === 1) t = t.slice(0, a) + t.slice(a, a + 50) + t.slice(a)
    else t = t.slice(0, a) + String.fromCharCode(rng.below(kind === 2 ? 128 : 65_536)) + t.slice(a + 1)
  }
  return t
}
