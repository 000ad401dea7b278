/** UPRNs of incidents that name no home: rounded by a spreadsheet, or standing at several places. */
import { countOf } from '../../core/base/words.ts'
import { textAt, type TextColumn } from '../../core/base/text.ts'
import { TextIndex } from '../../core/base/textIndex.ts'

/** A number a spreadsheet has rounded: "1.00231E+11". */
export const ROUNDED = /^\d([.,]\d+)?E\+?\d+$/i

/** One UPRN at so many points this far apart, in metres, is that of no one home. */
const POINTS = 3
const APART_M = 100

/** The UPRNs without those that are not believed, and what is said of them; '' where all are. */
export function believedUprns(
  uprn: TextColumn,
  x: Float64Array,
  y: Float64Array,
): { uprn: TextColumn; note: string } {
  const index = new TextIndex(uprn)
  const { first, of } = index
  if (first.length === 0) return { uprn, note: '' }
  const spoilt = Uint8Array.from(first, (row) => (ROUNDED.test(textAt(uprn, row)) ? 1 : 0))
  const counts = new Uint32Array(first.length)
  for (const code of of) if (code >= 0) counts[code]++
  const points = new Map<number, [number, number][]>()
  of.forEach((code, i) => {
    if (code < 0 || counts[code] < POINTS || spoilt[code] === 1) return
    const seen = points.get(code) ?? []
    if (seen.some(([a, b]) => Math.hypot(a - x[i], b - y[i]) <= APART_M)) return
    if (seen.push([x[i], y[i]]) >= POINTS) spoilt[code] = 1
    points.set(code, seen)
  })
  if (!spoilt.includes(1)) return { uprn, note: '' }
  const { bytes, offsets } = uprn
  const kept = new Uint8Array(bytes.length)
  const ends = new Uint32Array(offsets.length)
  let rows = 0
  const examples = new Set<string>()
  for (let i = 0; i < of.length; i++) {
    ends[i + 1] = ends[i]
    if (of[i] < 0) continue
    if (spoilt[of[i]] === 1) {
      rows++
      if (examples.size < 3) examples.add(textAt(uprn, i))
      continue
    }
    kept.set(bytes.subarray(offsets[i], offsets[i + 1]), ends[i])
    ends[i + 1] += offsets[i + 1] - offsets[i]
  }
  return {
    uprn: { bytes: kept.slice(0, ends[of.length]), offsets: ends },
    note: `In ${countOf(rows, 'row')} the UPRN is not believed (${[...examples].join(', ')}): a spreadsheet has rounded it, or it stands at places far apart. There the address or the point tells the place.`,
  }
}
