/** Did it work? › Plans on the screen: empty, being written, waiting, refused, judged; its tables, money and map. */
import 'fake-indexeddb/auto'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { placeboBars } from '../../src/charts/Placebo.tsx'
import { placeboSentence } from '../../src/views/plans/resultWords.ts'
import { drain } from '../../src/core/base/drain.ts'
import { judgePlan } from '../../src/core/evaluation/judgePlan.ts'
import type { PlanJudged } from '../../src/core/evaluation/planAnswer.ts'
import type { PlanRecord } from '../../src/core/evaluation/planRecord.ts'
import { rateChange } from '../../src/core/evaluation/rateChange.ts'
import { planeOf } from '../../src/core/geometry/plane.ts'
import { FLAG } from '../../src/core/table/incidents.ts'
import { HARM_EDITIONS } from '../../src/core/stats/harm.ts'
import { askOf, usePlanRuns } from '../../src/state/planRuns.ts'
import { usePlanFront } from '../../src/state/plans.ts'
import { accept, forget, useStore } from '../../src/state/store.ts'
import { doorsRecorded, minutesRecorded } from '../../src/views/plans/delivered.ts'
import { planLayers } from '../../src/views/plans/layers.ts'
import { costOfPlan, moneyLimits, planMoney, unpaid, valuesOf } from '../../src/views/plans/money.ts'
import { useDraft } from '../../src/views/plans/front.ts'
import { PlanSheet } from '../../src/print/PlanSheet.tsx'
import { deliveredWords, emmieOf, sheetOf } from '../../src/views/plans/printPlan.tsx'
import { returnText } from '../../src/views/plans/saveReturn.ts'
import { areaPlaces, hotspotPlaces } from '../../src/views/plans/places.ts'
import { draftProblem, emptyDraft } from '../../src/views/plans/PlanForm.tsx'
import { PlansPanel } from '../../src/views/plans/PlansPanel.tsx'
import { stateOf } from '../../src/views/plans/PlanParts.tsx'
import { harmTable, outcomeTable } from '../../src/views/plans/tables.ts'
import { cellText } from '../../src/ui/index.ts'
import { PLAN } from '../core/evaluation/planOf.ts'
import { incidentsFrom } from '../tools/incidents.ts'
import { pageOf } from '../tools/page.ts'

const plane = planeOf('EPSG:27700')
const [X0, Y0] = [400_000, 300_000]
const START = 20_454 // 2026-01-01
const square = (c: number, r: number, side = 400): PlanRecord['places'][number] => ({
  ...{ name: `Square ${c} ${r}`, from: 'drawn' },
  shape: {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
        [0, 0],
      ].map(([a, b]) => plane.inverse(X0 + (c + a) * side, Y0 + (r + b) * side)),
    ],
  },
})
/** Ten by ten squares, one incident a fortnight in each; in square 1 1 none after the start. */
const rows = Array.from({ length: 100 }, (_, s) =>
  Array.from({ length: 50 }, (_, k) => ({
    x: X0 + (s % 10) * 400 + 60 + ((k * 37) % 280),
    y: Y0 + Math.floor(s / 10) * 400 + 60 + ((k * 53) % 280),
    day: START - 365 + k * 14 + (s % 14),
    offence: 'burglary-home' as const,
  })).filter((e) => !(s === 11 && e.day >= START && (e.day - START) % 3 > 0)),
).flat()
const table = incidentsFrom(rows)
const plan: PlanRecord = { ...PLAN, places: [square(1, 1)], end: '2026-11-01' }
let judged: PlanJudged

const load = () => {
  const opened = { kind: 'incidents' as const, name: 'x.csv', incidents: table, text: {} as never }
  accept([{ ...opened, report: {} as never }], [], false)
}
const put = (p: PlanRecord, answer?: PlanJudged) => {
  useStore.setState((s) => ({ project: { ...s.project, plans: [p] } }))
  if (answer)
    usePlanRuns.setState({ runs: new Map([[askOf(useStore.getState(), p)!, { answer, share: 1 }]]) })
}
const page = () => pageOf(<PlansPanel />)

beforeAll(() => {
  load()
  put(plan)
  const answer = drain(judgePlan(table, askOf(useStore.getState(), plan)!))
  if (answer.kind !== 'judged') throw new Error(JSON.stringify(answer))
  judged = answer
})
beforeEach(load)
afterEach(() => {
  forget()
  usePlanFront.setState({ id: undefined })
  useDraft.setState({ draft: undefined })
})

describe('the page of plans', () => {
  it('says what to do without incidents and without a plan', () => {
    useStore.setState((s) => ({ project: { ...s.project, plans: [] } }))
    expect(page()).toContain('No plan yet')
    forget()
    expect(page()).toContain('No incidents are loaded')
  })
  it('waits while it is judged, and then gives the verdict first', () => {
    put(plan)
    expect(page()).toContain('Judging the plan')
    // a return without the places compared with is none of this plan
    expect(page()).toMatch(/title="The plan is being judged: its return[^>]*>.*Monthly return/)
    put(plan, judged)
    expect(page()).not.toContain('its return is saved with')
    const html = page()
    expect(html).not.toContain('Judging')
    expect(html).toContain(judged.verdict.sentence)
    expect(html.indexOf(judged.verdict.sentence)).toBeLessThan(html.indexOf('How sure'))
    for (const words of [
      'Power',
      'Maryland',
      'Other places and years',
      'Incidents by four weeks',
      'Ring:',
      'Money',
    ])
      expect(html).toContain(words)
    expect(html).toContain('Rule of 1 Dec 2025, before the start')
  })
  it('says that a rule came too late, or never', () => {
    const late = { ...plan, rule: { ...plan.rule, written: '2026-02-01' } }
    put(late, judged)
    expect(page()).toContain('not before the start of 1 Jan 2026')
    expect(page()).toContain(`It reads: ${plan.rule.text}`)
    put({ ...plan, rule: { ...plan.rule, text: ' ' } }, judged)
    expect(page()).toContain('No rule of success was written.')
  })
  it('gives a refusal as a sentence and no figure', () => {
    put(plan)
    const ask = askOf(useStore.getState(), plan)!
    const sentence = 'The file reaches from a to b.'
    usePlanRuns.setState({ runs: new Map([[ask, { answer: { kind: 'refused', sentence }, share: 1 }]]) })
    expect(page()).toContain(sentence)
    expect(page()).not.toContain('How sure')
  })
  it('tells what a plan that is to come can show', () => {
    const ahead = { ...plan, start: '2027-03-01', end: '2027-09-01' }
    put(ahead)
    const ask = askOf(useStore.getState(), ahead)!
    const answer = drain(judgePlan(table, ask))
    usePlanRuns.setState({ runs: new Map([[ask, { answer, share: 1 }]]) })
    expect(page()).toMatch(/this plan can(not| only) show/)
    expect(page()).toMatch(/title="The plan has not begun[^>]*>.*Print the plan/)
  })
  it('tells the days that were drawn by lot, and judges them within each place', () => {
    const days = { seed: 1, share: 0.5, run: 1, drawn: '2025-12-20' }
    put({ ...plan, days }, judged)
    const html = page()
    expect(html).toContain('Days drawn by lot')
    expect(html).toMatch(/No verdict: \d+ incidents? in the places|Level 5/)
    expect(html).toContain('No patrol at')
    put({ ...plan, days: { ...days, share: 0.0001 } }, judged)
    expect(page()).not.toContain('Days drawn by lot')
  })
  it('shows the form while one is written, with its places on the map', () => {
    useDraft.setState({ draft: { ...emptyDraft(START, []), places: plan.places } })
    expect(page()).toContain('A new plan')
    expect(page()).toContain('Square 1 1')
  })
})

describe('a plan that is written', () => {
  const whole = { ...emptyDraft(START, []), name: 'A', places: plan.places, rule: { text: 'A fall' } }
  it('is refused with what is missing, one thing at a time', () => {
    expect(draftProblem(whole)).toBeUndefined()
    expect(draftProblem({ ...whole, name: ' ' })).toContain('no name')
    expect(draftProblem({ ...whole, places: [] })).toContain('no place')
    expect(draftProblem({ ...whole, end: '2020-01-01' })).toMatch(
      /ends on 1 Jan 2020, before it starts on \d+ \w+ \d{4}\./,
    )
    expect(draftProblem({ ...whole, rule: { text: '' } })).toContain('No rule')
    expect(draftProblem({ ...whole, chosen: ['2025-05', '2025-01'] })).toContain('later last month')
  })
  it('has its state from the as-at day', () => {
    expect(stateOf(plan, START - 1)).toContain('begins')
    expect(stateOf(plan, START)).toBe('day 1 of 305')
    // its last day is a day of it
    expect(stateOf(plan, START + 304)).toBe('day 305 of 305')
    expect(stateOf(plan, START + 305)).toBe('ended')
    expect(stateOf(plan, START + 400)).toBe('ended')
    expect(stateOf({ ...plan, closed: { on: '2026-12-01', words: '' } }, START)).toBe('closed')
  })
  it('takes places from areas, never the study area, and from hotspots by tier', () => {
    const feature = (name: string, kind: string) => ({
      ...{ type: 'Feature' as const, properties: { name, kind }, geometry: plan.places[0].shape },
    })
    const features = {
      type: 'FeatureCollection' as const,
      features: [feature('Town', 'study-area'), feature('Beat 1', 'beat')],
    }
    expect(areaPlaces([{ name: 'b.geojson', features }]).map((o) => o.label)).toEqual(['Beat 1'])
    const spot = (name: string, tier: string) => ({
      ...{ name, tier, street: 'Mill Street', geometry: plan.places[0].shape as never },
    })
    const offered = hotspotPlaces([spot('A1', 'A'), spot('A2', 'A'), spot('B1', 'B')])
    expect(offered.map((o) => o.label)).toEqual([
      'All 2 of tier A',
      'A1, Mill Street',
      'A2, Mill Street',
      'B1, Mill Street',
    ])
  })
})

describe('what stands beside the verdict', () => {
  it('lists every outcome and the ring, with what each could show', () => {
    const t = outcomeTable(judged, plan)
    const cells = Array.from({ length: t.n }, (_, i) => t.columns.map((c) => cellText(c, i)))
    expect(cells.map((c) => c[0])).toEqual(['Residential burglary', 'Ring around it'])
    expect(cells[0].at(-1)).toMatch(/^(−\d+%|none)$/)
    expect(cells[1][1]).toBe('–')
  })
  it('weighs harm in both arms by the edition', () => {
    const t = harmTable(judged, HARM_EDITIONS[0])
    const weight = HARM_EDITIONS[0].weights['burglary-home']!
    const before = t.columns.find((c) => c.key === 'before')!
    expect(before.value(t.n - 1)).toBe(Math.round(weight * judged.result.counts.before))
  })
  it('claims nothing of what was done at the other places', () => {
    const placebo = { logRatios: new Array(526).fill(0), disjoint: 4, p: NaN }
    expect(placeboSentence({ result: { placebo } } as never)).toMatch(
      /^526 sets of other places and years, 4 of them disjoint; under 19 disjoint sets no p is given/,
    )
  })

  it('draws bars that hold every set, the far ones dark', () => {
    const bars = placeboBars({ ratios: [0.5, 0.9, 1.1, 2.1], ours: 0.5 })
    expect(bars.reduce((s, b) => s + b.n, 0)).toBe(4)
    expect(bars.filter((b) => b.far).reduce((s, b) => s + b.n, 0)).toBe(2)
  })
  it('is on the map as treated, ring and comparison, each in the legend', () => {
    const { incidents } = useStore.getState()
    const layers = planLayers(plan, incidents!, judged)
    expect(layers.map((l) => l.id)).toEqual(['ring', 'comparison', 'treated', 'after'])
    const after = layers.at(-1)!
    expect(after.kind === 'points' && after.rows!.length).toBe(judged.result.counts.after)
    // a flagged date stands in no count, so in no dot either
    const flagged = { ...incidents!, table: { ...table, flags: table.flags.map(() => FLAG.oddDate) } }
    expect(planLayers(plan, flagged, judged).map((l) => l.id)).not.toContain('after')
  })
})

describe('the money of a plan', () => {
  const change = rateChange({ before: 100, after: 60, comparisonBefore: 200, comparisonAfter: 190 })
  it('is of what was delivered, and says what has no rate', () => {
    expect(
      costOfPlan({ ...plan, delivered: { minutes: 800, doors: 100 }, costs: { minute: 0.5, other: 20 } }),
    ).toBe(420)
    expect(unpaid({ ...plan, delivered: { doors: 100 }, costs: {} })).toEqual(['doors'])
    expect(costOfPlan({ ...plan, delivered: {}, costs: {} })).toBeUndefined()
    expect(planMoney({ ...plan, costs: {} }, change)).toContain('not known')
  })
  it('assumes no value but the one that was read, and gives the chance that it pays', () => {
    const spent = { ...plan, delivered: {}, costs: { other: 20_000 } }
    const money = planMoney(spent, change)
    if (typeof money === 'string') throw new Error(money)
    expect(money.columns.map((c) => c.unit)).toEqual([530, undefined, undefined])
    expect(money.columns[0].money!.chanceItPays).toBeCloseTo(0.43, 2)
    expect(money.sentence).toMatch(/^The force: The chance that it pays is 43%/)
    // its interval pays, but the plan's own test gives as much by chance: no more is said of money than of crime
    const sure = { ...change, prevented: 200, preventedSe: 1 }
    const says = (kind: string) => {
      const limits = moneyLimits({
        result: {
          counts: { before: 100, after: 60, comparisonBefore: 200, comparisonAfter: 190 },
          phiFrom: 'own',
        },
        verdict: { kind },
      } as never)
      return (planMoney(spent, sure, limits) as { sentence: string }).sentence
    }
    expect(says('fell')).toMatch(/: it pays over the whole interval\.$/)
    expect(says('small')).toMatch(/: it pays over the whole interval\.$/)
    expect(says('cannot tell')).toMatch(/whether it pays cannot be told, since whether crime fell cannot\.$/)
    expect(valuesOf({ ...spent, values: { force: 600 } })).toMatchObject({
      ...{ values: { force: 600 }, source: 'entered by the user' },
    })
    // the published value keeps its own source beside another that the user gave
    const both = valuesOf({ ...spent, values: { society: 5930, source: 'Home Office, 2018' } })
    expect(both).toMatchObject({ values: { force: 530, society: 5930 } })
    expect(both.source).toMatch(/^of the force, HMICFRS.*; else Home Office, 2018$/)
    expect(valuesOf({ ...spent, values: { source: 'Home Office, 2018' } }).source).toMatch(/^HMICFRS/)
    expect(planMoney({ ...spent, offences: ['theft-from-vehicle'] }, change)).toContain('not entered')
  })
})

describe('what was delivered', () => {
  it('is read from tracks in the places and days', () => {
    const [lng, lat] = plane.inverse(X0 + 600, Y0 + 600)
    const at = (day: number) => day * 1440
    const leg = (day: number) => ({
      ...{ lng: Float64Array.of(lng, lng), lat: Float64Array.of(lat, lat) },
      ...{ utc: Float64Array.of(at(day), at(day) + 2), clock: Float64Array.of(at(day), at(day) + 2) },
    })
    const track = { file: 'a.gpx', name: '', legs: [leg(START + 3), leg(START - 30)] }
    expect(minutesRecorded(plan, [track], plane)).toBe(2)
    expect(doorsRecorded(plan, [], { n: 0 } as never)).toBe(0)
  })
})

describe('what leaves the page', () => {
  it('is one sheet with the verdict first, EMMIE’s five boxes, and where it comes from', () => {
    const incidents = {
      ...useStore.getState().incidents!,
      report: { rows: table.n, kept: table.n, leftOut: [] } as never,
    }
    const html = pageOf(
      <PlanSheet {...sheetOf(incidents, plan, judged)} marking="OFFICIAL" printedBy="" printedAt={0} />,
    )
    expect(html.indexOf(judged.verdict.sentence)).toBeGreaterThan(0)
    expect(html.indexOf(judged.verdict.sentence)).toBeLessThan(html.indexOf('How sure'))
    // the sheet has no chart: it must not say how one is drawn
    expect(html).toContain('sets of other places and years')
    expect(html).not.toContain('trongly drawn')
    for (const box of ['Effect', 'Mechanism', 'Moderators', 'Implementation', 'Economics'])
      expect(html).toContain(`<h2>${box}</h2>`)
    expect(html).toContain('x.csv')
    // a comparison that somebody named is not told as one that was matched
    const method = (p: typeof plan) => sheetOf(incidents, p, judged).method.join(' ')
    expect(method(plan)).not.toContain('named by hand')
    expect(method({ ...plan, comparison: [square(2, 2)] })).toContain('named by hand')
    const boxes = emmieOf({ ...plan, mechanism: 'Seen from the road' }, judged)
    expect(boxes[1]).toEqual(['Mechanism', 'Seen from the road'])
    expect(boxes[2][1]).toBe('Not written down.')
    // a burglary's printed cost never stands on the sheet without what it does not carry
    const economics = (p: typeof plan) => emmieOf(p, judged)[4][1]
    expect(economics(plan)).toMatch(/£530.*does not pay for it on police cost alone \(556 ÷ 530 = 1\.05\)/s)
    expect(economics(plan)).toContain('counts the whole difference from the comparison as prevented')
    const other = { ...plan, offences: ['theft-from-vehicle' as const], values: { force: 900 } }
    expect(economics(other)).toContain('£')
    expect(economics(other)).not.toContain('530')
  })
  it('says what was delivered of what was planned', () => {
    expect(deliveredWords(plan)).toBe('800 of 1,000 patrol minutes (80%); 100 doors')
    expect(deliveredWords({ ...plan, planned: {}, delivered: {} })).toContain('not written down')
  })
  it('is a monthly return whose incidents add up to those after the start', () => {
    const lines = returnText(plan, judged).trim().split('\r\n').slice(1)
    const n = lines.reduce((s, l) => s + Number(l.split(',').at(-2) || 0), 0)
    expect(n).toBe(judged.result.counts.after)
  })
})
