/** Ways to choose a place on the map: lasso, circle, corners, a loaded boundary, a distance from an incident. */
import { NEAR_METRES } from '../../core/base/published.ts'
import { useState } from 'react'
import { dictAt } from '../../core/base/text.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { setClause, useStore } from '../../state/store.ts'
import { Button, Menu, NumberField } from '../../ui/index.ts'
import { drawArea } from '../drawing.ts'
import { gesture } from '../gesture.ts'
import { circleAround } from './around.ts'

/** The inspectorate's reach of a near repeat; what "near here" means until told otherwise. */
export const NEAR_HERE = NEAR_METRES

/** Filters by the circle around an incident. The name says the radius and not the place: links carry it. */
export function within(row: number, radius: number): void {
  const table = useStore.getState().incidents?.table
  if (!table || !Number.isFinite(table.x[row]) || !Number.isFinite(table.y[row])) return
  const shape = circleAround(planeOf(table.crs), table.x[row], table.y[row], radius)
  setClause('area', { source: 'area', kind: 'area', name: `Within ${radius} m`, shape }, gesture())
}

/** Filters by the beat of an incident. */
export function itsBeat(row: number): void {
  const beat = dictAt(useStore.getState().incidents!.table.beat, row)
  if (beat) setClause('beat', { source: 'beat', kind: 'beat', beats: [beat] }, gesture())
}

/** Filters by the street of an incident. */
export function itsStreet(row: number): void {
  const street = dictAt(useStore.getState().incidents!.table.street, row)
  if (street) setClause('street', { source: 'street', kind: 'street', streets: [street] }, gesture())
}

/** The row of buttons above the charts. */
export function OnTheMap() {
  const [radius, setRadius] = useState(NEAR_HERE)
  const boundaries = useStore((s) => s.boundaries)
  const chosen = useStore((s) => (s.selection?.of === 'incidents' ? s.selection.row : undefined))
  const placed = useStore((s) => chosen !== undefined && Number.isFinite(s.incidents?.table.x[chosen]))
  const area = useStore((s) => s.project.clauses.find((c) => c.source === 'area'))
  const areas = boundaries.flatMap((b) =>
    b.features.features.map((f, i) => ({
      id: `${b.name} ${i}`,
      label: String(f.properties?.name ?? b.name),
      shape: f.geometry,
    })),
  )
  return (
    <div className="x-map" role="group" aria-label="Choose on the map">
      <span className="x-map-words">On the map</span>
      <Button small icon="lasso" onClick={() => drawArea('lasso')}>
        Lasso
      </Button>
      <Button small icon="target" onClick={() => drawArea('circle')}>
        Circle
      </Button>
      <Button small icon="polygon" onClick={() => drawArea('polygon')}>
        Corners
      </Button>
      {areas.length > 0 && (
        <Menu
          label="Boundary"
          entries={areas.slice(0, 200).map((a) => ({
            id: a.id,
            label: a.label,
            run: () =>
              setClause('area', { source: 'area', kind: 'area', name: a.label, shape: a.shape }, gesture()),
          }))}
        >
          Boundary
        </Menu>
      )}
      {chosen !== undefined && placed && (
        <span className="x-within">
          <Button small onClick={() => within(chosen, radius)}>
            Within
          </Button>
          <NumberField
            label="Metres around the chosen incident"
            min={10}
            max={20_000}
            value={radius}
            onChange={setRadius}
          />
          <span>m of the chosen incident</span>
        </span>
      )}
      {area && (
        <Button small variant="quiet" onClick={() => setClause('area', undefined, gesture())}>
          Everywhere
        </Button>
      )}
    </div>
  )
}
