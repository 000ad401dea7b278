/** What several tabs keep in one record: each changes only what it changed itself. */
import { isRecord } from '../core/base/sound.ts'

/**
 * A list as it is kept after this tab made `after` of `before`: what it changed, and of `there`, what another tab has
 * written meanwhile, all that this tab never had. Items are told apart by `key`; those of this tab come first.
 */
export function listOfTabs<T>(
  before: readonly T[],
  after: readonly T[],
  there: readonly T[],
  key: (item: T) => string,
): T[] {
  const had = new Set([...before, ...after].map(key))
  return [...after, ...there.filter((t) => !had.has(key(t)))]
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** The same of a record: only what differs between `before` and `after` is taken over; records in it likewise, part by part. */
export function recordOfTabs(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  there: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const kept: Record<string, unknown> = { ...there }
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[name], after[name]]
    if (same(was, is)) continue
    if (is === undefined) delete kept[name]
    else
      kept[name] =
        isRecord(was) && isRecord(is) && isRecord(there[name]) ? recordOfTabs(was, is, there[name]) : is
  }
  return kept
}
