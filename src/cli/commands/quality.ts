/** How the cases of a register were handled. */
import { MINUTES_PER_DAY } from '../../core/base/time.ts'
import { HANDLING_FIELDS } from '../../core/evaluation/quality/cases.ts'
import { caseName } from '../../core/evaluation/quality/dipSample.ts'
import { qualityDefaults } from '../../core/evaluation/quality/params.ts'
import { type MeasureResult, qualityReport } from '../../core/evaluation/quality/report.ts'
import { whyEmptyMeasure, whyNoShare } from '../../core/evaluation/quality/whyEmpty.ts'
import { CASE_FLAGS, caseRows, casesOf, dayFlag, isoOf, pairs, wordsOf } from '../cases.ts'
import { choice, type Command, number, Usage, whole } from '../command.ts'
import { orRefused } from '../evaluate/said.ts'
import { csv, json, why } from '../text.ts'

export const quality: Command = {
  name: 'quality',
  usage: 'FILE… [--on DATE] [--outcomes cohort|period] [--compare DATE] [--map FIELD=COLUMN,…]',
  summary: 'Service quality: the inspectorate’s eighteen measures, yes, no and blank apart.',
  flags: {
    ...CASE_FLAGS,
    on: { value: 'DATE', help: 'the day of the look; default the last on which a case was recorded' },
    outcomes: {
      value: 'WAY',
      help: 'cohort: crimes recorded long enough before the look; period: all of them',
    },
    'cohort-days': { value: 'N', help: 'how long before; default 90' },
    compare: { value: 'DATE', help: 'crimes recorded before this day against those from it on' },
    threshold: { value: 'N', help: 'score from which a case is for the specialists; default 75' },
    'review-days': { value: 'N', help: 'days to the first supervisor review; default 28' },
    targets: { value: 'LIST', help: 'minutes allowed by call grade: Emergency=15,Priority=60' },
    specialist: { value: 'LIST', help: 'words of the names of specialist teams' },
    words: { value: 'LIST', help: 'what further words mean: phoned=yes,left message=no' },
  },
  output:
    'JSON: {answer, n, params, measures: [{id, label, yes, no, blank, notApplicable, unread, share, interval, bounds, seed, says, by, teams, …}],\nmissing, repeats: {found, flagged, sensitivity, interval, missed}, outcomes, lag, audit, open, reviews, columns, notes}.\nshare = yes / (yes + no), interval = 95% Wilson; a blank is never a no; says = why a figure is null. Without --json: one CSV line for each measure.',
  async run(call) {
    const { flags } = call
    const { cases, handling, notes } = await casesOf(call)
    for (const h of handling) call.say(`${HANDLING_FIELDS[h.field].label}: ${h.evidence}.`)
    const usual = qualityDefaults(cases)
    const targets = Object.fromEntries(
      pairs(flags.targets, '--targets').map(([grade, minutes]) => {
        if (!(Number(minutes) > 0)) throw new Usage(`--targets: "${grade}=${minutes}" needs minutes above 0.`)
        return [grade, Number(minutes)]
      }),
    )
    const params = {
      ...usual,
      asAt: dayFlag(call, 'on') ?? usual.asAt,
      outcomes: choice(flags, 'outcomes', ['cohort', 'period'], usual.outcomes),
      cohortDays: whole(flags, 'cohort-days', usual.cohortDays, 0, 3650),
      threshold: number(flags, 'threshold', usual.threshold),
      reviewDays: whole(flags, 'review-days', usual.reviewDays, 1, 365),
      targets,
      specialist: typeof flags.specialist === 'string' ? flags.specialist.split(',') : usual.specialist,
      words: wordsOf(flags.words),
    }
    const compare = dayFlag(call, 'compare')
    const report = qualityReport(cases, params, {
      rows: caseRows(call, cases),
      ...(compare !== undefined && { compareAt: compare * MINUTES_PER_DAY }),
    })
    call.say(report.answer)
    for (const note of report.notes) call.say(note)
    for (const m of report.measures)
      for (const note of m.notes.filter((t) => t.includes('not counted'))) call.say(`${m.label}: ${note}`)
    if (!flags.json)
      return csv(
        [
          'id',
          'measure',
          'n',
          'yes',
          'no',
          'blank',
          'not applicable',
          'unread',
          'share',
          'low',
          'high',
          'seed',
          'seed counts',
        ],
        report.measures.map((m) => [
          ...[m.id, m.label, m.n, m.yes, m.no, m.blank, m.notApplicable, m.unread, m.share, ...m.interval],
          ...(m.seed
            ? [m.seed.share, `${m.seed.of}: ${m.seed.base}, ${m.seed.year}; ${m.seed.note}`]
            : ['', '']),
        ]),
      )
    const names = (rows: readonly number[]): string[] => rows.map((i) => caseName(cases, i))
    const { repeats } = report
    const told = !report.missing.some((m) => m.id === 'outcomes')
    return json({
      answer: report.answer,
      n: report.n,
      params: { ...params, asAt: isoOf(params.asAt * MINUTES_PER_DAY) },
      measures: report.measures.map(plain),
      missing: report.missing,
      ...(repeats && { repeats: { ...repeats, missed: names(repeats.missed) } }),
      outcomes: orRefused(report.outcomes, told, NO_OUTCOMES),
      lag: report.lag,
      audit: report.audit.map(({ rows, ...rest }) => ({ ...rest, cases: names(rows) })),
      open: orRefused(report.open, told, NO_OUTCOMES),
      reviews: report.reviews,
      columns: handling,
      notes: [...report.notes, ...notes],
    })
  },
}

/** Where no column says how cases ended, none is known to be open either. */
const NO_OUTCOMES =
  'No column of this register says how a case ended, so neither outcomes nor open cases are known.'

const SHOWN = ['yes', 'no', 'blank', 'notApplicable', 'unread', 'share', 'interval'] as const

/** Measures with their groups as short as the reader of a script wants them. */
function plain({ by, ...m }: MeasureResult) {
  const part = (p: MeasureResult['by']['month'][number]) => ({
    name: p.name,
    ...Object.fromEntries(SHOWN.map((k) => [k, p[k]])),
    ...why(whyNoShare(p)),
  })
  return {
    ...m,
    ...why(whyEmptyMeasure(m)),
    by: Object.fromEntries(Object.entries(by).map(([k, parts]) => [k, parts.map(part)])),
  }
}
