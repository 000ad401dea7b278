/** Little towns drawn as text: each line is a row of homes 10 m below the one above, each character 3 m wide. */
import type { Homes } from '../../src/core/places/homes.ts'
import { FLAG, type Incidents, type IncidentText } from '../../src/core/table/incidents.ts'
import { spanOf } from '../../src/core/table/span.ts'
import { offenceIndex, type OffenceId } from '../../src/core/base/offences.ts'
import { DictBuilder, TextBuilder, textAt } from '../../src/core/base/text.ts'
import { minuteOf } from '../../src/core/base/time.ts'

/** One home of a town made by code instead of drawn. */
export interface Made {
  x: number
  y: number
  street: string
  number?: number
  suffix?: string
  name?: string
  building?: number
  flat?: string
  beat?: string
}

const tidy = (m: Made): string =>
  [
    m.flat,
    `${m.name ? m.name + (m.number ? ', ' : '') : ''}${m.number ? `${m.number}${m.suffix ?? ''}` : ''}${m.name && !m.number ? ',' : ''} ${m.street}`.trim(),
    'Thornby',
  ]
    .filter(Boolean)
    .join(', ')

export function homesOf(made: readonly Made[]): Homes {
  const uprn = new TextBuilder()
  const address = new TextBuilder()
  const street = new DictBuilder()
  const beat = new DictBuilder()
  made.forEach((m, i) => {
    uprn.push(String(10_000 + i))
    address.push(tidy(m))
    street.push(m.street)
    beat.push(m.beat ?? 'B1')
  })
  const n = made.length
  const x = Float64Array.from(made, (m) => m.x)
  const y = Float64Array.from(made, (m) => m.y)
  return {
    n,
    crs: 'plane',
    x,
    y,
    lng: x.map((v) => v / 111_320),
    lat: y.map((v) => v / 111_320),
    uprn: uprn.finish(),
    address: address.finish(),
    street: street.finish(),
    number: Int32Array.from(made, (m) => m.number ?? 0),
    suffix: Uint8Array.from(made, (m) => (m.suffix ? m.suffix.toLowerCase().charCodeAt(0) - 96 : 0)),
    building: Int32Array.from(made, (m) => m.building ?? -1),
    beat: beat.finish(),
    fingerprint: `town ${n}`,
  }
}

/**
 * "Harrow Lane | 2  4  6" puts numbers 2, 4, 6 on Harrow Lane. A word is a house with a name only; "10x3" is a
 * building numbered 10 with three flats; a line without a bar is empty ground.
 */
export function draw(picture: string): Homes {
  const made: Made[] = []
  let building = 0
  picture
    .replace(/^\n|\n\s*$/g, '')
    .split('\n')
    .forEach((line, row) => {
      const bar = line.indexOf('|')
      if (bar < 0) return
      const street = line.slice(0, bar).trim()
      for (const m of line.slice(bar + 1).matchAll(/\S+/g)) {
        const at = { x: m.index * 3, y: -row * 10, street }
        const flats = /^(\d+)x(\d+)$/.exec(m[0])
        const number = /^(\d+)([A-Z])?$/.exec(m[0])
        if (flats) {
          for (let f = 1; f <= +flats[2]; f++)
            made.push({ ...at, number: +flats[1], building, flat: `Flat ${f}` })
          building++
        } else if (number) made.push({ ...at, number: +number[1], suffix: number[2] })
        else made.push({ ...at, name: m[0] })
      }
    })
  return homesOf(made)
}

/** Row of the home whose address starts with these words. */
export function home(homes: Homes, starts: string): number {
  for (let i = 0; i < homes.n; i++) if (textAt(homes.address, i).startsWith(starts)) return i
  throw new Error(`no home ${starts}`)
}

export interface Burglary {
  /** row of the home, or a place */
  at: number | readonly [number, number]
  /** minute numbers; default an evening of 20 November 2026 */
  from?: number
  to?: number
  uprn?: string
  address?: string
  street?: string
  beat?: string
  offence?: OffenceId
  flags?: number
  reported?: number
}

export const TODAY = minuteOf(2026, 11, 22) / 1440

/** A table of incidents in the town; the key is the UPRN unless told. */
export function incidentsOf(
  homes: Homes,
  made: readonly Burglary[],
  over: Partial<Incidents> = {},
): { table: Incidents; text: IncidentText; rows: Uint32Array } {
  const n = made.length
  const where = made.map((b) => (typeof b.at === 'number' ? [homes.x[b.at], homes.y[b.at]] : b.at))
  const id = new TextBuilder()
  const address = new TextBuilder()
  const uprn = new TextBuilder()
  const mo = new TextBuilder()
  const street = new DictBuilder()
  const none = new DictBuilder()
  const beat = new DictBuilder()
  made.forEach((b, i) => {
    id.push(`CR/${i + 1}/26`)
    address.push(b.address ?? '')
    uprn.push(b.uprn ?? (typeof b.at === 'number' ? textAt(homes.uprn, b.at) : ''))
    mo.push('')
    street.push(b.street ?? '')
    none.push('')
    beat.push(b.beat ?? '')
  })
  const x = Float64Array.from(where, (w) => w[0])
  const y = Float64Array.from(where, (w) => w[1])
  const from = Int32Array.from(made, (b) => b.from ?? b.to ?? minuteOf(2026, 11, 20, 17, 40))
  const empty = none.finish()
  const content: Omit<Incidents, 'span'> = {
    n,
    precision: 'minute',
    source: 'exact',
    crs: 'plane',
    x,
    y,
    lng: x.map((v) => v / 111_320),
    lat: y.map((v) => v / 111_320),
    from,
    to: Int32Array.from(
      made,
      (b, i) => b.to ?? (b.from === undefined ? minuteOf(2026, 11, 20, 19, 15) : from[i]),
    ),
    ...(made.some((b) => b.reported !== undefined)
      ? { reported: Int32Array.from(made, (b) => b.reported ?? -0x8000_0000) }
      : {}),
    flags: Uint16Array.from(made, (b) => b.flags ?? 0),
    offence: Uint8Array.from(made, (b) => offenceIndex(b.offence ?? 'burglary-home')),
    wording: empty,
    beat: beat.finish(),
    street: street.finish(),
    outcome: empty,
    place: new Int32Array(n).fill(-1),
    fingerprint: `incidents ${n}`,
    ...over,
  }
  const table: Incidents = { ...content, span: over.span ?? spanOf(content) }
  return {
    table,
    text: { id: id.finish(), address: address.finish(), uprn: uprn.finish(), mo: mo.finish() },
    rows: Uint32Array.from({ length: n }, (_, i) => i),
  }
}

export { FLAG }
