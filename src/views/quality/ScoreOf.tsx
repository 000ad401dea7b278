/** What a sheet's score says: shares, interval, and what stricter or looser would cost. */
import { useState } from 'react'
import { HitRate } from '../../charts/index.ts'
import { showNumber, showShare } from '../../core/base/words.ts'
import type { QualityAnswer } from '../../core/evaluation/quality/ask.ts'
import type { Sheet } from '../../core/evaluation/quality/sheet.ts'
import { fromPoints, sayAuc, sayDrift } from '../../core/evaluation/quality/trialWords.ts'
import { count, many } from '../../desk/words.ts'
import { decide, useSheet } from '../../state/sheets.ts'
import { useSettings } from '../../state/settings.ts'
import {
  Button,
  DataTable,
  Dialog,
  Disclosure,
  Facts,
  Figures,
  Notes,
  Notice,
  Section,
  TextField,
} from '../../ui/index.ts'
import {
  casesTable,
  factorsTable,
  fairTable,
  fifthsTable,
  linesTable,
  thresholdTable,
  tradeOff,
} from './scoreTables.ts'

/** The answer to a score. */
export type Answer = Extract<QualityAnswer, { kind: 'score' }>

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
      sentence={`${count(trial.all.solved)} solved of ${many(trial.judged, 'case')} with a known end; dashed: ${fromPoints(sheet)}`}
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
          <strong>Most solved cases would be left:</strong> {count(all.at.fn)} of {count(all.solved)} would
          not have been put forward at {fromPoints(sheet)}. See the lower thresholds in the table.
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
                  value: Number.isFinite(all.auc.auc) ? showNumber(all.auc.auc, 2) : '–',
                  label: 'AUC',
                  note: `${sayAuc(all.auc)}, DeLong`,
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
                value: `${sayAuc(early.auc)} on ${many(early.n, 'earlier case')}, ${sayAuc(late.auc)} on ${count(late.n)} later (split by ${trial.splitBy}); ${Number.isFinite(drift.psi) ? `stability index ${showNumber(drift.psi, 2)}: ` : ''}${sayDrift(trial)}`,
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
                      value: `${sayAuc(withoutCameras.auc)}, ${showShare(withoutCameras.shareFlagged)} put forward: ${withoutCameras.factors.join(', ')} are commoner in richer streets`,
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
                          : `${fit.coef.map((c) => `${c.factor} ${c.points}`).join(', ')}; ${sayAuc(fit.auc)} on the later cases, fitted to ${count(fit.solved)} solved of ${count(fit.n)}`,
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
