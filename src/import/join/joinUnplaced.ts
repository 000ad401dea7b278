/** Rows without a place of two extracts: each crime once, wherever it stands now. */
import { textAt, type TextColumn } from '../../core/base/text.ts'
import type { Unplaced } from '../../core/table/unplaced.ts'
import { NOT_REPORTED } from '../../core/table/incidents.ts'
import { crimeKey, sameBeats } from '../rows/unplaced.ts'
import type { DictColumn } from '../../core/base/text.ts'
import { gather } from './joinParts.ts'

const wordOf = (key: ArrayLike<number>, i = 0) => `${key[2 * i]}.${key[2 * i + 1]}`

/** Words of the crime numbers of a table's own rows. */
function numbersOf(id: TextColumn): Set<string> {
  const found = new Set<string>()
  for (let i = 0; i + 1 < id.offsets.length; i++) {
    const text = textAt(id, i)
    if (text !== '') found.add(wordOf(crimeKey(text)))
  }
  return found
}

/**
 * Those of `a` that the added file does not tell anew, and those of `b` that are not among the incidents of the joined
 * table. Rows without a number are compared by window and kind, one to one. `beat` is the joined table's.
 */
export function joinUnplaced(
  a: Unplaced | undefined,
  b: Unplaced | undefined,
  joinedId: TextColumn,
  beat: DictColumn,
): Unplaced | undefined {
  if (!a && !b) return undefined
  const placed = numbersOf(joinedId)
  const seen = new Map<string, number>()
  for (let j = 0; j < (b?.n ?? 0); j++) {
    const word = wordOf(b!.key, j)
    seen.set(word, (seen.get(word) ?? 0) + 1)
  }
  const rows: number[] = []
  for (let i = 0; i < (a?.n ?? 0); i++) {
    const word = wordOf(a!.key, i)
    const left = seen.get(word) ?? 0
    if (left > 0) seen.set(word, left - 1)
    else if (!placed.has(word)) rows.push(i)
  }
  for (let j = 0; j < (b?.n ?? 0); j++) if (!placed.has(wordOf(b!.key, j))) rows.push(~j)
  if (rows.length === 0) return undefined
  const pick = Int32Array.from(rows)
  const none = { n: 0, from: new Int32Array(), to: new Int32Array(), flags: new Uint16Array() }
  const empty: Unplaced = {
    ...none,
    offence: new Uint8Array(),
    beat: { values: [''], codes: new Uint32Array() },
    key: new Uint32Array(),
  }
  const [s, t] = [a ?? empty, b ?? empty]
  const unknown = (m: number) => new Int32Array(m).fill(NOT_REPORTED)
  const beats = [s, t].map((u) => sameBeats(u.beat, beat))
  const key = new Uint32Array(2 * pick.length)
  pick.forEach((r, k) => {
    const [of, i] = r >= 0 ? [s, r] : [t, ~r]
    key.set(of.key.subarray(2 * i, 2 * i + 2), 2 * k)
  })
  return {
    n: pick.length,
    from: gather(Int32Array, s.from, t.from, pick),
    to: gather(Int32Array, s.to, t.to, pick),
    flags: gather(Uint16Array, s.flags, t.flags, pick),
    offence: gather(Uint8Array, s.offence, t.offence, pick),
    ...((s.reported || t.reported) && {
      reported: gather(Int32Array, s.reported ?? unknown(s.n), t.reported ?? unknown(t.n), pick),
    }),
    beat: { values: beats[0].values, codes: gather(Uint32Array, beats[0].codes, beats[1].codes, pick) },
    key,
  }
}
