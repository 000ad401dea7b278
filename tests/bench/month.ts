/**
 * npm run bench:month [-- --days 30]: a month of a force's patrols, 200 devices with a position every 10 seconds of 8 hours a day,
 * joined to 200 places by `cocoon presence` as a stream of CSV. Needs `npm run build` before. The days are alike but for their
 * dates; writing them is not counted.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isoDay } from '../../src/core/base/time.ts'
import { planeOf } from '../../src/core/geometry/plane.ts'
import { timed } from './timed.ts'
import { day, DEVICES, FIXES } from './tracks.ts'

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '30' },
    cli: { type: 'string', default: join(import.meta.dirname, '../../dist-cli/cocoon.js') },
  },
})
if (!existsSync(values.cli)) throw new Error(`${values.cli} is missing: npm run build makes it.`)
const folder = mkdtempSync(join(tmpdir(), 'cocoon-month-'))
try {
  const { tracks, shapes } = day()
  const plane = planeOf('EPSG:27700')
  const places = join(folder, 'places.geojson')
  writeFileSync(
    places,
    JSON.stringify({
      type: 'FeatureCollection',
      features: shapes.map((shape, k) => {
        const [x, y] = shape.kind === 'circle' ? [shape.x, shape.y] : [shape.rings[0][0], shape.rings[0][1]]
        const ring = Array.from({ length: 25 }, (_, i) => {
          const a = ((i % 24) * Math.PI) / 12
          return plane.inverse(x + 200 * Math.cos(a), y + 200 * Math.sin(a))
        })
        const geometry = { type: 'Polygon', coordinates: [ring] }
        return { type: 'Feature', properties: { name: `place ${k}` }, geometry }
      }),
    }),
  )
  const FIRST = 20_758
  const clock = (i: number) => new Date((FIRST * 86_400 + 8 * 3600 + 10 * i) * 1000).toISOString()
  let text = ''
  for (let i = 0; i < FIXES; i++) {
    const time = clock(i)
    tracks.forEach(({ legs: [{ lng, lat }] }, k) => {
      text += `car ${k},${time},${lng[i].toFixed(6)},${lat[i].toFixed(6)}\n`
    })
  }
  const files = Array.from({ length: +values.days }, (_, d) => {
    const file = join(folder, `${d}.csv`)
    writeFileSync(file, 'device,time,lng,lat\n' + text.replaceAll(isoDay(FIRST), isoDay(FIRST + d)))
    return file
  })
  console.log(
    `${cpus().length} × ${cpus()[0]?.model}, Node ${process.versions.node}, load ${loadavg()[0].toFixed(1)}`,
  )
  const run = timed([process.execPath, values.cli, 'presence', ...files, '--places', places, '--json'])
  const { n, places: found } = JSON.parse(run.out) as { n: number; places: { minutes: number }[] }
  const minutes = found.reduce((s, p) => s + p.minutes, 0)
  console.log(
    `${n.toLocaleString('en')} positions of ${DEVICES} devices on ${values.days} days in ${found.length} places, ${minutes.toFixed(0)} minutes there: ${run.seconds.toFixed(1)} s, ${run.processor.toFixed(1)} s of processor, ${run.gb.toFixed(2)} GB`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
