/** Corrections of how a file is read: each is one step that can be undone, and the file follows. */
import { keeps } from '../../core/base/kept.ts'
import type { ImportOptions } from '../../import/contract.ts'
import { type Correction, sameOptions, withCorrection } from '../../import/meaning/options.ts'
import { change, undo, useStore } from '../../state/store.ts'
import { toast } from '../../ui/index.ts'
import { openAgain } from './open.ts'

/** What the newest correction was, until its reading is through. */
let telling: string | undefined

/** Puts a reading in force as one step; `{}` guesses everything anew. `what` reads after "Undo": "date order". */
export function setReading(what: string, reading: ImportOptions): void {
  if (sameOptions(useStore.getState().project.reading, reading)) return
  telling = what
  change(what, { reading })
}

/** Makes one correction on top of those in force. */
export function correct(what: string, patch: Correction): void {
  setReading(what, withCorrection(useStore.getState().project.reading, patch))
}

/** The reading under way. */
let wanted: ImportOptions | undefined
/** Counts readings, so that one that was overtaken says nothing. */
let turn = 0
keeps(() => {
  telling = wanted = undefined
  turn++
})

/** Reads the file again whenever the project's reading is no longer the one it was read with. */
export function followReading(): () => void {
  return useStore.subscribe(({ incidents, project: { reading }, importing }) => {
    if (!incidents || incidents.files.length === 0 || reading === wanted) return
    if (sameOptions(reading, incidents.reading)) {
      // taken back before it was through
      if (wanted && importing) {
        turn++
        importing.cancel()
      }
      wanted = undefined
      return
    }
    wanted = reading
    const mine = ++turn
    const what = telling
    telling = undefined
    void openAgain(reading).then((done) => {
      // a newer reading is on its way
      if (turn !== mine) return
      wanted = undefined
      if (done && what) toast({ text: `Read again: ${what}.`, undo: () => void undo() })
      // what could not be read is taken back: the page must not say one thing and show another
      if (!done) {
        undo()
        useStore.setState((s) => ({ future: s.future.slice(0, -1) }))
      }
    })
  })
}
