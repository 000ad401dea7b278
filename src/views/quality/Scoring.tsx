/** Case scores: a force's own sheet, what it would have done with cases whose end is known, and who decides. */
import { useEffect, useMemo, useState } from 'react'
import { HitRate } from '../../charts/index.ts'
import { showNumber, showShare } from '../../core/base/words.ts'
import { textAt } from '../../core/base/text.ts'
import type { QualityAnswer } from '../../core/evaluation/quality/ask.ts'
import { findMembers, type Series } from '../../core/series/series.ts'
import type { Sheet } from '../../core/evaluation/quality/sheet.ts'
import { count, many } from '../../desk/words.ts'
import { askAgain, caseFilterOf, qualityParams, reportAsk } from '../../state/quality.ts'
import { decide, findSheet, keepSheet, useSheet } from '../../state/sheets.ts'
import { useSettings } from '../../state/settings.ts'
import { useStore } from '../../state/store.ts'
import type { LoadedIncidents } from '../../state/types.ts'
import {
  Button,
  Checkbox,
  DataTable,
  Dialog,
  Disclosure,
  ErrorCard,
  Facts,
  Figures,
  Notes,
  Notice,
  PanelFoot,
  PanelHead,
  Section,
  Segmented,
  Select,
  Skeleton,
  TextField,
} from '../../ui/index.ts'
import { orToast } from './orToast.ts'
import { printCard } from './paper.tsx'
import {
  casesTable,
  factorsTable,
  fairTable,
  fifthsTable,
  linesTable,
  thresholdTable,
  tradeOff,
} from './scoreTables.ts'
import { problemOf, SheetForm } from './SheetForm.tsx'
import { useAnswer } from './useAnswer.ts'

type Answer = Extract<QualityAnswer, { kind: 'score' }>

/** A person's decision against the score: with a reason and a name, or not at all. */
function Decide({ name, forward, onClose }: { name: string; forward: boolean; onClose: () => void }) {
  const usual = useSettings((s) => s.printedBy)
  const [reason, setReason] = useState('')
  const [by, setBy] = useState(usual)
  const [problem, setProblem] = useState<string>()
  const keep = async () => {
    try {
      const at = Math.floor(Date.now() / 60_000)
      await decide({ case: name, to: forward ? 'not for now' : 'review', reason, by, at })
      onClose()
    } catch (error) {
      setProblem((error as Error).message)
    }
  }
  return (
    <Dialog
      open
      keep
      onClose={onClose}
      title={forward ? `${name}: not for now` : `${name}: review it`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={() => void keep()}>
            Log the decision
          </Button>
        </>
      }
    >
      <p>The score puts cases forward; a person decides. Nothing is closed by this.</p>
      <TextField
        label="Reason"
        help="A sentence that another can check. It stands in the log: name no victim in it."
        value={reason}
        onChange={setReason}
        problem={problem}
      />
      <TextField label="Decided by" value={by} onChange={setBy} />
    </Dialog>
  )
}

/** What a stricter threshold saves in work and loses in solved cases, at a glance. */
function TradeOff({ trial, sheet }: { trial: Answer['trial']; sheet: Sheet }) {
  const { x, y } = tradeOff(trial.curve)
  if (x.length < 2) return null
  return (
    <HitRate
      title="The trade-off"
      sentence={`${count(trial.all.solved)} solved of ${many(trial.judged, 'case')} with a known end; dashed: ${sheet.threshold} points`}
      x={x}
      mark={trial.all.at.shareFlagged}
      xLabel="of the cases put forward"
      curves={[
        { key: 'sheet', label: 'solved, by the sheet', y, weight: 'strong' },
        { key: 'random', label: 'by chance', y: x, weight: 'floor' },
      ]}
    />
  )
}

/** The trial in figures and tables. */
export function ScoreOf({ answer, sheet }: { answer: Answer; sheet: Sheet }) {
  const { trial, forward, harm, check } = answer
  const { all, late, early, calibration, fit, drift, withoutCameras } = trial
  const [deciding, setDeciding] = useState<{ name: string; forward: boolean }>()
  const overrides = useSheet((s) => s.overrides)
  const known = all.solved > 0
  const list = (title: string, lines: Answer['forward'], isForward: boolean, file: string) =>
    lines.length > 0 && (
      <Section title={title}>
        <DataTable
          model={casesTable(title, lines)}
          file={file}
          height={320}
          onSelect={(row) => row !== null && setDeciding({ name: lines[row].name, forward: isForward })}
        />
      </Section>
    )
  return (
    <>
      {known && all.at.fn > all.at.tp && (
        <Notice tone="warn">
          <strong>More solved cases lie under the threshold than over it:</strong> {count(all.at.fn)} of{' '}
          {count(all.solved)} would not have been put forward at {sheet.threshold} points. See the lower
          thresholds in the table.
        </Notice>
      )}
      <Figures
        figures={[
          {
            value: showShare(forward.length / trial.n),
            label: 'put forward',
            note: `${count(forward.length)} of ${many(trial.n, 'case')}`,
          },
          ...(known
            ? [
                {
                  value: count(all.at.fn),
                  label: 'solved, not put forward',
                  note: `of ${many(all.solved, 'solved case')}; ${showShare(all.at.solvedMissed)} of the rest`,
                },
                {
                  value: showNumber(all.auc.auc, 2),
                  label: 'AUC',
                  note: `95% ${all.auc.interval.map((v) => showNumber(v, 2)).join(' to ')}, DeLong`,
                },
              ]
            : []),
        ]}
      />
      {known && (
        <>
          <DataTable
            model={thresholdTable(all.table, 'By threshold, on cases whose end is known')}
            file="cocoon-score-thresholds"
            height={260}
          />
          <TradeOff trial={trial} sheet={sheet} />
          <Disclosure title="Every threshold: the trade-off">
            <DataTable
              model={thresholdTable(trial.curve, 'Trade-off, strictest first')}
              file="cocoon-score-trade-off"
              height={360}
            />
          </Disclosure>
          <Facts
            facts={[
              {
                label: 'Solved',
                value: `by ${trial.solvedFrom}; ${many(trial.judged, 'case')} with a known end`,
              },
              {
                label: 'Earlier, later',
                value: `AUC ${showNumber(early.auc.auc, 2)} on ${count(early.n)} earlier cases, ${showNumber(late.auc.auc, 2)} on ${count(late.n)} later ones (split by ${trial.splitBy}); stability index ${showNumber(drift.psi, 2)}: ${drift.drifted ? 'the later cases differ, look at the sheet again' : 'no drift'}`,
              },
              ...(calibration
                ? [
                    {
                      label: 'Brier',
                      value: `${showNumber(calibration.brier, 4)}; saying the base rate each time gives ${showNumber(calibration.brierOfBaseRate, 4)}. ${Number.isFinite(calibration.slope) ? `Slope ${showNumber(calibration.slope, 2)}, intercept ${calibration.intercept < 0 ? '−' : ''}${showNumber(Math.abs(calibration.intercept), 2)}` : 'No slope can be fitted'}`,
                    },
                  ]
                : []),
              ...(withoutCameras
                ? [
                    {
                      label: 'Without cameras',
                      value: `AUC ${showNumber(withoutCameras.auc.auc, 2)}, ${showShare(withoutCameras.shareFlagged)} put forward: ${withoutCameras.factors.join(', ')} are commoner in richer streets`,
                    },
                  ]
                : []),
              ...(fit
                ? [
                    {
                      label: 'Fitted weights',
                      value:
                        'refused' in fit
                          ? fit.refused
                          : `${fit.coef.map((c) => `${c.factor} ${c.points}`).join(', ')}; AUC ${showNumber(fit.auc.auc, 2)} (${fit.auc.interval.map((v) => showNumber(v, 2)).join(' to ')}) on the later cases, fitted to ${count(fit.solved)} solved of ${count(fit.n)}`,
                    },
                  ]
                : []),
            ]}
          />
          {calibration && (
            <DataTable model={fifthsTable(calibration)} file="cocoon-score-calibration" height={220} />
          )}
        </>
      )}
      <DataTable model={factorsTable(trial)} file="cocoon-score-factors" height={280} />
      {Object.entries(trial.fairness).map(
        ([by, rows]) =>
          rows.length > 0 && (
            <Section key={by} title={`Whom it falls on, by ${by}`}>
              <p className="a-hint">
                Solved depends on effort: cases that were worked get solved, so the score repeats past
                choices.
              </p>
              <DataTable model={fairTable(by, rows)} file={`cocoon-score-by-${by}`} height={280} />
            </Section>
          ),
      )}
      {list('Put forward for review', forward, true, 'cocoon-score-review')}
      {list('Harm, but not put forward', harm, false, 'cocoon-score-harm')}
      {check.length > 0 && (
        <Section title="To be read in full, of those not put forward">
          <DataTable
            model={linesTable('Drawn so that the score can be shown wrong', check)}
            file="cocoon-score-check"
            height={240}
            onSelect={(row) => row !== null && setDeciding({ name: check[row].name, forward: false })}
          />
        </Section>
      )}
      {overrides.length > 0 && (
        <Section title="Decisions against the score">
          <Facts facts={overrides.map((o) => ({ label: o.case, value: `${o.to}: ${o.reason} (${o.by})` }))} />
        </Section>
      )}
      {deciding && <Decide {...deciding} onClose={() => setDeciding(undefined)} />}
      <Notes notes={trial.notes} />
    </>
  )
}

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
    ? `At ${sheet.threshold} points ${count(all.at.flagged)} of ${many(judged, 'closed case')} would go forward, and ${count(all.at.fn)} of ${count(all.solved)} solved ones would not`
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
          ? `${answer.trial.all.solved > 0 ? `AUC ${showNumber(answer.trial.all.auc.auc, 2)} (95% ${answer.trial.all.auc.interval.map((v) => showNumber(v, 2)).join(' to ')}). ` : ''}A score puts cases forward for a person to review. ${many(answer.trial.judged, 'case')} with a known end; ${many(answer.trial.harmUnderThreshold, 'case')} with harm under the threshold.`
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
            <div data-stale={stale || undefined} className="a-result">
              <ScoreOf answer={answer} sheet={sheet} />
            </div>
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
          <Button variant="primary" disabled={problem !== undefined} onClick={() => setPart('trial')}>
            Try this sheet
          </Button>
        ) : (
          <Button
            variant="primary"
            icon="print"
            disabled={!answer || stale}
            onClick={() => answer && void printCard(loaded, sheet, answer.trial)}
          >
            Print the card
          </Button>
        )}
      </PanelFoot>
    </>
  )
}
