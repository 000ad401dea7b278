/**
 * Lists of weights of harm: the sheet of the ONS tool (code, offence, weight), or a list of the user's own. Fetched when
 * such a list comes.
 */
import { OFFENCES, type OffenceId } from '../../core/base/offences.ts'
import { countOf, showNumber } from '../../core/base/words.ts'
import { WEIGHED } from '../../core/stats/weighed.ts'
import type { Opened } from '../contract.ts'
import { offenceOf } from '../meaning/offences.ts'
import { LeftOutRows } from './leftOut.ts'
import { Declined, type RawTable } from './table.ts'
import { weightColumns } from './weights.ts'

/**
 * Codes whose weight a kind takes. Aggravated offences (29, 37.2) have weights of their own and are not told apart
 * here; a kind whose codes differ has no one weight.
 */
const CODES: Partial<Record<OffenceId, RegExp>> = {
  'burglary-home': /^28[A-H]?$/,
  'theft-from-vehicle': /^45$/,
  'theft-of-vehicle': /^48$/,
  'robbery-personal': /^34B$/,
  'theft-from-person': /^39$/,
  'robbery-any': /^34[AB]?$/,
}

/** "028E" as "28E", "45 " as "45". */
const plainCode = (text: string): string =>
  text
    .trim()
    .toUpperCase()
    .replace(/\s+/g, '')
    .replace(/^0+(?=\d)/, '')

/** A number as lists of weights write it: "2,288.67"; NaN where it is none. */
function readWeight(text: string): number {
  const plain = text.trim()
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) return Number(plain.replaceAll(',', ''))
  return /^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN
}

const MOST = 100_000

/** Reads a list of weights. Throws Declined where it contradicts itself or weighs none of the kinds told apart here. */
export async function readWeights(table: RawTable): Promise<Extract<Opened, { kind: 'weights' }>> {
  const at = weightColumns(table.header)!
  const left = new LeftOutRows()
  const byCode = new Map<string, number>()
  const byKind = new Map<OffenceId, Set<number>>()
  let rows = 0
  const take = (row: readonly string[]): string | undefined => {
    if (row.every((c) => c.trim() === '')) return 'blank row'
    const weight = readWeight(row[at.weight] ?? '')
    if (Number.isNaN(weight)) return 'no weight'
    if (weight > MOST) return `weight above ${showNumber(MOST)}`
    const code = at.code === undefined ? '' : plainCode(row[at.code] ?? '')
    const wording = at.offence === undefined ? '' : (row[at.offence] ?? '').trim()
    if (code === '' && wording === '') return 'neither code nor offence'
    if (code !== '') {
      const had = byCode.get(code)
      if (had !== undefined && had !== weight)
        throw new Declined(
          `${table.name} gives code ${code} two weights, ${had} and ${weight}. A list with one weight for each code was expected: keep one edition of it in the sheet.`,
        )
      byCode.set(code, weight)
      for (const [kind, pattern] of Object.entries(CODES) as [OffenceId, RegExp][])
        if (pattern.test(code)) add(kind, weight)
      return undefined
    }
    const named = OFFENCES.find((o) => o.id === wording.toLowerCase() || o.label === wording)?.id
    const kind = named ?? offenceOf(wording)
    if (kind === 'other') return 'not a kind told apart here'
    add(kind, weight)
    return undefined
  }
  const add = (kind: OffenceId, weight: number) => {
    if (!byKind.has(kind)) byKind.set(kind, new Set())
    byKind.get(kind)!.add(weight)
  }
  for await (const batch of table.batches())
    for (let i = 0; i < batch.n; i++) {
      rows++
      const cells = batch.at(i).row()
      const reason = take(cells)
      if (reason) left.add(reason, table.name, batch.line(i), cells)
    }
  const found = WEIGHED.map((id) => [id, [...(byKind.get(id) ?? [])]] as const)
  const weights = WEIGHED.map((id) => {
    const [only, ...more] = byKind.get(id) ?? []
    return only !== undefined && more.length === 0 ? only : 0
  })
  if (weights.every((w) => w === 0))
    throw new Declined(
      `${table.name} is a list of weights that weighs none of the kinds told apart here. Codes such as 28E, 34B, 39, 45 and 48 with one weight each were expected.`,
    )
  const label = (id: OffenceId) => OFFENCES.find((o) => o.id === id)!.label.toLowerCase()
  return {
    kind: 'weights',
    name: table.name,
    weights,
    rows,
    leftOut: left.finish(),
    notes: [
      `Weights: ${found.flatMap(([id], k) => (weights[k] > 0 ? [`${label(id)} ${weights[k]}`] : [])).join(', ')}.`,
      ...found.flatMap(([id, all]) =>
        all.length > 1
          ? [
              `No weight for ${label(id)}: its codes weigh from ${Math.min(...all)} to ${Math.max(...all)}, and they are not told apart here.`,
            ]
          : [],
      ),
      ...(byCode.size > 0
        ? [`${countOf(byCode.size, 'code')} read; codes of other kinds of crime are not used.`]
        : []),
      ...table.notes,
    ],
  }
}
