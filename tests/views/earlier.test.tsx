/** An earlier result that is still shown: what stands of it does not leave as if it were of now, nor as another method's. */
import 'fake-indexeddb/auto'
import { use } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { parseIsoDay } from '../../src/core/base/time.ts'
import { EarlierTerms } from '../../src/desk/leaving/EarlierTerms.tsx'
import { planCocoon } from '../../src/state/cocoon.ts'
import { setSession, useStore } from '../../src/state/store.ts'
import { LeavingTerms, type Terms } from '../../src/ui/index.ts'
import { CocooningPanel } from '../../src/views/doors/CocooningPanel.tsx'
import { StreetsList } from '../../src/views/doors/StreetsList.tsx'
import { VIEW as DOORS } from '../../src/views/doors/index.ts'
import { methodView } from '../../src/views/method/index.tsx'
import { HEADS } from '../../src/analyses/heads.ts'
import type { View } from '../../src/desk/view.ts'
import { planRun } from '../../src/state/plan.ts'
import { Judged } from '../../src/views/plans/PlanParts.tsx'
import { Companion } from '../../src/views/method/AnalysisPanel.tsx'
import { PLAN } from '../core/evaluation/planOf.ts'
import { incidentsFrom } from '../tools/incidents.ts'
import { pageOf } from '../tools/page.ts'

const judging = { answer: { kind: 'judged' }, stale: false, share: 0, retry: () => undefined }
const tell = vi.fn<(terms: Terms) => void>()
const found = () => tell.mock.lastCall![0]
function Table() {
  tell(use(LeavingTerms))
  return <p />
}
vi.mock('../../src/views/method/screenOf.ts', async (real) => {
  const { screenOf } = await real<typeof import('../../src/views/method/screenOf.ts')>()
  return { screenOf: (id: string) => ({ ...screenOf(id), chart: () => <Table /> }) }
})
vi.mock('../../src/views/plans/Result.tsx', () => ({ Result: Table }))
vi.mock('../../src/views/plans/model.ts', () => ({ useJudging: () => judging }))
vi.mock('../../src/views/doors/DoorsList.tsx', () => ({ DoorsList: Table }))
afterEach(() => void tell.mockClear())

describe('tables and charts of a method', () => {
  const termsOf = (stale: boolean): Terms => {
    pageOf(
      <EarlierTerms stale={stale}>
        <Table />
      </EarlierTerms>,
    )
    return found()
  }
  it('leave while they are of the settings in force, and not after those were changed', async () => {
    expect(await termsOf(false).guard('cocoon-cells.csv, 20 rows')).toBe(true)
    expect(await termsOf(true).guard('cocoon-cells.csv, 20 rows')).toBe(false)
  })
})

describe('the chart of another method that stands with an answer', () => {
  it('tells its own settings, not those of the method that it stands with', () => {
    const before = useStore.getState()
    const day = parseIsoDay('2026-03-01')
    const table = incidentsFrom([{ x: 400_000, y: 300_000, day }])
    const params = { share: 5, unit: 'square', cell: 300 }
    const made = { key: 'of then', params, today: day, result: { notes: [] } }
    setSession({
      incidents: { table, name: 'x.csv' } as never,
      runs: { concentration: { status: 'done', made } as never },
    })
    const hotspots: Terms = {
      guard: () => Promise.resolve(true),
      about: () => ['Hotspots: 150 m squares'],
    }
    pageOf(
      <LeavingTerms value={hotspots}>
        <Companion id="concentration" />
      </LeavingTerms>,
    )
    const about = found().about().join(' · ')
    setSession({ incidents: before.incidents, runs: before.runs })
    expect(about).toContain('Concentration: worst 5% of 300 m squares')
    expect(about).not.toContain('Hotspots')
  })
})

describe('the map of a view', () => {
  it('knows whether it is of an earlier question', () => {
    const { incidents, runs, cocoon } = useStore.getState()
    const earlierOf = (view: View) => {
      let earlier: boolean | undefined
      const Own = () => void (earlier = view.earlier!())
      pageOf(<Own />)
      return earlier
    }
    const table = incidentsFrom([{ x: 400_000, y: 300_000, day: 20_000 }])
    setSession({ incidents: { table, name: 'x.csv' } as never, cocoon: { plan: {} } as never })
    const zones = methodView(HEADS.find((h) => h.id === 'zones')!)
    const plan = planRun(
      useStore.getState(),
      HEADS.find((h) => h.id === 'zones')!,
    )
    const made = (key: string) =>
      setSession({ runs: { zones: { status: 'done', made: { key, result: {} } } as never } })
    made('of then')
    expect(earlierOf(zones)).toBe(true)
    expect(earlierOf(DOORS)).toBe(true)
    // a method that is refused draws nothing that could be of earlier
    setSession({ incidents: { table: { ...table, source: 'open' }, name: 'x.csv' } as never })
    const { unavailable } = HEADS.find((h) => h.id === 'zones')!
    expect(unavailable({ ...table, source: 'open' })).toBeTruthy()
    expect(earlierOf(zones)).toBe(false)
    setSession({ incidents: { table, name: 'x.csv' } as never })
    made('key' in plan ? plan.key : '')
    setSession({ cocoon: undefined })
    expect(earlierOf(zones)).toBe(false)
    expect(earlierOf(DOORS)).toBe(false)
    setSession({ incidents, runs, cocoon })
  })
  it('is held back by no method that draws nothing on it', () => {
    for (const head of HEADS)
      expect(methodView(head).earlier !== undefined, head.id).toBe(head.onMap === true)
  })
})

describe('the list of doors or streets', () => {
  it('leaves while it is of the settings in force, and not while the next one is made', async () => {
    const { cocoon } = useStore.getState()
    const made = { kind: 'doors', list: { asAt: 0, moment: 0, protocol: { dayTurns: 0 } } }
    setSession({ cocoon: { made, plan: {} } as never })
    pageOf(<CocooningPanel />)
    const held = found()
    setSession({ cocoon: { made, plan: planCocoon(useStore.getState()) } as never })
    pageOf(<CocooningPanel />)
    setSession({ cocoon })
    expect(await held.guard('cocoon-not-listed.csv')).toBe(false)
    expect(await found().guard('cocoon-not-listed.csv')).toBe(true)
  })
  it('of streets is not printed or given to phones meanwhile', () => {
    const street = { street: 'High Street', beat: '', on: 1, near: 0, newest: 0, due: 0, lng: 0, lat: 0 }
    const page = (stale: boolean) =>
      pageOf(
        <StreetsList
          streets={{ streets: [street], notes: [], unnamed: 0 } as never}
          rounds={{ rounds: [{}] } as never}
          of="vehicles"
          stale={stale}
        />,
      ).match(/<button[^>]*title="This is the earlier result/g) ?? []
    expect(page(true).length - page(false).length).toBe(3)
  })
})

describe('what is said of a plan', () => {
  it('leaves while it is of the plan as it stands, and not while that is judged again', async () => {
    const leaves = (stale: boolean) => {
      Object.assign(judging, { stale })
      pageOf(<Judged plan={PLAN} />)
      return found().guard('g5-outcomes.csv')
    }
    expect(await leaves(false)).toBe(true)
    expect(await leaves(true)).toBe(false)
  })
})
