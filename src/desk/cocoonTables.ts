/** The tables of the Cocooning panel. */
import type { CocoonList } from '../cocoon/list.ts'
import { type Units, wayUnit } from '../core/base/lengths.ts'
import { showDay } from '../core/base/time.ts'
import { sharedEnd, withoutEnd } from '../print/index.ts'
import type { TableModel } from '../ui/index.ts'
import { dueColumn } from './useCocoon.ts'
import { roundTitle } from './leaving/roundMap.ts'
import { many } from './words.ts'

/** The homes in walking order. */
export function visitsTable(list: CocoonList): TableModel {
  const v = list.visits
  const rounds = list.rounds.length > 1
  // the town and postcode that all addresses share are said once, not in each row
  const end = sharedEnd(v.map((x) => x.address))
  return {
    caption: rounds ? `Homes, in walking order of ${list.rounds.length} rounds` : 'Homes, in walking order',
    n: v.length,
    key: (i) => String(v[i].order - 1),
    at: (i) => [v[i].lng, v[i].lat],
    columns: [
      {
        key: 'label',
        label: '#',
        kind: 'text',
        value: (i) => (rounds ? `${v[i].round}.${v[i].label}` : v[i].label),
      },
      { key: 'tier', label: 'Tier', kind: 'tier', value: (i) => v[i].tier },
      {
        key: 'address',
        label: end ? `Address, all in ${end}` : 'Address',
        kind: 'text',
        value: (i) => withoutEnd(v[i].address, end),
        detail: (i) => v[i].why + (v[i].flats.length > 0 ? ` · ${many(v[i].flats.length, 'flat')}` : ''),
      },
      dueColumn((i) => v[i].due),
      { key: 'why', label: 'Why', kind: 'text', value: (i) => v[i].why },
      { key: 'flats', label: 'Flats', kind: 'text', value: (i) => v[i].flats.join(', ') },
      {
        key: 'expires',
        label: 'Until',
        kind: 'date',
        value: (i) => v[i].expires,
        show: (i) => showDay(v[i].expires),
      },
    ],
  }
}

/** The rounds with what each takes. */
export function roundsTable(list: CocoonList, units: Units): TableModel {
  const r = list.rounds
  const way = wayUnit(units)
  const of = (i: number) => list.visits.filter((v) => v.round === r[i].number)
  return {
    caption: 'Rounds',
    n: r.length,
    key: (i) => String(r[i].number),
    columns: [
      { key: 'number', label: '#', kind: 'number', digits: 0, value: (i) => r[i].number },
      {
        key: 'where',
        label: 'Round',
        kind: 'text',
        value: (i) => roundTitle(of(i), list),
        detail: (i) => [many(r[i].calls, 'call'), r[i].beats.join(', ')].filter(Boolean).join(' · '),
      },
      { key: 'homes', label: 'Homes', kind: 'number', digits: 0, value: (i) => r[i].homes },
      {
        key: 'length',
        label: 'Walk',
        unit: way.unit,
        kind: 'number',
        digits: 1,
        value: (i) => r[i].length / way.metres,
      },
      { key: 'minutes', label: 'Time', unit: 'min', kind: 'number', digits: 0, value: (i) => r[i].minutes },
    ],
  }
}

/** The burglaries the list was made for. */
export function burglariesTable(list: CocoonList): TableModel {
  const b = list.incidents
  return {
    caption: `${many(b.length, 'burglary', 'burglaries')} behind this list`,
    n: b.length,
    key: (i) => String(b[i].row),
    columns: [
      { key: 'id', label: 'Crime no.', kind: 'text', value: (i) => b[i].id },
      { key: 'age', label: 'Age', unit: 'days', kind: 'number', digits: 0, value: (i) => b[i].age },
      { key: 'status', label: 'Visits', kind: 'text', value: (i) => b[i].status },
      { key: 'repeat', label: 'Repeat', kind: 'text', value: (i) => (b[i].repeat ? 'repeat' : '') },
      { key: 'by', label: 'Home found by', kind: 'text', value: (i) => b[i].by },
      { key: 'fewer', label: 'Fewer homes because', kind: 'text', value: (i) => b[i].fewer.join('; ') },
    ],
  }
}
