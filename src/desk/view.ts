/** The contract of a view. The frame knows only this shape; `views/index.ts` is the one list of those there are. */
import type { ComponentType } from 'react'
import type { Place, Screen } from '../analyses/contract.ts'
import type { LayerSpec } from '../map/index.ts'
import type { SavedClause } from '../state/project.ts'
import type { Command, IconName } from '../ui/index.ts'

/** The places of the rail, in order. One shows once a view stands in it. */
export const PLACES: readonly { readonly id: Place; readonly title: string; readonly icon: IconName }[] = [
  { id: 'tonight', title: 'Tonight', icon: 'moon' },
  { id: 'week', title: 'This week', icon: 'calendar' },
  { id: 'where', title: 'Where', icon: 'pin' },
  { id: 'pattern', title: 'Pattern', icon: 'pattern' },
  { id: 'series', title: 'Series', icon: 'link' },
  { id: 'worked', title: 'Did it work?', icon: 'scales' },
  { id: 'report', title: 'Report', icon: 'file' },
]

/** What a view says of itself before it is opened. */
export interface Entry {
  /** a count or a word beside its name: "61 calls" */
  readonly note?: string
  /** work still open: the number on the rail */
  readonly open?: number
  /** left out for now, such as recorded tracks while there are none */
  readonly hidden?: boolean
}

/** One view. Members named after what they give are hooks: each is called in a component of its own. */
export interface View {
  /** stands in links and project files: never changed once it was published */
  readonly id: string
  /** the word on its tab */
  readonly title: string
  /**
   * where it stands: a place of the rail · side = in the panel of any place, behind a button of the frame · drawer =
   * a tab under the map · map = only drawn
   */
  readonly group: Place | 'side' | 'drawer' | 'map'
  /** id of the view whose tab it stands in as a choice */
  readonly shares?: string
  readonly icon: IconName
  /** a few words for the palette */
  readonly hint?: string
  readonly Panel?: ComponentType
  /** px asked for at 1440; 500 where absent */
  readonly width?: number
  /** a hook: what it draws while it is in front or pinned; undefined = not known yet, [] = nothing */
  layers?(wanted: boolean): readonly LayerSpec[] | undefined
  /** a hook */
  entry?(): Entry
  /** a hook: its own actions for the palette */
  commands?(): readonly Command[]
  /** a hook: the days it uses where they are not those of the filter, such as "Doors: last 7 days" */
  period?(): string | undefined
  /** a hook: what it counts where the filters of the page do not hold, such as the kinds of a plan */
  counts?(): string
  /** a hook: what a method made of what the filters leave, in words; undefined while nothing stands */
  settings?(): string | undefined
  /** a hook: what it draws is of earlier settings, until the next is there */
  earlier?(): boolean
  /** of the filters of the page those that hold here all the same, such as a beat for the homes to visit */
  readonly holds?: readonly SavedClause['kind'][]
  /**
   * ground = under all results · incidents = dots over them, unless they would bury them · under = right above the
   * results · over = on top of all. Absent: a result.
   */
  readonly mapRole?: 'ground' | 'incidents' | 'under' | 'over'
  /** shape of its names on the map, and their letter while it is pinned */
  readonly mark?: Screen['mark']
  /** drawn whatever place is open, such as what a partner laid over the map */
  readonly always?: boolean
  /** shows a day of the past while it is played */
  readonly plays?: boolean
  /** the name its things are selected under, where that is not its id */
  readonly selects?: string
  /** over the map, in place of the card of the chosen thing */
  readonly Card?: ComponentType
  /** over the map, whatever is in front */
  readonly Over?: ComponentType
}
