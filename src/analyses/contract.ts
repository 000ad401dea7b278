/** The screen's half of the analysis contract; the other half is `core/table/method.ts`. */
import type { ReactNode } from 'react'
import type { Incidents } from '../core/table/incidents.ts'
import type { Units } from '../core/base/lengths.ts'
import type { Meta, ResultBase } from '../core/table/method.ts'
import type { Schema, Values } from '../core/base/params.ts'
import type { AreasLayer, LayerSpec } from '../map/kit.ts'
import type { IconName } from '../ui/icon.tsx'
import type { TableModel } from '../ui/table.ts'

/** The places of the rail. */
export type Place = 'tonight' | 'week' | 'where' | 'pattern' | 'series' | 'worked' | 'report'

/** What a screen is given to draw with. */
export interface ResultView<P, R> {
  readonly result: R
  readonly params: P
  readonly table: Incidents
  readonly today: number
  /** how lengths are told to this user; metric where it does not say */
  readonly units?: Units
}

/** A result that can serve as settings of another method; the shell shows a button and makes it one change. */
export interface Offer {
  /** on the button: "Use this table for risk zones" */
  readonly label: string
  /** reads after "Undo": "risk zones by my near-repeat table" */
  readonly what: string
  /** id of the other method, and those of its parameters that change */
  readonly to: string
  readonly params: Readonly<Record<string, unknown>>
}

/** A sheet of paper for one person: a table with boxes to tick, and a map. */
export interface Handout {
  readonly title: string
  readonly lead: string
  readonly table: TableModel
  /** headings of the boxes to tick in each row */
  readonly boxes: readonly string[]
  readonly layers: readonly LayerSpec[]
  /** what the map must show, WGS84 */
  readonly at: readonly (readonly [lng: number, lat: number])[]
  readonly notes: readonly string[]
}

/** That a result would be an empty headline, and what would help: words, and one change of a setting as a button. */
export interface Uninformative {
  /** one sentence: why this says nothing here */
  readonly says: string
  /** on the button, and the parameters that change */
  readonly setting?: { readonly label: string; readonly params: Readonly<Record<string, unknown>> }
}

/** What a method says of one incident. */
export interface OfIncident {
  /** a sentence that begins with "It": "It lies in risk zone 2, live until 3 Dec 2026." */
  readonly says: string
  readonly tier?: 'A' | 'B' | 'C'
}

/** One line of how far an answer carries. */
export interface Sure {
  /** "How sure", "Left out" */
  readonly label: string
  readonly says: string
}

/** `words.ts` of an analysis: what a result says without a screen, for page, paper and terminal alike. */
export interface Words<S extends Schema = Schema, R extends ResultBase = ResultBase> {
  /** one sentence that answers, for the panel's heading, the print, the briefing and the terminal */
  answer(view: ResultView<Values<S>, R>): string
  /** the table that stands in for the map */
  list(view: ResultView<Values<S>, R>): TableModel
  /** keys of the columns a row is judged by (p, ratio, difference, incidents): on the screen they come first and never drop */
  readonly deciding: readonly string[]
  /** the settings as a person would say them, in one line: "150 m squares, counts against chance"; `monthly` = only months are known */
  aloud?(params: Values<S>, monthly?: boolean): string
  /** under the answer, how far it carries: "How sure" n, estimate and interval; "Left out" and the like */
  sure?(view: ResultView<Values<S>, R>): readonly Sure[]
  /** nothing where the result says something; else why not */
  informative?(view: ResultView<Values<S>, R>): Uninformative | undefined
  /** the notes beside the result, where they depend on how it is looked at; absent = those of the result */
  notes?(view: ResultView<Values<S>, R>): readonly string[]
  /** further keys of the terminal's JSON: what a script wants beside the table */
  json?(view: ResultView<Values<S>, R>): Readonly<Record<string, unknown>>
  /** what it says of one incident; nothing where the incident was none of its own */
  ofIncident?(view: ResultView<Values<S>, R>, row: number): OfIncident | undefined
}

/** A result in a word: worked out in idle time, so that it is there before the view is opened. */
export interface Badge {
  /** at the right of the name: "2", "2 alerts" */
  readonly note: string
  /** as part of a sentence: "6 ranked zones" */
  readonly says: string
  /** asks to be looked at first */
  readonly urgent?: boolean
}

/** `head.ts` of an analysis: what the frame must know before the screen itself is fetched. */
export interface Head<S extends Schema = Schema> extends Meta<S> {
  /** where it stands among all methods, places first: 10, 20 …, so that another fits between */
  readonly order: number
  /** the place it stands in */
  readonly group: Place
  /** the word on its tab, where its title is too long for one */
  readonly tab?: string
  /** the shape of its names on the map, and the letter before them while it is pinned: no two kinds share one */
  readonly mark?: { readonly letter: string; readonly shape: NonNullable<AreasLayer['mark']> }
  /** id of the method whose tab it stands in as a choice; absent = a tab of its own */
  readonly shares?: string
  /** beside its name, and all there is of it on a narrow rail */
  readonly icon: IconName
  /** true where `layers` draws something: the shell then offers to keep it on the map */
  readonly onMap?: boolean
  /** id of the method in whose panel its `chart` stands, too */
  readonly chartIn?: string
  /** true where the screen has a `badge`: its result is then worked out in idle time */
  readonly counted?: boolean
}

/** `screen.tsx` of an analysis. The shell knows only this shape. */
export interface Screen<S extends Schema = Schema, R extends ResultBase = ResultBase>
  extends Head<S>, Words<S, R> {
  layers(view: ResultView<Values<S>, R>): LayerSpec[]
  /** the answer in words, one sentence, then figures; settings and table are the shell's */
  Panel(view: ResultView<Values<S>, R>): ReactNode
  /** its chart alone, for the panel that `chartIn` names */
  chart?(view: ResultView<Values<S>, R>): ReactNode
  /** how two incidents hang together by this method, for the story of one: metres and days, both included */
  links?(params: Values<S>): { readonly reach: number; readonly within: number }
  /** the count that stands beside the view's name and on the overview; nothing where there is none to tell */
  badge?(view: ResultView<Values<S>, R>): Badge | undefined
  /** what the briefing says beside the answer: sentences, most important first, and figures */
  brief?(view: ResultView<Values<S>, R>): {
    readonly says?: readonly string[]
    readonly figures?: readonly { readonly label: string; readonly value: string; readonly note?: string }[]
  }
  /** what other methods can take over from this result */
  offers?(view: ResultView<Values<S>, R>): readonly Offer[]
  /** why a result must no longer be printed on a day of the calendar, a sentence; nothing where it may */
  expired?(view: ResultView<Values<S>, R>, day: number): string | undefined
  /** sheets to hand out, with the words of their button */
  handouts?(
    view: ResultView<Values<S>, R>,
  ): { readonly label: string; readonly sheets: readonly Handout[] } | undefined
}
