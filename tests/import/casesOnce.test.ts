/** A case that two files, or two rows, tell counts once; rows of several reviews of one stay. */
import { describe, expect, it } from 'vitest'
import { textAt } from '../../src/core/base/text.ts'
import { qualityDefaults } from '../../src/core/evaluation/quality/params.ts'
import { qualityReport } from '../../src/core/evaluation/quality/report.ts'
import { openCases } from '../../src/import/openCases.ts'

const HEAD = 'Crime Number,Offence,Date,Address,Team,Scene advice given,Review date'
const file = (name: string, lines: readonly string[]) => ({
  name,
  blob: new Blob([[HEAD, ...lines].join('\n') + '\n']),
})
const first = file('jan.csv', [
  'C1,Burglary,01/01/2026,1 Mill Street,Alpha,N,',
  'C2,Burglary,02/01/2026,2 Mill Street,Alpha,,',
  'C3,Burglary,03/01/2026,3 Mill Street,Bravo,Y,04/01/2026',
  'C3,Burglary,03/01/2026,3 Mill Street,Bravo,Y,05/01/2026',
])
const second = file('feb.csv', [
  'C2,Burglary,02/01/2026,2 Mill Street,Alpha,Y,09/02/2026',
  'C1,Burglary,20/02/2026,9 Harrow Lane,Bravo,N,',
  ',Burglary,21/02/2026,10 Harrow Lane,Bravo,Y,',
])

describe('a register of several files', () => {
  it('takes the later row of a case that is told again, and says so', async () => {
    const { cases, notes } = await openCases([first, second])
    // C1 of another day is another crime under a number used again; C3 twice in one file stays
    expect(Array.from({ length: cases.n }, (_, i) => textAt(cases.id, i))).toEqual([
      'C1',
      'C3',
      'C3',
      'C2',
      'C1',
      '',
    ])
    expect(notes.join(' ')).toMatch(/1 case told again by a later file: counted once/)
    const { measures, repeats } = qualityReport(cases, qualityDefaults(cases))
    expect(measures.find((m) => m.id === 'sceneAdvice')).toMatchObject({ yes: 4, no: 2, blank: 0 })
    // the older state of C2 is no earlier crime at its address
    expect(repeats?.found ?? 0).toBeLessThanOrEqual(1)
  })

  it('leaves one file as it is', async () => {
    const { cases, notes } = await openCases([first])
    expect(cases.n).toBe(4)
    expect(notes.join(' ')).not.toMatch(/told again/)
  })

  it('counts a file that comes twice once', async () => {
    const { cases } = await openCases([first, { ...first, name: 'again.csv' }])
    expect(cases.n).toBe(4)
    expect(cases.dates.review?.[0]).toHaveLength(4)
  })

  it('counts a crime whose older row stands in the same file once, as the map does', async () => {
    const twice = {
      name: 'one.csv',
      blob: new Blob([
        'Crime Number,Offence,Date,Address,Outcome\n',
        'C1,Burglary,01/01/2026,1 Mill Street,Under investigation\n',
        'C2,Burglary,02/01/2026,2 Mill Street,Under investigation\n',
        'C1,Burglary,01/01/2026,1 Mill Street,Charged\n',
        'C2,Burglary,09/01/2026,7 Harrow Lane,Charged\n',
        'C2,Theft from vehicle,02/01/2026,2 Mill Street,Charged\n',
      ]),
    }
    const { cases, notes } = await openCases([twice])
    // C2 of another day, or of another kind, is another crime
    expect(Array.from(cases.line)).toEqual([3, 4, 5, 6])
    expect(notes.join(' ')).toMatch(/1 older row of a crime number that stands twice in a file/)
    const kept = await openCases([twice], { treat: { older: 'keep' } })
    expect(kept.cases.n).toBe(5)
  })

  it('leaves out cases that are no crime any more, as the map does: by outcome, status or wording', async () => {
    const register = {
      name: 'one.csv',
      blob: new Blob([
        'Crime Number,Offence,Date,Address,Outcome,Crime Status\n',
        'C1,Burglary,01/01/2026,1 Mill Street,NOT CRIME - CANCELLED,Closed\n',
        'C2,Burglary,02/01/2026,2 Mill Street,Charged,Closed\n',
        'C3,Burglary,02/01/2026,3 Mill Street,Charged,No crime\n',
        'C4,Burglary,03/01/2026,1 Mill Street,Charged,Open\n',
        'C5,Cancelled/Transferred Burglary,03/01/2026,5 Mill Street,Charged,Open\n',
      ]),
    }
    const { cases, notes } = await openCases([register])
    expect(Array.from(cases.line)).toEqual([3, 5])
    expect(notes.join(' ')).toMatch(/3 cases no longer a crime left out/)
    expect(qualityReport(cases, qualityDefaults(cases)).repeats?.found ?? 0).toBe(0)
    expect((await openCases([register], { treat: { nocrime: 'keep' } })).cases.n).toBe(5)
  })
})

it('tells no repeats by months, which have no order, nor by the stretches of street that open data names', async () => {
  const lines = [
    'Crime ID,Month,Longitude,Latitude,Location,Crime type,Last outcome category',
    ...['a', 'b', 'c'].map(
      (id) => `${id},2025-06,-1.1,52.6,On or near 12 Mill Street,Burglary,Under investigation`,
    ),
  ]
  const { cases } = await openCases([{ name: '2025-06-x-street.csv', blob: new Blob([lines.join('\n')]) }])
  expect([...cases.place]).toEqual([-1, -1, -1])
  const { measures } = qualityReport(cases, qualityDefaults(cases))
  expect(measures.find((m) => m.id === 'repeatVictims')?.yes ?? 0).toBe(0)
  expect(measures.find((m) => m.id === 'repeatVictims')?.no ?? 0).toBe(0)
})
