/** The navigation: what to look at, and what is on the map. */
import { SCREENS } from '../analyses/index.ts'
import { rowsOf } from '../state/derived.ts'
import { drift, toggleShown, useStore } from '../state/store.ts'
import { type IconName, LayerList, NavGroup, NavList } from '../ui/index.ts'
import { useCocoon } from './cocooning.ts'
import { EARLIER } from './layerIds.ts'
import { count } from './words.ts'

const GROUP_ICONS: Record<string, IconName> = {
  now: 'calendar',
  where: 'target',
  spread: 'clock',
  again: 'undo',
  change: 'chart',
}
const GROUPS = ['now', 'spread', 'where', 'again', 'change']

export function Nav() {
  const view = useStore((s) => s.project.view)
  const shown = useStore((s) => s.project.shown)
  const left = useStore((s) => rowsOf(s).length)
  const open = useStore((s) => s.incidents?.table.source === 'open')
  const cocoon = useCocoon()
  const tracks = useStore((s) => s.tracks.reduce((n, t) => n + t.tracks.length, 0))
  const screens = GROUPS.flatMap((g) => SCREENS.filter((s) => s.group === g))
  const due = cocoon?.kind === 'doors' ? `${count(cocoon.list.visits.length)} due` : undefined
  return (
    <>
      <NavList
        current={view}
        onGo={(id) => drift({ view: id })}
        items={[
          { id: 'cocooning', label: 'Cocooning', icon: 'home', note: open ? undefined : due },
          ...screens.map((s) => ({ id: s.id, label: s.title, icon: GROUP_ICONS[s.group] })),
          { id: 'incidents', label: 'Incidents', icon: 'list' as const, note: count(left) },
          ...(tracks ? [{ id: 'tracks', label: 'Tracks', icon: 'map' as const, note: count(tracks) }] : []),
          { id: 'data', label: 'Data', icon: 'file' as const },
        ]}
      />
      <NavGroup title="On the map">
        <LayerList
          onToggle={toggleShown}
          layers={[
            {
              id: 'incidents',
              label: open ? 'Incidents' : 'Incidents, six weeks',
              swatch: 'ink',
              on: shown.includes('incidents'),
            },
            ...(open
              ? []
              : [{ id: EARLIER, label: 'Earlier incidents', swatch: 'ink-3', on: shown.includes(EARLIER) }]),
            {
              id: 'cocooning',
              label: 'Homes to visit',
              swatch: 'accent',
              on: shown.includes('cocooning') || view === 'cocooning',
            },
            ...screens
              .filter((s) => s.onMap)
              .map((s) => ({
                id: s.id,
                label: s.title,
                swatch: 'tier-b',
                on: shown.includes(s.id) || view === s.id,
              })),
          ]}
        />
      </NavGroup>
    </>
  )
}
