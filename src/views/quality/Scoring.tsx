/** Case scores: a force's own sheet, what it would have done with cases whose end is known, and who decides. */
import { useEffect, useMemo, useState } from 'react'
import { capital } from '../../core/base/words.ts'
import { textAt } from '../../core/base/text.ts'
import { findMembers, type Series } from '../../core/series/series.ts'
import type { Sheet } from '../../core/evaluation/quality/sheet.ts'
import { fromPoints, sayAuc } from '../../core/evaluation/quality/trialWords.ts'
import { EARLIER, EarlierTerms } from '../../desk/leaving/EarlierTerms.tsx'
import { count, many } from '../../desk/words.ts'
import { askAgain, caseFilterOf, qualityParams, reportAsk } from '../../state/quality.ts'
import { findSheet, keepSheet, useSheet } from '../../state/sheets.ts'
import { useStore } from '../../state/store.ts'
import type { LoadedIncidents } from '../../state/types.ts'
import {
  Button,
  Checkbox,
  ErrorCard,
  Notice,
  PanelFoot,
  PanelHead,
  Segmented,
  Select,
  Skeleton,
} from '../../ui/index.ts'
import { orToast } from './orToast.ts'
import { printCard } from './paper.tsx'
import { problemOf, SheetForm } from './SheetForm.tsx'
import { useAnswer } from './useAnswer.ts'
import { type Answer, ScoreOf } from './ScoreOf.tsx'

/** Case numbers of the members of every series of the project. */
const seriesCases = ({ table, text }: LoadedIncidents, all: readonly Series[]): readonly string[] =>
  all.length === 0
    ? []
    : all
        .flatMap((s) => Array.from(findMembers(table, s.members).rows, (row) => textAt(text.id, row)))
        .filter((id) => id !== '')

/** The trial in a sentence: which solved cases it would have left, where that is known. */
export function scoreHeadline(sheet: Sheet, { n, all, judged }: Answer['trial']): string {
  return all.solved > 0
    ? `At ${fromPoints(sheet)} ${count(all.at.flagged)} of ${many(judged, 'closed case')} would go forward, and ${count(all.at.fn)} of ${count(all.solved)} solved ones would not`
    : `${many(n, 'case')} scored; no solved case is known, so nothing says whether the score is right`
}

/** See the head of the file. */
export function Scoring({ loaded }: { loaded: LoadedIncidents }) {
  const project = useStore((s) => s.project)
  const { sheet } = useSheet()
  const [fit, setFit] = useState(false)
  const [part, setPart] = useState<'sheet' | 'trial'>('sheet')
  const [group, setGroup] = useState<string>()
  useEffect(() => orToast(findSheet()), [])
  // the header of the register: the measures have it already
  const head = useAnswer<'report'>(
    loaded,
    useMemo(() => reportAsk({ incidents: loaded, project }), [loaded, project]),
  )
  const series = useMemo(() => seriesCases(loaded, project.series), [loaded, project.series])
  const header = (head.read?.header ?? []).filter((h) => h.trim() !== '')
  // deprivation where the register says it, unless somebody chose otherwise
  const further = group ?? header.find((h) => /\bimd\b|depriv/i.test(h)) ?? ''
  const problem = problemOf(sheet)
  const state = { incidents: loaded, project }
  const ask = problem
    ? undefined
    : {
        kind: 'score' as const,
        filter: caseFilterOf(project.clauses).filter,
        ...{
          sheet,
          params: qualityParams(state),
          split: 0.625,
          fit,
          groups: ['beat', ...(further ? [further] : [])],
          seed: 1,
        },
        ...(series.length > 0 && { series }),
      }
  const { answer, error, stale } = useAnswer<'score'>(loaded, part === 'trial' ? ask : undefined)
  return (
    <>
      <PanelHead
        title={
          answer ? scoreHeadline(sheet, answer.trial) : problem ? 'No sheet to score by yet' : sheet.name
        }
      >
        {answer
          ? `${answer.trial.all.solved > 0 ? `${capital(sayAuc(answer.trial.all.auc))}. ` : ''}A score puts cases forward for a person to review. ${many(answer.trial.judged, 'case')} with a known end; ${many(answer.trial.harmUnderThreshold, 'case')} with harm not put forward.`
          : 'The weights are the force’s own: none are published. No characteristic of a victim may be a factor, and no case is closed by a score.'}
      </PanelHead>
      <Segmented
        label="Of the score"
        value={part}
        onChange={setPart}
        options={[
          { value: 'sheet', label: 'Sheet' },
          { value: 'trial', label: 'Trial and cases' },
        ]}
      />
      {part === 'sheet' && (
        <>
          {problem && <Notice tone="warn">{problem}</Notice>}
          <SheetForm
            sheet={sheet}
            header={header}
            series={series.length > 0}
            onChange={(s) => orToast(keepSheet(s))}
          />
        </>
      )}
      {part === 'trial' && (
        <>
          {problem && <Notice tone="warn">{problem}</Notice>}
          {error && ask && <ErrorCard title={error} onRetry={() => askAgain(loaded, ask)} />}
          {!answer && !error && ask && <Skeleton lines={6} label="The cases are being scored" />}
          {answer && (
            <EarlierTerms stale={stale}>
              <div data-stale={stale || undefined} className="a-result">
                <ScoreOf answer={answer} sheet={sheet} />
              </div>
            </EarlierTerms>
          )}
          <Select
            label="Compare groups by beat, and by"
            value={further}
            onChange={setGroup}
            options={[{ value: '', label: 'nothing else' }, ...header.map((h) => ({ value: h, label: h }))]}
          />
          <Checkbox
            label="Fit weights to the earlier cases"
            help="Logistic regression, only from 100 solved cases and 10 for each factor; tried on the later ones."
            value={fit}
            onChange={setFit}
          />
        </>
      )}
      <PanelFoot>
        {part === 'sheet' ? (
          <Button variant="primary" barred={problem} onClick={() => setPart('trial')}>
            Try this sheet
          </Button>
        ) : (
          <Button
            variant="primary"
            icon="print"
            barred={stale ? EARLIER : !answer && 'The sheet has not been tried on cases yet.'}
            onClick={() => answer && void printCard(loaded, sheet, answer.trial)}
          >
            Print the card
          </Button>
        )}
      </PanelFoot>
    </>
  )
}
