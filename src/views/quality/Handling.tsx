/** What became of the cases: outcomes of a cohort or a period, how long they took, what is open, codes to audit. */
import { showShare } from '../../core/base/words.ts'
import type { QualityAnswer } from '../../core/evaluation/quality/ask.ts'
import type { QualityReport } from '../../core/evaluation/quality/report.ts'
import { count, many } from '../../desk/words.ts'
import { QUALITY } from '../../state/quality.ts'
import { setParam } from '../../state/store.ts'
import { DataTable, Facts, Section, Segmented, cellNumber } from '../../ui/index.ts'
import { auditTable, outcomesTable } from './tables.ts'

/** How long something took; in words where there is nothing to take a middle of. */
const quartiles = ({
  n,
  median,
  low,
  high,
}: {
  n: number
  median: number
  low: number
  high: number
}): string =>
  n === 0
    ? 'none that can be counted'
    : `${many(Math.round(median), 'day')} (median), half of them ${cellNumber(low, 0)} to ${cellNumber(high, 0)}`

/** See the head of the file. */
export function Handling({
  report,
  audit,
}: {
  report: QualityReport
  audit: Extract<QualityAnswer, { kind: 'report' }>['audit']
}) {
  const { outcomes, params, lag, open, reviews, n } = report
  const codes = auditTable(report, audit)
  const unlisted = report.audit.reduce((sum, a) => sum + a.n, 0) - codes.n
  // an outcome of no case at all is no outcome of none: a column of zeros would be an answer
  // nor are cases that are all too young for a cohort without outcomes: by period they may have some
  if (
    outcomes.n > 0 &&
    outcomes.groups.every((g) => g.id === 'unknown' || g.n === 0) &&
    !lag &&
    !reviews &&
    codes.n === 0
  )
    return (
      <Section title="Outcomes, age and reviews">
        <p className="a-hint">
          None of the {many(outcomes.n, 'crime')} looked at has an outcome that could be read, so nothing is
          said of outcomes. If the register has a column of outcomes, say in Data which it is.
        </p>
      </Section>
    )
  return (
    <Section title="Outcomes, age and reviews">
      <Segmented
        label="Outcomes of"
        value={params.outcomes}
        onChange={(v) => setParam(QUALITY, 'outcomes', v === 'cohort' ? undefined : v)}
        options={[
          { value: 'cohort', label: 'Cohort' },
          { value: 'period', label: 'Period' },
        ]}
      />
      <p className="a-hint">
        {params.outcomes === 'cohort'
          ? `A cohort: the ${many(outcomes.n, 'crime')} of ${count(n)} recorded at least ${many(params.cohortDays, 'day')} before the as-at date; the others are too young to have an outcome.`
          : `By period: all ${many(outcomes.n, 'crime')}, however young. Many of the young ones are open as they should be.`}{' '}
        The 2021 columns are all robbery and all theft of England and Wales without Greater Manchester:
        burglary alone is not in them.
      </p>
      <DataTable model={outcomesTable(report)} file="cocoon-quality-outcomes" height={360} />
      <Facts
        facts={[
          ...(lag
            ? [
                {
                  label: 'To an outcome',
                  value: `${quartiles(lag)}; ${many(lag.n, 'outcome')} with a date${lag.before > 0 ? `; ${count(lag.before)} dated before the crime was recorded, left out` : ''}`,
                },
              ]
            : []),
          {
            label: 'Still open',
            value: `${count(open.open)} (${showShare(open.open / n)} of all): ${open.beyond
              .map((b) => `${count(b.n)} over ${b.days} days`)
              .join(
                ', ',
              )}${open.ageUnknown > 0 ? `; the age of ${count(open.ageUnknown)} is not known` : ''}`,
          },
          ...(reviews
            ? [
                {
                  label: 'Reviews',
                  value: `${quartiles(reviews)}; ${count(reviews.within)} of ${many(reviews.n, 'gap')} within ${many(params.reviewDays, 'day')}`,
                },
              ]
            : []),
        ]}
      />
      {codes.n > 0 && (
        <>
          <DataTable model={codes} file="cocoon-quality-codes-to-audit" height={280} />
          {unlisted > 0 && (
            <p className="a-hint">
              {many(unlisted, 'more case has', 'more cases have')} one of these codes; the first 200 of each
              are listed.
            </p>
          )}
        </>
      )}
    </Section>
  )
}
