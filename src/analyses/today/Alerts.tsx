/** What stands out by beat, each with why; and where nothing does, what came nearest. */
import { decidingFirst, Disclosure, DataTable, Section, type TableModel } from '../../ui/index.ts'
import { capital, countOf, sayP, showNumber, showP } from '../../core/base/words.ts'
import { fewWindows } from '../../core/table/earlier.ts'
import type { Alert, BeatLook, TodayResult } from './result.ts'
import {
  alertWords,
  inWindow,
  looksWords,
  recordWords,
  showExpected,
  showRange,
  watchWords,
} from './words.ts'

/** At most this many places are listed; the table holds the rest. */
const MOST = 8

/** Alerts of one beat and kind, strongest first, in the order of the strongest. */
const grouped = (alerts: readonly Alert[]): Alert[][] => {
  const groups = new Map<string, Alert[]>()
  for (const a of alerts) {
    const key = `${a.kind} ${a.beat}`
    groups.set(key, [...(groups.get(key) ?? []), a])
  }
  return [...groups.values()]
}

export function Alerts({ result: r, level }: { result: TodayResult; level: number }) {
  if (r.noBeats) return <Section title="Alerts by beat">{r.noBeats}</Section>
  const all = grouped(r.alerts)
  const nearest = r.looks[0]
  const judged = r.looks.filter((l) => !Number.isNaN(l.more)).length
  return (
    <Section
      title={all.length ? 'Alerts by beat' : 'No alert by beat'}
      aside={<span className="t-faint">{showNumber(r.looks.length)} looks</span>}
    >
      {all.length > 0 ? (
        <ol className="t-alerts">
          {all.slice(0, MOST).map((group) => (
            <li key={`${group[0].kind} ${group[0].beat}`}>
              <span className="t-alert-mark" aria-hidden="true">
                ▲
              </span>
              <strong>
                {r.kinds[group[0].kind].label} in {group[0].beat}
              </strong>
              {group.map((a) => (
                <span key={a.window} className="t-alert-why">
                  <b>{showNumber(a.count)}</b> {inWindow(r.lookBack.windows[a.window])},{' '}
                  {showExpected(a.expected)} expected, {sayP(a.more)}
                </span>
              ))}
            </li>
          ))}
        </ol>
      ) : (
        <p className="t-none">
          {judged === 0
            ? 'No beat can be judged yet.'
            : `None of ${countOf(judged, 'look')} stands out from chance.`}
          {r.unjudged?.map(
            (u) => ` ${capital(r.lookBack.windows[u.window].label)}: ${fewWindows(u.windows, u.unit)}.`,
          )}
          {nearest && !Number.isNaN(nearest.more) && ` The nearest: ${alertWords(nearest, r)}.`}
        </p>
      )}
      {all.length > 0 && (
        <p className="t-faint">
          {all.length > MOST && `${all.length - MOST} further in the table. `}
          Each {looksWords(r.looks.length, level)}.
        </p>
      )}
      {r.watch.length > 0 && (
        <>
          <p>Watch, no alert:</p>
          <ul className="t-words">
            {r.watch.slice(0, MOST).map((a) => (
              <li key={keyOf(a)}>{watchWords(a, r)}</li>
            ))}
          </ul>
          {r.watch.length > MOST && (
            <p className="t-faint">{showNumber(r.watch.length - MOST)} further in the table.</p>
          )}
        </>
      )}
      {r.record && <p className="t-faint">{recordWords(r.record)}.</p>}
      <Disclosure title="Every look by beat, as a table">
        <DataTable model={looksTable(r)} file="cocoon-today-beats" height={280} />
      </Disclosure>
    </Section>
  )
}

/** Every beat × kind × window, smallest p first. */
export function looksTable(r: TodayResult): TableModel {
  const { looks, kinds, lookBack } = r
  const alerts = new Set(r.alerts.map(keyOf))
  const watch = new Set(r.watch.map(keyOf))
  const number = (key: string, label: string, digits: number, value: (l: BeatLook) => number) => ({
    key,
    label,
    kind: 'number' as const,
    digits,
    value: (i: number) => value(looks[i]),
  })
  const chance = (key: string, label: string, value: (l: BeatLook) => number) => ({
    ...number(key, label, 4, value),
    show: (i: number) => showP(value(looks[i])),
  })
  const table: TableModel = {
    caption: 'Looks by beat, smallest p first',
    n: looks.length,
    key: (i) => keyOf(looks[i]),
    columns: [
      { key: 'beat', label: 'Beat', kind: 'text', value: (i) => looks[i].beat },
      { key: 'kind', label: 'Kind', kind: 'text', value: (i) => kinds[looks[i].kind].label },
      { key: 'window', label: 'Window', kind: 'text', value: (i) => lookBack.windows[looks[i].window].label },
      number('count', 'Count', 0, (l) => l.count),
      number('expected', 'Expected', 1, (l) => l.expected),
      {
        ...number('high', 'Range', 0, (l) => l.high),
        show: (i: number) => showRange(looks[i], '–'),
      },
      chance('p', 'p', (l) => l.more),
      chance('q', 'Adjusted', (l) => l.q),
      {
        key: 'alert',
        label: 'Alert',
        kind: 'text',
        value: (i) => (alerts.has(keyOf(looks[i])) ? '▲ alert' : watch.has(keyOf(looks[i])) ? 'watch' : ''),
      },
    ],
  }
  return decidingFirst(table, ['kind', 'window', 'p', 'q', 'count'])
}

const keyOf = (l: BeatLook) => `${l.kind} ${l.window} ${l.beat}`
