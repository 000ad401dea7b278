/** Cases scored by a force's own sheet, and the sheet tried on cases whose end is known. */
import { MINUTES_PER_DAY } from '../../core/base/time.ts'
import { caseName } from '../../core/evaluation/quality/dipSample.ts'
import { madeRepeats } from '../../core/evaluation/quality/repeatFlag.ts'
import { qualityDefaults } from '../../core/evaluation/quality/params.ts'
import { parseSheet, type Sheet, SheetRefused } from '../../core/evaluation/quality/sheet.ts'
import { type Period, type Trial, tryScore } from '../../core/evaluation/quality/trial.ts'
import { whyEmptyRow, whyNoAuc, whyNoSensitivity } from '../../core/evaluation/quality/whyEmpty.ts'
import { CASE_FLAGS, caseRows, casesOf, dayFlag, isoOf } from '../cases.ts'
import { bytesOf } from '../open.ts'
import { type Command, number, numbers, Unfit, Usage, whole } from '../command.ts'
import { csv, json, why } from '../text.ts'

export const score: Command = {
  name: 'score',
  usage: 'FILE… --sheet SHEET.json [--solved COLUMN] [--split SHARE|N] [--thresholds 25,50,75] [--fit]',
  summary: 'Scores cases by a sheet of points, and tries the sheet on cases whose end is known.',
  flags: {
    ...CASE_FLAGS,
    sheet: {
      value: 'FILE',
      help: '{"name", "threshold": 75, "factors": [{"factor", "column", "points", "part": "solvability"|"harm", "when": {"is"|"atLeast"|"atMost"}}]}; columns cocoon:repeat is made here',
    },
    solved: {
      value: 'COLUMN',
      help: 'yes = solved; default the sheet’s "solved", a column "solved", else positive outcomes of a cohort',
    },
    split: {
      value: 'SHARE',
      help: 'share (or, above 1, number) of the closed cases that are the early ones, by date, else in file order; default 0.625',
    },
    thresholds: { value: 'LIST', help: 'thresholds of the table beside the sheet’s own' },
    groups: {
      value: 'LIST',
      help: 'columns by which groups are compared; beat is the register’s own (default)',
    },
    on: { value: 'DATE', help: 'the day of the look, for the age of outcomes' },
    fit: {
      help: 'fits weights to the early cases: only from 100 solved and 10 for each factor, tried on the later ones',
    },
    seed: { value: 'N', help: 'draws the cases not put forward that are read in full; default 1' },
  },
  output:
    'JSON: {answer, n, judged, threshold, all, early, late: {n, solved, auc: {auc, se, interval}, threshold, flagged, tp, fp, fn, tn, …}, table, curve,\ncalibration, fit, drift, fairness, withoutCameras, factors, check, cases: [{case, solvability, harm, score, review}], notes}.\nA score of at least the threshold is put forward for review; solvedMissed = share solved among the not flagged; says = why a figure is null. Without --json: the cases as CSV.',
  async run(call) {
    const { flags } = call
    const sheet = await sheetOf(flags.sheet, flags.solved)
    const groups = (typeof flags.groups === 'string' ? flags.groups.split(',') : ['beat']).map((g) =>
      g.trim(),
    )
    const named = [
      ...sheet.factors.map((f) => f.column).filter((c) => !c.startsWith('cocoon:')),
      ...groups.filter((g) => g !== 'beat'),
    ]
    const said = sheet.solved ? [sheet.solved.column] : []
    const { cases } = await casesOf(call, [...new Set([...named, ...said])], ['solved'])
    const usual = qualityDefaults(cases)
    const split = number(flags, 'split', 0.625, 0)
    const rows = caseRows(call, cases)
    let trial: Trial
    try {
      trial = tryScore(cases, sheet, rows, {
        params: { ...usual, asAt: dayFlag(call, 'on') ?? usual.asAt },
        split,
        ...(flags.thresholds !== undefined && { thresholds: numbers(flags, 'thresholds') }),
        made: madeRepeats(cases),
        fit: flags.fit === true,
        groups,
        seed: whole(flags, 'seed', 1),
      })
    } catch (error) {
      if (error instanceof SheetRefused) throw new Unfit(error.message, { cause: error })
      throw error
    }
    call.say(trial.answer)
    for (const note of trial.notes) call.say(note)
    const { scored } = trial
    const lines = Array.from(rows, (i) => ({
      case: caseName(cases, i),
      solvability: scored.solvability[i],
      harm: scored.harm[i],
      score: scored.score[i],
      review: scored.flagged[i] === 1 ? 'yes' : 'no',
    }))
    if (!flags.json) {
      const head = ['case', 'solvability', 'harm', 'score', 'review']
      return csv(
        head,
        lines.map((l) => Object.values(l)),
      )
    }
    const { check, all, early, late, scored: _, ...rest } = trial
    return json({
      ...rest,
      sheet: sheet.name,
      threshold: sheet.threshold,
      table: all.table.map(row),
      curve: trial.curve.map(row),
      fairness: Object.fromEntries(
        Object.entries(trial.fairness).map(([by, groups]) => [
          by,
          groups.map((g) => ({ ...g, ...why(whyNoSensitivity(g)) })),
        ]),
      ),
      on: isoOf((dayFlag(call, 'on') ?? usual.asAt) * MINUTES_PER_DAY),
      ...{ all: period(all), early: period(early), late: period(late) },
      factors: scored.factors.map(({ factor, ...counts }) => ({ ...factor, ...counts })),
      check: { of: check.of, cases: check.rows.map((i) => caseName(cases, i)) },
      cases: lines,
    })
  },
}

/** A threshold's figures, with the reason beside those that are null. */
const row = (r: Period['at']) => ({ ...r, ...why(whyEmptyRow(r)) })

/** A period with the figures at the sheet's own threshold in it. */
const period = ({ at, auc, table, ...p }: Period) => ({
  ...p,
  auc: { ...auc, ...why(whyNoAuc(auc)) },
  table: table.map(row),
  ...row(at),
})

/** The sheet of --sheet, with --solved put on top. */
async function sheetOf(path: string | true | undefined, solved: string | true | undefined): Promise<Sheet> {
  if (typeof path !== 'string')
    throw new Usage('--sheet is missing: a file with factors and points was expected.')
  const text = new TextDecoder().decode(await bytesOf(path))
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    throw new Usage(
      `--sheet ${path} is no JSON: a sheet such as {"name": …, "threshold": 75, "factors": […]} was expected. Save it again from the page.`,
      { cause: error },
    )
  }
  try {
    const sheet = parseSheet(value)
    return typeof solved === 'string' ? { ...sheet, solved: { column: solved } } : sheet
  } catch (error) {
    if (error instanceof SheetRefused) throw new Unfit(error.message, { cause: error })
    throw error
  }
}
