/** Places of a plan or of its comparison: chosen from what there is, or drawn, listed, taken off. */
import { useState } from 'react'
import type { PlanPlace } from '../../core/evaluation/planRecord.ts'
import { useCocoon } from '../../desk/useCocoon.ts'
import { drawArea } from '../../desk/drawing.ts'
import { many } from '../../desk/words.ts'
import { useStore } from '../../state/store.ts'
import { Button, Chip, Select } from '../../ui/index.ts'
import { areaPlaces, cocoonPlaces, hotspotPlaces, type Offered } from './places.ts'

type Hotspots = { readonly hotspots?: Parameters<typeof hotspotPlaces>[0] }

/** Everything that can be chosen without drawing. */
function useOffered(): { readonly from: string; readonly offered: readonly Offered[] }[] {
  const boundaries = useStore((s) => s.boundaries)
  const found = useStore((s) => (s.runs.hotspots?.made?.result as Hotspots | undefined)?.hotspots)
  const cocoon = useCocoon()
  const cocoons = cocoon?.kind === 'doors' ? cocoonPlaces(cocoon.list) : []
  return [
    { from: 'a hotspot', offered: found ? hotspotPlaces(found) : [] },
    { from: 'a beat or area', offered: areaPlaces(boundaries) },
    {
      from: 'cocoons of the list',
      offered: cocoons.length
        ? [{ id: 'all', label: `All ${cocoons.length} of Doors`, places: cocoons }]
        : [],
    },
  ].filter((g) => g.offered.length > 0)
}

/** The field. `add` and `drop` are told of places; the caller keeps them. */
export function PlacesField({
  label,
  places,
  add,
  drop,
}: {
  label: string
  places: readonly PlanPlace[]
  add: (places: readonly PlanPlace[]) => void
  drop: (index: number) => void
}) {
  const groups = useOffered()
  const hotspots = useStore((s) => s.runs.hotspots?.made !== undefined)
  const [, setPicked] = useState('')
  return (
    <div className="p-places" role="group" aria-label={label}>
      {places.length > 0 && (
        <ul className="p-chips">
          {places.map((p, i) => (
            <li key={`${p.name} ${i}`}>
              <Chip removeLabel={`Take out ${p.name}`} onRemove={() => drop(i)}>
                {p.name}
              </Chip>
            </li>
          ))}
        </ul>
      )}
      <div className="p-add">
        {groups.map((g) => (
          <Select
            key={g.from}
            label={`Add ${g.from}`}
            value=""
            onChange={(id) => {
              const chosen = g.offered.find((o) => o.id === id)
              setPicked(id)
              if (chosen) add(chosen.places)
            }}
            options={[
              { value: '', label: 'Choose…' },
              ...g.offered.map((o) => ({ value: o.id, label: o.label })),
            ]}
          />
        ))}
        <Button
          icon="polygon"
          onClick={() =>
            drawArea('polygon', (shape) =>
              add([{ name: `Drawn area ${places.length + 1}`, shape, from: 'drawn' }]),
            )
          }
        >
          Draw on the map
        </Button>
      </div>
      <p className="a-hint">
        {places.length > 0 ? `${many(places.length, 'place')}. ` : ''}
        {hotspots ? '' : 'Hotspots can be chosen once Density has been worked out under Where. '}
        The exact test of pairs needs six places or more.
      </p>
    </div>
  )
}
