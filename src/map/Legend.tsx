/** The legend: signs, letters and class ranges of what is shown. Never colour alone. */
import { useEffect, useId, useRef, useState } from 'react'
import type { LayerGroup } from './kit.ts'
import { legendOf, type LegendLine, type Sign } from './legendModel.ts'
import { inkVariables, THEMES, type ThemeName } from './theme.ts'

/** Which groups to explain, in which colours. */
export interface LegendProps {
  readonly layers: readonly LayerGroup[]
  readonly theme: ThemeName
  /** starts folded, as on a narrow screen */
  readonly folded?: boolean
  /** hears when it is opened or folded, to remember it */
  readonly onFold?: (open: boolean) => void
}

function SignMark({ sign, theme }: { readonly sign: Sign; readonly theme: ThemeName }) {
  if (sign.type === 'chip')
    return (
      <span
        className="map-chip"
        style={{ background: `var(--chip-${sign.ink})`, color: `var(--on-${sign.ink})` }}
      >
        {sign.text}
      </span>
    )
  if (sign.type === 'swatch')
    return (
      <span
        className={sign.hatched ? 'map-swatch map-hatched' : 'map-swatch'}
        style={{ backgroundColor: sign.colour }}
        aria-hidden="true"
      />
    )
  const { mark, fill, fillOpacity } = THEMES[theme].ink[sign.ink]
  const halo = THEMES[theme].halo
  const line = { stroke: mark, strokeWidth: 2.2 }
  return (
    <svg className="map-sign" viewBox="0 0 18 14" width="18" height="14" aria-hidden="true">
      {sign.type === 'dot' && <circle cx="9" cy="7" r="4.4" fill={mark} stroke={halo} strokeWidth="1.4" />}
      {sign.type === 'ring' && <circle cx="9" cy="7" r="4.4" fill="none" {...line} />}
      {sign.type === 'square' && <rect x="4.5" y="2.5" width="9" height="9" fill={mark} stroke={halo} />}
      {sign.type === 'diamond' && <path d="M9 1l6 6-6 6-6-6z" fill={mark} stroke={halo} />}
      {sign.type === 'triangle' && <path d="M9 1l6.5 11.5h-13z" fill={mark} stroke={halo} />}
      {sign.type === 'line' && <path d="M1 7h16" {...line} />}
      {sign.type === 'dash' && <path d="M1 7h16" {...line} strokeDasharray="4 3" />}
      {(sign.type === 'area' || sign.type === 'outline') && (
        <rect
          x="1.5"
          y="1.5"
          width="15"
          height="11"
          rx="2"
          fill={fill}
          fillOpacity={sign.type === 'area' ? fillOpacity : 0}
          stroke={mark}
          strokeWidth="1.6"
        />
      )}
    </svg>
  )
}

const Line = ({ line, theme }: { readonly line: LegendLine; readonly theme: ThemeName }) => (
  <li className="map-legend-line">
    <SignMark sign={line.sign} theme={theme} />
    <span>
      {line.text}
      {line.note && <small className="map-note">{line.note}</small>}
    </span>
  </li>
)

/** A pinned group in the strip: where it comes from, and the way to let it go. */
export interface Pin {
  /** id of the group */
  readonly id: string
  readonly from: string
  readonly onRelease: () => void
}

const Group = ({
  group,
  theme,
  pin,
}: {
  readonly group: ReturnType<typeof legendOf>[number]
  readonly theme: ThemeName
  readonly pin?: Pin
}) => (
  <div className="map-strip-group" data-pinned={pin ? '' : undefined}>
    {!(
      group.blocks.length === 1 && (group.blocks[0].title ?? group.blocks[0].lines[0].text) === group.title
    ) && <strong>{group.title}</strong>}
    {group.blocks.map((b) => (
      <div key={b.key} className="map-strip-block">
        {b.title && b.title !== group.title && <span className="map-strip-title">{b.title}</span>}
        <ul>
          {b.lines.map((l, i) => (
            <Line key={i} line={l} theme={theme} />
          ))}
        </ul>
      </div>
    ))}
    {pin && (
      <>
        <span className="map-strip-from">from {pin.from}</span>
        <button type="button" aria-label={`Let go of ${group.title}`} onClick={pin.onRelease}>
          <span aria-hidden="true">×</span>
        </button>
      </>
    )}
  </div>
)

/**
 * The legend as one line above the map, only of what is shown; what does not fit stands behind "+2". It covers nothing
 * until it is unfolded.
 */
export function LegendStrip({
  layers,
  theme,
  pins,
  first,
}: {
  readonly layers: readonly LayerGroup[]
  readonly theme: ThemeName
  readonly pins: readonly Pin[]
  /** id of the group in front: told first */
  readonly first?: string
}) {
  const isPin = (g: { readonly id: string }) => pins.some((p) => p.id === g.id)
  // what is in front comes first, what is pinned last
  const groups = legendOf(layers, theme).sort(
    (a, b) => Number(isPin(a)) - Number(isPin(b)) || Number(b.id === first) - Number(a.id === first),
  )
  const [all, setAll] = useState(false)
  const [hidden, setHidden] = useState(0)
  const row = useRef<HTMLDivElement>(null)
  const key = groups.map((g) => `${g.id} ${g.blocks.map((b) => b.lines.length).join()}`).join('|')
  useEffect(() => {
    const box = row.current
    if (!box) return
    const measure = () => {
      const items = [...box.querySelectorAll('li, .map-strip-from')]
      const end = box.getBoundingClientRect()
      setHidden(
        items.filter(
          (i) =>
            i.getBoundingClientRect().top >= end.bottom - 8 ||
            i.getBoundingClientRect().right > end.right + 1,
        ).length,
      )
    }
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(box)
    return () => watch.disconnect()
  }, [key])
  const parts = groups.map((g) => (
    <Group key={g.id} group={g} theme={theme} pin={pins.find((p) => p.id === g.id)} />
  ))
  return (
    <section className="map-strip" aria-label="Legend of the map" style={inkVariables(theme)}>
      <div className="map-strip-row" ref={row}>
        {parts.length > 0 ? parts : <span className="map-strip-title">Nothing is drawn here</span>}
      </div>
      {hidden > 0 && (
        <button type="button" className="map-strip-more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Close' : `+${hidden}`}
          <span className="map-unseen">{all ? ' the legend' : ' more in the legend'}</span>
        </button>
      )}
      {all && hidden > 0 && (
        <div className="map-strip-all" tabIndex={0} role="group" aria-label="The whole legend">
          {parts}
        </div>
      )}
    </section>
  )
}

/** Folds away; groups follow the order of the map, the topmost first. Nothing when nothing is shown. */
export function Legend({ layers, theme, folded = false, onFold }: LegendProps) {
  const [open, setOpen] = useState(!folded)
  const id = useId()
  const groups = legendOf(layers, theme)
  if (groups.length === 0) return null
  return (
    <section className="map-legend" aria-label="Legend of the map" style={inkVariables(theme)}>
      <button
        type="button"
        className="map-legend-fold"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          setOpen(!open)
          onFold?.(!open)
        }}
      >
        Legend <span aria-hidden="true">{open ? '▾' : '▴'}</span>
      </button>
      {/* a long legend scrolls, so the keyboard must be able to stand on it */}
      <div id={id} hidden={!open} className="map-legend-body" tabIndex={0} role="group" aria-label="Legend">
        {groups.map((g) => (
          <div key={g.id} className="map-legend-group">
            {/* a group whose only line repeats its title needs no heading */}
            {!(g.blocks.length === 1 && (g.blocks[0].title ?? g.blocks[0].lines[0].text) === g.title) && (
              <h3>{g.title}</h3>
            )}
            {g.blocks.map((b) => (
              <div key={b.key}>
                {b.title && !(b.title === g.title) && <h4>{b.title}</h4>}
                <ul>
                  {b.lines.map((l, i) => (
                    <Line key={i} line={l} theme={theme} />
                  ))}
                </ul>
              </div>
            ))}
          </div>
        ))}
      </div>
    </section>
  )
}
