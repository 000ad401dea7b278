/** What a plan cost against what was prevented: break-even, net with its interval, and the chance that it pays. */
import type { Interval } from './rateChange.ts'
import { chanceBelow, critical } from './tails.ts'

/** What was spent, what an incident costs, how many were prevented and how surely. */
export interface MoneyInput {
  readonly cost: number
  /** value of one incident prevented */
  readonly unit: number
  readonly prevented: number
  /** standard error of `prevented`, φ in it */
  readonly se: number
  /** degrees of freedom φ rests on; absent = the normal distribution */
  readonly df?: number
  readonly level?: number
}

/** The money of one perspective. */
export interface Money {
  /** incidents that must be prevented */
  readonly breakEven: number
  readonly wholeCrimes: number
  readonly gross: number
  readonly net: number
  readonly interval: Interval
  /** chance that so many or more were prevented */
  readonly chanceItPays: number
  /** gross ÷ cost */
  readonly ratio: number
  readonly ratioCi: Interval
}

/** Break-even C/U; net p̂U − C; chance that it pays Φ((p̂ − C/U)/s), of t where φ rests on few areas. */
export function moneyOf({ cost, unit, prevented, se, df, level }: MoneyInput): Money {
  const breakEven = cost / unit
  const reach = critical(df, level) * se
  const at = (n: number) => n * unit - cost
  const ratio = (n: number) => (n * unit) / cost
  return {
    breakEven,
    wholeCrimes: Math.max(0, Math.ceil(breakEven - 1e-9)),
    gross: prevented * unit,
    net: at(prevented),
    interval: [at(prevented - reach), at(prevented + reach)],
    chanceItPays: se > 0 ? chanceBelow((prevented - breakEven) / se, df) : prevented >= breakEven ? 1 : 0,
    ratio: ratio(prevented),
    ratioCi: [ratio(prevented - reach), ratio(prevented + reach)],
  }
}

/** Whose money: what each prevented incident saves the force, the public purse and society. */
export type Perspective = 'force' | 'purse' | 'society'
export const PERSPECTIVES: readonly { readonly id: Perspective; readonly label: string }[] = [
  { id: 'force', label: 'The force' },
  { id: 'purse', label: 'The public purse' },
  { id: 'society', label: 'Society' },
]

/** One column each; undefined where no unit cost was entered. Never added: each holds the one before it. */
export const perspectives = (
  input: Omit<MoneyInput, 'unit'>,
  units: Readonly<Partial<Record<Perspective, number>>>,
): Readonly<Record<Perspective, Money | undefined>> => {
  const of = (id: Perspective) => {
    const unit = units[id]
    return unit !== undefined && unit > 0 ? moneyOf({ ...input, unit }) : undefined
  }
  return { force: of('force'), purse: of('purse'), society: of('society') }
}

/** One bar of the tornado: the net figure when one thing is changed and the others stay. */
export interface TornadoBar {
  readonly what: string
  readonly low: number
  readonly high: number
}

/** Which doubt moves the net figure most, widest bar first; `units` are those of other perspectives. */
export function tornado(input: MoneyInput, units: readonly number[] = []): TornadoBar[] {
  const { cost, unit, prevented } = input
  const bar = (what: string, ends: readonly number[]): TornadoBar => ({
    what,
    low: Math.min(...ends),
    high: Math.max(...ends),
  })
  const all = [unit, ...units]
  const bars = [
    bar('incidents prevented, over its interval', moneyOf(input).interval),
    bar(
      'cost, a quarter less to a quarter more',
      [0.75, 1.25].map((k) => prevented * unit - k * cost),
    ),
    bar(
      'value of one incident, lowest to highest entered',
      all.map((u) => prevented * u - cost),
    ),
  ]
  return bars.sort((a, b) => b.high - b.low - (a.high - a.low))
}

/** What was delivered, and the rates it is paid at. Nothing is assumed: a rate that is not known is left out. */
export interface Delivered {
  /** minutes patrolled or walked, as recorded */
  readonly minutes?: number
  readonly hourly?: number
  readonly doors?: number
  readonly minutesPerDoor?: number
  readonly travelMinutes?: number
  readonly packs?: number
  readonly perPack?: number
  readonly other?: number
}

/** Cost of what was delivered: (minutes + doors × minutes a door + travel) ÷ 60 × rate + packs + other. */
export function costOf(d: Delivered): number {
  const minutes = (d.minutes ?? 0) + (d.doors ?? 0) * (d.minutesPerDoor ?? 0) + (d.travelMinutes ?? 0)
  return (minutes / 60) * (d.hourly ?? 0) + (d.packs ?? 0) * (d.perPack ?? 0) + (d.other ?? 0)
}

/** A figure of one price year in the prices of another: the deflators are the user's, with their source. */
export const uprate = (value: number, deflatorThen: number, deflatorNow: number): number =>
  (value * deflatorNow) / deflatorThen
