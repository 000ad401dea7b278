/** Classification and chains: what the user may choose, and what the method is. */
import { NEAR_DAYS, NEAR_METRES } from '../../core/base/published.ts'
import type { Meta } from '../../core/table/method.ts'
import { cannotCountDays } from '../../core/near/nearRows.ts'
import { BURGLARY } from '../../core/base/offences.ts'
import { schema } from '../../core/base/params.ts'

export const classifySchema = schema({
  offences: {
    type: 'offences',
    label: 'Offences',
    help: 'The kinds of crime that are linked, all together.',
    default: BURGLARY,
  },
  distance: {
    type: 'number',
    unit: 'm',
    label: 'Distance',
    help: 'Two incidents are linked up to and including this distance.',
    default: NEAR_METRES,
    min: 0,
    max: 5000,
    step: 50,
  },
  days: {
    type: 'number',
    unit: 'days',
    label: 'Days apart',
    help: 'Two incidents are linked up to and including this many days apart.',
    default: NEAR_DAYS,
    min: 0,
    max: 730,
    step: 1,
  },
  repeat: {
    type: 'number',
    unit: 'm',
    label: 'Same place',
    help: 'A later incident this near is a repeat; never more than the distance above.',
    default: 1,
    min: 0,
    max: 100,
    step: 1,
  },
  anchor: {
    type: 'choice',
    label: 'Day of an incident',
    help: 'Which moment stands for an incident that could have happened at any time in a window.',
    default: 'from',
    options: [
      { value: 'from', label: 'Start of the window' },
      { value: 'middle', label: 'Middle of the window' },
      { value: 'to', label: 'End of the window' },
    ],
    advanced: true,
  },
})

/** Fewer pairs than this say nothing of hours. */
export const FEWEST = 10

export const classifyMeta: Meta<typeof classifySchema> = {
  id: 'classify',
  title: 'Chains',
  schema: classifySchema,
  unavailable: cannotCountDays,
  about: {
    what: 'Tells each incident apart as originator (the first, followed by others nearby), repeat (same place), near repeat (nearby) or unrelated, and joins linked incidents to chains.',
    assumes: [
      'Two incidents are linked when they lie within the distance and the days, both inclusive.',
      'The earlier incident is the origin; of two on one day, the first row of the file.',
      'An incident is one of: repeat, else near repeat, else originator, else unrelated.',
    ],
    notWhen: [
      'Only months are known, or positions are shared snap points.',
      'Crime is so dense that nearly every incident has a neighbour: then links are mostly chance. The near-repeat test says whether there are more than chance gives.',
    ],
    references: [
      'Esri, Repeat and Near Repeat Classification (ArcGIS Solutions, crime analysis): published rules.',
    ],
  },
}
