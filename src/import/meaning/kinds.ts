/** The kind of each collected row, by its wording, its code, its file's name or what the user said. */
import { OFFENCES, offenceIndex } from '../../core/base/offences.ts'
import type { OffenceId } from '../../core/base/offences.ts'
import type { Collector, Segment } from '../rows/collector.ts'
import type { ImportOptions, ImportReport } from '../contract.ts'
import { wordingKey } from '../rows/oneName.ts'
import { offenceOf, offenceOfFileName } from './offences.ts'

const NAMED = new Map(OFFENCES.map((o, i) => [o.label as string, i]))

/** Kinds of all rows, what to say of them, and each wording with its kind and number of rows, most frequent first. */
export interface Kinds {
  readonly offence: Uint8Array
  readonly notes: readonly string[]
  readonly wordings: ImportReport['wordings']
}

/** Tells the kind of every row. */
export function kindsOf(c: Collector, options: ImportOptions): Kinds {
  const offence = new Uint8Array(c.n)
  const notes: string[] = []
  // a table that Cocoon saved names its kinds; they stand unless the user says otherwise
  const named = c.kind.values.map((v) => NAMED.get(v) ?? -1)
  // a correction holds for every spelling of its wording
  const said = new Map(Object.entries(options.offences ?? {}).map(([w, k]) => [wordingKey(w), k]))
  const corrected = c.wording.values.map((w) => options.offences?.[w] ?? said.get(wordingKey(w)))
  const width = c.code.values.length
  const known = new Map<number, number>()
  for (const s of c.segments) {
    const file = kindOfFile(s)
    for (let i = s.start; i < s.end; i++) {
      const w = c.wording.codes.data[i]
      const own = named[c.kind.codes.data[i]]
      if (own >= 0 && corrected[w] === undefined) {
        offence[i] = own
        continue
      }
      if (file) {
        offence[i] = offenceIndex(corrected[w] ?? file.kind)
        continue
      }
      const pair = w * width + c.code.codes.data[i]
      let kind = known.get(pair)
      if (kind === undefined) {
        const code = c.code.values[c.code.codes.data[i]]
        kind = offenceIndex(corrected[w] ?? offenceOf(c.wording.values[w], code))
        known.set(pair, kind)
      }
      offence[i] = kind
    }
    if (file && options.offences?.[''] === undefined && s.mapping.col.kind === undefined)
      notes.push(
        file.named
          ? `${s.name} has no column of offences: all its rows count as “${OFFENCES[offenceIndex(file.kind)].label}”, as its name says.`
          : `${s.name} has no column of offences: all its rows count as “Other”.`,
      )
  }
  return { offence, notes, wordings: wordingsOf(c, offence) }
}

/** What the file's name says of all its rows, where it has no column of offences. */
function kindOfFile({ name, mapping: { col } }: Segment): { kind: OffenceId; named: boolean } | undefined {
  if (col.offence !== undefined || col.offenceCode !== undefined) return undefined
  const kind = offenceOfFileName(name)
  return { kind: kind ?? 'other', named: kind !== undefined }
}

function wordingsOf(c: Collector, offence: Uint8Array): ImportReport['wordings'] {
  const kinds = OFFENCES.length
  const counts = new Uint32Array(c.wording.values.length * kinds)
  for (let i = 0; i < c.n; i++) counts[c.wording.codes.data[i] * kinds + offence[i]]++
  const found: { wording: string; offence: OffenceId; n: number }[] = []
  counts.forEach((n, key) => {
    if (n === 0) return
    const wording = c.wording.values[Math.floor(key / kinds)]
    found.push({ wording, offence: OFFENCES[key % kinds].id, n })
  })
  return found.sort((a, b) => b.n - a.n)
}
