/** Did it work? › Cocooning: the verdict on being listed first, on being reached second, and the dose last. */
import { useMemo } from 'react'
import './cocooned.css'
import { Intervals } from '../../charts/index.ts'
import { dayOf, showDay } from '../../core/base/time.ts'
import { showNumber, exactP } from '../../core/base/words.ts'
import { cocoonOutcomes } from '../../core/evaluation/cocoonOutcomes.ts'
import { cocoonNotes, cocoonVerdict } from '../../core/evaluation/cocoonWords.ts'
import { startsDealt, withBeats } from '../../core/evaluation/startsDealt.ts'
import { accountFor } from '../../desk/leaving/account.ts'
import { many } from '../../desk/words.ts'
import { asAt } from '../../state/derived.ts'
import { setParams } from '../../state/change.ts'
import { paramsOf } from '../../state/plan.ts'
import { useStore } from '../../state/store.ts'
import type { LoadedIncidents } from '../../state/types.ts'
import {
  Button,
  Checkbox,
  DataTable,
  DateField,
  Disclosure,
  EmptyState,
  HowSure,
  Notes,
  Notice,
  PanelFoot,
  PanelHead,
  saveFile,
  Section,
} from '../../ui/index.ts'
import { beatDays, beatsOf, beatText, type CocoonsFollowed, followed, SCHEMA } from './model.ts'
import { cocoonsCsv, doseModel, dosesOf, groupsTable, leftOut } from './tables.ts'

/** "−0.01" of a difference, with a true minus. */
const signed = (v: number): string => `${v < 0 ? '−' : '+'}${showNumber(Math.abs(v), 2)}`

const ID = 'cocooned'
const set = (what: string, values: Readonly<Record<string, unknown>>) => setParams(what, ID, SCHEMA, values)

/** When lists began, for all and beat by beat. */
function RollOut({ incidents }: { incidents: LoadedIncidents }) {
  const params = useStore((s) => s.project.params[ID])
  const { since, beats, drawn } = useMemo(
    () => paramsOf({ project: { params: { [ID]: params ?? {} } } }, ID, SCHEMA),
    [params],
  )
  const names = useMemo(() => beatsOf(incidents), [incidents])
  const firstDays = beatDays(beats)
  const give = (beat: string, day: string) => {
    const next = new Map(firstDays)
    if (day) next.set(beat, day)
    else next.delete(beat)
    set('first days of lists', { beats: beatText(next) })
  }
  return (
    <Section title="When lists began">
      <div className="a-form">
        <DateField
          label="All beats, or those not named below"
          value={since}
          onChange={(v) => set('first day of lists', { since: v })}
        />
        {names.length > 1 && (
          <Disclosure title={`Beat by beat: ${firstDays.size} of ${names.length} on a day of their own`}>
            <div className="c-beats">
              {names.map((beat) => {
                const day = firstDays.get(beat) ?? ''
                return (
                  <div key={beat}>
                    <DateField
                      label={beat}
                      value={day === 'never' ? '' : day}
                      onChange={(v) => give(beat, v)}
                    />
                    <Checkbox
                      label="not listed so far"
                      value={day === 'never'}
                      onChange={(v) => give(beat, v ? 'never' : '')}
                    />
                  </div>
                )
              })}
            </div>
          </Disclosure>
        )}
        <Checkbox
          label="The order of the beats was drawn by lot"
          help="Only then do the two groups differ by chance alone."
          value={drawn}
          onChange={(v) => set('drawn by lot', { drawn: v })}
        />
      </div>
    </Section>
  )
}

/** The result of cocoons that were followed. */
function Outcome({ f, drawn }: { f: CocoonsFollowed; drawn: boolean }) {
  const dealt = useMemo(() => startsDealt(f.beats), [f])
  const r = useMemo(() => withBeats(cocoonOutcomes(f.rows), dealt), [f, dealt])
  const verdict = cocoonVerdict(r, { randomised: drawn, dealt })
  const dose = dosesOf(f)
  const item = (key: string, label: string, g: typeof r.itt) => ({
    ...{ key, label, value: g.rateRatio, lower: g.wideCi[0], upper: g.wideCi[1] },
  })
  const [y1, y0] = r.itt.events
  return (
    <>
      <PanelHead title={verdict.sentence}>
        <HowSure
          rows={[
            {
              label: 'How sure',
              says: `Ratio ${showNumber(r.itt.rateRatio, 2)} (95% ${showNumber(r.itt.wideCi[0], 2)}–${showNumber(r.itt.wideCi[1], 2)}), p = ${exactP(r.itt.p)}: ${many(y1, 'near repeat')} after ${many(r.itt.cocoons[0], 'listed burglary', 'listed burglaries')} against ${y0} after ${r.itt.cocoons[1]} not yet listed.`,
            },
            { label: 'Left out', says: leftOut(f) },
            { label: 'Design', says: verdict.level },
          ]}
        />
      </PanelHead>
      {verdict.warnings.length > 0 && <Notice tone="warn">{verdict.warnings[0]}</Notice>}
      <Intervals
        title="Near repeats against the others"
        sentence={`ratios; 1 = as many${Number.isFinite(r.asTreated.rateRatio) ? '. Listed comes first; reached compares people at home with people who are out' : ''}`}
        none={1}
        log
        within={[0.2, 5]}
        intervalLabel="95%"
        items={[
          item('itt', 'Listed', r.itt),
          ...(Number.isFinite(r.asTreated.rateRatio) ? [item('at', 'Reached in 48 h', r.asTreated)] : []),
        ]}
      />
      <DataTable model={groupsTable(r.itt, r.asTreated)} height={130} tools={false} />
      {Number.isFinite(r.cace) && (
        <p className="a-hint">
          Per cocoon reached, being listed went with a difference of {signed(r.cace)} near repeats (95%{' '}
          {signed(r.caceCi[0])} to {signed(r.caceCi[1])}).
        </p>
      )}
      <Section title="Dose">
        {f.told ? (
          <DataTable model={doseModel(dose)} height={190} tools={false} />
        ) : (
          <p className="a-hint">
            What each cocoon got is not known: visits recorded on a phone or typed in from paper do not say
            which burglary they were for, as no crime number leaves the desk with a round. “Week by week”,
            under Delivery, counts the homes that were called on.
          </p>
        )}
      </Section>
      <Notes
        notes={[
          ...cocoonNotes(r, drawn, dealt),
          `Compared are burglaries of homes from ${showDay(dayOf(f.both[0]))} to ${showDay(dayOf(f.both[1]) - 1)}, while some beats were listed and others were not: before and after alone gives no verdict.`,
          'The clock of every burglary starts at its report (else the end of its window) plus 48 hours, listed or not; near repeats are burglaries of homes within 400 m in the 42 days from then on.',
          `Followed up to ${showDay(f.last)}, the last day of which all is known: reports of later days are still coming in.`,
          f.shared > 0
            ? `${many(f.shared, 'near repeat')} lay in the windows of several cocoons and ${f.shared === 1 ? 'was' : 'were'} counted for the first of them alone.`
            : 'No near repeat lay in the windows of two cocoons.',
          'The evidence on cocooning is mixed: no effect is promised here.',
        ]}
      />
    </>
  )
}

/** The panel. */
export function CocoonedPanel() {
  const incidents = useStore((s) => s.incidents)
  const visits = useStore((s) => s.visits)
  const today = useStore((s) => asAt(s).day)
  const params = useStore((s) => s.project.params[ID])
  const values = useMemo(
    () => paramsOf({ project: { params: { [ID]: params ?? {} } } }, ID, SCHEMA),
    [params],
  )
  const f = useMemo(
    () => (incidents ? followed(incidents, visits, values, today) : undefined),
    [incidents, visits, values, today],
  )
  if (!incidents)
    return (
      <EmptyState icon="home" title="No incidents are loaded">
        Drop a file on the page, or open the sample town under Data.
      </EmptyState>
    )
  // of one kind alone there is nothing to hold it against
  const both = typeof f === 'object' && f.rows.some((r) => r.assigned) && f.rows.some((r) => !r.assigned)
  const comparable = both ? f : undefined
  const save = async () => {
    if (comparable && (await accountFor('export', `${many(comparable.rows.length, 'cocoon')} followed up`)))
      saveFile('cocoons-followed.csv', cocoonsCsv(comparable))
  }
  return (
    <>
      {comparable ? (
        <Outcome f={comparable} drawn={values.drawn} />
      ) : (
        <>
          <PanelHead title="Did the doors make a difference?">
            One burglary with the doors around it is the unit. Listed burglaries are held against those of
            beats that were not yet listed at the time.
          </PanelHead>
          <Notice tone={f && typeof f === 'object' ? 'warn' : 'info'}>
            {typeof f === 'string'
              ? f
              : 'No burglary with 42 full days lies in a time when some beats were listed and others were not. One first day for all is before and after alone, which gives no verdict: give at least two beats days of their own, or say which were not listed.'}
          </Notice>
        </>
      )}
      <RollOut incidents={incidents} />
      <PanelFoot>
        <Button
          icon="download"
          barred={!comparable && 'There is no comparison to save, as said above.'}
          onClick={() => void save()}
        >
          Cocoons as CSV
        </Button>
      </PanelFoot>
    </>
  )
}
