/** Ways to find more members of a series: by words, by place and time, by car keys, by hand. */
import { planeOf } from '../../core/geometry/plane.ts'
import { readSearch } from '../../core/series/search.ts'
import { areaOnPlane } from '../../core/geometry/onPlane.ts'
import { change, useStore } from '../../state/store.ts'
import { Actions, Button, CheckboxGroup, NumberField, Segmented, TextField } from '../../ui/index.ts'
import { drawArea } from '../../desk/drawing.ts'
import { incidentTip } from '../../desk/incidents/incidentWords.ts'
import { EARLIER } from '../../desk/layerIds.ts'
import { addToSeries } from './addToSeries.ts'
import { type Field, KEY_RULE, type Looking, useLooking } from './candidates.ts'
import type { Bench } from './model.ts'

/** Changes what is looked for. */
export const set = (patch: Partial<Looking>) => useLooking.setState(patch)

const EXAMPLE = 'such as "patio door" OR conservatory -shed'

/** Members by the words of their texts. */
export function Words({ hasMo }: { hasMo: boolean }) {
  const { query, match, fields } = useLooking()
  const read = readSearch(query, match)
  const wrong = query.trim() !== '' && 'problem' in read ? read.problem : undefined
  return (
    <div className="a-form">
      <TextField
        label="Words"
        value={query}
        onChange={(q) => set({ query: q })}
        placeholder={EXAMPLE}
        problem={wrong}
        help={
          'Words side by side must all be there. OR between words takes either. "Quotes" keep words together. A minus leaves out. A star ends a beginning: lock* finds locks. Brackets group. Capitals do not matter.'
        }
      />
      {'says' in read && <p className="a-hint">Read as: {read.says}.</p>}
      <Segmented
        label="A word is found"
        value={match}
        onChange={(m) => set({ match: m })}
        options={[
          { value: 'begins', label: 'at the beginning of words' },
          { value: 'whole', label: 'as a whole word' },
        ]}
      />
      <CheckboxGroup<Field>
        label="Look in"
        value={fields}
        onChange={(f) => set({ fields: f })}
        options={[
          { value: 'mo', label: 'MO', disabled: !hasMo, note: hasMo ? undefined : 'not in this file' },
          { value: 'wording', label: 'Offence wording' },
          { value: 'address', label: 'Address' },
        ]}
      />
    </div>
  )
}

/** Members near by in place and time. */
export function Near() {
  const { metres, days } = useLooking()
  return (
    <div className="a-columns">
      <NumberField
        label="Within"
        unit="m"
        value={metres}
        min={1}
        max={20_000}
        step={50}
        onChange={(m) => set({ metres: m })}
      />
      <NumberField
        label="and"
        unit="days"
        value={days}
        min={0}
        max={730}
        onChange={(d) => set({ days: d })}
      />
    </div>
  )
}

/** Members by car keys that were taken. */
export function Keys({ hasMo }: { hasMo: boolean }) {
  const { keyWords } = useLooking()
  const read = readSearch(keyWords)
  return (
    <div className="a-form">
      <p className="a-hint">{KEY_RULE}</p>
      {hasMo ? (
        <TextField
          label="Words of the MO"
          value={keyWords}
          onChange={(k) => set({ keyWords: k })}
          problem={'problem' in read ? read.problem : undefined}
          help="The same rules as under Words. “No keys taken” has the same words as “keys taken”: read before you add."
        />
      ) : (
        <p className="a-hint">
          This file has no MO text: only pairs of a burglary and a vehicle taken are found.
        </p>
      )}
    </div>
  )
}

/** Puts every incident on the map, early ones too. */
function showIncidents(): void {
  const { shown } = useStore.getState().project
  change('incidents shown', { shown: [...new Set([...shown, 'incidents', EARLIER])] })
}

/** The one chosen on the map or in a table, and drawing round several. */
export function Hand({ bench, known }: { bench: Bench; known: ReadonlySet<number> }) {
  const selection = useStore((s) => s.selection)
  const drawn = useStore((s) => [EARLIER, 'incidents'].every((id) => s.project.shown.includes(id)))
  const { incidents } = bench
  const row = selection && ['incidents', 'series'].includes(selection.of) ? selection.row : undefined
  const chosen = row !== undefined && row < incidents.table.n ? row : undefined
  const tip = chosen === undefined ? undefined : incidentTip(incidents, chosen)
  const draw = (how: 'polygon' | 'lasso' | 'circle') =>
    drawArea(how, (shape) => set({ area: areaOnPlane('Drawn', shape, planeOf(incidents.table.crs)) }))
  return (
    <>
      {tip && chosen !== undefined ? (
        <div className="a-chosen">
          <p>
            <strong>{tip.title}</strong>
            {tip.lines.slice(0, 2).map((l) => (
              <span key={l}>{l}</span>
            ))}
          </p>
          {known.has(chosen) ? (
            <span className="a-hint">in the series</span>
          ) : (
            <Button icon="plus" onClick={() => addToSeries([chosen])}>
              Add it
            </Button>
          )}
        </div>
      ) : (
        <p className="a-hint">Choose an incident on the map or under Incidents to add it here.</p>
      )}
      <Actions>
        {!drawn && (
          <Button icon="eye" onClick={showIncidents}>
            Show all incidents on the map
          </Button>
        )}
        <Button icon="lasso" onClick={() => draw('lasso')}>
          Draw round them
        </Button>
        <Button icon="polygon" onClick={() => draw('polygon')}>
          Corner by corner
        </Button>
        <Button icon="target" onClick={() => draw('circle')}>
          Circle
        </Button>
      </Actions>
    </>
  )
}
