/** What a drop changed, and what it left as it was, in one sentence. */
import type { Opened } from '../../import/contract.ts'
import { fileWords, many } from '../words.ts'
import { type MayBePlaced, placesMore } from './placesMore.ts'

/** What stood on the page before the drop. */
export interface Before {
  readonly incidents?: { readonly name: string } & MayBePlaced
  readonly homes?: { readonly name: string }
}

function one(o: Opened, before: Before): string | undefined {
  const name = fileWords(o.name)
  switch (o.kind) {
    case 'homes':
      return `${name}: ${many(o.homes.n, 'home')}${before.homes ? ` in place of those of ${fileWords(before.homes.name)}` : ''}.`
    case 'boundaries':
      return `${name}: ${many(o.features.features.length, 'area')} added.`
    case 'ground':
      return `${name}: ${many(o.features.features.length, 'shape')} drawn under the map.`
    case 'tracks':
      return `${name}: ${many(o.tracks.length, 'track')}.`
    case 'basemap':
      return `${name} is the basemap now.`
    default:
      return undefined
  }
}

/** Undefined where incidents came too, or nothing that could be used: those are told where they are shown. */
export function dropWords(opened: readonly Opened[], before: Before): string | undefined {
  if (opened.some((o) => o.kind === 'incidents')) return undefined
  const done = opened.flatMap((o) => one(o, before) ?? [])
  if (done.length === 0) return undefined
  // what was found out about shapes is shown nowhere else; those of one file share their notes
  const notes = opened.flatMap((o) => (o.kind === 'boundaries' || o.kind === 'ground' ? o.notes : []))
  const said = [...done, ...new Set(notes)]
  if (!before.incidents) return `${said.join(' ')} There were no incidents in it.`
  // addresses place rows that have none: how many, is told once they were read again
  const placing = opened.some((o) => o.kind === 'homes') && placesMore(before.incidents)
  return placing ? said.join(' ') : `${said.join(' ')} The incidents are unchanged.`
}
