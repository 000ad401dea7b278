/** One measure: what a yes says, the printed figure with its base, by month, team, beat and offence, and two periods. */
import { useState } from 'react'
import { Funnel } from '../../charts/index.ts'
import { showShare } from '../../core/base/words.ts'
import type { MeasureResult } from '../../core/evaluation/quality/report.ts'
import { changeWords, levelWords, teamsWords } from '../../core/evaluation/quality/tallyWords.ts'
import { count, many } from '../../desk/words.ts'
import { DataTable, Facts, Notice, Section, Segmented } from '../../ui/index.ts'
import { partsTable, rangeWords, seedWords } from './tables.ts'

const BY = [
  { value: 'month', label: 'Month' },
  { value: 'team', label: 'Team' },
  { value: 'beat', label: 'Beat' },
  { value: 'offence', label: 'Offence' },
] as const

const BLANK = { month: 'no date', team: 'no team', beat: 'no beat', offence: 'no offence' } as const

const WORD = { within: 'within the limits', above: 'above the limits', below: 'below the limits' } as const

/** Teams as a funnel: no order of merit, only who lies outside what chance alone would do. */
function Teams({ measure: { teams, label, looks } }: { measure: MeasureResult }) {
  if (teams.length < 2) return null
  const yes = teams.reduce((sum, t) => sum + t.yes, 0)
  const all = teams.reduce((sum, t) => sum + t.answered, 0)
  const bySize = [...teams].sort((a, b) => a.answered - b.answered)
  const percent = ([low, high]: readonly [number, number]) => [100 * low, 100 * high] as const
  return (
    <Funnel
      title={`${label}, by team`}
      sentence={teamsWords(teams, looks)}
      points={teams.map((t) => ({
        key: t.name,
        label: t.name,
        size: t.answered,
        rate: 100 * t.share,
        ...(t.place !== 'within' && { side: t.place }),
        word: WORD[t.place],
      }))}
      limits={bySize.map((t) => ({ size: t.answered, inner: percent(t.inner), outer: percent(t.outer) }))}
      mean={(100 * yes) / all}
      sizeLabel="answered files"
      rateLabel="% yes"
      innerLabel="95%"
      outerLabel={levelWords(teams)}
    />
  )
}

/** See the head of the file. */
export function Detail({ measure: m }: { measure: MeasureResult }) {
  const [by, setBy] = useState<(typeof BY)[number]['value']>('month')
  const { change } = m
  const none = m.yes + m.no === 0
  return (
    <Section title={`${m.label}: ${none ? 'no case is answered' : `${showShare(m.share)} yes`}`}>
      {none ? (
        <Notice tone="warn">
          {many(m.n, 'case')}, none of which says yes or no: {count(m.blank)} blank, {count(m.notApplicable)}{' '}
          not applicable, {count(m.unread)} not read.
        </Notice>
      ) : (
        <Facts
          facts={[
            { label: 'A yes says', value: m.yesMeans },
            {
              label: 'How sure',
              value: `95% ${rangeWords(m.interval)}, ${count(m.yes)} of ${many(m.yes + m.no, 'answered case')}. With every blank a no ${showShare(m.bounds[0])}, with every blank a yes ${showShare(m.bounds[1])}.`,
            },
            ...(m.seed
              ? [
                  {
                    label: 'Printed',
                    value: [m.seed, ...m.moreSeed].map((f) => (
                      <span key={f.base} className="q-line">
                        {seedWords(f)}
                      </span>
                    )),
                  },
                ]
              : [{ label: 'Printed', value: 'The inspectorate prints no figure for this.' }]),
            { label: 'Mind', value: m.trap },
            ...m.notes.map((n, k) => ({ label: k === 0 ? 'Counted' : '', value: n })),
            ...(change
              ? [
                  {
                    label: 'Before, after',
                    value: changeWords(change, m.looks),
                  },
                ]
              : []),
          ]}
        />
      )}
      {!none && (
        <>
          <Segmented label="Counted by" value={by} onChange={setBy} options={BY} />
          {by === 'team' && <Teams measure={m} />}
          {m.by[by].length === 0 ? (
            <p className="a-hint">No column of this register names the {by}.</p>
          ) : (
            <DataTable
              model={partsTable(m, by, BLANK[by])}
              file={`cocoon-quality-${m.id}-by-${by}`}
              height={320}
            />
          )}
        </>
      )}
    </Section>
  )
}
