/** An invented extract of a force, to try sizes in the page. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { Stream } from '../../src/core/base/random.ts'
import { isoDay } from '../../src/core/base/time.ts'

/** A force-like extract: four kinds of crime, forty beats, some thousand streets, three years, windows to the minute. */
function* extract(n: number): Generator<string, void, void> {
  const s = new Stream(6, n)
  const kinds = [
    'Burglary - Residential',
    'Theft from motor vehicle',
    'Theft of motor vehicle',
    'Robbery personal',
  ]
  const ways = [
    'rear door forced',
    'window smashed',
    'no sign of entry',
    'keys taken from hall',
    'fished keys',
  ]
  const ends = ['Investigation complete - no suspect identified', 'Under investigation', 'Suspect charged']
  const two = (v: number) => String(v).padStart(2, '0')
  const when = (minute: number) => {
    const [y, m, d] = isoDay(Math.floor(minute / 1440)).split('-')
    return `${d}/${m}/${y} ${two(Math.floor((minute % 1440) / 60))}:${two(minute % 60)}`
  }
  let out = ['Crime No,Offence,Committed From,Committed To,Easting,Northing,Address,Street,Beat,MO,Outcome']
  for (let i = 0; i < n; i++) {
    const from = (20_000 + s.below(1095)) * 1440 + s.below(1440)
    const street = s.below(4000)
    const [x, y] = [450_000 + (street % 64) * 400 + s.below(300), 300_000 + Math.floor(street / 64) * 400]
    const name = `Alder ${street} Road`
    out.push(
      `WM/${String(i).padStart(6, '0')}/26,${kinds[s.below(10) % 4]},${when(from)},${when(from + s.below(600))},${x},${y + s.below(300)},"${1 + s.below(120)} ${name}, Westmarch",${name},Beat ${1 + (street % 40)},"Offender ${ways[s.below(5)]}, tidy search of ${s.below(7)} rooms",${ends[s.below(3)]}`,
    )
    if (out.length < 50_000) continue
    yield out.join('\n') + '\n'
    out = []
  }
  if (out.length > 0) yield out.join('\n') + '\n'
}

/** Writes an extract of `n` rows as CSV; the same rows for the same number. */
export function writeExtract(path: string, n: number): void {
  const file = openSync(path, 'w')
  for (const piece of extract(n)) writeSync(file, piece)
  closeSync(file)
}
