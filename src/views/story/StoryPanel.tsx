/** The story of the chosen incident, in full: what it was, what was there before, what lies around it. */
import './story.css'
import { useState } from 'react'
import { BURGLARY, OFFENCES } from '../../core/base/offences.ts'
import type { Linked } from '../../core/near/story.ts'
import { unitUnknown } from '../../core/table/unit.ts'
import { dictAt, textAt } from '../../core/base/text.ts'
import { dayOf, showDay } from '../../core/base/time.ts'
import { rowsOf } from '../../state/derived.ts'
import { drift, useStore } from '../../state/store.ts'
import { Actions, Button, Facts, IconButton, Notes, TierChip } from '../../ui/index.ts'
import { itsBeat, itsStreet, within } from '../../desk/incidents/OnTheMap.tsx'
import { whenWords } from '../../desk/incidents/incidentWords.ts'
import { count, many } from '../../desk/words.ts'
import { choose, letGo, openCocoon } from './openIncident.ts'
import { LISTED } from './layers.ts'
import { type ChosenStory, useHomesDue, useSaid, useStory } from './useStory.ts'
import {
  awayWords,
  chainWords,
  flagWords,
  gapWords,
  nearWords,
  offenceWords,
  placeWords,
  reportedWords,
} from './words.ts'

/** Incidents one can go to; numbered as on the map where `numbered`. */
function Links({
  chosen,
  links,
  label,
  numbered,
  onGo,
}: {
  chosen: ChosenStory
  links: readonly Linked[]
  label: string
  numbered?: boolean
  onGo: (row: number) => void
}) {
  const [all, setAll] = useState(false)
  const { table } = chosen.incidents
  const shown = all ? links : links.slice(0, LISTED)
  return (
    <>
      <ul className="x-links" aria-label={label}>
        {shown.map((l, k) => (
          <li key={l.row}>
            <button type="button" onClick={() => onGo(l.row)}>
              {numbered && <span className="x-number">{k < LISTED ? k + 1 : ''}</span>}{' '}
              <span className="x-link-when">{showDay(dayOf(table.from[l.row]))}</span>{' '}
              <span className="x-link-gap">{gapWords(l.days)}</span>{' '}
              <span className="x-link-away">
                {numbered ? awayWords(l) : OFFENCES[table.offence[l.row]].short}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {links.length > LISTED && (
        <Button small variant="quiet" onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `All ${count(links.length)}`}
        </Button>
      )}
    </>
  )
}

/** What is known of the incident itself. */
function What({ chosen: { incidents, row } }: { chosen: ChosenStory }) {
  const { table, text } = incidents
  const flags = flagWords(table, row)
  const facts = [
    { label: 'When', value: whenWords(table, row) },
    { label: 'Where', value: textAt(text.address, row) || dictAt(table.street, row) },
    { label: 'Beat', value: dictAt(table.beat, row) },
    { label: 'Recorded as', value: dictAt(table.wording, row) },
    { label: 'Outcome', value: dictAt(table.outcome, row) },
    { label: 'Reported', value: reportedWords(table, row) },
    { label: 'Crime no.', value: textAt(text.id, row) },
    { label: 'Known of it', value: flags.join('; ') },
  ].filter((f) => f.value !== '')
  const mo = textAt(text.mo, row)
  return (
    <>
      <Facts facts={facts} />
      {mo && (
        <>
          <h4>How</h4>
          <p className="x-mo">{mo}</p>
        </>
      )}
    </>
  )
}

/** Its zone and its cocoon, as the other views know them. */
function Standing({ chosen }: { chosen: ChosenStory }) {
  const { incidents, row } = chosen
  const said = useSaid(row)
  const homes = useHomesDue(row)
  const offence = OFFENCES[incidents.table.offence[row]].id
  const burglary = BURGLARY.includes(offence) && incidents.table.source === 'exact'
  const hasHomes = useStore((s) => s.homes !== undefined)
  return (
    <>
      <h4>Tonight</h4>
      <p className="x-standing">
        {said.map(({ screen, says, missing }) =>
          says ? (
            <span key={screen.id}>
              {says.tier && <TierChip tier={says.tier} />} {says.says}{' '}
            </span>
          ) : (
            // what is for tonight must not look like an all-clear while it is not worked out
            missing &&
            screen.group === 'tonight' && (
              <span key={screen.id}>{screen.title} have not been worked out for these filters. </span>
            )
          ),
        )}
        {burglary &&
          (homes === undefined
            ? 'It is on no list of homes of the moment.'
            : homes === 0
              ? 'No home around it is left to visit.'
              : `${many(homes, 'home')} around it still to visit.`)}
      </p>
      <Actions>
        {said
          .filter(({ screen }) => screen.group === 'tonight')
          .map(({ screen }) => (
            <Button key={screen.id} small onClick={() => drift({ view: screen.id })}>
              {screen.title}
            </Button>
          ))}
        {burglary && hasHomes && (
          <Button small icon="home" onClick={() => openCocoon(row)}>
            Homes around it
          </Button>
        )}
      </Actions>
    </>
  )
}

/** Nothing is chosen yet. */
const Unchosen = () => (
  <section className="x-story" aria-label="The story of an incident" tabIndex={-1}>
    <h3>The story of an incident</h3>
    <p className="x-standing">
      Choose one, in the table or on the map: what happened at its place before, what followed nearby, its
      chain and its zone. Arrow keys in the table go from one to the next.
    </p>
  </section>
)

/** The story of the chosen incident. */
export function StoryPanel() {
  const chosen = useStory()
  // the ones gone through to get here, for the way back
  const [trail, setTrail] = useState<{ at: number; rows: readonly number[] }>({ at: -1, rows: [] })
  const filtered = useStore((s) => {
    const row = s.selection?.of === 'incidents' ? s.selection.row : undefined
    if (row === undefined) return false
    const rows = rowsOf(s)
    // rows ascend: a search by halves
    let [a, b] = [0, rows.length]
    while (a < b) {
      const m = (a + b) >>> 1
      if (rows[m] < row) a = m + 1
      else b = m
    }
    return rows[a] !== row
  })
  if (!chosen) return <Unchosen />
  const { incidents, row, story, band } = chosen
  const { table } = incidents
  const back = trail.at === row ? trail.rows : []
  const follow = (to: number) => {
    setTrail({ at: to, rows: [...back, row] })
    choose(to)
  }
  const goBack = () => {
    const to = back[back.length - 1]
    setTrail({ at: to, rows: back.slice(0, -1) })
    choose(to)
  }
  const earlier = story.here?.filter(
    (l) => l.days < 0 || (l.days === 0 && table.from[l.row] <= table.from[row]),
  )
  const later = story.here?.filter((l) => !earlier!.includes(l))
  const chain = chainWords(story, table)
  const placed = Number.isFinite(table.x[row])
  return (
    <section className="x-story" aria-label="The story of an incident" tabIndex={-1}>
      <header className="x-story-head">
        <h3>
          {offenceWords(table, row)}, {placeWords(incidents, row)}
        </h3>
        <IconButton icon="close" label="Let this incident go" onClick={letGo} />
      </header>
      {back.length > 0 && (
        <Button small variant="quiet" icon="left" onClick={goBack}>
          Back to {placeWords(incidents, back[back.length - 1])}
        </Button>
      )}
      {filtered && <p className="x-told">The filters leave this incident out; it is shown all the same.</p>}
      <What chosen={chosen} />
      {story.refused ? (
        <>
          <h4>What cannot be said</h4>
          <p className="x-standing">
            {story.refused} So its place, its near repeats, its chain and its zone are not shown.
          </p>
        </>
      ) : (
        <>
          <h4>Earlier at this place</h4>
          {earlier === undefined ? (
            <p className="x-standing">Its place is not known.</p>
          ) : earlier.length === 0 ? (
            <p className="x-standing">Nothing earlier in this file.</p>
          ) : (
            <Links chosen={chosen} links={earlier} label="Earlier at this place" onGo={follow} />
          )}
          {later && later.length > 0 && (
            <>
              <h4>Later at this place</h4>
              <Links chosen={chosen} links={later} label="Later at this place" onGo={follow} />
            </>
          )}
          <h4>Near repeats</h4>
          {placed ? (
            <p className="x-standing">{nearWords(story, band)}</p>
          ) : (
            <p className="x-standing">It has no coordinates, so nothing near it can be named.</p>
          )}
          {story.near.length > 0 && (
            <Links chosen={chosen} links={story.near} label="Near repeats" numbered onGo={follow} />
          )}
          {chain && (
            <>
              <h4>Its chain</h4>
              <p className="x-standing">{chain}</p>
            </>
          )}
          <Standing chosen={chosen} />
        </>
      )}
      <h4>Show others like it</h4>
      <Actions>
        {placed && !unitUnknown(table) && (
          <Button small icon="target" onClick={() => within(row, band.reach)}>
            All within {count(band.reach)} m of here
          </Button>
        )}
        {dictAt(table.street, row) && (
          <Button small onClick={() => itsStreet(row)}>
            Its street
          </Button>
        )}
        {dictAt(table.beat, row) && (
          <Button small onClick={() => itsBeat(row)}>
            Its beat
          </Button>
        )}
      </Actions>
      {!story.refused && (
        <Notes
          title="How this was reached"
          notes={[
            'The whole file is looked at, whatever is filtered. Days are calendar days between the starts of the windows; metres are straight lines.',
            'Of its kind: burglary, vehicle crime, robbery, theft from the person, or the same wording. The same place: by UPRN, then address, then coordinates.',
            `Distance and days are those set under “Chains” (${count(band.reach)} m, ${many(band.within, 'day')}), both included.`,
            'The usual number counts the same kind in the same circle over the whole file, these included; it knows no trend and no season. More than usual is no proof that one led to another.',
          ]}
        />
      )}
    </section>
  )
}
