/** The names of listed streets, apart from what lists them: the page shows them without it. */
import { normaliseAddress } from '../core/places/addressKey.ts'
import type { StreetLine } from './streets.ts'

/** What each street is called: with its beat where another of the list has the same name, such as its part in the next beat. */
export function streetLabels(streets: readonly Pick<StreetLine, 'street' | 'beat'>[]): string[] {
  const times = new Map<string, number>()
  const plain = streets.map((s) => normaliseAddress(s.street))
  for (const p of plain) times.set(p, (times.get(p) ?? 0) + 1)
  return streets.map(({ street, beat }, i) =>
    times.get(plain[i]) === 1 || beat === ''
      ? street
      : `${street} (${/^beat\b/i.test(beat) ? beat : `beat ${beat}`})`,
  )
}
