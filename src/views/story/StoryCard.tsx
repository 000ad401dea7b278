/** The chosen incident as a card over the map, with the way to its story. */
import './story.css'
import { useStore } from '../../state/store.ts'
import { Button, IconButton, MapCard } from '../../ui/index.ts'
import { useDrawer } from '../../desk/frame.ts'
import { within } from '../../desk/incidents/OnTheMap.tsx'
import { incidentTip } from '../../desk/incidents/incidentWords.ts'
import { count } from '../../desk/words.ts'
import { letGo, openStory } from './openIncident.ts'
import { useStory } from './useStory.ts'
import { briefWords } from './words.ts'

/** Nothing while no incident is chosen. Escape closes it. */
export function StoryCard() {
  const chosen = useStory()
  const inTable = useDrawer((s) => s.open && s.tab === 'incidents')
  const playing = useStore((s) => s.replay !== undefined)
  // beside the table the story itself stands; of a day being played the banner stands in its place
  if (!chosen || inTable || playing) return null
  const { incidents, row, story, band } = chosen
  const tip = incidentTip(incidents, row)
  const placed = Number.isFinite(incidents.table.x[row])
  return (
    <MapCard place="top-left">
      <section
        className="x-card"
        aria-label="The chosen incident"
        onKeyDown={(e) => {
          if (e.key !== 'Escape') return
          e.stopPropagation()
          letGo()
        }}
      >
        <div className="x-card-head">
          <strong>{tip.title}</strong>
          <IconButton icon="close" label="Close" onClick={letGo} />
        </div>
        {tip.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {!story.refused && <p className="x-card-links">{briefWords(story)}</p>}
        <div className="x-card-actions">
          <Button small variant="primary" onClick={openStory}>
            Its story
          </Button>
          {placed && (
            <Button small onClick={() => within(row, band.reach)}>
              Within {count(band.reach)} m
            </Button>
          )}
        </div>
      </section>
    </MapCard>
  )
}
