/** Patrols' presence in places, in the terminal, out of CSV read as a stream. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.ts'

const folder = mkdtempSync(join(tmpdir(), 'cocoon-presence-'))
const write = (name: string, text: string | Buffer) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const ring = (w: number, s: number) => [
  [w, s],
  [w + 0.01, s],
  [w + 0.01, s + 0.01],
  [w, s + 0.01],
  [w, s],
]
const places = write(
  'places.geojson',
  JSON.stringify({
    type: 'FeatureCollection',
    features: [
      ['Market', -1.5, 52.5],
      ['Station', -1.4, 52.5],
    ].map(([name, w, s]) => ({
      type: 'Feature',
      properties: { name },
      geometry: { type: 'Polygon', coordinates: [ring(w as number, s as number)] },
    })),
  }),
)
async function cocoon(...args: string[]) {
  let [out, err] = ['', '']
  const code = await main(args, { out: (t) => (out += t), err: (t) => (err += t) })
  return { code, out, err }
}
interface Answer {
  n: number
  devices: number
  recordedMinutes: number
  gaps: { n: number; minutes: number }
  leftOut: { late: number; untimed: number; unplaced: number }
  places: { name: string; minutes: number; visits: number; devices: number }[]
}

describe('cocoon presence', () => {
  it('adds up minutes, visits and devices, over files, zones, quotes and silences', async () => {
    const first = write(
      'one.csv',
      [
        'Unit,Speed,Time,Longitude,Latitude',
        'A,0,2026-11-01T08:00:00Z,-1.495,52.505',
        '"B, spare",0,2026-11-01 08:01,-1.395,52.505',
        'A,0,2026-11-01T09:04:00+01:00,-1.495,52.505',
        'A,0,soon,-1.495,52.505',
        'A,0,2026-11-01T08:05:00Z,0,0',
        // half an hour of silence
        'A,0,2026-11-01T08:34:00.000Z,-1.495,52.505',
        '"B, spare",0,2026-11-01 08:03:30,-1.395,52.505',
        '',
      ].join('\r\n'),
    )
    const second = write(
      'two.csv.gz',
      gzipSync('Unit,Speed,Time,Longitude,Latitude\nA,0,2026-11-01T08:36:00Z,-1.495,52.505'),
    )
    const { code, out } = await cocoon('presence', first, second, '--places', places, '--json')
    expect(code).toBe(0)
    const found = JSON.parse(out) as Answer
    expect(found).toMatchObject({
      ...{ n: 6, devices: 2, recordedMinutes: 8.5, gaps: { n: 1, minutes: 30 } },
      leftOut: { late: 0, untimed: 1, unplaced: 1 },
      places: [
        { name: 'Market', minutes: 6, visits: 2, devices: 1 },
        { name: 'Station', minutes: 2.5, visits: 1, devices: 1 },
      ],
    })
    const { out: table } = await cocoon('presence', first, second, '--places', places)
    expect(table.split('\n')[1]).toMatch(/^Market,6,2,1/)
  })

  it('takes columns that are named, and says what is wrong', async () => {
    const file = write(
      'odd.csv',
      'who,when,e,n\n7,2026-11-01T08:00:00Z,-1.495,52.505\n7,2026-11-01T08:01:00Z,-1.495,52.505\n',
    )
    const none = await cocoon('presence', file, '--places', places)
    expect([none.code, none.err]).toEqual([3, expect.stringMatching(/no column for device.*who, when, e, n/)])
    const named = await cocoon(
      'presence',
      file,
      '--places',
      places,
      '--json',
      '--columns',
      'device=who,time=when,lng=e,lat=n',
    )
    expect((JSON.parse(named.out) as Answer).places[0].minutes).toBe(1)
    expect((await cocoon('presence', file, '--places', places, '--columns', 'speed=e')).code).toBe(2)
    expect((await cocoon('presence', file)).err).toMatch(/--places is missing/)
    const empty = write('empty.csv', 'device,time,lng,lat\n')
    expect((await cocoon('presence', empty, '--places', places)).code).toBe(3)
  })

  it('says in a sentence which file it cannot read, packed or not', async () => {
    const tried: [string, string][] = [
      [join(folder, 'none.csv'), 'does not exist.'],
      [join(folder, 'none.csv.gz'), 'does not exist.'],
      [folder, 'is a directory; a file was expected.'],
      [write('bad.csv.gz', 'Unit,Time'), 'cannot be read (incorrect header check).'],
      [
        write('torn.csv.gz', gzipSync('Unit,Time,Longitude,Latitude\n').subarray(0, 25)),
        'cannot be read (unexpected end of file).',
      ],
    ]
    for (const [path, why] of tried) {
      const { code, out, err } = await cocoon('presence', path, '--places', places)
      expect([code, out, err]).toEqual([1, '', `${path} ${why}\n`])
    }
  })
})
