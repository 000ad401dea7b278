/** The crime register: the made incidents written out as a force's records system would, faults included. */
import { uprnOf } from './addresses.ts'
import { clock, csvText, ukDate } from './csv.ts'
import { handle, HANDLING_COLUMNS, type HandledCase } from './handling.ts'
import { KINDS, type Made } from './incidents.ts'
import { DAYS, DIRT } from './parameters.ts'
import { ORIGIN, TOWN } from './plan.ts'
import { letOneWork } from './plans.ts'
import { plant, type Planted } from './planted.ts'
import { randomFrom, subSeed, type Random } from './random.ts'
import type { Town } from './town.ts'
import { methodText, OTHERS, OUTCOMES, wordingOf } from './wording.ts'

/** Columns of incidents.csv about the crime itself; `HANDLING_COLUMNS` follow them. */
export const REGISTER_COLUMNS = [
  'Crime No',
  'HO Code',
  'Offence',
  'Committed From Date',
  'Committed From Time',
  'Committed To Date',
  'Committed To Time',
  'Reported Date',
  'Reported Time',
  'House No',
  'Street',
  'Town',
  'Postcode',
  'UPRN',
  'Easting',
  'Northing',
  'Beat',
  'MO',
  'Outcome',
  'Victim Name',
] as const

type Row = Record<(typeof REGISTER_COLUMNS)[number], string>

/** Text of incidents.csv, and the crime numbers of the planted burglaries. */
export function registerCsv(
  town: Town,
  made: Made,
  codes: readonly string[],
  seed: number,
): { text: string; planted: (Planted & { crime: string })[] } {
  const random = randomFrom(subSeed(seed, 'register'))
  const { planted, dropped } = plant(town, made, DAYS, seed)
  const open: {
    reported: number
    day: number
    last: boolean
    row: Row
    plant: Planted | null
    case: Omit<HandledCase, 'outcome'>
  }[] = []
  const write = (
    kind: (typeof KINDS)[number],
    door: number,
    day: number,
    x: number,
    y: number,
    plantedAs: Planted | null,
  ): void => {
    const d = town.doors[door]
    const shop = d.code.startsWith('C')
    const other: keyof typeof OTHERS = shop ? 'business' : random.chance(0.55) ? 'interference' : 'shed'
    const [from, to] = windowOf(kind, day, random)
    const lag = random.chance(0.06)
      ? random.exponential(3)
      : random.exponential(kind === 'robbery-personal' ? 0.08 : 0.22)
    const reported = Math.min(to + lag, DAYS - 0.01)
    const { code, text } = wordingOf(kind, other, random)
    // a street crime has a street but no door
    const atDoor = kind === 'burglary-home' || (kind === 'other' && other !== 'interference')
    open.push({
      ...{ reported, day },
      last: day >= DAYS - 42,
      plant: plantedAs,
      case: { kind, atDoor, door, day, reported },
      row: {
        'Crime No': '',
        'HO Code': code,
        Offence: text,
        'Committed From Date': ukDate(from),
        'Committed From Time': clock(from),
        'Committed To Date': ukDate(to),
        'Committed To Time': clock(to),
        'Reported Date': ukDate(reported),
        'Reported Time': clock(reported),
        'House No':
          atDoor || random.chance(0.7)
            ? [d.flat, d.number === '' ? d.name : d.number].filter((t) => t !== '').join(' ')
            : '',
        Street: town.streets[d.street].name,
        Town: TOWN,
        Postcode: codes[door],
        UPRN: uprnOf(door),
        Easting: (ORIGIN[0] + x).toFixed(0),
        Northing: (ORIGIN[1] + y).toFixed(0),
        Beat: town.beats[town.beatOf[door]].name,
        MO: methodText(kind, other, d.code === 'RD06', random),
        Outcome:
          DAYS - reported < 40 && random.chance(0.75)
            ? OUTCOMES[1]
            : random.chance(0.82)
              ? OUTCOMES[0]
              : random.pick(OUTCOMES.slice(2)),
        'Victim Name': `Person ${String(1 + random.below(60_000)).padStart(5, '0')}`,
      },
    })
  }
  for (let i = 0; i < made.n; i++)
    if (!dropped.has(i)) write(KINDS[made.kind[i]], made.home[i], made.day[i], made.x[i], made.y[i], null)
  for (const p of planted)
    write('burglary-home', p.door, p.day, town.doors[p.door].at[0], town.doors[p.door].at[1], p)
  letOneWork(
    open.map((o) => ({ kind: o.case.kind, day: o.day, row: o.row })),
    seed,
  )
  // crime numbers run with the moment of reporting, from 1 each year
  open.sort((a, b) => a.reported - b.reported)
  const next: Record<string, number> = {}
  for (const o of open) {
    const year = o.row['Reported Date'].slice(8)
    next[year] = (next[year] ?? 100) + 1 + random.below(9)
    o.row['Crime No'] = `LW/${String(next[year]).padStart(6, '0')}/${year}`
  }
  soil(
    open.filter((o) => !o.last).map((o) => o.row),
    random,
  )
  const handled = handle(
    open.map((o) => ({ ...o.case, outcome: o.row.Outcome })),
    seed,
  )
  return {
    text: csvText(
      [...REGISTER_COLUMNS, ...HANDLING_COLUMNS],
      open.map((o, i) => [
        ...REGISTER_COLUMNS.map((c) => o.row[c]),
        ...HANDLING_COLUMNS.map((c) => handled[i][c]),
      ]),
    ),
    planted: planted.map((p) => ({ ...p, crime: open.find((o) => o.plant === p)!.row['Crime No'] })),
  }
}

/** From and to in days round the true moment: short when someone was in, long when nobody was. */
function windowOf(kind: (typeof KINDS)[number], day: number, random: Random): [from: number, to: number] {
  const hour = 1 / 24
  let width: number
  const r = random.next()
  if (kind === 'robbery-personal' || kind === 'theft-from-person')
    width = r < 0.85 ? 0 : random.between(0.2, 2) * hour
  else if (r < 0.1) width = random.between(0, 0.4) * hour
  else if (r < 0.42) width = random.between(0.5, 5) * hour
  else if (r < 0.87) width = random.between(6, 13) * hour
  else width = random.between(1, kind === 'burglary-home' ? 8 : 3)
  const before = width * random.next()
  // nobody knows a moment better than five minutes, and nothing ends after the file does
  const five = (t: number): number => Math.round(t * 288) / 288 + 1e-6
  const from = Math.max(0, five(day - before))
  const to = Math.max(from, Math.min(five(day - before + width), DAYS - 0.02))
  // midnight on both sides is kept for the rows that mean "time not known"
  return clock(from) === '00:00' && clock(to) === '00:00' ? [from, to + 5 / 1440] : [from, to]
}

/** The documented faults. Each row gets one at most, and the last six weeks stay clean. */
function soil(rows: readonly Row[], random: Random): void {
  const left = rows.map((_, i) => i)
  for (let i = left.length - 1; i > 0; i--) {
    const j = random.below(i + 1)
    ;[left[i], left[j]] = [left[j], left[i]]
  }
  const spoil = (n: number, fits: (r: Row) => boolean, how: (r: Row) => void): void => {
    for (let k = 0; k < n; k++) {
      const at = left.findIndex((i) => fits(rows[i]))
      how(rows[left[at]])
      left.splice(at, 1)
    }
  }
  const any = (): boolean => true
  spoil(DIRT.noGridRef, any, (r) => void (r.Easting = r.Northing = ''))
  spoil(DIRT.zeroGridRef, any, (r) => void (r.Easting = r.Northing = '0'))
  spoil(DIRT.at2359, any, (r) => {
    r['Committed To Date'] = r['Committed From Date']
    r['Committed To Time'] = '23:59'
  })
  spoil(DIRT.atMidnight, any, (r) => {
    r['Committed To Date'] = r['Committed From Date']
    r['Committed From Time'] = r['Committed To Time'] = '00:00'
  })
  spoil(
    DIRT.endBeforeStart,
    (r) => r['Committed From Date'] !== r['Committed To Date'],
    (r) => {
      ;[r['Committed From Date'], r['Committed To Date']] = [r['Committed To Date'], r['Committed From Date']]
    },
  )
  spoil(
    DIRT.february31,
    (r) => r['Reported Date'].slice(3) === '03/2026',
    (r) => {
      r['Committed From Date'] = r['Committed To Date'] = '31/02/2026'
    },
  )
  spoil(
    DIRT.future,
    (r) => r['Reported Date'].endsWith('/06/2026'),
    (r) => {
      r['Committed From Date'] = r['Committed From Date'].replace('2026', '2027')
      r['Committed To Date'] = r['Committed To Date'].replace('2026', '2027')
    },
  )
  spoil(
    DIRT.noUprn,
    (r) => /burglary/i.test(r.Offence) && r.UPRN !== '',
    (r) => void (r.UPRN = ''),
  )
}
