/** What this browser keeps of what a team shares, besides visits. */
import { type Item, soundItem } from '../cocoon/teamFolder.ts'
import { one } from './keep.ts'

/** Name of the record. */
export const TEAM_ITEMS = 'team items'

/** The sound ones of what lies there. */
export const soundItems = (v: unknown): Item[] =>
  Array.isArray(v) ? v.flatMap((i) => soundItem(i) ?? []) : []

/** The items as they are kept. */
export const keptItems = async (): Promise<Item[]> => soundItems(await one('self', TEAM_ITEMS))
