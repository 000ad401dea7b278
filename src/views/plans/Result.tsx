/** What can be said of a plan that has begun: the verdict first, then how sure, then everything it rests on. */
import { useState } from 'react'
import { Intervals, Placebo, Trend } from '../../charts/index.ts'
import { showDay } from '../../core/base/time.ts'
import { showNumber, exactP } from '../../core/base/words.ts'
import { ringWords } from '../../core/evaluation/areasWords.ts'
import type { PlanJudged } from '../../core/evaluation/planAnswer.ts'
import type { PlanRecord } from '../../core/evaluation/planRecord.ts'
import { FEWEST_PAIRS } from '../../core/evaluation/signFlip.ts'
import { HARM_EDITIONS } from '../../core/stats/harm.ts'
import { changePlan, flagOf } from '../../state/plans.ts'
import { useStore } from '../../state/store.ts'
import {
  Actions,
  Button,
  DataTable,
  Disclosure,
  Notes,
  Notice,
  PanelHead,
  Section,
  Segmented,
} from '../../ui/index.ts'
import { many } from '../../desk/words.ts'
import { DeliveredOf } from './Delivered.tsx'
import { comparisonPlaces } from './layers.ts'
import { moneyLimits } from './money.ts'
import { MoneyOf } from './Money.tsx'
import { PlacesField } from './PlacesField.tsx'
import { handWords, placeboSentence, ruleWords, sureLines, warningsOf } from './resultWords.ts'
import { balanceTable, countsTable, harmTable, matchedTable, outcomeTable } from './tables.ts'

/** The lines under the verdict, "How sure" and so on. */
export const Sure = ({ lines }: { lines: readonly (readonly [string, string])[] }) => (
  <dl className="p-sure">
    {lines.map(([what, says]) => (
      <div key={what}>
        <dt>{what}</dt>
        <dd>{says}</dd>
      </div>
    ))}
  </dl>
)

function Changes({ judged, plan }: { judged: PlanJudged; plan: PlanRecord }) {
  const { change, ring, placebo, signFlip, counts } = judged.result
  const rings = ring.counts.before > 0 && ring.counts.comparisonBefore > 0
  const item = (key: string, label: string, c: typeof change) => ({
    ...{ key, label, value: c.rateRatio, lower: c.ci[0], upper: c.ci[1] },
  })
  return (
    <>
      <Intervals
        title="Change against the comparison"
        sentence={`ratios; 1 = moved as the comparison did. n = ${showNumber(counts.before)} before`}
        none={1}
        log
        within={[0.2, 5]}
        intervalLabel="95%"
        items={[
          item('treated', 'Treated', change),
          ...(rings ? [item('ring', 'Ring, 200 m', ring.change)] : []),
        ]}
      />
      {placebo && placebo.logRatios.length > 0 ? (
        <Placebo
          title="Other places and years"
          sentence={placeboSentence(judged)}
          ratios={placebo.logRatios.map(Math.exp)}
          ours={change.rateRatio}
          label={flagOf(plan)}
        />
      ) : (
        <p className="a-hint">No other place or year of the past could be held against this plan.</p>
      )}
      {signFlip.pairs >= FEWEST_PAIRS && (
        <p className="a-hint">
          The test is that of the {signFlip.pairs} pairs: exchanging the two areas of each gives p ={' '}
          {exactP(signFlip.p)}. The bars show what the same estimate is elsewhere.
        </p>
      )}
    </>
  )
}

function Months({ judged, plan }: { judged: PlanJudged; plan: PlanRecord }) {
  const { trend, windows } = judged
  return (
    <Trend
      title="Incidents by four weeks"
      sentence="treated, and the comparison scaled to its count before: did they move alike before the start?"
      starts={trend.starts}
      end={trend.end}
      began={windows.start}
      beganLabel={`${flagOf(plan)} began ${showDay(windows.start)}`}
      lines={[
        { key: 'comparison', label: 'comparison, scaled', values: trend.comparison, dashed: true },
        { key: 'treated', label: 'treated', values: trend.treated },
      ]}
    />
  )
}

function Comparison({ judged, plan }: { judged: PlanJudged; plan: PlanRecord }) {
  const crs = useStore((s) => s.incidents!.table.crs)
  const places = comparisonPlaces(plan, crs, judged)
  const named = plan.comparison.length > 0
  const set = (comparison: PlanRecord['comparison']) => changePlan(plan, 'comparison', { comparison })
  return (
    <Disclosure title={`Comparison: ${named ? 'named by hand' : 'matched'}, ${many(places.length, 'area')}`}>
      <p>
        {handWords(plan) ||
          'Squares of the size of the places, at least 400 m away, nearest to them in the counts of this table.'}
      </p>
      <DataTable model={balanceTable(judged)} height={230} tools={false} />
      {!named && <DataTable model={matchedTable(plan, judged.result.matched)} height={330} tools={false} />}
      <PlacesField
        label="Areas compared with"
        places={places}
        add={(more) => set([...places, ...more])}
        drop={(i) => set(places.filter((_, k) => k !== i))}
      />
      {named && (
        <Actions>
          <Button onClick={() => set([])}>Match again</Button>
        </Actions>
      )}
    </Disclosure>
  )
}

/** The edition that has a weight for most of the kinds counted. */
const weighing = ({ kinds }: PlanJudged) => {
  const known = (e: (typeof HARM_EDITIONS)[number]) =>
    kinds.filter((k) => e.weights[k.offence] !== undefined).length
  return [...HARM_EDITIONS].sort((a, b) => known(b) - known(a))[0]
}

function Harm({ judged }: { judged: PlanJudged }) {
  const [id, setId] = useState<string>(() => weighing(judged).id)
  const edition = HARM_EDITIONS.find((e) => e.id === id) ?? HARM_EDITIONS[0]
  return (
    <Disclosure title="Harm beside counts">
      <Segmented
        label="Weights"
        value={id}
        onChange={setId}
        options={HARM_EDITIONS.map((e) => ({ value: e.id, label: e.id.toUpperCase() }))}
      />
      <DataTable model={harmTable(judged, edition)} height={220} tools={false} />
      <p className="a-hint">
        {edition.source}. The verdict is of counts: a weighted figure has no interval of its own here.
      </p>
    </Disclosure>
  )
}

const FILTERS =
  'Filters of the page change nothing here: a plan has its own kinds, places and days. Only the as-at date counts.'

/** The whole result. */
export function Result({ judged, plan, stale }: { judged: PlanJudged; plan: PlanRecord; stale: boolean }) {
  const { verdict, notes } = judged
  const [first, ...others] = warningsOf(judged)
  return (
    <div className="a-result" data-stale={stale || undefined}>
      <PanelHead title={verdict.sentence}>
        <Sure lines={sureLines(judged)} />
      </PanelHead>
      {first && (
        <Notice tone="warn">
          {first}
          {others.length > 0 && (
            <Disclosure title={`${many(others.length, 'more warning')}`}>
              <ul className="u-notes">
                {others.map((w) => (
                  <li key={w}>{w}</li>
                ))}
              </ul>
            </Disclosure>
          )}
        </Notice>
      )}
      <p className="p-rule">{ruleWords(plan)}</p>
      <Changes judged={judged} plan={plan} />
      <p>{ringWords(judged.result)}</p>
      <Months judged={judged} plan={plan} />
      <DeliveredOf plan={plan} />
      <Section title="Outcomes">
        <DataTable model={outcomeTable(judged, plan)} height={220} tools={false} />
        <DataTable model={countsTable(judged)} height={180} tools={false} />
      </Section>
      <MoneyOf plan={plan} change={judged.result.change} limits={moneyLimits(judged)} />
      <Comparison judged={judged} plan={plan} />
      <Harm judged={judged} />
      <Notes notes={[...notes, FILTERS]} />
    </div>
  )
}
