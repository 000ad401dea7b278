/** The overview: settings, limits and words. */
import type { Meta } from '../../core/table/method.ts'
import type { NumberParam } from '../../core/base/params.ts'
import { schema } from '../../core/base/params.ts'

/** A weight of harm of the user's own; 0 leaves it to the edition chosen. */
const weight = (kind: string) =>
  ({
    type: 'number',
    label: `My weight: ${kind}`,
    help: 'Takes the place of the edition’s weight. 0 = as in the edition.',
    unit: '',
    default: 0,
    min: 0,
    max: 100_000,
    step: 0.5,
    advanced: true,
  }) as const satisfies NumberParam

export const SCHEMA = schema({
  base: {
    type: 'choice',
    label: 'Expected from',
    help: 'A level, trend and season fitted to all weeks before need fifteen months. The same weeks of earlier years know the season but no trend; the weeks just before know the level but no season.',
    default: 'auto',
    options: [
      { value: 'auto', label: 'Level, trend and season, else the weeks before' },
      { value: 'season', label: 'Level, trend and season' },
      { value: 'years', label: 'Same weeks of earlier years' },
      { value: 'before', label: 'The weeks just before' },
    ],
  },
  level: {
    type: 'number',
    label: 'False alerts',
    help: 'The share of false finds expected among the alerts (Benjamini–Hochberg). Lower is stricter.',
    unit: '%',
    default: 10,
    min: 0.1,
    max: 50,
    step: 0.1,
  },
  harm: {
    type: 'choice',
    label: 'Weigh by harm',
    help: 'Adds weighted figures beside the plain counts. The two indices give very different pictures; neither replaces counting.',
    default: 'none',
    options: [
      { value: 'none', label: 'Plain counts only' },
      { value: 'chi', label: 'Cambridge Crime Harm Index' },
      { value: 'css', label: 'ONS Crime Severity Score' },
    ],
  },
  years: {
    type: 'number',
    label: 'Earlier years',
    help: 'At most so many earlier years make the expectation; older ones say less of today.',
    unit: 'years',
    default: 3,
    min: 1,
    max: 10,
    step: 1,
    advanced: true,
  },
  around: {
    type: 'number',
    label: 'Weeks on either side',
    help: 'A single week of last year is a weak expectation: this many weeks on either side of it count too. For months, one month on either side unless 0.',
    unit: 'weeks',
    default: 3,
    min: 0,
    max: 8,
    step: 1,
    advanced: true,
  },
  before: {
    type: 'number',
    label: 'Weeks before',
    help: 'How many weeks just before make the expectation, where these are used.',
    unit: 'weeks',
    default: 12,
    min: 2,
    max: 52,
    step: 1,
    advanced: true,
  },
  cell: {
    type: 'number',
    label: 'Cell size',
    help: 'The areas of which the worst 5% are counted. Another size gives another figure.',
    unit: 'm',
    default: 150,
    min: 20,
    max: 10_000,
    step: 10,
    advanced: true,
  },
  weightBurglary: weight('residential burglary'),
  weightFromVehicle: weight('theft from a vehicle'),
  weightOfVehicle: weight('theft of a vehicle'),
  weightRobbery: weight('personal robbery'),
  weightFromPerson: weight('theft from the person'),
  weightAnyBurglary: weight('burglary, undivided'),
  weightAnyVehicle: weight('vehicle crime, undivided'),
  weightAnyRobbery: weight('robbery, undivided'),
})

export const META: Meta<typeof SCHEMA> = {
  id: 'today',
  title: 'Today',
  schema: SCHEMA,
  unavailable: (table) => (table.n === 0 ? 'The table holds no incidents. Load a file first.' : undefined),
  about: {
    what: 'What changed, where, and whether it is more than chance: the last 7 and 28 days of each kind of crime and of each beat against what the past leads one to expect, with repeats, near repeats, live zones, concentration, outcomes and harm.',
    assumes: [
      'Incidents dated by the start of their window, as recorded so far.',
      'Counts vary as they did in earlier windows of the same length: their dispersion (variance ÷ mean, at least 1) is measured on at least twelve of them, for a beat pooled over all beats, and widens every range and p (negative binomial). With fewer there is no alert.',
      'The expectation is itself uncertain; its uncertainty is in every range and p-value here. With fifteen months or more it comes from a level, trend and one wave a year fitted by quasi-Poisson regression; with less the season is not known, and ranges allow for one of 30% either way.',
      'Statistics end on the last complete day of the file; where reports are dated, the newest days that are still filling up are left out as well. Lists and zones run to the as-at date.',
      'An alert says that a count is higher than the past explains. It never says why.',
    ],
    notWhen: [
      'The file was filtered before export, or its last weeks are not complete.',
      'The base reaches over a change of recording (April 2017, April 2023) or the pandemic; the notes then say so.',
      'Judging officers or neighbourhoods: recorded crime also follows reporting.',
    ],
    references: [
      'Przyborowski & Wilenski (1940), Homogeneity of results in testing samples from Poisson series, Biometrika 31',
      'Farrington, Andrews, Beale & Catchpole (1996), A statistical algorithm for the early detection of outbreaks of infectious disease, Journal of the Royal Statistical Society A 159',
      'Noufaily and others (2013), An improved algorithm for outbreak detection in multiple surveillance systems, Statistics in Medicine 32',
      'Krishnamoorthy & Thomson (2004), A more powerful test for comparing two Poisson means, Journal of Statistical Planning and Inference 119 (trend)',
      'Benjamini & Hochberg (1995), Controlling the false discovery rate, Journal of the Royal Statistical Society B 57',
      'HMICFRS (2022), Finding time for crime: repeat victims, concentration, and Table 2 (outcomes, 2021)',
    ],
  },
}
