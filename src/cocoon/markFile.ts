/** Marks of doors from a table that another system keeps: warnings, and homes where nobody is to call. */
import { normalAddress, normalUprn } from './address.ts'
import { type DoorMark, SOME_WARNING, warningIn } from './marks.ts'
import { dayFrom, isoDay, parseIsoDay } from '../core/base/time.ts'

/** A row that names a home. */
export interface MarkRow {
  readonly uprn: string
  readonly address: string
  readonly mark: Omit<DoorMark, 'address'>
}

/** What a file of marks says. */
export interface MarkFile {
  readonly rows: readonly MarkRow[]
  /** rows that mark nothing, each with its line and why */
  readonly leftOut: readonly { readonly line: number; readonly why: string }[]
}

const HEADS = {
  uprn: /^(uprn|unique property reference( number)?)$/,
  address: /^(full |single line |premises |location )?address$/,
  warning:
    /^((premises|location|address|place|site|property) )?(warning|hazard|risk)s?( marker| flag| signal| text)?s?$/,
  reason:
    /^(do not (call|visit|contact)|no (call|visit)s?|exclu(de|ded|sion)|opt(ed)? out)( reason)?$|^reason$/,
  until: /^(until|up to|end|ends|end date|expir(y|es)( date)?|review( date)?)$/,
} as const

/** A day written as 2026-12-31 or 31/12/2026; undefined where it is none. */
export function readDay(text: string): number | undefined {
  const t = text.trim().slice(0, 10)
  const iso = parseIsoDay(t)
  if (!Number.isNaN(iso)) return iso
  const m = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(t)
  if (!m) return undefined
  const day = dayFrom(+m[3], +m[2], +m[1])
  // a 31st of February would be a day of March
  return isoDay(day) === `${m[3]}-${m[2].padStart(2, '0')}-${m[1].padStart(2, '0')}` ? day : undefined
}

/**
 * Reads the rows of a table, its head first: a UPRN or an address, and a warning or "do not call" with an end. A row that
 * says nobody is to call and not until when stands for `days` days from `today`. Throws a sentence where the head names
 * neither a home nor a mark.
 */
export function readMarks(table: readonly (readonly string[])[], today: number, days: number): MarkFile {
  const [head = [], ...lines] = table
  const words = head.map((h) =>
    h
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim(),
  )
  const at = (key: keyof typeof HEADS) => words.findIndex((w) => HEADS[key].test(w))
  const [uprn, address, warning, reason, until] = (
    ['uprn', 'address', 'warning', 'reason', 'until'] as const
  ).map(at)
  if ((uprn < 0 && address < 0) || (warning < 0 && reason < 0))
    throw new Error(
      'It is no table of marks: a column UPRN or Address was expected, and one named Warning, or Do not call with its reason (and Until). Name the columns so.',
    )
  const rows: MarkRow[] = []
  const leftOut: MarkFile['leftOut'][number][] = []
  lines.forEach((cells, i) => {
    const cell = (c: number) => (c < 0 ? '' : (cells[c] ?? '').trim())
    if (cells.every((c) => c.trim() === '')) return
    const omit = (why: string) => void leftOut.push({ line: i + 2, why })
    if (cell(uprn) === '' && cell(address) === '') return omit('it names no home')
    const said = warningIn(cell(warning))
    const no = warningIn(cell(reason))
    if (!said && !no) return omit('it has neither a warning nor a reason not to call')
    const end = cell(until) === '' ? today + days : readDay(cell(until))
    if (no && end === undefined) return omit(`"${cell(until)}" is no day: write it as 31/12/2026`)
    rows.push({
      uprn: cell(uprn),
      address: cell(address),
      mark: {
        ...(said ? { warning: said } : {}),
        ...(no
          ? { notCall: { reason: SOME_WARNING.test(cell(reason)) ? 'asked for no calls' : no, until: end! } }
          : {}),
      },
    })
  })
  return { rows, leftOut }
}

/** Homes by UPRN and by address: the first of each, and none where two homes have one address. */
export function homeFinder(
  n: number,
  uprnAt: (i: number) => string,
  addressAt: (i: number) => string,
): (uprn: string, address: string) => number | undefined {
  const byUprn = new Map<string, number>()
  const byAddress = new Map<string, number>()
  for (let i = 0; i < n; i++) {
    const u = normalUprn(uprnAt(i))
    if (u !== '' && !byUprn.has(u)) byUprn.set(u, i)
    const a = normalAddress(addressAt(i))
    byAddress.set(a, byAddress.has(a) ? -1 : i)
  }
  return (uprn, address) => {
    const u = normalUprn(uprn)
    const found =
      (u !== '' ? byUprn.get(u) : undefined) ?? (address ? byAddress.get(normalAddress(address)) : undefined)
    return found === undefined || found < 0 ? undefined : found
  }
}
