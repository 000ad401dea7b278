/**
 * What an unknown value must be before it is believed: whatever was stored, dropped or linked is checked by these, record
 * by record. A check never throws and never changes what it is given.
 */

/** Whether a value is a T. */
export type Check<T> = (v: unknown) => v is T

/** An object as JSON knows it: neither null nor a list. */
export const isRecord = (v: unknown): v is Record<string, unknown> =>
  typeof v === 'object' && v !== null && !Array.isArray(v)

/** A text of at most so many letters. */
export const textTo =
  (most: number): Check<string> =>
  (v): v is string =>
    typeof v === 'string' && v.length <= most

/** A whole number in a range, both ends in it. */
export const wholeIn =
  (low: number, high: number): Check<number> =>
  (v): v is number =>
    Number.isInteger(v) && (v as number) >= low && (v as number) <= high

/** A number in a range, both ends in it. */
export const numberIn =
  (low: number, high: number): Check<number> =>
  (v): v is number =>
    typeof v === 'number' && v >= low && v <= high

/** Yes or no. */
export const isFlag: Check<boolean> = (v) => typeof v === 'boolean'

/** One of a few values. */
export const among =
  <const T>(values: readonly T[]): Check<T> =>
  (v): v is T =>
    values.includes(v as T)

/** A list of such things, at most so many. */
export const listOf =
  <T>(each: Check<T>, most = Infinity): Check<readonly T[]> =>
  (v): v is readonly T[] =>
    Array.isArray(v) && v.length <= most && v.every(each)

/** Such a thing, or nothing. */
export const maybe =
  <T>(check: Check<T>): Check<T | undefined> =>
  (v): v is T | undefined =>
    v === undefined || check(v)

/** Names that stand for something else on every object. */
const TAKEN = ['__proto__', 'constructor', 'prototype']

/** Names and what they stand for, at most so many; a name that every object has is none. */
export const namesTo =
  <T>(each: Check<T>, most = 1000): Check<Readonly<Record<string, T>>> =>
  (v): v is Readonly<Record<string, T>> =>
    isRecord(v) &&
    Object.keys(v).length <= most &&
    Object.entries(v).every(([name, one]) => !TAKEN.includes(name) && each(one))

/** An object whose named parts are sound; what else it holds is not looked at. */
export const partsOf =
  <T>(parts: { readonly [K in keyof T]-?: Check<T[K]> }): Check<T> =>
  (v): v is T =>
    isRecord(v) &&
    Object.entries(parts).every(([name, check]) =>
      (check as Check<unknown>)(Object.hasOwn(v, name) ? v[name] : undefined),
    )

/** The named parts of a sound object and nothing else it holds; undefined where it is not sound. */
export function onlyParts<T>(parts: { readonly [K in keyof T]-?: Check<T[K]> }, v: unknown): T | undefined {
  if (!partsOf<T>(parts)(v)) return undefined
  return Object.fromEntries(
    Object.keys(parts).flatMap((name) => {
      const one = (v as Record<string, unknown>)[name]
      return one === undefined ? [] : [[name, one]]
    }),
  ) as T
}

/** Whether lists and objects lie at most so deep within each other: what is deeper could be read and never be written again. */
export function isShallow(v: unknown, most: number): boolean {
  let level: unknown[] = [v]
  for (let depth = 0; level.length > 0; depth++) {
    level = level.flatMap((one): unknown[] =>
      typeof one === 'object' && one !== null && !ArrayBuffer.isView(one) ? Object.values(one) : [],
    )
    if (level.length > 0 && depth >= most) return false
  }
  return true
}

/** The sound entries of an object by name, and the names of those that are not. */
export function soundEntries<T>(each: Check<T>, v: unknown): { sound: Record<string, T>; bad: string[] } {
  const entries = isRecord(v) ? Object.entries(v) : []
  const good = ([name, one]: [string, unknown]) => !TAKEN.includes(name) && each(one)
  return {
    sound: Object.fromEntries(entries.filter(good)) as Record<string, T>,
    bad: entries.filter((e) => !good(e)).map(([name]) => name),
  }
}
