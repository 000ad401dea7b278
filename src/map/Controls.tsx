/** Buttons, scale bar and credits of the map. */
import { useEffect, useState, type ReactNode } from 'react'
import type { MapEngine } from './engine.ts'
import type { Units } from '../core/base/lengths.ts'
import { metresPerPixel, scaleBar } from './graticule.ts'

const Icon = ({ children }: { readonly children: ReactNode }) => (
  <svg
    viewBox="0 0 16 16"
    width="16"
    height="16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    aria-hidden="true"
  >
    {children}
  </svg>
)

/** Zoom, fit and north: each at least 32 pixels, each a plain button. */
export function MapButtons({
  engine,
  calm,
  onFit,
}: {
  readonly engine: MapEngine
  readonly calm: boolean
  readonly onFit?: () => void
}) {
  const [bearing, setBearing] = useState(() => engine.map.getBearing())
  useEffect(() => {
    const { map } = engine
    const turned = () => setBearing(map.getBearing())
    map.on('rotate', turned)
    return () => void map.off('rotate', turned)
  }, [engine])
  const { map } = engine
  const animate = !calm
  return (
    <div className="map-buttons" role="group" aria-label="Map view">
      <button type="button" aria-label="Zoom in" title="Zoom in (+)" onClick={() => map.zoomIn({ animate })}>
        <Icon>
          <path d="M8 3v10M3 8h10" />
        </Icon>
      </button>
      <button
        type="button"
        aria-label="Zoom out"
        title="Zoom out (−)"
        onClick={() => map.zoomOut({ animate })}
      >
        <Icon>
          <path d="M3 8h10" />
        </Icon>
      </button>
      {onFit && (
        <button type="button" aria-label="Show everything" title="Show everything" onClick={onFit}>
          <Icon>
            <path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />
          </Icon>
        </button>
      )}
      <button
        type="button"
        aria-label="Turn north up"
        title={bearing === 0 ? 'North is up' : 'Turn north up'}
        disabled={bearing === 0}
        onClick={() => map.resetNorth({ animate })}
      >
        <svg
          viewBox="0 0 16 16"
          width="16"
          height="16"
          aria-hidden="true"
          style={{ transform: `rotate(${-bearing}deg)` }}
        >
          <path d="M8 1.5 11 8H5z" fill="currentColor" />
          <path d="M8 14.5 5.4 8.6h5.2z" fill="none" stroke="currentColor" />
        </svg>
      </button>
    </div>
  )
}

/** The scale bar, kept true as the map moves. */
export function ScaleBar({ engine, units }: { readonly engine: MapEngine; readonly units?: Units }) {
  const read = () => scaleBar(metresPerPixel(engine.map.getZoom(), engine.map.getCenter().lat), 110, units)
  const [bar, setBar] = useState(read)
  useEffect(() => {
    const { map } = engine
    const moved = () => setBar(scaleBar(metresPerPixel(map.getZoom(), map.getCenter().lat), 110, units))
    map.on('move', moved)
    map.on('resize', moved)
    return () => {
      map.off('move', moved)
      map.off('resize', moved)
    }
  }, [engine, units])
  return (
    <div className="map-scale" style={{ width: bar.pixels }}>
      {bar.label}
    </div>
  )
}
