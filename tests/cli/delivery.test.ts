/** `delivery`: the work of cocooning by week, out of the terminal. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { main } from '../../src/cli/main.ts'

const dir = mkdtempSync(join(tmpdir(), 'cocoon-delivery-'))
afterAll(() => rmSync(dir, { recursive: true }))
const file = (name: string, text: string) => {
  const path = join(dir, name)
  writeFileSync(path, text)
  return path
}
async function cocoon(...args: string[]) {
  let [out, err] = ['', '']
  const code = await main(args, { out: (t) => (out += t), err: (t) => (err += t) })
  return { code, out, err }
}
const homes = file(
  'homes.csv',
  ['UPRN,Address,Easting,Northing']
    .concat(
      Array.from(
        { length: 20 },
        (_, i) => `${501 + 2 * i},"${2 * i + 1} Bridge Road, Eastham",${431000 + 8 * i},341000`,
      ),
    )
    .join('\n'),
)
const crimes = file(
  'crimes.csv',
  [
    'Crime No,Offence,Committed From Date,Reported Date,Reported Time,UPRN,Easting,Northing',
    'C1,Residential burglary of a home,17/11/2026,17/11/2026,10:00,521,431080,341000',
  ].join('\n'),
)
const visit = (id: string, home: string, outcome: string) => ({
  ...{ id, home, list: 'C', incident: '', outcome, at: 29_000_000, device: 'd', note: '', revision: 0 },
})
/** Tuesday evening. */
const EVENING = Date.UTC(2026, 10, 17, 18) / 60_000
const visits = file(
  'visits.json',
  JSON.stringify({
    ...{ cocoon: 'visits', version: 2 },
    visits: [visit('a', '521', 'spoken'), visit('b', '523', 'card left')].map((v) => ({ ...v, at: EVENING })),
  }),
)

it('prints a line a week, and says what the counts are', async () => {
  const { code, out, err } = await cocoon(
    ...['delivery', crimes, '--addresses', homes, '--visits', `${visits},${visits}`],
    ...['--on', '2026-11-22', '--weeks', '2'],
  )
  expect([code, code ? err : '']).toEqual([0, ''])
  expect(out.trim().split('\n')).toEqual([
    'week,burglaries,home_not_found,asked,called_on,spoken_to,leaflet_or_card,no_answer,not_reached,open',
    '2026-11-09,0,0,0,0,0,0,0,0,no',
    '2026-11-16,1,0,9,2,1,1,1,7,yes',
  ])
  expect(err).toMatch(/counts of work.*nothing of an effect/)
})

it('asks for what it needs, and says what is no file of visits', async () => {
  expect((await cocoon('delivery', crimes, '--addresses', homes)).code).toBe(2)
  const bad = await cocoon('delivery', crimes, '--addresses', homes, '--visits', crimes)
  expect(bad.code).toBe(3)
  expect(bad.err).toMatch(/It is not a record of visits/)
})

it('takes who was called on off the list of the next day, and tries again who did not answer', async () => {
  const list = (...more: string[]) =>
    cocoon('list', crimes, '--addresses', homes, '--on', '2026-11-18', ...more)
  const bare = await list()
  expect(bare.err).toMatch(/homes that were called on already are on the list too/)
  const known = await list('--visits', visits)
  const uprns = (out: string) => out.trim().split('\n').slice(1).map((l) => l.split(',')[2]).sort() // prettier-ignore
  expect(uprns(bare.out)).toContain('521')
  expect(uprns(known.out)).toEqual(uprns(bare.out).filter((u) => u !== '521'))
  expect(known.err).toMatch(/Bridge Road, Eastham: no answer Tue 17 Nov 18:00: try the afternoon\./)
  // due at the end of another part of the next day, not when its 48 hours end
  expect(known.out).toMatch(/,523,.*,2026-11-18 17:00/)
  expect((await list('--visits', crimes)).code).toBe(3)
})
