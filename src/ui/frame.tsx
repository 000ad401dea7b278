/** The frame of the page: title bar, navigation, panel, map and strip; a rail at 900 px, a sheet on a phone. */
import { useState, type ReactNode } from 'react'
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

/** A part of the navigation under its own small heading; the heading goes on rail and phone. */
export const NavSection = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="u-nav-group" aria-label={title}>
    <h2>{title}</h2>
    <ul className="u-nav">{children}</ul>
  </section>
)

/** One view of the navigation; the eye beside it keeps what it draws on the map. A thing that is only drawn has no `onGo`. */
export const NavItem = ({
  label,
  icon,
  note,
  current,
  onGo,
  eye,
}: {
  label: string
  icon?: IconName
  /** a count or a word at the right, such as "61 due" */
  note?: ReactNode
  current?: boolean
  onGo?: () => void
  eye?: { readonly on: boolean; readonly label: string; readonly onToggle: () => void }
}) => (
  <li data-only={onGo ? undefined : ''}>
    {onGo ? (
      <button
        type="button"
        className="u-nav-go"
        title={label}
        aria-current={current ? 'page' : undefined}
        onClick={onGo}
      >
        {icon && <Icon name={icon} />}
        <span className="u-nav-label">{label}</span>
        {note !== undefined && <span className="u-nav-note">{note}</span>}
      </button>
    ) : (
      <span className="u-nav-only">{label}</span>
    )}
    {eye && (
      <button
        type="button"
        className="u-nav-eye"
        aria-pressed={eye.on}
        aria-label={eye.label}
        title={eye.label}
        onClick={eye.onToggle}
      >
        <Icon name={eye.on ? 'eye' : 'eye-off'} />
      </button>
    )}
  </li>
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
