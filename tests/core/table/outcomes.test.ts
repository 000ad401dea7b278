import { describe, expect, it } from 'vitest'
import { HARM_EDITIONS, harmWeight } from '../../../src/core/stats/harm.ts'
import { OFFENCES, type OffenceId } from '../../../src/core/base/offences.ts'
import {
  countOutcomes,
  OUTCOME_GROUPS,
  outcomeGroup,
  type OutcomeGroup,
} from '../../../src/core/table/outcomes.ts'

const WORDED: Partial<Record<OutcomeGroup, string[]>> = {
  charged: [
    'Charged',
    'Charged/Summonsed',
    '1A Charge / Summons (alternate offence)',
    'Postal requisition',
    'Awaiting court outcome',
    'Court result unavailable',
    'Court case unable to proceed',
    'Offender sent to prison',
    'Offender given community sentence',
    'Offender fined',
    'Offender otherwise dealt with',
    'Defendant found not guilty',
    'Suspect charged as part of another case',
  ],
  tic: ['Taken into consideration', 'TIC', '4 - TIC'],
  formal: [
    'Offender given a caution',
    'Caution – adults',
    'Youth conditional caution',
    'Offender given penalty notice',
    'Offender given a penalty notice',
    'PND',
  ],
  informal: [
    'Community resolution',
    'Local resolution',
    'Offender given a drugs possession warning',
    'Cannabis/Khat warning',
  ],
  prevented: [
    'Formal action is not in the public interest',
    'Offender died',
    'Prosecution prevented - suspect too ill',
    'Prosecution prevented: victim or key witness is dead or too ill to give evidence',
    'Prosecution time limit expired',
    'Not in public interest (CPS)',
    'Outcome 17',
  ],
  victimSupports: [
    'Evidential difficulties: suspect identified; victim supports further action',
    '15',
    'Outcome 15 - named suspect identified',
  ],
  victimDoesNot: [
    'Evidential difficulties - victim does not support',
    'Evidential difficulties: suspect identified; victim does not support further action',
    'Evidential difficulties (victim doesn’t support action)',
    'Evidential difficulties: suspect not identified; victim does not support further action',
    'Evidential difficulties victim based - named suspect identified',
    '14',
    'Outcome 16: victim declines to prosecute',
  ],
  noSuspect: [
    'Investigation complete; no suspect identified',
    'Investigation complete - no suspect identified',
    '18: Investigation complete',
    'Undetected',
  ],
  otherBody: [
    'Action to be taken by another organisation',
    'Responsibility for further investigation transferred to another body',
    '20',
  ],
  furtherNot: [
    'Further investigation is not in the public interest',
    'Further investigation to support formal action not in the public interest – police decision',
    '21',
  ],
  diversion: [
    'Further action is not in the public interest',
    'Diversionary, educational or intervention activity, resulting from the crime report, has been undertaken',
    '22',
  ],
  open: ['Under investigation', 'Not yet assigned an outcome', 'No outcome assigned', 'New', '0'],
  evidential: ['Unable to prosecute suspect', 'Evidential difficulties - suspect identified'],
  unknown: ['', '  ', 'Status update unavailable', 'Filed', '19', '99', '2023-05-01', '12 months', 'n/a'],
}

describe('outcomes', () => {
  it.each(Object.entries(WORDED).flatMap(([group, texts]) => texts.map((t) => [t, group])))(
    '“%s” is %s',
    (text, group) => expect(outcomeGroup(text)).toBe(group),
  )

  it('reads every Home Office type, and each group of Table 2 has one', () => {
    const groups = Array.from({ length: 23 }, (_, k) => outcomeGroup(`${k} - anything at all`))
    expect(groups.filter((g) => g === 'unknown')).toHaveLength(1)
    expect(new Set(groups).size).toBe(13)
  })

  it('carries Table 2: each column sums to 100 within its rounding', () => {
    for (const column of ['robbery', 'theft'] as const) {
      const sum = OUTCOME_GROUPS.reduce((s, g) => s + (g[column] ?? 0), 0)
      expect(Math.abs(sum - 100)).toBeLessThan(0.11)
    }
    expect(OUTCOME_GROUPS.filter((g) => g.theft !== undefined)).toHaveLength(12)
  })

  it('counts every row once', () => {
    const counts = countOutcomes(['', 'Charged', '18'], Uint32Array.of(0, 1, 2, 2, 1, 2), [0, 1, 2, 3, 5])
    const of = (id: OutcomeGroup) => counts[OUTCOME_GROUPS.findIndex((g) => g.id === id)]
    expect([of('unknown'), of('charged'), of('noSuspect')]).toEqual([1, 1, 3])
    expect(counts.reduce((a, b) => a + b, 0)).toBe(5)
  })
})

describe('weights of harm', () => {
  it('gives every kind a weight or the reason for none, never both', () => {
    for (const e of HARM_EDITIONS)
      for (const { id } of OFFENCES) {
        const h = harmWeight(e, id)
        expect(Number.isNaN(h.weight), `${e.id} ${id}`).toBe(h.blank !== undefined)
        expect(id in e.weights !== id in e.blank, `${e.id} ${id}`).toBe(true)
      }
  })

  it('puts the user’s own weight first', () => {
    const [chi] = HARM_EDITIONS
    expect(harmWeight(chi, 'burglary-home')).toMatchObject({ weight: 273.5, own: false })
    expect(harmWeight(chi, 'burglary-home', 20)).toEqual({ weight: 20, own: true })
    expect(harmWeight(chi, 'theft-of-vehicle', 7)).toEqual({ weight: 7, own: true })
  })

  it('keeps the two editions of the ONS apart, each with its date', () => {
    const of = (id: string) => HARM_EDITIONS.find((e) => e.id === id)!
    const [old, later] = [of('css'), of('css-2021')]
    expect([old.edition, later.edition]).toEqual([
      '2016 release, most weights rounded',
      'data tool as downloaded by March 2021',
    ])
    const both = (id: OffenceId) => [old, later].map((e) => Math.round(100 * harmWeight(e, id).weight) / 100)
    expect(both('theft-from-vehicle')).toEqual([34, 32.92])
    expect(both('theft-of-vehicle')).toEqual([124, 128.43])
    expect(both('burglary-home')).toEqual([438, 465.38])
  })

  it('gives each kind the weight of its code in the published copies, to the digit', () => {
    // codes 28E, 45, 48, 34B, 34A, 39 as read in copies of the ONS list: 2016 release, and the tool's file of March 2021
    const kinds = [
      ['burglary-home', 438, 465.381473],
      ['theft-from-vehicle', 34, 32.920677],
      ['theft-of-vehicle', 124, 128.429432],
      ['robbery-personal', 746.54326, 799.62887],
      ['robbery-any', 746.54326, 799.62887],
      ['theft-from-person', 86, 80.40516],
    ] as const
    for (const [k, id] of (['css', 'css-2021'] as const).entries()) {
      const { weights } = HARM_EDITIONS.find((e) => e.id === id)!
      expect(weights).toEqual(Object.fromEntries(kinds.map((w) => [w[0], w[1 + k]])))
    }
  })
})
