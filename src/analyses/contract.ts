/** The screen's half of the analysis contract; the other half is `core/method.ts`. */
import type { ReactNode } from 'react'
import type { Incidents } from '../core/incidents.ts'
import type { Meta, ResultBase } from '../core/method.ts'
import type { Schema, Values } from '../core/params.ts'
import type { LayerSpec } from '../map/kit.ts'
import type { TableModel } from '../ui/table.ts'

/** What a screen is given to draw with. */
export interface ResultView<P, R> {
  readonly result: R
  readonly params: P
  readonly table: Incidents
  readonly today: number
}

/** `index.tsx` of an analysis. The shell knows only this shape. */
export interface Screen<S extends Schema = Schema, R extends ResultBase = ResultBase> extends Meta<S> {
  /** order and group in the navigation */
  readonly group: 'where' | 'spread' | 'again' | 'change'
  /** true where `layers` draws something: the shell then offers it under "On the map" */
  readonly onMap?: boolean
  layers(view: ResultView<Values<S>, R>): LayerSpec[]
  /** the answer in words, one sentence, then figures; settings and table are the shell's */
  Panel(view: ResultView<Values<S>, R>): ReactNode
  /** one sentence that answers, for the panel's heading, the print and the briefing */
  answer(view: ResultView<Values<S>, R>): string
  /** the table that stands in for the map */
  list(view: ResultView<Values<S>, R>): TableModel
}
