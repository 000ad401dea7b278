/** The navigation: what to look at, and beside each view whether it stays on the map. */
import type { Screen } from '../analyses/contract.ts'
import { SCREENS } from '../analyses/index.ts'
import { drift, toggleShown, useStore } from '../state/store.ts'
import { type IconName, NavItem, NavSection } from '../ui/index.ts'
import { useBadge } from '../desk/badges.tsx'
import { EARLIER } from '../desk/layerIds.ts'
import { OVERLAYS } from '../desk/overlays.ts'
import { OverlayNav } from '../views/overlays/OverlayNav.tsx'
import { GROUPS, type PanelDef, PANELS } from '../views/index.tsx'

/** What can be kept on the map while another view is in front. */
export const mapped = (): { id: string; title: string }[] => [
  { id: 'incidents', title: 'Incidents' },
  { id: EARLIER, title: 'Earlier incidents' },
  ...PANELS.filter((p) => p.useLayers && p.id !== OVERLAYS),
  ...SCREENS.filter((s) => s.onMap),
]

/** One view: its name, and the eye that keeps its layers on the map. */
function Item({
  id,
  label,
  icon,
  note,
  drawn,
}: {
  id: string
  label: string
  icon: IconName
  note?: string
  drawn?: boolean
}) {
  const current = useStore((s) => s.project.view === id)
  const shown = useStore((s) => s.project.shown.includes(id))
  return (
    <NavItem
      label={label}
      icon={icon}
      note={note}
      current={current}
      onGo={() => drift({ view: id })}
      eye={
        drawn ? { on: shown, label: `Keep ${label} on the map`, onToggle: () => toggleShown(id) } : undefined
      }
    />
  )
}

function PanelItem({ panel }: { panel: PanelDef }) {
  // which panels there are never changes, so neither does the order of hooks
  const entry = panel.useEntry?.()
  if (entry?.hidden) return null
  return (
    <Item
      id={panel.id}
      label={panel.title}
      icon={panel.icon}
      note={entry?.note}
      drawn={panel.useLayers !== undefined || panel.id === 'incidents'}
    />
  )
}

/** A view whose count stands beside its name; three dots while it is counted again. */
function CountedItem({ screen }: { screen: Screen<any, any> }) {
  const { badge, counting } = useBadge(screen)
  return (
    <Item
      id={screen.id}
      label={screen.title}
      icon={screen.icon}
      note={counting ? '…' : badge?.note}
      drawn={screen.onMap}
    />
  )
}

/** Incidents before the last six weeks: no view of their own, only dots. */
function Earlier() {
  const shown = useStore((s) => s.project.shown.includes(EARLIER))
  const open = useStore((s) => s.incidents?.table.source === 'open')
  if (open) return null
  return (
    <NavItem
      label="Earlier ones"
      eye={{
        on: shown,
        label: 'Keep earlier incidents on the map',
        onToggle: () => toggleShown(EARLIER),
      }}
    />
  )
}

export const Nav = () =>
  GROUPS.map((g) => (
    <NavSection key={g.id} title={g.title}>
      {g.id !== 'record' &&
        PANELS.filter((p) => p.group === g.id).map((p) => <PanelItem key={p.id} panel={p} />)}
      {SCREENS.filter((s) => s.group === g.id).map((s) =>
        s.badge ? (
          <CountedItem key={s.id} screen={s} />
        ) : (
          <Item key={s.id} id={s.id} label={s.title} icon={s.icon} drawn={s.onMap} />
        ),
      )}
      {g.id === 'record' && (
        <>
          {PANELS.filter((p) => p.group === 'record').map((p) => (
            <PanelItem key={p.id} panel={p} />
          ))}
          <Earlier />
          <OverlayNav />
        </>
      )}
    </NavSection>
  ))
