/** The part of the analysis contract that needs no screen: what a method is to the worker and the terminal. */
import type { Area, Boundary } from '../geometry/area.ts'
import type { Column, Incidents } from './incidents.ts'
import type { Days } from './lookBack.ts'
import { gapNote } from './gaps.ts'
import { coveredDays } from './span.ts'
import { unitUnknown } from './unit.ts'
import { unplacedLeft } from './unplaced.ts'
import { meets, type Param, type Schema, type Values } from '../base/params.ts'
import type { Track } from '../geometry/tracks.ts'
import type { HomesAt } from '../geometry/onPlane.ts'

/** An input beside the incidents, named as it stands in `Input`. */
export type Need = 'tracks' | 'homes' | 'areas'

/** What every computation is given. Nothing else reaches it. */
export interface Input<P> {
  readonly table: Incidents
  /** row numbers left by the filter, ascending */
  readonly rows: Uint32Array
  readonly params: P
  /** rows of `table.unplaced` left by the filter, ascending; absent = none. Only figures over time count them */
  readonly unplaced?: Uint32Array
  /** the as-at date: a day number; "the last six weeks" ends here, inclusive */
  readonly today: number
  /** the days that a filter by period lets through; absent = all of the table's */
  readonly period?: Days
  /** where incidents could have been; absent = no study area was given */
  readonly area?: Area
  /** rows of every kind and day in the beats and streets that a filter keeps, ascending; absent = no filter by beat or street */
  readonly within?: Uint32Array
  /** true where a filter keeps repeats alone */
  readonly onlyRepeats?: true
  /** recorded patrols; only for methods that need them */
  readonly tracks?: readonly Track[]
  /** homes on the table's plane, metres; only for methods that need them, and where an address file is loaded */
  readonly homes?: { readonly x: Float64Array; readonly y: Float64Array }
  /** lists of homes of several dates, by rising day; only the terminal has them, for near repeats */
  readonly homesAt?: readonly HomesAt[]
  /** the areas of all loaded boundary files; only for methods that need them */
  readonly areas?: readonly Boundary[]
  /** part of a run that was cut: numbers from ≤ k < to, by whatever the method counts; absent = all of it */
  readonly slice?: readonly [from: number, to: number]
  /** a first answer is asked for: what takes longest is left out, and named in the result's `counting` */
  readonly first?: true
}

/** Every result carries these: one sentence per choice made for the user, per limit, per row left out. */
export interface ResultBase {
  readonly notes: readonly string[]
  /** of a first answer only: what it leaves out because it is still being counted. Every figure it has is final */
  readonly counting?: string
}

/** A result with all that it was made of. Whatever draws, lists or prints it uses this alone, never the settings of now. */
export interface Made<P = unknown, R = unknown> {
  /** what was asked: table, method, parameters, day, filters and further inputs; equal where the answer is */
  readonly key: string
  readonly params: P
  /** the as-at date it was made for */
  readonly today: number
  readonly result: R
}

/** Words that explain a method, shown beside its result and printed by the terminal. */
export interface About {
  readonly what: string
  readonly assumes: readonly string[]
  readonly notWhen: readonly string[]
  readonly references: readonly string[]
}

/** `params.ts` of an analysis: everything pure that screen, worker and terminal share. */
export interface Meta<S extends Schema = Schema> {
  readonly id: string
  readonly title: string
  readonly schema: S
  /** a sentence why this table cannot carry the method; undefined when it can */
  unavailable(table: Pick<Incidents, 'precision' | 'source' | 'n'>): string | undefined
  readonly about: About
  /** how many days up to the as-at day it looks at, where that is not the whole table */
  lookBack?(params: Values<S>): number | undefined
  /** true where it counts over time and so counts rows without a place, and says so itself */
  readonly countsUnplaced?: boolean
  /** true where it measures nothing on the ground, and so needs no unit */
  readonly placeless?: boolean
  /** true where it rests on the as-at date and is quick: it is worked out anew for each day while the past is played */
  readonly plays?: boolean
  /** inputs beside the incidents that `compute` takes; where one comes or goes there is a new run */
  readonly needs?: readonly Need[]
  /** parameters and their values under which an input is read, as in `Param.when`; absent = always */
  readonly needsWhen?: Readonly<Partial<Record<Need, NonNullable<Param['when']>>>>
  /** the columns of the table that it reads, so that a worker is not given all of a table of millions; absent = any */
  readonly reads?: readonly Column[]
  /** true where `compute.ts` has `split` and `merge`: the host then asks every core */
  readonly parallel?: boolean
  /** true where `compute` heeds `Input.first`: that answer is shown until the next is there */
  readonly comesFirst?: boolean
  /** parameters that give a first answer at once, to show until the full one is there; absent = there is none */
  quick?(params: Values<S>): Values<S> | undefined
  /** what the first answer is and what still runs, in a few words; goes with `quick` */
  readonly quickSays?: string
}

/** Why a table cannot carry a method: for what the method is, or since nothing can be measured on it. */
export const refusalOf = <S extends Schema>(
  meta: Meta<S>,
  table: Pick<Incidents, 'precision' | 'source' | 'n' | 'crs'>,
): string | undefined => meta.unavailable(table) ?? (meta.placeless ? undefined : unitUnknown(table))

/** What a filter that keeps repeats alone does to whatever is measured on the ground. */
const ONLY_REPEATS =
  'Only repeats are counted: incidents at a place that had one of their kind in the 12 months before. That choice gathers them at busy places, so hot places, repeats and near repeats are partly made by it.'

/**
 * A result with what it must say first of months that are missing from the files, where the days it looks at touch one, and
 * of a filter that chose by place what is measured; and last of rows without a place that it does not count.
 */
export function withTableNotes<R>(meta: Meta, input: Input<unknown>, result: R): R {
  const { table, today } = input
  const [first, last] = coveredDays(input)
  const days = meta.lookBack?.(input.params as Values<Schema>)
  const note = gapNote(
    table.gaps,
    days === undefined ? first : Math.max(first, today - days + 1),
    days === undefined ? last : Math.min(last, today),
  )
  const { notes } = result as { notes?: readonly string[] }
  const left = meta.countsUnplaced ? [] : unplacedLeft(table)
  const before = [
    ...(note === undefined ? [] : [note]),
    ...(input.onlyRepeats && !meta.placeless ? [ONLY_REPEATS] : []),
  ]
  return before.length + left.length === 0 || !notes
    ? result
    : { ...result, notes: [...before, ...notes, ...left] }
}

/** `compute.ts` of an analysis. */
export interface Method<S extends Schema = Schema, R extends ResultBase = ResultBase> extends Meta<S> {
  /** Yields the share done (0..1), returns the result. May throw an Error whose message is a sentence. */
  compute(input: Input<Values<S>>): Generator<number, R, void>
  /**
   * Cuts a long run into at most `k` inputs that can run side by side; `merge` puts their results together.
   * The answer must not depend on k. Absent = one run.
   */
  split?(input: Input<Values<S>>, k: number): Input<Values<S>>[]
  merge?(input: Input<Values<S>>, parts: R[]): R
}

/** The inputs that a method reads under these parameters. */
export const needsOf = (
  { needs = [], needsWhen = {} }: Pick<Meta<any>, 'needs' | 'needsWhen'>,
  params: unknown,
): readonly Need[] => needs.filter((n) => meets(needsWhen[n], params as Readonly<Record<string, unknown>>))
