/** Aoristic time: settings, limits and words. */
import type { Meta } from '../../core/table/method.ts'
import { schema } from '../../core/base/params.ts'

export const SCHEMA = schema({
  placeholders: {
    type: 'flag',
    label: 'Count placeholder times',
    help: 'Windows that begin or end at 00:00, 00:01 or 23:59 often mean that nobody knew. Off leaves them out.',
    default: true,
  },
  longest: {
    type: 'number',
    label: 'Longest window',
    help: 'Windows longer than this say nothing of the hour and are left out; a window of a week or more adds the same to every hour.',
    unit: 'hours',
    default: 168,
    min: 1,
    max: 8_760,
    step: 1,
    advanced: true,
  },
  run: {
    type: 'number',
    label: 'Length of the busiest run',
    help: 'The hours in a row that hold most are looked for in runs of this length: a shift, or part of one.',
    unit: 'hours',
    default: 6,
    min: 1,
    max: 12,
    step: 1,
    advanced: true,
  },
})

export const META: Meta<typeof SCHEMA> = {
  id: 'aoristic',
  title: 'When',
  schema: SCHEMA,
  placeless: true,
  countsUnplaced: true,
  unavailable: (table) => {
    if (table.n === 0) return 'The table holds no incidents. Load a file first.'
    if (table.precision === 'month')
      return 'Hours and weekdays need the time of each incident; this table knows only the month. Load an extract with dates and times.'
    if (table.precision === 'day')
      return 'Hours need clock times; this table knows only the day. Choose the columns of times under Data if the file has them.'
    return undefined
  },
  about: {
    what: 'When incidents happen in the week. A burglary found in the evening may have happened at any time since the morning: its weight of one is shared among the hours of its window, by the minute.',
    assumes: [
      'Within its window an incident is as likely at one minute as at another.',
      'A window without an end, or one that ends before it starts, counts wholly at its start and is counted below.',
      'For what chance gives: the windows of one night (noon to noon), as long as they are, could have come together on any other day of the period and at any other minute. The busiest run of hours and the busiest day are two looks, held to 5% together.',
    ],
    notWhen: [
      'Most windows are longer than a day: the picture is then of when people are away, not of when burglars come.',
      'Times are mostly placeholders (00:00, 23:59).',
    ],
    references: [
      'Ratcliffe & McCullagh (1998), Aoristic crime analysis, International Journal of Geographical Information Science 12',
      'Ratcliffe (2002), Aoristic signatures and the spatio-temporal analysis of high volume crime patterns, Journal of Quantitative Criminology 18',
    ],
  },
}
