/** The frame of the page: title bar, navigation, panel, map and strip; a rail at 900 px, a sheet on a phone. */
import { useState, type CSSProperties, type ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

export interface FrameProps {
  readonly title: ReactNode
  readonly nav: ReactNode
  readonly panel: ReactNode
  /** the map; fills its area */
  readonly main: ReactNode
  /** under the map; on a phone under the panel */
  readonly strip?: ReactNode
  /** the panel takes two thirds of the width, for a table or a briefing */
  readonly wide?: boolean
  /** names of the areas for a screen reader */
  readonly panelLabel?: string
  readonly mainLabel?: string
  readonly stripLabel?: string
}

/** Lays out the five areas. Desktop: side by side. At 900 px the navigation is a rail of icons. At 640 px: map above, panel as a sheet below it that can be pulled up, navigation as a bar at the bottom. */
export function Frame({
  title,
  nav,
  panel,
  main,
  strip,
  wide,
  panelLabel = 'Panel',
  mainLabel = 'Map',
  stripLabel = 'Timeline',
}: FrameProps) {
  const [tall, setTall] = useState(false)
  return (
    <div className="u-frame" data-wide={wide || undefined} data-tall={tall || undefined}>
      <a className="u-skip" href="#panel">
        Skip to the panel
      </a>
      <header className="u-frame-title">{title}</header>
      <nav className="u-frame-nav" aria-label="Views">
        {nav}
      </nav>
      <div className="u-frame-body">
        <button type="button" className="u-frame-grip" aria-expanded={tall} onClick={() => setTall(!tall)}>
          <span className="u-hidden">Panel over the map</span>
        </button>
        <section className="u-frame-panel" id="panel" aria-label={panelLabel} tabIndex={-1}>
          {panel}
        </section>
        {strip && (
          <section className="u-frame-strip" aria-label={stripLabel}>
            {strip}
          </section>
        )}
      </div>
      <main className="u-frame-main" aria-label={mainLabel}>
        {main}
      </main>
    </div>
  )
}

export interface NavItem {
  readonly id: string
  readonly label: string
  readonly icon: IconName
  /** a count or a word at the right, such as "61 due" */
  readonly note?: ReactNode
}

/** The list of views; a rail of icons when narrow and a bar of tabs on a phone. */
export const NavList = ({
  items,
  current,
  onGo,
}: {
  items: readonly NavItem[]
  current: string
  onGo: (id: string) => void
}) => (
  <ul className="u-nav">
    {items.map((n) => (
      <li key={n.id}>
        <button
          type="button"
          title={n.label}
          aria-current={n.id === current ? 'page' : undefined}
          onClick={() => onGo(n.id)}
        >
          <Icon name={n.icon} />
          <span className="u-nav-label">{n.label}</span>
          {n.note !== undefined && <span className="u-nav-note">{n.note}</span>}
        </button>
      </li>
    ))}
  </ul>
)

/** A part of the navigation under its own small heading, such as "On the map"; not shown on rail and phone. */
export const NavGroup = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="u-nav-group" aria-label={title}>
    <h2>{title}</h2>
    {children}
  </section>
)

export interface LayerRow {
  readonly id: string
  readonly label: string
  /** class of the swatch: a token name without dashes, such as "tier-b", "accent", "ink" */
  readonly swatch: string
  readonly on: boolean
  readonly note?: ReactNode
}

/** Layers that can be shown or hidden, with their colour and count. */
export const LayerList = ({
  layers,
  onToggle,
}: {
  layers: readonly LayerRow[]
  onToggle: (id: string, on: boolean) => void
}) => (
  <ul className="u-layers">
    {layers.map((l) => (
      <li key={l.id}>
        <label>
          <input
            type="checkbox"
            checked={l.on}
            style={{ '--swatch': `var(--${l.swatch})` } as CSSProperties}
            onChange={(e) => onToggle(l.id, e.target.checked)}
          />
          <span>{l.label}</span>
          <span className="u-nav-note">{l.on ? l.note : 'off'}</span>
        </label>
      </li>
    ))}
  </ul>
)

/** The line of the title bar: name, what is being looked at, then chips and buttons at the right. */
export const TitleBar = ({
  name,
  about,
  children,
}: {
  name: string
  /** file, incidents, period, precision */
  about?: ReactNode
  /** chips, buttons, marking */
  children?: ReactNode
}) => (
  <div className="u-title">
    <h1>{name}</h1>
    <div className="u-title-about">{about}</div>
    <div className="u-title-tools">{children}</div>
  </div>
)

/** A card that floats over the map: a tooltip that was pinned, a legend. */
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
