/** GPX files, good and odd. */
import { describe, expect, it } from 'vitest'
import { minuteOf } from '../../src/core/base/time.ts'
import { drop, only } from './drop.ts'

const head = '<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">'
const point = (lat: number | string, lon: number | string, time = '', tag = 'trkpt') =>
  `<${tag} lat="${lat}" lon="${lon}"><ele>3</ele>${time && `<time>${time}</time>`}</${tag}>`
const trk = (name: string, ...segments: string[]) =>
  `<trk><name>${name}</name>${segments.map((s) => `<trkseg>${s}</trkseg>`).join('')}</trk>`
const open = async (body: string, name = 'walk.gpx') => only(await drop({ [name]: body }), 'tracks')
const sentence = async (body: string) => only(await drop({ 'walk.gpx': body }), 'declined').sentence

describe('GPX', () => {
  it('turns UTC into the UK clock, in summer, in winter and on the night between', async () => {
    const t = await open(
      head +
        trk(
          'Late turn',
          point(52, -1, '2026-07-01T20:15:30Z') +
            point(52.001, -1, '2026-10-25T00:59:00Z') +
            point(52.002, -1, '2026-10-25T01:00:00Z') +
            point(52.003, -1, '2026-01-05T20:15:00+01:00'),
        ) +
        '</gpx>',
    )
    expect(t.tracks).toHaveLength(1)
    expect(t.tracks[0].name).toBe('Late turn')
    const [leg] = t.tracks[0].legs
    expect([...leg.clock]).toEqual([
      minuteOf(2026, 7, 1, 21, 15) + 0.5,
      minuteOf(2026, 10, 25, 1, 59),
      minuteOf(2026, 10, 25, 1, 0),
      minuteOf(2026, 1, 5, 19, 15),
    ])
    expect(leg.utc[2] - leg.utc[1]).toBe(1)
    expect([...leg.lat]).toEqual([52, 52.001, 52.002, 52.003])
  })

  it('keeps each time with its own position where some have none', async () => {
    const t = await open(
      head +
        trk(
          '',
          point(52, -1) +
            point(52.1, -1, '2026-07-01T20:00:00Z') +
            point(52.2, -1, 'soon') +
            point(52.3, -1, '2026-07-01T20:02:00'),
        ) +
        '</gpx>',
    )
    expect([...t.tracks[0].legs[0].utc].map((u) => u - minuteOf(2026, 7, 1, 20))).toEqual([NaN, 0, NaN, 2])
    expect(t.notes.join(' ')).toMatch(/2 positions without a time/)
    expect(t.notes.join(' ')).toMatch(/1 time that could not be read/)
    expect(t.notes.join(' ')).toMatch(/1 time without a zone taken as UTC/)
  })

  it('takes several tracks and segments, passes over empty ones, and says so', async () => {
    const t = await open(
      head +
        trk('A', point(52, -1), '', point(52.1, -1) + point(52.2, -1)) +
        trk('B', '') +
        trk('C', point(53, -1)) +
        '</gpx>',
    )
    expect(t.tracks.map((k) => [k.name, k.legs.map((l) => l.lng.length)])).toEqual([
      ['A', [1, 2]],
      ['C', [1]],
    ])
    expect(t.notes.join(' ')).toMatch(/2 segments without a position/)
    expect(t.notes.join(' ')).toMatch(/No position carries a time/)
  })

  it('reads a byte order mark, a bare root, prefixes and routes', async () => {
    const t = await open(
      '\ufeff<?xml version="1.0"?><gpx>' + `<rte><name>Plan</name>${point(52, -1, '', 'rtept')}</rte></gpx>`,
    )
    expect(t.notes.join(' ')).toMatch(/1 route taken as a track without times/)
    const p = await open(
      '<g:gpx xmlns:g="http://www.topografix.com/GPX/1/1"><g:trk><g:trkseg><g:trkpt lat="52" lon="-1"/></g:trkseg></g:trk></g:gpx>',
    )
    expect(p.tracks[0].legs[0].lng).toHaveLength(1)
  })

  it('leaves impossible positions out and counts them', async () => {
    const t = await open(
      head + trk('', point(52, -1) + point('', -1) + point(95, 0) + point(0, 0) + point('x', 2)) + '</gpx>',
    )
    expect(t.tracks[0].legs[0].lng).toHaveLength(1)
    expect(t.notes.join(' ')).toMatch(/4 positions without usable coordinates/)
  })

  it('tells in a sentence what holds no track', async () => {
    expect(await sentence(head + trk('', '') + '</gpx>')).toMatch(/without a single position/)
    expect(await sentence(head + point(52, -1, '', 'wpt') + '</gpx>')).toMatch(/1 waypoint but no track/)
    expect(await sentence(head + '<trk><trkseg><trkpt lat="5')).toMatch(/breaks off/)
  })
})
