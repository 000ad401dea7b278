/** Several plans together: what one alone is too small to show. */
import { useEffect, useState } from 'react'
import { Intervals } from '../../charts/index.ts'
import { showNumber, exactP } from '../../core/base/words.ts'
import type { PlanJudged } from '../../core/evaluation/planAnswer.ts'
import type { PlanRecord } from '../../core/evaluation/planRecord.ts'
import { poolItemOf, pooledVerdict } from '../../core/evaluation/pool.ts'
import { many } from '../../desk/words.ts'
import { askOf, judge, nextAsk, usePlanRuns } from '../../state/planRuns.ts'
import { flagOf } from '../../state/plans.ts'
import { useStore } from '../../state/store.ts'
import { CheckboxGroup, Disclosure, Notes, Progress } from '../../ui/index.ts'

/** The plans chosen with their answers, judged one after another while this is open, that in front first. */
function useJudged(front: PlanRecord, plans: readonly PlanRecord[]) {
  const incidents = useStore((s) => s.incidents)
  const project = useStore((s) => s.project)
  const runs = usePlanRuns((s) => s.runs)
  const asks = plans.map((p) => askOf({ incidents, project }, p))
  const next = nextAsk({ incidents, project }, [front, ...plans], runs)
  useEffect(() => {
    if (incidents && next) judge(incidents.table, next)
  }, [incidents, next, runs])
  return {
    waiting: next !== undefined,
    answers: asks.map((a) => (a ? runs.get(a)?.answer : undefined)),
  }
}

function Pooled({ front, plans }: { front: PlanRecord; plans: readonly PlanRecord[] }) {
  const { waiting, answers } = useJudged(front, plans)
  if (waiting) return <Progress label="Judging the plans one after another" share={undefined} />
  const judged = plans.flatMap((plan, k): { plan: PlanRecord; answer: PlanJudged }[] => {
    const answer = answers[k]
    return answer?.kind === 'judged' ? [{ plan, answer }] : []
  })
  const pooled = pooledVerdict(judged.map(({ answer: { result } }) => poolItemOf(result)))
  if (!pooled)
    return <p className="a-hint">Two plans with a ratio of their own are needed to be taken together.</p>
  return (
    <>
      <p>
        <strong>Together: {pooled.verdict.sentence}</strong>
      </p>
      <Intervals
        title="Plan by plan, and together"
        sentence={`ratios; 1 = moved as the comparison did. ${many(pooled.plans, 'plan')}, p = ${exactP(pooled.p)}`}
        none={1}
        log
        within={[0.2, 5]}
        intervalLabel="95%"
        items={[
          ...judged.map(({ plan, answer: { result } }) => ({
            ...{ key: plan.id, label: flagOf(plan), value: result.change.rateRatio },
            ...{ lower: result.change.ci[0], upper: result.change.ci[1] },
          })),
          {
            ...{ key: 'all', label: 'Together', value: pooled.rateRatio },
            ...{ lower: pooled.ci[0], upper: pooled.ci[1] },
          },
        ]}
      />
      <Notes
        notes={[
          'A mean of the log ratios weighted by their precision; each plan brings the spread measured at its own places.',
          pooled.widened > 1
            ? `The plans lie further apart than their own errors would on average (Q = ${showNumber(pooled.q, 1)} on ${pooled.plans - 1} degrees of freedom): the interval is ${showNumber(pooled.widened, 1)} times as wide for it. The mean is what these plans did on average, not what the next one will do: ask what was different.`
            : `The plans lie no further apart than their own errors would on average (Q = ${showNumber(pooled.q, 1)} on ${pooled.plans - 1} degrees of freedom).`,
          'Choose which plans belong together before looking at them: who drops the plan that did not work can show anything. Comparison squares or areas that plans share are counted once.',
          plans.length > judged.length
            ? `${many(plans.length - judged.length, 'plan')} without a ratio left out.`
            : '',
        ].filter(Boolean)}
      />
    </>
  )
}

/** Plans taken together at most. */
const MOST = 8

/** The section; nothing for one plan. */
export function Together({ front, all }: { front: PlanRecord; all: readonly PlanRecord[] }) {
  const [chosen, setChosen] = useState<readonly string[]>(() => all.slice(-MOST).map((p) => p.id))
  const [open, setOpen] = useState(false)
  if (all.length < 2) return null
  const plans = all.filter((p) => chosen.includes(p.id))
  return (
    <Disclosure title="Pool plans" open={open} onToggle={setOpen}>
      <CheckboxGroup
        label={`Plans taken together, ${MOST} at most`}
        value={chosen}
        onChange={setChosen}
        // one must be let go before another is taken
        options={all.map((p) => ({
          ...{ value: p.id, label: `${flagOf(p)} ${p.name}` },
          disabled: !chosen.includes(p.id) && plans.length >= MOST,
        }))}
      />
      {open && <Pooled front={front} plans={plans} />}
    </Disclosure>
  )
}
