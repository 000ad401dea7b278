/** The pieces a frame is filled with: entries of the rail, tabs, and cards over the map. */
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

/** One place of the rail: icon over word, and the number of what is still open in it. */
export const RailItem = ({
  label,
  icon,
  open,
  openLabel,
  current,
  onGo,
}: {
  label: string
  icon: IconName
  open?: number
  /** what the number counts, for a screen reader: "41 calls" */
  openLabel?: string
  current?: boolean
  onGo: () => void
}) => (
  <button
    type="button"
    className="u-rail-item"
    title={label}
    aria-current={current ? 'page' : undefined}
    onClick={onGo}
  >
    <span className="u-rail-icon">
      <Icon name={icon} size={18} />
      {open !== undefined && open > 0 && (
        <span className="u-rail-open">
          <span aria-hidden="true">{open > 999 ? '999+' : open}</span>
          <span className="u-hidden">{openLabel}</span>
        </span>
      )}
    </span>
    <span className="u-rail-word">{label}</span>
  </button>
)

/** Tabs that are places to go to, each a button in a navigation; the tools of what is in front stand at the right. */
export const TabRow = ({
  label,
  tabs,
  children,
  small,
}: {
  label: string
  tabs: readonly {
    readonly id: string
    readonly title: string
    readonly note?: string
    readonly current: boolean
    readonly onGo: () => void
  }[]
  children?: ReactNode
  small?: boolean
}) => (
  <div className="u-tabrow" data-small={small || undefined}>
    <nav aria-label={label}>
      {tabs.map((t) => (
        <button
          key={t.id}
          type="button"
          className="u-tabrow-tab"
          aria-current={t.current ? 'page' : undefined}
          onClick={t.onGo}
        >
          {t.title}
          {t.note !== undefined && <span className="u-tabrow-note"> {t.note}</span>}
        </button>
      ))}
    </nav>
    {children && <div className="u-tabrow-tools">{children}</div>}
  </div>
)

/** A card that floats over the map: a tooltip that was pinned. */
export const MapCard = ({
  children,
  place,
}: {
  children: ReactNode
  place: 'top-left' | 'top-right' | 'bottom-right' | 'bottom-left'
}) => (
  <div className="u-map-card" data-place={place}>
    {children}
  </div>
)
