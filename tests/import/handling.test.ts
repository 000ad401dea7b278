/** Columns about the handling of cases: recognised with evidence, corrected by the user, kept in a profile. */
import { describe, expect, it } from 'vitest'
import type { OffenceId } from '../../src/core/base/offences.ts'
import { answerQuality } from '../../src/core/evaluation/quality/ask.ts'
import { handlingFields } from '../../src/import/meaning/handlingNames.ts'
import { soundOptions, withCorrection } from '../../src/import/meaning/options.ts'
import { openCases } from '../../src/import/openCases.ts'
import { drop } from './drop.ts'

const CSV = [
  'Crime No,Offence,Committed From,Easting,Northing,Repeat Victim,Victim Name,Scene Advice Given,Rang back',
  'C1,Residential burglary,01/11/2026 18:00,400030,300005,Y,Ann Other,Yes,aye',
  'C2,Residential burglary,13/11/2026 19:00,400090,300005,N,Bob Other,No,nay',
].join('\n')

describe('columns about handling', () => {
  it('are told from their names', () => {
    for (const [header, field] of [
      ['Scene Advice', 'sceneAdvice'],
      ['scene_preservation_advice_given', 'sceneAdvice'],
      ['Forensic advice Y/N', 'sceneAdvice'],
      ['Golden Hour', 'sceneAdvice'],
      ['CP Advice', 'preventionAdvice'],
      ['Crime Prevention Advice Given', 'preventionAdvice'],
      ['THRIVE', 'assessment'],
      ['Vulnerability Risk Assessment', 'assessment'],
      ['Repeat Victim', 'repeatVictim'],
      ['RepeatVictimFlag', 'repeatVictim'],
      ['VNA completed', 'needsAssessment'],
      ['VPS Offered', 'statementOffered'],
      ['Victim Consulted', 'victimView'],
      ['Outcome Date', 'outcomeDate'],
      ['CSI Attended', 'csi'],
      ['Call Grade', 'grade'],
      ['Supervisor Review Date', 'review'],
      ['Desk Based Investigation', 'investigation'],
    ] as const)
      expect(handlingFields(header), header).toContain(field)
    for (const header of ['Victim Name', 'Victim Age', 'Easting', 'Crime No', 'Street', 'MO', ''])
      expect(handlingFields(header), header).toEqual([])
  })

  it('stand in the report of an import with evidence, and a repeat flag is nobody’s details', async () => {
    const [opened] = await drop({ 'c.csv': CSV })
    if (opened.kind !== 'incidents') throw new Error('no incidents')
    expect(opened.report.handling!.map((h) => [h.field, h.column])).toEqual([
      ['repeatVictim', 'Repeat Victim'],
      ['sceneAdvice', 'Scene Advice Given'],
    ])
    expect(opened.report.handling![0].evidence).toMatch(
      /named “Repeat Victim”; 100% of 2 values are yes or no/,
    )
    expect(opened.report.droppedPersonal).toEqual(['Victim Name'])
    expect(opened.report.dropped).toEqual(['Rang back'])
  })

  it('are counted under a filter by offence where no name tells the column of offences', async () => {
    const text = CSV.replace('Offence,', 'HO Offence Class / Title,')
    const { cases, columns } = await openCases([{ name: 'c.csv', blob: new Blob([text]) }])
    expect(columns).toContainEqual({ field: 'offence', column: 'HO Offence Class / Title' })
    const report = (offences?: readonly OffenceId[]) =>
      answerQuality(cases, { kind: 'report', filter: offences ? { offences } : {}, params: {} })
    expect(report(['burglary-home'])).toMatchObject({ report: { n: 2 } })
    expect(report(['theft-from-vehicle'])).toMatchObject({ report: { n: 0 } })
  })

  it('are what the user says, and stay so in a profile', async () => {
    const said = withCorrection({}, { handling: { preventionAdvice: 'Rang back', sceneAdvice: null } })
    expect(soundOptions(JSON.parse(JSON.stringify(said)))).toEqual(said)
    expect(
      soundOptions({ handling: { moon: 'x', sceneAdvice: 7, assessment: 'THRIVE', toString: 'x' } }),
    ).toEqual({
      handling: { assessment: 'THRIVE' },
    })
    const { handling } = await openCases([{ name: 'c.csv', blob: new Blob([CSV]) }], said)
    expect(handling.map((h) => [h.field, h.evidence])).toEqual([
      ['preventionAdvice', 'chosen by the user'],
      ['repeatVictim', expect.stringContaining('named')],
    ])
  })

  it('are read from bytes that are not UTF-8 after all, each row once', async () => {
    const rows = Array.from({ length: 6000 }, (_, i) => `C${i},Y,place ${i}`)
    const text = ['Crime No,CP Advice,Where', ...rows, 'C6000,N,caf\u00e9'].join('\n')
    const latin = Uint8Array.from(text, (c) => c.charCodeAt(0))
    const { cases } = await openCases([{ name: 'c.csv', blob: new Blob([latin]) }], {}, ['Where'])
    expect(cases.n).toBe(6001)
    expect(cases.further.Where.values.at(-1)).toBe('café')
  })
})
