/** Buildings and addresses along the streets. */
import { along, lengthOf, rectangle } from './geometry.ts'
import { patchNear, type Land } from './land.ts'
import { Names } from './names.ts'
import { Carriageways, Placed, type Building } from './placing.ts'
import { STATION, type XY } from './plan.ts'
import { QUARTERS, type Style } from './quarters.ts'
import { randomFrom, subSeed, type Random } from './random.ts'
import type { Street } from './streets.ts'

/** One line of the address file, before keys, postcode and beat are given. */
export interface Door {
  /** index of the building it stands in */
  readonly building: number
  /** AddressBase-like class: RD02 detached, RD03 semi, RD04 terraced, RD06 flat, PP shell, C… other uses */
  readonly code: string
  readonly flat: string
  readonly name: string
  /** house number with letter, '' for a named house */
  readonly number: string
  readonly street: number
  readonly at: XY
  /** index of the shell's door, -1 */
  readonly parent: number
  readonly quarter: number
  /** the door stands at the head of a close */
  readonly head: boolean
}

/** Widths along the street, depths, set-back of the front from the street's middle, and gaps, metres. */
const PLOT: Record<
  Style,
  { plot: number; width: number; depth: number; front: number; missing: number; class: string }
> = {
  centre: { plot: 8.4, width: 8.4, depth: 15, front: 6.5, missing: 0.04, class: 'CR08' },
  terrace: { plot: 6.4, width: 6.4, depth: 9.5, front: 7.5, missing: 0.012, class: 'RD04' },
  semi: { plot: 11, width: 7.8, depth: 9, front: 13, missing: 0.04, class: 'RD03' },
  postwar: { plot: 9.6, width: 7.8, depth: 8.4, front: 12, missing: 0.09, class: 'RD03' },
  modern: { plot: 11.5, width: 8, depth: 9, front: 9.5, missing: 0.03, class: 'RD02' },
  lowrise: { plot: 36, width: 26, depth: 11, front: 11, missing: 0.16, class: 'RD06' },
  towers: { plot: 11, width: 7, depth: 8.4, front: 11, missing: 0.1, class: 'RD04' },
  village: { plot: 27, width: 12, depth: 9.5, front: 14, missing: 0.22, class: 'RD02' },
  industry: { plot: 58, width: 42, depth: 26, front: 18, missing: 0.22, class: 'CI04' },
  open: { plot: 60, width: 12, depth: 10, front: 20, missing: 0.8, class: 'RD02' },
}

interface Site {
  readonly at: XY
  readonly dir: XY
  /** metres from the start of the street */
  readonly d: number
  readonly side: 1 | -1
  readonly building: number
  readonly head: boolean
  readonly style: Style
  readonly quarter: number
}

/** Builds up every street, in an order that gives frontages to the main roads first. */
export function buildHouses(
  land: Land,
  streets: readonly Street[],
  seed: number,
): { buildings: Building[]; doors: Door[] } {
  const placed = new Placed()
  const ways = new Carriageways(streets)
  const doors: Door[] = []
  const names = new Names(randomFrom(subSeed(seed, 'house names')))
  const quarterOf = new Map(QUARTERS.map((q, i) => [patchNear(land, q.at), i]))

  const tryPlace = (at: XY, dir: XY, w: number, d: number, gap: number): number => {
    const corners = rectangle(at, dir, w, d)
    if (!corners.every((c) => land.at(c[0], c[1]) > 0)) return -1
    if (!ways.clear(at, dir, w, d, gap)) return -1
    if (!placed.free(rectangle(at, dir, w * 0.9, d * 0.94))) return -1
    return placed.add(corners, at)
  }

  const walk = (street: Street, random: Random): Site[] => {
    const sites: Site[] = []
    const total = lengthOf(street.line)
    for (const side of [1, -1] as const) {
      let d = 4 + random.between(0, 4)
      let pairLeft = 0
      let gapLeft = 0
      while (d < total) {
        const probe = along(street.line, d)
        const normal: XY = [-probe.dir[1] * side, probe.dir[0] * side]
        const back: XY = [probe.at[0] + normal[0] * 20, probe.at[1] + normal[1] * 20]
        const q = quarterOf.get(land.at(back[0], back[1]))
        if (q === undefined) {
          d += 6
          continue
        }
        let style = street.quarter < 0 ? QUARTERS[q].style : street.style
        if (style === 'towers' && street.quarter < 0) style = 'semi'
        if (style === 'modern' && street.quarter < 0) style = 'semi'
        const { plot, width, depth, front, missing } = PLOT[style]
        const far =
          front +
          (street.class === 'main' ? 4 : 0) +
          depth / 2 +
          (style === 'modern' || style === 'village' ? random.between(0, 3) : 0)
        // on a bend the house line is longer or shorter than the street: step so that fronts meet
        const wanted = style === 'modern' || style === 'village' ? plot * random.between(0.9, 1.2) : plot
        const next = along(street.line, d + wanted)
        const front2 = (p: { at: XY; dir: XY }): XY => [
          p.at[0] - p.dir[1] * side * far,
          p.at[1] + p.dir[0] * side * far,
        ]
        const [f0, f1] = [front2(probe), front2(next)]
        const stretch = Math.hypot(f1[0] - f0[0], f1[1] - f0[1]) / wanted
        const step = wanted / Math.min(1.5, Math.max(0.6, stretch))
        const middle = along(street.line, d + step / 2)
        const out = far
        // halves of a semi lean towards each other
        const lean =
          style === 'semi' || style === 'postwar' ? ((plot - width) / 2) * (pairLeft === 1 ? -1 : 1) : 0
        const at: XY = [
          middle.at[0] - middle.dir[1] * side * out + middle.dir[0] * lean,
          middle.at[1] + middle.dir[0] * side * out + middle.dir[1] * lean,
        ]
        d += step
        if (pairLeft === 0) pairLeft = 1
        else pairLeft = 0
        if (gapLeft > 0) {
          gapLeft--
          continue
        }
        if (random.chance(missing)) {
          gapLeft = style === 'terrace' ? 3 : 0
          continue
        }
        const wide =
          style === 'industry' || style === 'lowrise'
            ? width * random.between(0.75, 1.15)
            : style === 'modern'
              ? width * random.between(0.85, 1.1)
              : width
        const deep = style === 'industry' ? depth * random.between(0.7, 1.2) : depth
        const building = tryPlace(
          at,
          middle.dir,
          wide,
          deep,
          style === 'centre' || style === 'terrace' ? 5 : 7,
        )
        if (building < 0) {
          pairLeft = 0
          d -= step * (style === 'lowrise' || style === 'industry' ? 0.8 : 0.5)
          continue
        }
        sites.push({ at, dir: middle.dir, d: d - step / 2, side, building, head: false, style, quarter: q })
      }
    }
    if (street.close) {
      // three houses look down the close from its head
      const end = along(street.line, total)
      for (const turn of [-0.75, 0, 0.75]) {
        const [c, sn] = [Math.cos(turn), Math.sin(turn)]
        const dir: XY = [end.dir[0] * c - end.dir[1] * sn, end.dir[0] * sn + end.dir[1] * c]
        const at: XY = [end.at[0] + dir[0] * 16, end.at[1] + dir[1] * 16]
        const building = tryPlace(at, [-dir[1], dir[0]], 8, 8.5, 8)
        const q = quarterOf.get(land.at(at[0], at[1]))
        if (building >= 0 && q !== undefined)
          sites.push({
            at,
            dir,
            d: total + 10 - turn * 0.5,
            side: turn < 0 ? -1 : 1,
            building,
            head: true,
            style: street.style,
            quarter: q,
          })
      }
    }
    return sites
  }

  const addBlock = (
    at: XY,
    building: number,
    flats: number,
    name: string,
    number: string,
    street: number,
    quarter: number,
  ): void => {
    const parent = doors.length
    doors.push({ building, code: 'PP', flat: '', name, number, street, at, parent: -1, quarter, head: false })
    for (let f = 1; f <= flats; f++)
      doors.push({
        building,
        code: 'RD06',
        flat: `Flat ${f}`,
        name,
        number,
        street,
        at,
        parent,
        quarter,
        head: false,
      })
  }

  // towers stand free in their green before the streets are built up
  streets.forEach((street, s) => {
    if (street.style !== 'towers' || street.quarter < 0 || street.class !== 'street') return
    const random = randomFrom(subSeed(seed, `tower ${street.name}`))
    for (let d = 50; d < lengthOf(street.line) - 40 && random.chance(0.8); d += 150) {
      const m = along(street.line, d)
      const at: XY = [m.at[0] - m.dir[1] * 42, m.at[1] + m.dir[0] * 42]
      const building = tryPlace(at, m.dir, 22, 22, 16)
      if (building >= 0)
        addBlock(at, building, 4 * random.pick([9, 10, 11, 12]), names.block(true), '', s, street.quarter)
    }
  })
  const order = streets.map((_, i) => i).sort((a, b) => rank(streets[a]) - rank(streets[b]) || a - b)
  for (const s of order) {
    const street = streets[s]
    const random = randomFrom(subSeed(seed, `houses ${street.name}`))
    const sites = walk(street, random)
    number(sites, street, random).forEach(({ site, no }) => {
      const { style, at, building, quarter, head } = site
      const door = (code: string, numberText: string, name = '', flat = '', parent = -1): void => {
        doors.push({ building, code, flat, name, number: numberText, street: s, at, parent, quarter, head })
      }
      if (style === 'lowrise') {
        const flats = random.pick([6, 6, 8, 9, 9, 12])
        addBlock(at, building, flats, names.block(false), random.chance(0.5) ? no : '', s, quarter)
      } else if (style === 'industry') door(random.pick(['CI03', 'CI04', 'CI01', 'CS01']), no, `Unit ${no}`)
      else if (style === 'centre') {
        const homes = random.chance(0.5) ? 1 + random.below(3) : 0
        const shop = random.pick(['CR08', 'CR08', 'CR08', 'CO01', 'CR07', 'CR10', 'CR04', 'CL06'])
        if (homes === 0) door(random.chance(0.12) ? 'RD04' : shop, no)
        else {
          const parent = doors.length
          door('PP', no)
          door(shop, no, '', 'Ground Floor', parent)
          for (let f = 0; f < homes; f++) door('RD06', no, '', `Flat ${f + 1}`, parent)
        }
      } else if (style === 'terrace' && random.chance(0.018))
        door(random.pick(['CR08', 'CR07', 'CR10', 'CR02']), no)
      else if (style === 'terrace' && random.chance(0.035)) {
        // a house turned into two or three flats
        const parent = doors.length
        door('PP', no)
        for (const letter of random.chance(0.7) ? 'AB' : 'ABC') door('RD06', no, '', `Flat ${letter}`, parent)
      } else if (style === 'village' && random.chance(0.8)) door('RD02', '', names.house())
      else if (style === 'modern' && random.chance(0.25)) door('RD03', no)
      else door(PLOT[style].class, no)
    })
  }
  // the few large public buildings, where room is left
  const random = randomFrom(subSeed(seed, 'public'))
  const station = placed.add(rectangle(STATION, [1, -0.02], 46, 13), STATION)
  doors.push({
    building: station,
    code: 'CT08',
    flat: '',
    name: 'Railway Station',
    number: '',
    street: 2,
    at: STATION,
    parent: -1,
    quarter: 5,
    head: false,
  })
  for (let tries = 0, n = 0; tries < 60000 && n < 22; tries++) {
    const at: XY = [random.between(-1500, 1500), random.between(-1150, 1150)]
    const q = quarterOf.get(land.at(at[0], at[1]))
    if (q === undefined) continue
    const school = n < 9
    const a = (QUARTERS[q].angle * Math.PI) / 180
    const dir: XY = [Math.cos(a), Math.sin(a)]
    const [w, d] = school ? [58, 30] : [24, 13]
    if (!placed.free(rectangle(at, dir, w + 12, d + 12))) continue
    const building = tryPlace(at, dir, w, d, school ? 14 : 10)
    if (building < 0) continue
    const street = nearestStreet(streets, at)
    if (street < 0) continue
    n++
    const name = school
      ? `${QUARTERS[q].name} ${random.pick(['Primary School', 'Academy', 'Infant School'])}`
      : `${QUARTERS[q].name} ${random.pick(['Chapel', 'Church Hall', 'Community Centre'])}`
    doors.push({
      building,
      code: school ? 'CE03' : 'CC04',
      flat: '',
      name,
      number: '',
      street,
      at,
      parent: -1,
      quarter: q,
      head: false,
    })
  }
  return { buildings: placed.buildings, doors }
}

const rank = (s: Street): number => (s.class === 'main' ? 0 : s.close ? 1 : s.class === 'street' ? 2 : 3)

function nearestStreet(streets: readonly Street[], at: XY): number {
  let best = 160
  let who = -1
  streets.forEach((s, i) => {
    for (const p of s.line) {
      const d = Math.hypot(p[0] - at[0], p[1] - at[1])
      if (d < best) [best, who] = [d, i]
    }
  })
  return who
}

/** House numbers: odd on one side and even on the other, or consecutive round a close. */
function number(sites: readonly Site[], street: Street, random: Random): { site: Site; no: string }[] {
  const left = sites.filter((s) => s.side === 1).sort((a, b) => a.d - b.d)
  const right = sites.filter((s) => s.side === -1).sort((a, b) => a.d - b.d)
  const skipThirteen = random.chance(0.7)
  const out: { site: Site; no: string }[] = []
  const give = (list: readonly Site[], first: number, step: number): number => {
    let n = first
    for (const site of list) {
      if (n === 13 && skipThirteen) n += step
      // an infill house takes its neighbour's number and a letter
      if (
        out.length > 3 &&
        random.chance(0.008) &&
        /^\d+$/.test(out.at(-1)!.no) &&
        out.at(-1)!.site.side === site.side
      )
        out.push({ site, no: `${out.at(-1)!.no}A` })
      else {
        out.push({ site, no: String(n) })
        n += step
      }
      if (random.chance(0.015)) n += step
    }
    return n
  }
  if (street.close || (street.class === 'lane' && sites.length < 16 && random.chance(0.4))) {
    const next = give(left, 1, 1)
    give([...right].reverse(), next, 1)
  } else {
    give(left, 1, 2)
    give(right, 2, 2)
  }
  return out
}
