/** Answers of registers made up here: blanks, odd words, dates, several ways to say one thing. */
import { describe, expect, it } from 'vitest'
import { ANSWER, answerOf } from '../../../../src/core/evaluation/quality/answers.ts'
import { type QualityParams, qualityDefaults } from '../../../../src/core/evaluation/quality/params.ts'
import { qualityReport } from '../../../../src/core/evaluation/quality/report.ts'
import { changeAt, funnelOf, tally } from '../../../../src/core/evaluation/quality/tally.ts'
import { changeWords, teamsWords } from '../../../../src/core/evaluation/quality/tallyWords.ts'
import { NoCases, openCases } from '../../../../src/import/openCases.ts'

async function report(lines: readonly string[], params: Partial<QualityParams> = {}) {
  const { cases, handling } = await openCases([{ name: 'cases.csv', blob: new Blob([lines.join('\n')]) }])
  const got = qualityReport(cases, { ...qualityDefaults(cases), ...params })
  return { ...got, cases, handling, of: (id: string) => got.measures.find((m) => m.id === id)! }
}

describe('yes, no and blank', () => {
  it('are told from the words systems write', () => {
    for (const w of ['Y', 'yes', ' Yes ', 'TRUE', '1', '1.0', 'Given', 'completed'])
      expect(answerOf(w)).toBe('yes')
    for (const w of ['N', 'no', 'False', '0', 'not given', 'Declined', 'REFUSED'])
      expect(answerOf(w)).toBe('no')
    for (const w of ['', '  ', 'unknown', 'Not known', '-']) expect(answerOf(w)).toBe('blank')
    for (const w of ['n/a', 'N/A', 'Not applicable']) expect(answerOf(w)).toBe('notApplicable')
    for (const w of ['maybe', 'see log', '2', 'yess', 'none', 'x', 'constructor', 'toString'])
      expect(answerOf(w)).toBe('unread')
  })

  it('a column with 30% blanks counts none of them as no', async () => {
    const lines = ['Crime No,Recorded Date,Scene Advice Given']
    for (let i = 0; i < 100; i++) lines.push(`C${i},01/03/2026,${i < 30 ? '' : i < 51 ? 'Yes' : 'No'}`)
    const m = (await report(lines)).of('sceneAdvice')
    expect([m.yes, m.no, m.blank]).toEqual([21, 49, 30])
    expect(m.share).toBeCloseTo(0.3, 12)
    expect(m.bounds).toEqual([0.21, 0.51])
    // the same file without the blank rows has the same share and interval
    const filled = (await report(lines.filter((l) => !l.endsWith(',')))).of('sceneAdvice')
    expect([filled.share, filled.interval]).toEqual([m.share, m.interval])
  })

  it('an unknown word is listed and in neither group until someone says what it means', async () => {
    const lines = [
      'Crime No,CP Advice',
      'C1,Y',
      'C2,phoned back',
      'C3,phoned back',
      'C4,N',
      'C5,tbc',
      'C6,Y',
      'C7,Y',
    ]
    const m = (await report(lines)).of('preventionAdvice')
    expect([m.yes, m.no, m.blank, m.unread]).toEqual([3, 1, 0, 3])
    expect(m.unreadWords).toEqual([
      { word: 'phoned back', n: 2 },
      { word: 'tbc', n: 1 },
    ])
    const told = (await report(lines, { words: { 'phoned back': 'yes' } })).of('preventionAdvice')
    expect([told.yes, told.no, told.unread]).toEqual([5, 1, 1])
  })

  it('a header alone does not make a yes/no column, and that is said', async () => {
    const lines = [
      'Crime No,Scene Advice,THRIVE',
      'C1,Secure doors,maybe',
      'C2,Keep clear,later',
      'C3,Shut up,Y',
    ]
    const { handling, missing, of } = await report(lines)
    expect(handling.map((h) => h.field)).toEqual(['assessment'])
    expect(missing.map((m) => m.id)).toContain('sceneAdvice')
    // a few known words are enough: the others are listed
    expect(of('assessment')).toMatchObject({ yes: 1, no: 0, unread: 2 })
    const { notes } = await openCases([{ name: 'c.csv', blob: new Blob([lines.join('\n')]) }])
    expect(notes.join(' ')).toMatch(/“Scene Advice” is named like .* but holds “Secure doors”/)
  })

  it('has repeats by the date of report where none of the crime is given', async () => {
    const { of } = await report([
      'Crime No,Recorded,Offence,UPRN',
      'C1,01/01/2026,Residential burglary,1001',
      'C2,01/03/2026,Residential burglary,1001',
    ])
    expect(of('repeatVictims')).toMatchObject({ yes: 1, no: 1 })
  })
})

describe('a register', () => {
  it('needs no coordinates, and counts rows that have none', async () => {
    const { n, of } = await report([
      'Crime No,Offence,Recorded,Easting,Northing,THRIVE',
      'C1,Burglary,01/03/2026,400000,300000,Y',
      'C2,Burglary,02/03/2026,,,N',
    ])
    expect(n).toBe(2)
    expect([of('assessment').yes, of('assessment').no]).toEqual([1, 1])
  })

  it('without a row or a table says so', async () => {
    await expect(openCases([{ name: 'a.csv', blob: new Blob(['Crime No,THRIVE\n']) }])).rejects.toThrow(
      NoCases,
    )
    await expect(openCases([{ name: 'a.csv', blob: new Blob([]) }])).rejects.toThrow(/a\.csv is empty/)
    await expect(openCases([{ name: 'a.pdf', blob: new Blob(['%PDF-1.4 …']) }])).rejects.toThrow(/is a PDF/)
  })

  it('finds repeats by address alone and lists those the flag missed', async () => {
    const { repeats, of } = await report([
      'Crime No,Offence,Committed,House No,Street,Town,Repeat Victim',
      'C1,Burglary residential,01/01/2026,5,Mill Street,Town,N',
      'C2,Burglary residential,01/03/2026,5,Mill St,Town,N',
      'C3,Burglary residential,01/04/2026,7,Mill Street,Town,N',
      'C4,Burglary residential,01/05/2026,5,Mill Street,Town,Y',
      'C5,Theft from a motor vehicle,02/05/2026,5,Mill Street,Town,N',
      'C6,Burglary residential,01/06/2026,7,Mill Street,Town,',
      'C7,Burglary residential,01/07/2027,5,Mill Street,Town,Y',
      'C8,Burglary residential,02/07/2026,,,,Y',
    ])
    expect(of('repeatVictims')).toMatchObject({ yes: 3, no: 4, blank: 1 })
    expect(repeats).toMatchObject({
      found: 3,
      flagged: 1,
      notFlagged: 1,
      blank: 1,
      flaggedOnly: 1,
      unknown: 1,
    })
    expect(repeats!.sensitivity).toBe(0.5)
    // the latest first
    expect(repeats!.missed).toEqual([5, 1])
  })

  it('has outcomes as a cohort or by period, and says which', async () => {
    const lines = [
      'Crime No,Recorded,Outcome',
      'C1,01/01/2026,1A Charged',
      'C2,02/01/2026,18',
      'C3,03/01/2026,Under investigation',
      'C4,04/01/2026,',
      'C5,01/06/2026,Under investigation',
      'C6,02/06/2026,8',
      'C7,01/02/2026,17',
      'C8,01/02/2026,Outcome 21',
      'C9,01/02/2026,unicorn',
    ]
    const cohort = await report(lines)
    expect(cohort.of('charged')).toMatchObject({ yes: 1, no: 4, blank: 1, notApplicable: 2, unread: 1 })
    expect(cohort.of('charged').notes.join(' ')).toContain('cohort')
    const period = await report(lines, { outcomes: 'period' })
    expect(period.of('charged')).toMatchObject({ yes: 1, no: 6, blank: 1, notApplicable: 0, unread: 1 })
    expect(period.of('charged').notes.join(' ')).toContain('period')
    expect(period.of('solved')).toMatchObject({ yes: 2, no: 5 })
    expect(cohort.audit.filter((a) => a.n > 0).map((a) => [a.code, a.rows])).toEqual([
      [17, [6]],
      [21, [7]],
    ])
    expect(cohort.of('rareCodes')).toMatchObject({ yes: 2 })
    expect(cohort.open).toMatchObject({ open: 2, ageUnknown: 0 })
    expect(cohort.open.beyond.map((b) => b.n)).toEqual([1, 1, 0, 0])
  })

  it('judges attendance by the force’s own targets only', async () => {
    const lines = [
      'Crime No,Call Grade,Time Received,Time Attended',
      'C1,Emergency,01/03/2026 10:00,01/03/2026 10:12',
      'C2,Emergency,01/03/2026 10:00,01/03/2026 10:40',
      'C3,Priority,01/03/2026 10:00,01/03/2026 10:40',
      'C4,Emergency,01/03/2026 10:00,',
      'C5,,01/03/2026 10:00,01/03/2026 10:40',
    ]
    expect((await report(lines)).of('attendance')).toMatchObject({
      yes: 0,
      no: 0,
      notApplicable: 4,
      blank: 1,
    })
    const judged = (await report(lines, { targets: { emergency: 15 } })).of('attendance')
    expect(judged).toMatchObject({ yes: 1, no: 1, blank: 2, notApplicable: 1 })
    expect(judged.notes.join(' ')).toContain('No target was given for Priority')
  })

  it('takes several columns of reviews', async () => {
    const { of, reviews, handling } = await report([
      'Crime No,Recorded,Review Date 1,Review Date 2',
      'C1,01/01/2026,11/01/2026,10/02/2026',
      'C2,01/01/2026,10/02/2026,',
      'C3,01/01/2026,,',
      'C4,30/04/2026,,',
    ])
    expect(handling.filter((h) => h.field === 'review')).toHaveLength(2)
    expect(of('supervision')).toMatchObject({ yes: 1, no: 1, blank: 1, notApplicable: 1 })
    expect(reviews).toMatchObject({ n: 3, within: 1, median: 30 })
  })

  it('has the printed figure beside it, with year, base and line, and never as a yardstick', async () => {
    const { of } = await report(['Crime No,Scene Advice,Victim Consulted', 'C1,Y,Y', 'C2,N,N'])
    expect(of('sceneAdvice').seed).toMatchObject({
      share: 0.28,
      n: 420,
      year: '2021/22',
      line: 243,
      note: 'not your sample',
    })
    expect(of('victimView').seed!.base).toContain('forces')
  })
})

describe('teams and periods', () => {
  it('are told apart only once all measures that are looked at are allowed for', () => {
    const part = (name: string, yes: number, no: number) => {
      const codes = new Uint8Array(yes + no).fill(ANSWER.no).fill(ANSWER.yes, 0, yes)
      return {
        name,
        ...tally(
          codes,
          codes.map((_, i) => i),
        ),
      }
    }
    const parts = [part('North', 60, 40), part('South', 62, 38), part('CID', 41, 59)]
    // one measure of its own: CID is outside; one of eighteen: chance does as much too often
    expect(teamsWords(funnelOf(parts, 1), 1)).toMatch(/^CID outside the 98\.33% limits around 54%/)
    expect(teamsWords(funnelOf(parts, 18), 18)).toMatch(/^all 3 teams lie within the 99\.91% limits/)
    const officers = Array.from({ length: 125 }, (_, i) => part(`PC ${i}`, 60, 40))
    expect(teamsWords(funnelOf(officers, 18), 18)).toMatch(/^all 125 teams lie within the 99\.9978% limits/)
    const codes = Uint8Array.from({ length: 200 }, (_, i) =>
      i % 100 < (i < 100 ? 60 : 43) ? ANSWER.yes : ANSWER.no,
    )
    const rows = Float64Array.from({ length: 200 }, (_, i) => i)
    const [one, many] = [1, 18].map((looks) => changeAt(codes, rows, rows, 100, looks))
    expect([one.told, many.told, one.interval]).toEqual([true, false, many.interval])
    expect(changeWords(one, 1)).toMatch(
      /^60% of 100 cases, then 43% of 100 cases: −17\.0 points \(95% [^)]*\)\.$/,
    )
    expect(changeWords(many, 18)).toMatch(
      /Cannot tell whether it rose or fell: of 18 measures one often moves/,
    )
  })
})
