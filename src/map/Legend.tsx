/** The legend: signs, letters and class ranges of what is shown. Never colour alone. */
import { useId, useState } from 'react'
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
