/** The kind of each collected row, by its wording, its code, its file's name or what the user said. */
import { OFFENCES, offenceIndex } from '../../core/base/offences.ts'
import type { OffenceId } from '../../core/base/offences.ts'
import { countOf } from '../../core/base/words.ts'
import type { Collector, Segment } from '../rows/collector.ts'
import type { ImportOptions, ImportReport } from '../contract.ts'
import { wordingKey } from '../rows/oneName.ts'
import { isOutbuilding, nameOfOther, offenceOf, offenceOfFileName } from './offences.ts'

const NAMED = new Map<string, number>([
  ...OFFENCES.map((o, i) => [o.label, i] as const),
  // as tables saved before version 0.2 call it
  ['Burglary, homes and businesses', offenceIndex('burglary-any')],
])

/** Kinds of all rows, what to say of them, and each wording with its kind and number of rows, most frequent first. */
export interface Kinds {
  readonly offence: Uint8Array
  readonly notes: readonly string[]
  readonly wordings: ImportReport['wordings']
  readonly others: NonNullable<ImportReport['others']>
  readonly sheds: NonNullable<ImportReport['sheds']>
}

/** Tells the kind of every row. */
export function kindsOf(c: Collector, options: ImportOptions): Kinds {
  const offence = new Uint8Array(c.n)
  const notes: string[] = []
  // a table that Cocoon saved names its kinds; they stand unless the user says otherwise
  const named = c.kind.values.map((v) => NAMED.get(v) ?? -1)
  // a correction holds for every spelling of its wording
  const chosen = new Map(Object.entries(options.offences ?? {}))
  const said = new Map([...chosen].map(([w, k]) => [wordingKey(w), k]))
  const corrected = c.wording.values.map((w) => chosen.get(w) ?? said.get(wordingKey(w)))
  const asHome = options.sheds === 'home'
  const homes = offenceIndex('burglary-home')
  let sheds = 0
  const [wordingOf, codeOf, kindNamed] = [c.wording, c.code, c.kind].map((d) => d.codes.data)
  const width = c.code.values.length
  // kind + 1 of each pair of a wording and a code; 0 is not asked yet. Of very many pairs only few occur
  const pairs = width * c.wording.values.length
  const known: { [pair: number]: number | undefined } = pairs < 1 << 20 ? new Int16Array(pairs) : []
  // rows of one wording follow each other
  let [last, kindOfLast] = [-1, 0]
  const unnamed = named.length === 1 && known instanceof Int16Array ? known : undefined
  for (const s of c.segments) {
    const file = kindOfFile(s)
    for (let i = s.start; i < s.end; i++) {
      if (unnamed && !file) {
        i = fillKnown(offence, wordingOf, codeOf, width, unnamed, i, s.end)
        if (i === s.end) break
      }
      const w = wordingOf[i]
      const ofRow = named[kindNamed[i]]
      if (ofRow >= 0 && corrected[w] === undefined) {
        offence[i] = ofRow
        continue
      }
      if (file) {
        offence[i] = offenceIndex(corrected[w] ?? file.kind)
        continue
      }
      const pair = w * width + codeOf[i]
      let kind = pair === last ? kindOfLast : (known[pair] || 0) - 1
      if (kind === UNASKED) {
        const code = c.code.values[codeOf[i]]
        const shed = corrected[w] === undefined && isOutbuilding(c.wording.values[w], code)
        kind = shed ? SHED : offenceIndex(corrected[w] ?? offenceOf(c.wording.values[w], code))
        known[pair] = kind + 1
      }
      last = pair
      kindOfLast = kind
      if (kind === SHED) sheds++
      offence[i] = kind !== SHED ? kind : asHome ? homes : 0
    }
    if (file && options.offences?.[''] === undefined && s.mapping.col.kind === undefined)
      notes.push(
        file.named
          ? `${s.name} has no column of offences: all its rows count as “${OFFENCES[offenceIndex(file.kind)].label}”, as its name says.`
          : `${s.name} has no column of offences: all its rows count as “Other”.`,
      )
  }
  const wordings = wordingsOf(c, offence)
  return { offence, notes, wordings, others: othersOf(wordings), sheds: { n: sheds, asHome } }
}

/** Fills in kinds up to a row whose pair of a wording and a code was not asked for or is of a shed; says where that is. */
function fillKnown(
  offence: Uint8Array,
  wordingOf: Uint32Array,
  codeOf: Uint32Array,
  width: number,
  known: Int16Array,
  start: number,
  end: number,
): number {
  for (let i = start; i < end; i++) {
    const kind = known[wordingOf[i] * width + codeOf[i]]
    if (kind <= 0) return i
    offence[i] = kind - 1
  }
  return end
}

/** What to say of burglaries of sheds; '' where there are none. */
export const shedsNote = ({ n, asHome }: Kinds['sheds']): string =>
  n === 0
    ? ''
    : `${countOf(n, 'burglary', 'burglaries')} of ${n === 1 ? 'a shed, a garage or an unconnected building' : 'sheds, garages or unconnected buildings'} ${asHome ? (n === 1 ? 'counts' : 'count') : n === 1 ? 'does not count' : 'do not count'} as residential burglary${asHome ? ', as chosen' : ''}.`

/** Stands for a shed until the switch says what it counts as. */
const SHED = -2
/** Kind of a pair that was not asked for yet. */
const UNASKED = -1

/** What counts as “Other”, by name, most frequent first. */
export function othersOf(wordings: ImportReport['wordings']): NonNullable<ImportReport['others']> {
  const counts = new Map<string, number>()
  for (const { wording, offence, n } of wordings)
    if (offence === 'other') counts.set(nameOfOther(wording), (counts.get(nameOfOther(wording)) ?? 0) + n)
  return [...counts].map(([name, n]) => ({ name, n })).sort((a, b) => b.n - a.n)
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
  const wordingOf = c.wording.codes.data
  for (let i = 0; i < c.n; i++) counts[wordingOf[i] * kinds + offence[i]]++
  const found: { wording: string; offence: OffenceId; n: number }[] = []
  counts.forEach((n, key) => {
    if (n === 0) return
    const wording = c.wording.values[Math.floor(key / kinds)]
    found.push({ wording, offence: OFFENCES[key % kinds].id, n })
  })
  return found.sort((a, b) => b.n - a.n)
}
