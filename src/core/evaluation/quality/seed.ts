/** What the inspectorate found, beside each measure: HMICFRS (2022), Finding time for crime. Never the user's sample. */
import { wilson } from '../../places/repeats.ts'
import type { Interval } from './shares.ts'

/** A published figure. */
export interface SeedFigure {
  /** as printed, 0..1 */
  readonly share: number
  /** which answer of the measure the printed figure counts */
  readonly of: 'yes' | 'no'
  /** files behind it, where printed or as good as certain */
  readonly n?: number
  /** 95% Wilson interval of the nearest whole count, where n is known */
  readonly interval?: Interval
  readonly year: string
  /** of what it is a share */
  readonly base: string
  /** line of the report's text */
  readonly line: number
  /** why it is no yardstick to be judged by */
  readonly note: string
}

const NOTE = 'not your sample'

const figure = (
  share: number,
  line: number,
  base: string,
  {
    n,
    of = 'yes',
    year = '2021/22',
    note = NOTE,
  }: Partial<Pick<SeedFigure, 'n' | 'of' | 'year' | 'note'>> = {},
): SeedFigure => ({
  share,
  of,
  ...(n !== undefined && { n, interval: wilson(Math.round(share * n), n) }),
  year,
  base,
  line,
  note,
})

const REPORTS = '420 reports of serious acquisitive crime'

/** The printed figures by measure; the first is the one to stand beside it. */
export const SEED: Readonly<Record<string, readonly SeedFigure[]>> = {
  sceneAdvice: [
    figure(0.28, 243, REPORTS, { n: 420 }),
    figure(0.71, 79, 'burglary reports alone: another base, so the two do not add up', { of: 'no' }),
  ],
  preventionAdvice: [figure(0.3, 245, 'base not printed, probably the 420 reports')],
  assessment: [figure(0.42, 229, 'cases examined; absent or not of an acceptable level', { of: 'no' })],
  earlyLines: [figure(0.83, 273, REPORTS, { n: 420 })],
  supervision: [figure(1 / 3, 346, 'cases examined; a judgement of quality, not of dates', { of: 'no' })],
  victimsCode: [
    figure(0.46, 97, 'investigations; inadequate', { of: 'no' }),
    figure(0.71, 392, 'burglary files alone: another base'),
  ],
  victimView: [
    figure(13 / 20, 400, 'forces inspected before May 2022, not cases', {
      n: 20,
      note: `${NOTE}; it counts forces`,
    }),
  ],
  charged: [
    figure(0.042, 175, 'theft offences, all kinds; burglary is not given apart', { year: '2021' }),
    figure(0.066, 175, 'robbery offences, businesses included', { year: '2021' }),
  ],
  solved: [
    figure(0.2, 599, 'burglaries in Durham after target hardening; 14% the year before', {
      year: '2017/18',
    }),
  ],
  repeatVictims: [
    figure(0.3, 157, 'domestic burglaries of a survey of victims, not recorded crime', {
      year: '2021',
      note: `${NOTE}; a survey counts what was never reported`,
    }),
    figure(0.22, 157, 'vehicle-related thefts of a survey of victims, not recorded crime', {
      year: '2021',
      note: `${NOTE}; a survey counts what was never reported`,
    }),
  ],
}
