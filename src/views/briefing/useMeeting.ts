/** What briefing and slide share: the parts as they stand, their maps, and the making of a document from them. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { BriefingSheetProps } from '../../print/index.ts'
import { useStore } from '../../state/store.ts'
import { toast } from '../../ui/index.ts'
import { usePlanRuns } from '../../state/planRuns.ts'
import { type BriefingChoice, PLANS, useChoice } from './choice.ts'
import { judgeNext } from './plansPart.ts'
import { type printBriefing, sheetProps, Stopped } from './make.tsx'
import { drawMaps, mapMissing, useMaps } from './maps.ts'
import { type Draft, draftsOf } from './parts.tsx'

/** The meeting as a panel sees it. */
export interface Meeting {
  readonly choice: BriefingChoice
  readonly drafts: readonly Draft[]
  /** parts still being worked out, and whether maps have still to be drawn */
  readonly waiting: number
  readonly missing: boolean
  readonly props: BriefingSheetProps
  /** what is being made, while it is */
  readonly doing?: { readonly what: string; readonly share?: number }
  make(work: typeof printBriefing): Promise<void>
  cancel(): void
}

/** Follows the parts and draws their maps; `notes` are the analyst's words as they stand. */
export function useMeeting(notes: string): Meeting {
  const choice = useChoice()
  // plans are judged beside the analyses: their answers come to a store of their own
  const runs = usePlanRuns((s) => s.runs)
  const wanted = choice.parts.some((part) => part.id === PLANS)
  useEffect(() => {
    if (wanted) judgeNext(useStore.getState())
  }, [wanted, runs])
  const drafts = useStore(useShallow((s) => draftsOf(s, choice)))
  const maps = useMaps((s) => s.maps)
  // a note that was written stands on every map: they are drawn anew
  useStore((s) => s.project.mapNotes)
  const incidents = useStore((s) => s.incidents)
  const clauses = useStore((s) => s.project.clauses)
  const day = useStore((s) => s.project.asAt)
  const [doing, setDoing] = useState<{ what: string; share?: number }>()
  const stop = useRef<AbortController>(undefined)
  const waiting = drafts.filter((d) => d.waiting).length
  const missing = drafts.some((d) => mapMissing(maps, d))

  useEffect(() => {
    if (waiting > 0 || !missing) return
    const timer = setTimeout(() => void drawMaps(drafts), 400)
    return () => clearTimeout(timer)
  }, [drafts, waiting, missing])
  useEffect(() => () => stop.current?.abort(), [])

  const props = useMemo(
    () => sheetProps({ incidents, project: { clauses, asAt: day } }, drafts, maps, choice, notes),
    [incidents, clauses, day, drafts, maps, choice, notes],
  )
  return {
    ...{ choice, drafts, waiting, missing, props, doing },
    make: async (work) => {
      stop.current = new AbortController()
      try {
        await work(choice, notes, (what, share) => setDoing({ what, share }), stop.current.signal)
      } catch (error) {
        if (!(error instanceof Stopped)) toast({ text: (error as Error).message, tone: 'bad' })
      }
      setDoing(undefined)
    },
    cancel: () => stop.current?.abort(),
  }
}
