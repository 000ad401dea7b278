/** Twenty-five kinds of street in five formats: the doors on the list are those that plain code works out. */
import { describe, expect, it } from 'vitest'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { cocoonList } from '../../src/cocoon/list.ts'
import { protocolSchema } from '../../src/cocoon/protocol.ts'
import { defaults } from '../../src/core/base/params.ts'
import { allRows } from '../../src/core/table/incidents.ts'
import { parseIsoDay } from '../../src/core/base/time.ts'
import { drop, only } from '../import/drop.ts'
import { FORMATS, kinds, type Kind } from './kinds.ts'

const P = { ...defaults(protocolSchema), officers: 1 }
const KINDS = kinds()

async function doorsOf(kind: Kind, format: string): Promise<string[]> {
  const home = kind.stands.find((s) => s.uprn === kind.burgled)!
  const incidents = only(
    await drop({
      'crimes.csv': `Crime No,Offence,Committed From,Reported,UPRN,Easting,Northing\nC1,Residential burglary of a home,20/11/2026 10:00,20/11/2026 13:00,${kind.burgled},${home.x},${home.y}\n`,
    }),
    'incidents',
  )
  const { homes } = only(await drop({ 'addresses.csv': FORMATS[format](kind.stands) + '\n' }), 'homes')
  const list = cocoonList({
    table: incidents.incidents,
    text: incidents.text,
    doors: prepareHomes(homes),
    rows: allRows(incidents.incidents),
    today: parseIsoDay('2026-11-20'),
    protocol: P,
  })
  return list.visits.flatMap((v) => [...v.uprns]).sort()
}

describe('the doors of a burglary', () => {
  it('are asked for in twenty-five kinds of street', () => {
    expect(new Set(KINDS.map((k) => k.name)).size).toBe(25)
    for (const k of KINDS) {
      expect(k.doors, k.name).toContain(k.burgled)
      expect(k.doors.length, k.name).toBeGreaterThan(5)
    }
  })

  for (const format of Object.keys(FORMATS))
    describe(`in the format “${format}”`, () => {
      for (const kind of KINDS)
        if (!kind.not?.includes(format))
          it(kind.name, async () => {
            expect(await doorsOf(kind, format)).toEqual(kind.doors)
          })
    })
})
