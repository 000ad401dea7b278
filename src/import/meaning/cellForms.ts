/** Forms in which one cell holds what two columns should, or holds it in a wrapping: told cell by cell. */
import { MS_PER_DAY } from '../../core/base/time.ts'
import { readWkb } from '../formats/wkb.ts'

/** Two numbers of one cell. `order` says what they are; '' where the cell does not tell. */
export interface Pair {
  readonly a: number
  readonly b: number
  readonly order: 'lnglat' | 'latlng' | 'xy' | ''
  /** number of the system, where the cell names one */
  readonly srid?: number
}

const NUMBER = '[-+]?\\d+(?:\\.\\d+)?(?:e[-+]?\\d+)?'
const WKT = new RegExp(
  `^(?:SRID\\s*=\\s*(\\d{4,6})\\s*;)?\\s*(?:MULTI)?POINT\\s*(?:Z|M|ZM)?\\s*\\(+\\s*(${NUMBER})[\\s,]+(${NUMBER})`,
  'i',
)
const HEX = /^(?:\\x)?(0[01][0-9a-f]{40,400})$/i
const JSON_POINT = new RegExp(`"coordinates"\\s*:\\s*\\[\\s*(${NUMBER})\\s*,\\s*(${NUMBER})`, 'i')
const JSON_NAMED = [
  /"lat(?:itude)?"\s*:\s*"?([-+]?\d+(?:\.\d+)?)/i,
  /"(?:lng|lon|long|longitude)"\s*:\s*"?([-+]?\d+(?:\.\d+)?)/i,
]
const PLAIN = new RegExp(
  `^[\\s([{"']*(?:e(?:asting)?|x|lat(?:itude)?)?[\\s:=]*(${NUMBER})\\s*(?:m|°)?\\s*([NSEW])?\\s*[,;/|\\s]\\s*(?:n(?:orthing)?|y|lon(?:g|gitude)?)?[\\s:=]*(${NUMBER})\\s*(?:m|°)?\\s*([NSEW])?[\\s)\\]}"']*$`,
  'i',
)
const ANGLE =
  /([NSEW])?\s*(\d{1,3})\s*(?:°|º|d|deg|\s)\s*(\d{1,2}(?:\.\d+)?)\s*(?:['’′m]|min|\s)?\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:["”″s]|''|sec)?)?\s*([NSEW])?/gi

const ANGLE_BEGINS = /^\s*(?:[NSEW]\s*)?\d{1,3}(?:\s|°|º|d)/i

/** A pair whose sides stand before its numbers: "N52.97 W1.12". */
const SIDES_FIRST = /^\W*([NSEW])\s*(\d{1,3}(?:\.\d+)?)\s*°?[\s,;/]+([NSEW])\s*(\d{1,3}(?:\.\d+)?)\s*°?\W*$/i

/** A link to a place on a map: "…?q=52.97,-1.12", "…/@52.97,-1.12,17z". */
const LINK =
  /^https?:\/\/\S*?(?:[?&](?:q|ll|query|center|daddr|destination)=(?:loc:)?|\/@|#map=\d+\/)(-?\d{1,2}\.\d+)(?:,|%2C|\/)(-?\d{1,3}\.\d+)/i

/** A text with the minus of a keyboard in place of those of printed tables: − ‒ – before a number. */
export const plainMinus = (text: string): string =>
  /[\u2212\u2012\u2013]/.test(text)
    ? text.replace(/(^|[\s,;/(])[\u2212\u2012\u2013](?=\d|\.\d)/g, '$1-')
    : text

/** The pair in a cell; undefined where there is none. */
export function readPair(raw: string): Pair | undefined {
  const text = plainMinus(raw.trim())
  if (text.length < 5 || text.length > 600 || !/\d/.test(text)) return undefined
  const wkt = WKT.exec(text)
  if (wkt) return { a: +wkt[2], b: +wkt[3], order: 'xy', ...(wkt[1] && { srid: +wkt[1] }) }
  const hex = HEX.exec(text)
  if (hex) return fromHex(hex[1])
  if (/^https?:/i.test(text)) {
    const link = LINK.exec(text)
    return link ? { a: +link[1], b: +link[2], order: 'latlng' } : undefined
  }
  if (text.startsWith('{')) {
    const point = JSON_POINT.exec(text)
    if (point) return { a: +point[1], b: +point[2], order: 'xy' }
    const [lat, lng] = JSON_NAMED.map((p) => p.exec(text)?.[1])
    return lat !== undefined && lng !== undefined ? { a: +lat, b: +lng, order: 'latlng' } : undefined
  }
  // all other forms part two numbers
  if (!/\d\D+\d/.test(text)) return undefined
  // an address may stand before the pair in brackets
  const inner = /\(([^()]+)\)\s*$/.exec(text)?.[1] ?? text
  const sided = SIDES_FIRST.exec(inner)
  // an easting is called E too, and is longer
  if (sided && /[ns]/i.test(sided[1]) !== /[ns]/i.test(sided[3]))
    return signed(+sided[2], sided[1], +sided[4], sided[3])
  const plain = PLAIN.exec(inner)
  if (plain) return signed(+plain[1], plain[2], +plain[3], plain[4])
  return fromAngles(inner)
}

/** South and west are below nought. */
function signed(
  a: number,
  sideA: string | undefined,
  b: number,
  sideB: string | undefined,
): Pair | undefined {
  const of = (v: number, side = '') => (/[sw]/i.test(side) ? -Math.abs(v) : v)
  const order = /[ns]/i.test(sideA ?? '')
    ? 'latlng'
    : /[ew]/i.test(sideA ?? '') && /[ns]/i.test(sideB ?? '')
      ? 'lnglat'
      : ''
  return { a: of(a, sideA), b: of(b, sideB), order }
}

function fromHex(hex: string): Pair | undefined {
  const bytes = Uint8Array.from({ length: hex.length >> 1 }, (_, i) =>
    parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  )
  const found = readWkb(bytes)
  if (found?.geometry.type !== 'Point') return undefined
  const [a, b] = found.geometry.coordinates
  return Number.isFinite(a) && Number.isFinite(b)
    ? { a, b, order: 'xy', ...(found.srid && { srid: found.srid }) }
    : undefined
}

/** Degrees, minutes and perhaps seconds as degrees; NaN where a text holds none. */
export function readAngle(raw: string): number {
  // most texts begin in a way that no angle does
  if (raw.length > 100 || !ANGLE_BEGINS.test(raw)) return NaN
  const found = [...raw.matchAll(ANGLE)]
  return found.length === 1 && found[0][0].trim() === raw.trim() && /[°º'’′"”″NSEWd]/i.test(raw)
    ? angleOf(found[0])
    : NaN
}

function angleOf([, before, degrees, minutes, seconds, after]: RegExpMatchArray): number {
  const side = before ?? after ?? ''
  if (+minutes >= 60 || +(seconds ?? 0) >= 60) return NaN
  const v = +degrees + +minutes / 60 + +(seconds ?? 0) / 3600
  return /[sw]/i.test(side) ? -v : v
}

/** What every angle holds: degrees and minutes with a sign or a blank between them. */
const ANGLE_INSIDE = /\d\s*(?:°|º|d|\s)/i

function fromAngles(text: string): Pair | undefined {
  if (!ANGLE_INSIDE.test(text) || !/[ns]/i.test(text)) return undefined
  const found = [...text.matchAll(ANGLE)]
  if (found.length !== 2) return undefined
  const [a, b] = found.map(angleOf)
  const side = (m: RegExpMatchArray) => (m[1] ?? m[5] ?? '').toUpperCase()
  if (!/[NS]/.test(side(found[0]) + side(found[1])) || Number.isNaN(a) || Number.isNaN(b)) return undefined
  return { a, b, order: /[EW]/.test(side(found[0])) ? 'lnglat' : 'latlng' }
}

/** What nothing is written around has no letter, none of these signs and no dash between blanks. */
const WRITTEN_ROUND = /[a-z@|–—]|\s-\s/i

const JAVA =
  /^[a-z]{3} ([a-z]{3}) (\d{1,2}) (\d{1,2}:\d{2}(?::\d{2})?) (?:([A-Z]{2,5}|[+-]\d{2}:?\d{2}) )?(\d{4})$/i

const LONGEST_MOMENT = 200

/**
 * A date or a clock time without what people write around it: "02/03/2026 at 20:35", "2035hrs", "20:35 hrs", and as
 * Java prints it, "Mon Mar 02 20:35:00 GMT 2026".
 */
export function plainMoment(raw: string): string {
  const text = raw.trim()
  // no moment is so long, and a narrative must not cost time
  if (text.length > LONGEST_MOMENT) return text
  // the clock before the day: "20:35 02/03/2026"
  const turned = CLOCK_FIRST.exec(text)
  if (turned) return plainMoment(`${turned[2]} ${turned[1]}`)
  if (!WRITTEN_ROUND.test(text)) return text
  const java = JAVA.exec(text)
  if (java) {
    const zone = /^(GMT|UTC|BST|Z|[+-])/i.test(java[4] ?? '') ? ` ${java[4]}` : ''
    return `${java[2]} ${java[1]} ${java[5]} ${java[3]}${zone}`
  }
  const script = SCRIPT.exec(text)
  if (script) return `${script[2]} ${script[1]} ${script[3]} ${script[4]} ${script[5] ?? ''}`.trim()
  const net = NET.exec(text)
  // milliseconds since 1970, as .NET writes them
  if (net && Math.abs(+net[1]) < 4e12) return `${new Date(+net[1]).toISOString().slice(0, 19)}+00`
  return (
    text
      .replace(WEEKDAY, '')
      .replace(/^(?:approx(?:imately)?|about|circa|around)\b\.?\s*/i, '')
      // a dash between a day and its clock time
      .replace(
        /^(\S*\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2} [a-z]{3,9} \d{4})\s+[-–—|]\s+(?=\d{1,2}[:.]\d{2}\s*(?:[ap]m)?$)/i,
        '$1 ',
      )
      // the clock before the day: "20:35 on 02/03/2026"
      .replace(
        /^(?:at\s+)?(\d{1,2}[:.]?\d{2}(?:\s*(?:hrs?|hours|[ap]m))?)\s+on\s+(?:[a-z]{3,9}day\s+)?(\S.*)$/i,
        '$2 $1',
      )
      .replace(/\s*(?:\bat\b|@)\s*/i, ' ')
      .replace(/\b(\d{1,2})[:.]?(\d{2})(:\d{2})?\s*(?:hrs?|hours|uhr|h)\b\.?/i, '$1:$2$3')
      .trim()
  )
}

const CLOCK_FIRST =
  /^(\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]m)?|\d{1,2}[:.]?\d{2}\s*(?:hrs?|hours)\.?),?\s+(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?(\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d{2}-\d{2})$/i

/** As a browser prints a date: "Thu Apr 02 2026 12:57:00 GMT+0100 (British Summer Time)". */
const SCRIPT =
  /^[a-z]{3} ([a-z]{3}) (\d{1,2}) (\d{4}) (\d{1,2}:\d{2}(?::\d{2})?) GMT([+-]\d{4})?(?: \(.*\))?$/i

const NET = /^\/?Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/?$/
const WEEKDAY =
  /^(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?[.,]?\s+(?=\d{1,4}[-/.]\d)/i

/** A day, not written year first, with two clock times: "02/03/2026 10:00-12:30". */
export const CLOCK_RANGE =
  /^((?!\d{4}[-/.])\S.*?\s\d{1,2}[:.]\d{2})\s*[-–—]\s*(\d{1,2}[:.]\d{2})(?:\s*(?:hrs?|hours))?$/i

const BETWEEN =
  /^(?:between|from)?\s*(\S.*?)\s*(?:\s[-–—]+\s|[–—]|\s(?:to|and|until|till)\s|\s*->\s*|\/(?=\d{4}-\d{2}-\d{2}T))\s*(\S.*)$/i

/** Two whole moments of one form, whatever stands between: a dash, a slash, a new line. */
const TWO_WHOLE =
  /^((?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d{2}-\d{2})[ T]\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)\s*[-–—/;|,\s]\s*((?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d{2}-\d{2})[ T]\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)$/

/** A range as PostgreSQL writes it: ["2026-01-01 10:00","2026-01-01 12:00"). Either end may be open. */
const OF_DATABASE = /^[[(]\s*"?([^",]+)"?\s*,\s*"?([^",]*)"?\s*([\])])$/

/** The last day of a range that ends before a day: those of days reach up to a day that is no longer of them. */
const dayBefore = (day: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(Date.parse(day) - MS_PER_DAY).toISOString().slice(0, 10) : day

/** The two ends of a range in one cell, as they are written; undefined where there is no such pair. */
export function readRange(raw: string): readonly [from: string, to: string] | undefined {
  const text = raw.trim()
  const ofDatabase = raw.length < 120 ? OF_DATABASE.exec(text) : null
  if (ofDatabase && /\d/.test(ofDatabase[1])) {
    const [, from, to, end] = ofDatabase
    return [from, end === ')' ? dayBefore(to) : to]
  }
  const m = raw.length < 120 ? (CLOCK_RANGE.exec(text) ?? TWO_WHOLE.exec(text) ?? BETWEEN.exec(text)) : null
  if (!m || !/\d/.test(m[1]) || !/\d/.test(m[2])) return undefined
  const [from, to] = [plainMoment(m[1]), plainMoment(m[2])]
  // a clock time alone is of the same day
  const day = /^(.*\d)\s+\d{1,2}[:.]\d{2}/.exec(from)?.[1]
  return /^\d{1,2}[:.]\d{2}/.test(to) && day ? [from, `${day} ${to}`] : [from, to]
}

/** A cell out of the wrappings that keep spreadsheets from changing it: ="…", '…', '… */
export function unwrapped(raw: string): string {
  if (!raw.includes("'") && !raw.includes('="')) return raw
  const text = raw.trim()
  const formula = /^="(.*)"$/s.exec(text)
  if (formula) return formula[1].replaceAll('""', '"')
  if (text.length > 1 && text.startsWith("'")) return text.slice(1, text.endsWith("'") ? -1 : undefined)
  return raw
}
