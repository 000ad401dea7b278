/** Patrols' presence in places, out of positions of any number. */
import { boundariesOnPlane } from '../../core/geometry/onPlane.ts'
import { planeFor } from '../../core/geometry/plane.ts'
import { Presence } from '../../core/geometry/presence.ts'
import { countOf } from '../../core/base/words.ts'
import { type Command, number, Unfit, Usage } from '../command.ts'
import { open } from '../open.ts'
import { positionsIn, type Read } from '../positions.ts'
import { csv, json } from '../text.ts'

const FIELDS = ['device', 'time', 'lng', 'lat'] as const

/** Columns named on the command line. Throws `Usage`. */
function columnsOf(text: string | true | undefined): Partial<Record<(typeof FIELDS)[number], string>> {
  if (typeof text !== 'string') return {}
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [field, ...name] = part.split('=')
      if (!FIELDS.some((f) => f === field.trim()) || name.join('=').trim() === '')
        throw new Usage(
          `--columns: "${part}" is not FIELD=COLUMN with one of the fields ${FIELDS.join(', ')}.`,
        )
      return [field.trim(), name.join('=').trim()]
    }),
  )
}

export const presence: Command = {
  name: 'presence',
  usage: 'POSITIONS.csv[.gz]… --places AREAS [--gap 5] [--columns device=…,time=…,lng=…,lat=…]',
  summary: 'Minutes and visits of patrols in places, from positions of any number, read as a stream.',
  flags: {
    places: { value: 'FILE', help: 'polygons with names, as of --boundaries elsewhere' },
    gap: {
      value: 'MINUTES',
      help: 'between two positions up to so many minutes apart the line between them is presence; default 5',
    },
  },
  output:
    'JSON: {n, devices, recordedMinutes, gaps: {n, minutes}, leftOut: {late, untimed, unplaced}, places: [{name, minutes, visits, devices}], notes}.\nFiles are read in the order given, the positions of a device in the order of time; times are ISO 8601, UTC where no zone stands. Without --json: the places as CSV.',
  async run(call) {
    const { flags, files } = call
    if (files.length === 0) throw new Usage('A file of positions is missing.')
    if (typeof flags.places !== 'string') throw new Usage('--places is missing: polygons with names.')
    const gap = number(flags, 'gap', 5, 0)
    const said = columnsOf(flags.columns)
    const found = (await open(call, [flags.places], {})).filter((o) => o.kind === 'boundaries')
    const first = found[0]?.features.features[0]?.geometry
    if (!first) throw new Unfit(`${flags.places} holds no boundaries; polygons with names were expected.`)
    const [lng, lat] = (first.type === 'Polygon' ? first.coordinates[0] : first.coordinates[0][0])[0]
    const plane = planeFor(lng, lat)
    const areas = boundariesOnPlane(found, plane)
    const sums = new Presence(
      areas.map((a) => ({ kind: 'rings' as const, rings: a.polygons.flat() })),
      plane,
      gap,
    )
    const read: Read = { rows: 0, untimed: 0, unplaced: 0, names: new Map() }
    for await (const piece of positionsIn(files, said, read)) sums.add(piece)
    if (sums.taken === 0) throw new Unfit(`${files.join(', ')}: no row has a time and a place.`)
    const notes = [
      `The line between two positions of a device up to ${gap} minutes apart counts as presence; longer silences do not. A device in a place is not proof that officers were seen there.`,
      ...(sums.late > 0
        ? [
            `${countOf(sums.late, 'position')} left out: a later one of the same device stood before. Sort the files by time.`,
          ]
        : []),
      ...(read.untimed + read.unplaced > 0
        ? [`${countOf(read.untimed + read.unplaced, 'row')} without a time or a place left out.`]
        : []),
    ]
    for (const note of notes) call.say(note)
    const round = (v: number) => Math.round(v * 1000) / 1000
    const places = areas.map(({ name }, k) => ({
      ...{ name, minutes: round(sums.minutes[k]), visits: sums.visits[k], devices: sums.devices[k] },
    }))
    if (flags.json !== true)
      return csv(
        ['name', 'minutes', 'visits', 'devices'],
        places.map((p) => [p.name, p.minutes, p.visits, p.devices]),
      )
    return json({
      ...{ n: sums.taken, devices: read.names.size, recordedMinutes: round(sums.recorded) },
      gaps: { n: sums.gaps.n, minutes: round(sums.gaps.minutes) },
      leftOut: { late: sums.late, untimed: read.untimed, unplaced: read.unplaced },
      ...{ places, notes },
    })
  },
}
