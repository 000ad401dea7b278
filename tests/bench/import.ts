/**
 * Opening a CSV as the page does, beside PapaParse reading the same bytes into objects. With --data DIR the first
 * .csv.gz of that folder is the packed file, else an invented one of the same layout.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { Stream } from '../../src/core/base/random.ts'
import { isoDay } from '../../src/core/base/time.ts'
import { openFiles } from '../../src/import/open.ts'
import type { Bench } from './bench.ts'

const ROWS = 200_000
const STREETS = ['Alder', 'Birch', 'Cedar', 'Elm', 'Hazel', 'Larch', 'Maple']

/** Invented rows: `open` laid out as data.police.uk does, else as a force's system exports them. */
function csv(open: boolean): string {
  const s = new Stream(3, ROWS)
  const out = [
    open
      ? 'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context'
      : 'Crime No,Offence,Committed From,Committed To,Easting,Northing,Address,Beat,MO,Outcome',
  ]
  const two = (n: number) => String(n).padStart(2, '0')
  for (let i = 0; i < ROWS; i++) {
    const day = isoDay(20_000 + s.below(365))
    const [y, m, d] = day.split('-')
    const n = s.below(20_000)
    out.push(
      open
        ? `${s
            .below(2 ** 31)
            .toString(16)
            .padStart(
              64,
              'a',
            )},${y}-${m},Westmarch Police,Westmarch Police,${(-1.3 + (n % 141) * 0.001).toFixed(6)},${(53 + Math.floor(n / 141) * 0.001).toFixed(6)},On or near Alder Road ${n % 900},W0100${n % 700},Westmarch ${n % 700}A,${['Burglary', 'Vehicle crime', 'Shoplifting', 'Drugs'][n % 4]},Under investigation,`
        : `WM/${i}/26,Burglary - Residential,${d}/${m}/${y} ${two(s.below(24))}:${two(s.below(60))},${d}/${m}/${y} 23:${two(s.below(60))},${459000 + (n % 150) * 60},${304000 + Math.floor(n / 150) * 60},"${1 + (n % 50)} ${STREETS[n % 7]} ${Math.floor(n / 50)} Road, Westmarch",Beat ${n % 12},"Rear door forced, tidy search of ${n % 7} rooms",Under investigation`,
    )
  }
  return out.join('\n') + '\n'
}

async function opened(blob: Blob, name = 'bench.csv', rows = ROWS): Promise<number> {
  const opening = openFiles([{ name, blob }])
  for (;;) {
    const step = await opening.next()
    if (!step.done) continue
    const [first] = step.value
    if (first?.kind !== 'incidents' || first.report.rows !== rows) throw new Error('not every row was read')
    return first.incidents.n
  }
}

const unpacked = (blob: Blob): Promise<string> =>
  new Response(blob.stream().pipeThrough(new DecompressionStream('gzip'))).text()

/** The packed file, and how many rows it has. */
async function packed(data?: string): Promise<{ blob: Blob; rows: number }> {
  const found = data && existsSync(data) ? readdirSync(data).find((f) => f.endsWith('.csv.gz')) : undefined
  const blob = found
    ? new Blob([readFileSync(join(data!, found))])
    : await new Response(new Blob([csv(true)]).stream().pipeThrough(new CompressionStream('gzip'))).blob()
  const text = await unpacked(blob)
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  // the header is one of them
  return { blob, rows: text.endsWith('\n') ? lines - 1 : lines }
}

const about = (rows: number) => `${rows.toLocaleString('en-GB')} rows, unpacked on the way`

/** A packed file of open data, unpacked within the measurement on both sides. */
const gz: Bench[] = [
  {
    name: 'import gz',
    times: 5,
    async prepare(data) {
      const { blob, rows } = await packed(data)
      return {
        about: about(rows),
        run: () => opened(blob, 'bench.csv.gz', rows),
        beside: {
          name: 'PapaParse',
          run: async () => Papa.parse(await unpacked(blob), { header: true }).data.length,
        },
      }
    },
  },
]

const plain = (what: string, open: boolean): Bench[] => [
  {
    name: `import ${what}`,
    times: 9,
    prepare() {
      const text = csv(open)
      const blob = new Blob([text])
      return {
        about: `${ROWS.toLocaleString('en-GB')} rows, ${Math.round(text.length / 2 ** 20)} MB, to a table with report`,
        run: () => opened(blob),
        // the same bytes to objects by header, numbers and dates still text
        beside: {
          name: 'PapaParse',
          goal: open ? 2.5 : 2,
          run: async () => Papa.parse(await blob.text(), { header: true }).data.length,
        },
      }
    },
  },
]

export const importBenches: readonly Bench[] = [
  ...plain('open data', true),
  ...plain('force extract', false),
  ...gz,
]
