/** The score sheet of this browser, and decisions against the score. Decisions are in the log, with their reason. */
import { create } from 'zustand'
import { keptStore } from '../core/base/kept.ts'
import { overrideOf, type Override } from '../core/evaluation/quality/score.ts'
import { EMPTY_SHEET, parseSheet, type Sheet } from '../core/evaluation/quality/sheet.ts'
import { one, put } from './keep.ts'
import { log } from './log.ts'

/** The sheet that is worked on; decisions of this session, newest last. */
export const useSheet = keptStore(
  create<{ readonly sheet: Sheet; readonly found: boolean; readonly overrides: readonly Override[] }>(() => ({
    sheet: EMPTY_SHEET,
    found: false,
    overrides: [],
  })),
)

const NAME = 'mine'

/** Looks for the sheet that this browser keeps; one that cannot be used any more is left where it lies. */
export async function findSheet(): Promise<void> {
  if (useSheet.getState().found) return
  const kept = await one('sheet', NAME)
  try {
    if (kept !== undefined) useSheet.setState({ sheet: parseSheet(kept) })
  } catch {
    // its factors were removed, or it is of another version: the empty sheet stands
  }
  useSheet.setState({ found: true })
}

/** Changes the sheet; what is kept is the last one that can be used. */
export async function keepSheet(sheet: Sheet): Promise<void> {
  useSheet.setState({ sheet, found: true })
  try {
    parseSheet(sheet)
  } catch {
    return
  }
  await put('sheet', NAME, () => sheet)
}

/** Decides against the score. Throws SheetRefused without a reason or a name; closes nothing. */
export async function decide(override: Override): Promise<void> {
  const o = overrideOf(override)
  useSheet.setState((s) => ({ overrides: [...s.overrides, o] }))
  await log('score', `${o.case}: ${o.to}, decided by ${o.by}: ${o.reason}`)
}
