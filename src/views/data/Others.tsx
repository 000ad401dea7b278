/** What is loaded besides incidents: addresses, and what the map rests on. */
import { useStore } from '../../state/store.ts'
import { Addresses } from './Addresses.tsx'
import { Actions, Button, Facts, Section } from '../../ui/index.ts'
import { overlayOfAreas } from '../../desk/overlays.ts'
import { many } from '../../desk/words.ts'

export function Others() {
  const boundaries = useStore((s) => s.boundaries)
  const ground = useStore((s) => s.ground)
  const basemap = useStore((s) => s.basemap)
  return (
    <>
      <Addresses />
      <Section title="Ground and boundaries">
        <Facts
          facts={[
            ...ground.map((g) => ({ label: g.name, value: many(g.features.features.length, 'feature') })),
            ...boundaries.map((b) => ({
              label: b.name,
              value: many(b.features.features.length, 'boundary', 'boundaries'),
            })),
            ...(basemap ? [{ label: basemap.name, value: 'local map file' }] : []),
          ]}
        />
        {boundaries.length > 0 && (
          <Actions>
            {boundaries.map((b) => (
              <Button key={b.name} small icon="layers" onClick={() => overlayOfAreas(b)}>
                Only draw {b.name}
              </Button>
            ))}
          </Actions>
        )}
        <p className="a-hint">
          Drop streets or boundaries as GeoJSON, Shapefile or GeoPackage, or a local map as PMTiles. An online
          map can be asked for in Settings.
        </p>
      </Section>
    </>
  )
}
