/** Each partner overlay in the navigation: how many places, and the eye that shows them. */
import { drift, useStore } from '../../state/store.ts'
import { NavItem } from '../../ui/index.ts'
import { count } from '../../desk/words.ts'
import { OVERLAYS, overlayTitle, toggleOverlay } from '../../desk/overlays.ts'

export function OverlayNav() {
  const overlays = useStore((s) => s.overlays)
  return overlays.map((o) => (
    <NavItem
      key={o.name}
      icon="layers"
      label={overlayTitle(o)}
      note={count(o.lng.length)}
      onGo={() => drift({ view: OVERLAYS })}
      eye={{ on: o.on, label: `Show ${overlayTitle(o)} on the map`, onToggle: () => toggleOverlay(o) }}
    />
  ))
}
