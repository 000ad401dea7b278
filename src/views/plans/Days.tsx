/** Days with and without patrol, drawn by lot: drawn, told, saved, printed, and judged within each place. */
import { useMemo, useState } from 'react'
import { Intervals } from '../../charts/index.ts'
import { parseIsoDay, showDay } from '../../core/base/time.ts'
import { pointsOf } from '../../core/evaluation/judgePlan.ts'
import { daysCsv, drawnDaysOf, type DrawnPlan, judgeDays } from '../../core/evaluation/planDays.ts'
import type { PlanRecord } from '../../core/evaluation/planRecord.ts'
import { areaOnPlane } from '../../core/geometry/onPlane.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { lastTold } from '../../core/table/span.ts'
import { accountFor } from '../../desk/leaving/account.ts'
import { markingNow } from '../../desk/leaving/marking.ts'
import { print, printedAt } from '../../desk/leaving/paper.ts'
import { many } from '../../desk/words.ts'
import { PaperTable, ReportSheet } from '../../print/index.ts'
import { asAt } from '../../state/derived.ts'
import { stamp } from '../../state/log.ts'
import { changePlan, flagOf } from '../../state/plans.ts'
import { useSettings } from '../../state/settings.ts'
import { useStore } from '../../state/store.ts'
import {
  Actions,
  Button,
  DataTable,
  Dialog,
  Disclosure,
  Notes,
  Notice,
  NumberField,
  saveFile,
  Section,
  Segmented,
} from '../../ui/index.ts'
import { daysTable, monthTables } from './dayTables.ts'

async function printDays(plan: PlanRecord, drawn: DrawnPlan): Promise<void> {
  if (!(await accountFor('print', `patrol days of plan ${flagOf(plan)}`))) return
  const { printedBy } = useSettings.getState()
  const { seed, share, run, drawn: on } = plan.days!
  await print(
    <ReportSheet
      title={`${flagOf(plan)} ${plan.name}: patrol days`}
      marking={markingNow()}
      answer="Patrol only on the days drawn; on the others not, unless called."
      source={[
        `${showDay(drawn.first)} to ${showDay(drawn.first + drawn.days - 1)}`,
        `drawn on ${showDay(parseIsoDay(on))}`,
      ]}
      parameters={[
        ...plan.places.map((p, k) => ({ label: `Place ${k + 1}`, value: p.name })),
        { label: 'Share of days with patrol', value: `${Math.round(100 * share)}%` },
        { label: 'Days in a row', value: String(run) },
        { label: 'Seed', value: String(seed) },
      ]}
      notes={[
        'The lot decides, so that but for the patrol the two kinds of day differ by chance alone. A day that is not kept to is noted, not changed.',
        'Calls for service are answered on every day.',
      ]}
      printedBy={printedBy}
      printedAt={printedAt()}
    >
      {monthTables(plan, drawn).map((t) => (
        <div key={t.caption} className="days-sheet">
          <PaperTable table={t} />
        </div>
      ))}
    </ReportSheet>,
    [],
  )
}

/** The dialog of the draw. */
export function DrawDays({ plan, onClose }: { plan: PlanRecord; onClose: () => void }) {
  const [share, setShare] = useState(50)
  const [run, setRun] = useState(1)
  const [seed, setSeed] = useState(1)
  const drawn = stamp(new Date()).slice(0, 10)
  const draft = { ...plan, days: { seed, share: share / 100, run, drawn } }
  let problem: string | undefined
  try {
    drawnDaysOf(draft)
  } catch (error) {
    problem = (error as Error).message
  }
  return (
    <Dialog
      open
      keep
      onClose={onClose}
      title="Days with and without patrol, by lot"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            barred={problem}
            onClick={() => {
              changePlan(plan, 'days', { days: draft.days })
              onClose()
            }}
          >
            Draw
          </Button>
        </>
      }
    >
      <p>
        Each place has days with patrol and days without, drawn by lot. Compared with each other they make an
        experiment of the plan, the strongest design there is, at no cost.
      </p>
      <div className="a-form p-two">
        <NumberField label="Days with patrol" value={share} onChange={setShare} min={10} max={90} unit="%" />
        <NumberField
          label="Days in a row"
          value={run}
          onChange={(v) => setRun(Math.round(v))}
          min={1}
          max={14}
          unit="days"
          help="With longer runs, fewer of the days without patrol come right after a patrol, whose calm may last."
        />
        <NumberField
          label="Seed"
          value={seed}
          onChange={(v) => setSeed(Math.round(v))}
          min={0}
          max={999_999}
          help="The same number draws the same days again. It is printed with them."
        />
      </div>
      {problem && <Notice tone="bad">{problem}</Notice>}
      {drawn >= plan.start && (
        <Notice tone="warn">
          The plan began on {showDay(parseIsoDay(plan.start))}, before this draw: its days can be drawn and
          printed, but they will not be compared, since nobody patrolled by them.
        </Notice>
      )}
    </Dialog>
  )
}

function Judged({ plan }: { plan: PlanRecord }) {
  const table = useStore((s) => s.incidents!.table)
  const today = useStore((s) => asAt(s).day)
  const [washout, setWashout] = useState('1')
  const judged = useMemo(() => {
    const plane = planeOf(table.crs)
    const last = lastTold(table.span, today)
    if (last < parseIsoDay(plan.start)) return undefined
    return judgeDays(
      plan,
      plan.places.map((p) => areaOnPlane(p.name, p.shape, plane)),
      pointsOf(table, plan.offences, last),
      { last, washout: Number(washout) },
    )
  }, [plan, table, today, washout])
  if (!judged) return null
  if (typeof judged === 'string') return <p>{judged}</p>
  const { result, verdict, notes } = judged
  return (
    <>
      <p>
        <strong>{verdict.sentence}</strong> {verdict.level}
      </p>
      <Intervals
        title="Patrol days against others"
        sentence={`ratio within places; n = ${many(result.days, 'day')} of places`}
        none={1}
        log
        within={[0.2, 5]}
        intervalLabel="95%"
        items={[
          {
            ...{ key: 'r', label: 'Patrol days', value: result.rateRatio },
            ...{ lower: result.ci[0], upper: result.ci[1] },
          },
        ]}
      />
      <Segmented
        label="Days set aside after a patrol"
        value={washout}
        onChange={setWashout}
        options={['0', '1', '2', '3', '4'].map((value) => ({ value, label: value }))}
      />
      <Notes notes={notes} />
    </>
  )
}

/** The section; nothing where no days were drawn. */
export function DaysOf({ plan }: { plan: PlanRecord }) {
  const drawn = useMemo(() => {
    try {
      return drawnDaysOf(plan)
    } catch {
      // a file edited by hand: a share that leaves one kind of day out is no draw
      return undefined
    }
  }, [plan])
  if (!drawn || !plan.days) return null
  const on = drawn.on.reduce((a, b) => a + b, 0)
  const save = async () => {
    if (!(await accountFor('export', `patrol days of plan ${flagOf(plan)}`))) return
    saveFile(`${flagOf(plan)}-patrol-days.csv`, daysCsv(plan, drawn))
  }
  return (
    <Section title="Days drawn by lot">
      <p>
        {many(on, 'patrol day')} of {many(drawn.on.length, 'day')} at {many(plan.places.length, 'place')},{' '}
        {showDay(drawn.first)} to {showDay(drawn.first + drawn.days - 1)}, drawn on{' '}
        {showDay(parseIsoDay(plan.days.drawn))} with seed {plan.days.seed}.
      </p>
      <Judged plan={plan} />
      <Disclosure title="The days">
        <DataTable model={daysTable(plan, drawn)} height={240} tools={false} />
      </Disclosure>
      <Actions>
        <Button icon="print" onClick={() => void printDays(plan, drawn)}>
          Print the days
        </Button>
        <Button icon="download" onClick={() => void save()}>
          Days as CSV
        </Button>
        <Button onClick={() => changePlan(plan, 'days', { days: undefined })}>Take the draw off</Button>
      </Actions>
    </Section>
  )
}
