/** What goes into the briefing: chosen by the user, remembered in this browser, the same for every file. */
import { useMemo } from 'react'
import { HEADS } from '../../analyses/heads.ts'
import { keepSettings, useSettings } from '../../state/settings.ts'

/** One analysis or list: in full, or its answer only. */
export interface PartChoice {
  readonly id: string
  readonly full: boolean
}

export interface BriefingChoice {
  /** in the order of the paper */
  readonly parts: readonly PartChoice[]
  /** rows of each table */
  readonly rows: number
  /** with house numbers and dots on maps */
  readonly addresses: boolean
  /** shape of the picture */
  readonly picture: 'a4' | 'slide'
}

/** The cocooning list is of the shell, not a method. */
export const COCOONING = 'cocooning'

/** The verdicts of the plans: they have places and days of their own. */
export const PLANS = 'plans'

/** What a briefing holds until someone chooses otherwise: what changed, where, whether it is real, what to do. */
const USUAL: readonly PartChoice[] = [
  { id: 'today', full: true },
  { id: 'zones', full: true },
  { id: 'hotspots', full: true },
  { id: COCOONING, full: true },
  { id: 'repeats', full: false },
  { id: 'nearRepeat', full: false },
]

/** Rows of a table: fewer say nothing, more fill pages. */
export const ROWS = { min: 3, max: 60, usual: 8 } as const

/** Everything that can go in, in the order of the navigation. */
export const POSSIBLE: readonly { readonly id: string; readonly title: string }[] = [
  { id: COCOONING, title: 'Cocooning' },
  { id: PLANS, title: 'Plans: did they work?' },
  ...HEADS.map((s) => ({ id: s.id, title: s.title })),
]

/** A remembered choice that can still stand: later versions may know other analyses. */
export function soundChoice(kept: Readonly<Record<string, unknown>>): BriefingChoice {
  const known = new Set(POSSIBLE.map((p) => p.id))
  const seen = new Set<string>()
  const parts = Array.isArray(kept.parts)
    ? (kept.parts as (Partial<PartChoice> | null)[]).flatMap((p) => {
        if (typeof p?.id !== 'string' || !known.has(p.id) || seen.has(p.id)) return []
        seen.add(p.id)
        return [{ id: p.id, full: p.full === true }]
      })
    : USUAL.filter((p) => known.has(p.id))
  const rows = Number(kept.rows)
  return {
    parts,
    rows: Number.isInteger(rows) && rows >= ROWS.min && rows <= ROWS.max ? rows : ROWS.usual,
    addresses: kept.addresses === true,
    picture: kept.picture === 'slide' ? 'slide' : 'a4',
  }
}

/** The choice in force. */
export function useChoice(): BriefingChoice {
  const kept = useSettings((s) => s.briefing)
  return useMemo(() => soundChoice(kept), [kept])
}

/** Adds a part in full, or says that it was there: whatever is chosen stays. */
export function addPart(id: string): boolean {
  const { parts } = soundChoice(useSettings.getState().briefing)
  if (parts.some((p) => p.id === id)) return false
  choose({ parts: [...parts, { id, full: true }] })
  return true
}

/** Changes the choice and remembers it. */
export function choose(patch: Partial<BriefingChoice>): void {
  keepSettings({ briefing: { ...soundChoice(useSettings.getState().briefing), ...patch } })
}
