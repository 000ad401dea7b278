/** Rows without a place of two extracts: each crime once, wherever it stands now. */
import { textAt, type TextColumn } from '../../core/base/text.ts'
import type { Unplaced } from '../../core/table/unplaced.ts'
import { NOT_REPORTED } from '../../core/table/incidents.ts'
import { crimeKey, sameBeats } from '../rows/unplaced.ts'
import type { DictColumn } from '../../core/base/text.ts'
import { silentIn, windowRows, windowsOf } from './columnRows.ts'
import type { Side } from './join.ts'
import { gather } from './joinParts.ts'
import { timesOf, timesOfUnplaced } from './times.ts'

const wordOf = (key: ArrayLike<number>, i = 0) => `${key[2 * i]}.${key[2 * i + 1]}`

const NONE: Unplaced = {
  ...{ n: 0, from: new Int32Array(), to: new Int32Array(), flags: new Uint16Array() },
  offence: new Uint8Array(),
  beat: { values: [''], codes: new Uint32Array() },
  key: new Uint32Array(),
}

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
 * Those of `base` that the added file does not tell anew, and those of `added` that are not among the incidents of the joined
 * table: what they tell less than the loaded row of their crime corrects nothing in it. Rows without a number are compared
 * by window and kind, one to one. `beat` is the joined table's.
 */
export function joinUnplaced(
  base: Side,
  added: Side,
  joinedId: TextColumn,
  beat: DictColumn,
): Unplaced | undefined {
  const [a, b] = [base.incidents.unplaced, added.incidents.unplaced]
  if (!a && !b) return undefined
  const placed = numbersOf(joinedId)
  const [s, t] = [a ?? NONE, b ?? NONE]
  const told = new Map<string, number[]>()
  for (let j = t.n - 1; j >= 0; j--) {
    const word = wordOf(t.key, j)
    const list = told.get(word)
    if (list) list.push(j)
    else told.set(word, [j])
  }
  const loaded = new Int32Array(t.n).fill(-1)
  const picked: number[] = []
  for (let i = 0; i < s.n; i++) {
    const word = wordOf(s.key, i)
    const j = told.get(word)?.pop()
    if (j !== undefined) loaded[j] = i
    else if (!placed.has(word)) picked.push(i)
  }
  for (let j = 0; j < t.n; j++) if (!placed.has(wordOf(t.key, j))) picked.push(~j)
  if (picked.length === 0) return undefined
  const rows = Int32Array.from(picked)
  const own = rows.map((r) => (r < 0 && loaded[~r] >= 0 ? loaded[~r] : r))
  const silent = silentIn(added)
  const of = (column: string) => (silent.has(column) ? own : rows)
  const unknown = (m: number) => new Int32Array(m).fill(NOT_REPORTED)
  const beats = [s, t].map((u) => sameBeats(u.beat, beat))
  const key = new Uint32Array(2 * rows.length)
  rows.forEach((r, k) => {
    const [u, i] = r >= 0 ? [s, r] : [t, ~r]
    key.set(u.key.subarray(2 * i, 2 * i + 2), 2 * k)
  })
  const [mine, theirs] = [timesOfUnplaced(s, timesOf(base)), timesOfUnplaced(t, timesOf(added))]
  return {
    n: rows.length,
    ...windowsOf(mine, theirs, rows, windowRows(mine, theirs, rows, own, silent.has('to'))),
    offence: gather(Uint8Array, s.offence, t.offence, of('offence')),
    ...((s.reported || t.reported) && {
      reported: gather(Int32Array, s.reported ?? unknown(s.n), t.reported ?? unknown(t.n), of('reported')),
    }),
    beat: { values: beats[0].values, codes: gather(Uint32Array, beats[0].codes, beats[1].codes, of('beat')) },
    key,
  }
}
