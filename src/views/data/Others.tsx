/** What is loaded besides incidents: addresses, and what the map rests on. */
import { withHomes } from '../../desk/files/areaHomes.ts'
import { type Boundaries, setSession, useStore } from '../../state/store.ts'
import { Addresses } from './Addresses.tsx'
import { Actions, askForFiles, Button, Facts, Section, toast } from '../../ui/index.ts'
import { textOf } from '../../import/formats/bytes.ts'
import { overlayOfAreas } from '../../desk/overlays.ts'
import { many } from '../../desk/words.ts'

/** Asks for a CSV of homes by area and puts them into the areas, for rates. */
function addHomes(b: Boundaries): void {
  askForFiles(
    async ([file]) => {
      try {
        const { boundaries, says } = withHomes(b, textOf(new Uint8Array(await file.arrayBuffer())), file.name)
        setSession({ boundaries: useStore.getState().boundaries.map((x) => (x === b ? boundaries : x)) })
        toast({ text: says })
      } catch (error) {
        toast({ text: (error as Error).message, tone: 'bad' })
      }
    },
    { accept: '.csv,.txt,.tsv' },
  )
}

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
            {boundaries.map((b) => (
              <Button key={`homes ${b.name}`} small icon="home" onClick={() => addHomes(b)}>
                Homes of {b.name} from a CSV…
              </Button>
            ))}
          </Actions>
        )}
        <p className="a-hint">
          Drop streets or boundaries as GeoJSON, Shapefile or GeoPackage, or a local map as PMTiles. An online
          map can be asked for in Settings. Of Britain the page brings coasts and names of towns, no outlines
          of forces or beats.
        </p>
      </Section>
    </>
  )
}
