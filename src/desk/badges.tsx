/** The counts beside the views' names, and the line of tonight's work above the overview. */
import { useEffect } from 'react'
import type { CocoonList } from '../cocoon/list.ts'
import type { Badge, Head } from '../analyses/contract.ts'
import { HEADS } from '../analyses/heads.ts'
import { ensureRun } from '../state/runs.ts'
import { drift, useStore } from '../state/store.ts'
import { Icon } from '../ui/index.ts'
import { answered } from './answered.ts'
import { useScreen } from './later.ts'
import { useClock, useCocoon, useCocoonStale } from './useCocoon.ts'
import { useRun } from './useRun.ts'
import { many } from './words.ts'

/** What is in front comes first: a count in the margin waits this long after the last change. */
const LATER = 1200

/** Calls back when the page has nothing better to do; at once where the browser cannot tell. */
const whenIdle = (f: () => void): void =>
  void (typeof requestIdleCallback === 'function' ? requestIdleCallback(f, { timeout: 4000 }) : f())

/** Works out, in idle time, the results whose counts stand in the navigation. */
export function BackgroundRuns() {
  const ready = useStore((s) => s.ready)
  return ready && HEADS.filter((s) => s.counted).map((s) => <BackgroundRun key={s.id} screen={s} />)
}

function BackgroundRun({ screen }: { screen: Head<any> }) {
  const { stale, refused, run, played } = useRun(screen, false)
  const missing = !played && !refused && (stale || (run?.made === undefined && run?.status !== 'failed'))
  const clauses = useStore((s) => s.project.clauses)
  const incidents = useStore((s) => s.incidents)
  useEffect(() => {
    if (!missing) return
    let live = true
    // nothing in the margin competes with the first answer
    const timer = setTimeout(
      () => void answered().then(() => whenIdle(() => live && ensureRun(screen, false, true))),
      LATER,
    )
    return () => {
      live = false
      clearTimeout(timer)
    }
    // each change starts the wait again
  }, [screen, missing, clauses, incidents])
  return null
}

/** The count of a method's newest result; `counting` while it is of earlier filters or settings. */
export function useBadge(screen: Head<any>): { badge?: Badge; counting: boolean } {
  const { view, stale, played } = useRun(screen, false)
  const badge = useScreen(screen.id)?.badge
  return { badge: view && !played ? badge?.(view) : undefined, counting: stale && !played }
}

/** One piece of the line: what there is, and the way to it. */
const Piece = ({ id, says, urgent }: { id: string; says: string; urgent?: boolean }) => (
  <button type="button" data-urgent={urgent || undefined} onClick={() => drift({ view: id })}>
    {says}
    <Icon name="right" size={12} />
  </button>
)

function ScreenPiece({ screen }: { screen: Head<any> }) {
  const { badge, counting } = useBadge(screen)
  const waiting = `${screen.title}: being counted`
  return badge || counting ? (
    <Piece id={screen.id} says={badge && !counting ? badge.says : waiting} urgent={badge?.urgent} />
  ) : null
}

function CocoonPiece() {
  const cocoon = useCocoon()
  const stale = useCocoonStale()
  if (cocoon?.kind === 'streets')
    return (
      <Piece id="cocooning" says={many(cocoon.streets.streets.length, 'street to walk', 'streets to walk')} />
    )
  if (cocoon?.kind !== 'doors') return null
  return <Doors list={cocoon.list} stale={stale} />
}

function Doors({ list, stale }: { list: CocoonList; stale: boolean }) {
  const { visits, incidents } = list
  const clock = useClock(list)
  const overdue = visits.filter((v) => v.due < clock).length
  const says = stale
    ? 'Calls: being counted'
    : `${many(visits.length, 'call')} due${overdue > 0 ? `, ${overdue} overdue,` : ''} around ${many(incidents.length, 'burglary', 'burglaries')}`
  return <Piece id="cocooning" says={says} urgent={overdue > 0 && !stale} />
}

/** Tonight's work in one line, each part the way to its view. */
export const Tonight = () => (
  <nav className="a-tonight" aria-label="Tonight’s work">
    <span>Tonight</span>
    <CocoonPiece />
    {HEADS.filter((s) => s.group === 'tonight' && s.counted).map((s) => (
      <ScreenPiece key={s.id} screen={s} />
    ))}
  </nav>
)
