/** The maps of a briefing: drawn one after another once their results are there, and kept until they would change. */
import { keeps } from '../../core/base/kept.ts'
import { create } from 'zustand'
import { frameOf } from '../../state/derived.ts'
import { useStore } from '../../state/store.ts'
import { groundNow } from '../../desk/ground.ts'
import { notesOnPaper } from '../../desk/mapNotes.ts'
import { picture } from '../../desk/leaving/paper.ts'
import { type Draft, mapGroup } from './parts.tsx'

/** Size on paper, millimetres. */
export const MAP = { width: 186, height: 92 } as const

interface Kept {
  readonly key: string
  readonly ground: unknown
  readonly notes: unknown
  /** blob URL; undefined = this browser could not draw it */
  readonly url?: string
}

/** Newest map of each part. */
export const useMaps = create<{ readonly maps: Readonly<Record<string, Kept>> }>(() => ({ maps: {} }))

/** Lets the pictures go. */
function letGo(): void {
  for (const { url } of Object.values(useMaps.getState().maps)) if (url) URL.revokeObjectURL(url)
  useMaps.setState({ maps: {} })
}
keeps(letGo)

useStore.subscribe((s, before) => {
  // pictures of incidents go with them
  if (!s.incidents && before.incidents) letGo()
})

const notesNow = () => useStore.getState().project.mapNotes

/** The map of a part, where the one that is kept still shows it. */
export const mapOf = (maps: Readonly<Record<string, Kept>>, d: Draft): string | undefined =>
  d.mapKey !== '' && maps[d.id]?.key === d.mapKey ? maps[d.id].url : undefined

/** Whether a part's map has still to be drawn. */
export const mapMissing = (maps: Readonly<Record<string, Kept>>, d: Draft): boolean =>
  d.mapKey !== '' &&
  (maps[d.id]?.key !== d.mapKey || maps[d.id].ground !== groundNow() || maps[d.id].notes !== notesNow())

// keeps no data: whose turn it is
let queue: Promise<void> = Promise.resolve()

async function draw(d: Draft): Promise<void> {
  const { incidents } = useStore.getState()
  const frame = incidents && frameOf(incidents.table)
  if (!frame || !mapMissing(useMaps.getState().maps, d)) return
  const ground = groundNow()
  const notes = notesNow()
  const url = await picture([mapGroup(d), ...notesOnPaper()], frame, MAP.width, MAP.height)
  const old = useMaps.getState().maps[d.id]?.url
  useMaps.setState((s) => ({ maps: { ...s.maps, [d.id]: { key: d.mapKey, ground, notes, url } } }))
  if (old) URL.revokeObjectURL(old)
}

/** Draws the missing maps in turn; resolves when these are there. */
export function drawMaps(drafts: readonly Draft[]): Promise<void> {
  // a map that failed must not stand in the way of the next
  queue = queue
    .catch(() => undefined)
    .then(async () => {
      for (const d of drafts) await draw(d)
    })
  return queue
}
