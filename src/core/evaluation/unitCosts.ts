/** Unit costs of crime as a table the user fills: a figure nobody here could read in its source stays empty. */
import type { OffenceId } from '../base/offences.ts'
import type { Perspective } from './money.ts'

/** What one incident costs one perspective. */
export interface UnitCost {
  readonly offence: OffenceId
  readonly perspective: Perspective
  /** pounds; undefined while nobody has entered one */
  readonly value?: number
  readonly edition: string
  readonly priceYear: string
  readonly source: string
  /** where a figure can be found, and what to mind */
  readonly hint?: string
}

const TABLE = 'Home Office, The economic and social costs of crime, second edition, 2018: Table E1'
const HINT = `Look the figure up in ${TABLE}, and enter it with its price year.`

const empty = (offence: OffenceId, perspective: Perspective): UnitCost => ({
  ...{ offence, perspective },
  ...{ edition: '', priceYear: '', source: '' },
  hint:
    perspective === 'society'
      ? HINT
      : `${HINT} The ${perspective === 'force' ? 'police part' : 'parts of police, courts, health and victim services'} alone: the total is society’s.`,
})

/** The table as it comes: one figure whose source was read, the others empty. */
export const UNIT_COSTS: readonly UnitCost[] = [
  {
    offence: 'burglary-home',
    perspective: 'force',
    value: 530,
    edition: 'South Yorkshire Police’s own calculation',
    priceYear: 'not stated',
    source: 'HMICFRS, Finding time for crime, 2022',
    hint: 'Police cost of one burglary, by one force. It is time freed, not cash.',
  },
  empty('burglary-home', 'purse'),
  empty('burglary-home', 'society'),
  ...(['theft-from-vehicle', 'theft-of-vehicle', 'robbery-personal', 'theft-from-person'] as const).flatMap(
    (offence) => (['force', 'purse', 'society'] as const).map((perspective) => empty(offence, perspective)),
  ),
]

/** Where a figure comes from, as it is printed beside it. */
export const sourceOf = (c: UnitCost): string =>
  c.source
    ? [c.source, c.edition, c.priceYear && `prices of ${c.priceYear}`].filter(Boolean).join('; ')
    : 'entered by the user'

/** The inspectorate’s example with its clause: 556 ÷ 530 is 1.05, so one burglary does not pay on police cost alone. */
export const SEED_CLAUSE =
  'The inspectorate’s example: an intervention in a hotspot cost £556, a burglary costs the force £530. One burglary prevented does not pay for it on police cost alone (556 ÷ 530 = 1.05); the report counts the costs of reoffending and of managing offenders as well.'
