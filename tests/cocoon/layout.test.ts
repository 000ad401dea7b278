/** How doors stand along a street: each limit at itself and just past it, and nothing that depends on where north is. */
import { describe, expect, it } from 'vitest'
import { frontOf, layOut, numberingOf, type Placed } from '../../src/cocoon/street.ts'

type At = readonly [number: number, x: number, y: number, more?: Partial<Placed>]
const placed = (at: readonly At[]): Placed[] =>
  at.map(([number, x, y, more], door) => ({ door, x, y, number, suffix: 0, ...more }))
/** "1 2 3 | 5 7" of each street, in the order of the rows. */
const rowsOf = (at: readonly At[]) =>
  layOut(placed(at)).map((s) =>
    s.rows.map((r) => r.doors.map((d) => d.number || `n${d.door}`).join(' ')).join(' | '),
  )
const line = (numbers: readonly number[], x0: number, step: number, y = 0): At[] =>
  numbers.map((n, i) => [n, x0 + i * step, y])
const endsOf = (at: readonly At[]) => layOut(placed(at)).flatMap((s) => s.rows.map((r) => r.ends))

/** The eight ways to turn and mirror a plan, and one to move it. */
const WAYS: readonly ((x: number, y: number) => [number, number])[] = [
  (x, y) => [x, y],
  (x, y) => [-y, x],
  (x, y) => [-x, -y],
  (x, y) => [y, -x],
  (x, y) => [-x, y],
  (x, y) => [y, x],
  (x, y) => [x + 4000, y - 7000],
]

/** A street that runs neither north nor east, and far from 0. */
const SLANTED = (x: number, y: number) => [0.6 * x - 0.8 * y + 3000, 0.8 * x + 0.6 * y - 500] as const

describe('streets of one name', () => {
  it('are one as long as a chain of steps of 250 m joins their doors', () => {
    const apart = (gap: number): At[] => [...line([1, 3, 5], 0, 10), ...line([7, 9, 11], 20 + gap, 10)]
    expect(layOut(placed(apart(250)))).toHaveLength(1)
    expect(layOut(placed(apart(250.1)))).toHaveLength(2)
    // whichever comes first in the file, and wherever the street runs to
    for (const way of WAYS)
      for (const gap of [250, 250.1]) {
        const moved = apart(gap).map(([n, x, y]): At => [n, ...way(x, y)])
        expect(layOut(placed(moved.toReversed()))).toHaveLength(gap === 250 ? 1 : 2)
      }
  })
  it('are two where the numbers begin again, parted by the widest step that leaves no number twice', () => {
    const twice = (gap: number, again: readonly number[] = [1, 3, 5, 7]): At[] => [
      ...line([1, 3, 5, 7], 0, 10),
      ...line(again, 30 + gap, 10),
    ]
    expect(rowsOf(twice(120))).toEqual(['1 3 5 7', '1 3 5 7'])
    for (const gap of [60.5, 101, 151, 240]) expect(layOut(placed(twice(gap)))).toHaveLength(2)
    expect(layOut(placed(twice(60)))).toHaveLength(1)
    // one number twice is a slip of the file, two are a second street
    expect(layOut(placed(twice(120, [7, 9, 11, 13])))).toHaveLength(1)
    expect(layOut(placed(twice(120, [5, 7, 11, 13])))).toHaveLength(2)
    // a number and the same with a letter are two doors of one street
    const lettered = twice(120).map(([n, x, y], i): At => [n, x, y, { suffix: i < 4 ? 0 : 1 }])
    expect(layOut(placed(lettered))).toHaveLength(1)
  })
  it('are parted by the widest step first', () => {
    const three = (ab: number, bc: number): At[] => [
      ...line([1, 3, 5], 0, 10),
      ...line([1, 3, 5], 20 + ab, 10),
      ...line([7, 9], 40 + ab + bc, 10),
    ]
    // the step of 150 m joins all three, that of 100 m none; a little more and it parts the first two
    expect(layOut(placed(three(149.5, 120)))).toHaveLength(3)
    expect(layOut(placed(three(150.5, 120)))).toHaveLength(2)
    expect(layOut(placed(three(99.5, 80)))).toHaveLength(3)
    expect(layOut(placed(three(100.5, 80)))).toHaveLength(2)
    // a part that has its own numbers twice is parted further
    const nested = [...line([1, 3], 0, 10), ...line([1, 3], 90, 10), ...line([1, 3], 220, 10)]
    expect(layOut(placed(nested))).toHaveLength(3)
    // and a street that no step parts so is left whole
    const twins = (apart: number): At[] => [...line([1, 3, 5], 0, 10), [7, 20, 10], [7, 20, 10 + apart], ...line([1, 3, 5], 140, 10)] // prettier-ignore
    expect(layOut(placed(twins(30)))).toHaveLength(2)
    expect(layOut(placed(twins(30.5)))).toHaveLength(1)
  })
  it('are not parted where fewer than one door in ten has its number twice', () => {
    const long = (n: number): At[] => [
      ...line(
        Array.from({ length: n }, (_, i) => 2 * i + 1),
        0,
        10,
      ),
      ...line([1, 3], (n - 1) * 10 + 120, 10),
    ]
    expect(layOut(placed(long(18)))).toHaveLength(2)
    expect(layOut(placed(long(19)))).toHaveLength(1)
  })
  it('count a number as twice only where its doors stand more than 30 m apart', () => {
    const near = (apart: number): At[] => [
      ...[1, 3, 5].map((n): At => [n, 0, n * apart * 10]),
      ...[1, 3, 5].map((n): At => [n, apart, n * apart * 10]),
    ]
    // three pairs side by side, the pairs far from each other: narrower steps would part the pairs
    expect(layOut(placed(near(5)))).toHaveLength(1)
    expect(layOut(placed([...line([1, 3], 0, 10), ...line([1, 3], 30, 10)]))).toHaveLength(1)
  })
})

describe('numbering', () => {
  const of = (at: readonly At[]) => numberingOf(placed(at))
  it('is consecutive where 2 stands less than 10 m off the line from 1 to 3, or the three lie nearly in line', () => {
    expect(of([])).toBe('none')
    for (const way of WAYS) {
      const turned = (at: readonly At[]) => of(at.map(([n, x, y]): At => [n, ...way(x, y)]))
      const bent = (w: number, h: number): At[] => [[1, 0, 0], [2, w, h], [3, 2 * w, 0]] // prettier-ignore
      expect(turned(bent(5, 9.9))).toBe('consecutive')
      expect(turned(bent(5, 10))).toBe('odd-even')
      expect(turned(bent(100, 39.4))).toBe('consecutive')
      expect(turned(bent(100, 39.7))).toBe('odd-even')
    }
  })
  it('looks at three that follow each other, of both parities, and at each number once', () => {
    const inLine = (numbers: readonly number[]) => of(line(numbers, 0, 10))
    expect(inLine([1, 2, 4])).toBe('consecutive')
    expect(inLine([1, 2, 5])).toBe('odd-even')
    expect(inLine([1, 3, 4])).toBe('consecutive')
    expect(inLine([1, 3, 5])).toBe('odd-even')
    expect(inLine([2, 4, 6])).toBe('odd-even')
    // 1, 1a, 2, 3: the letter is passed over, in whatever order they come
    expect(of([[3, 30, 0], [1, 5, 40, { suffix: 1 }], [1, 0, 0], [2, 15, 0]])).toBe('consecutive') // prettier-ignore
    // of doors on one point nothing is told
    expect(of([[1, 0, 0], [2, 0, 0], [3, 0, 0]])).toBe('odd-even') // prettier-ignore
    expect(of([[1, 0, 0], [2, 5, 0], [3, 0, 0]])).toBe('odd-even') // prettier-ignore
  })
  it('does not count three whose ends stand on one point, and is the same whichever way the street runs', () => {
    expect(of([[1, 0, 0], [2, 10, 0], [3, 20, 0], [4, 10, 0]])).toBe('consecutive') // prettier-ignore
    for (const [h, is] of [[9.9, 'consecutive'], [10.1, 'odd-even']] as const) // prettier-ignore
      expect(of([[1, ...SLANTED(0, 0)], [2, ...SLANTED(5, h)], [3, ...SLANTED(10, 0)]])).toBe(is) // prettier-ignore
  })
  it('goes by most of the threes', () => {
    // two threes, one of them in line: not most
    expect(of([[1, 0, 0], [2, 20, 0], [3, 40, 0], [4, 42, 80]])).toBe('odd-even') // prettier-ignore
    expect(of([[1, 0, 0], [2, 20, 0], [3, 40, 0], [4, 60, 0], [5, 62, 80]])).toBe('consecutive') // prettier-ignore
  })
  it('leaves two doors of one number in the order of the file', () => {
    expect(layOut(placed([[3, 12, 0], [1, 0, 0], [3, 10, 0], [5, 20, 0]]))[0].rows[0].doors.map((d) => d.door)).toEqual([1, 0, 2, 3]) // prettier-ignore
  })
  it('needs three placed numbers; of homes on one point odd and even are the sides', () => {
    expect(layOut(placed(line([1, 2], 0, 10)))[0].numbering).toBe('none')
    expect(layOut(placed(line([1, 2, 3], 0, 10)))[0].numbering).toBe('consecutive')
    const shared = line([1, 2, 3, 4], 0, 0).map(([n, x, y]): At => [n, x, y, { shared: true }])
    const [s] = layOut(placed(shared))
    expect(s.numbering).toBe('odd-even')
    expect(s.rows.map((r) => r.doors.map((d) => d.number))).toEqual([
      [1, 3],
      [2, 4],
    ])
    const two = layOut(placed([...line([1, 3], 0, 10), ...shared.slice(3)]))[0]
    expect(two.numbering).toBe('odd-even')
  })
})

describe('a row ends', () => {
  /** Consecutive: up one side to 4, across by so much, and back. */
  const close = (across: readonly [number, number], back: readonly [number, number]): At[] => {
    const c = [30 + across[0], across[1]]
    return [
      ...line([1, 2, 3, 4], 0, 10),
      ...[5, 6, 7, 8].map((n, i): At => [n, c[0] + i * back[0], c[1] + i * back[1]]),
    ]
  }
  it('where the next number is across the street: a long step, square to the row, which then turns back', () => {
    for (const way of WAYS) {
      const rows = (across: readonly [number, number], back: readonly [number, number]) =>
        rowsOf(close(across, back).map(([n, x, y]): At => [n, ...way(x, y)]))
      expect(rows([0, 16.1], [-10, 0])).toEqual(['1 2 3 4 | 5 6 7 8'])
      expect(rows([0, 16], [-10, 0])).toEqual(['1 2 3 4 5 6 7 8'])
      // how far it turns back: a cosine of −0.3
      const turning = (cos: number) => [10 * cos, 10 * Math.sqrt(1 - cos * cos)] as const
      expect(rows([0, 20], turning(-0.31))).toEqual(['1 2 3 4 | 5 6 7 8'])
      expect(rows([0, 20], turning(-0.29))).toEqual(['1 2 3 4 5 6 7 8'])
      // how square the step is: a cosine of 0.7 either way
      for (const sign of [-1, 1]) {
        const slant = (cos: number) => [sign * 20 * cos, 20 * Math.sqrt(1 - cos * cos)] as const
        expect(rows(slant(0.69), [-10, 0])).toEqual(['1 2 3 4 | 5 6 7 8'])
        expect(rows(slant(0.71), [-10, 0])).toEqual(['1 2 3 4 5 6 7 8'])
      }
    }
    expect(endsOf(close([0, 20], [-10, 0]))).toEqual([
      ['the address file places no further number here', 'the next number is across the street'],
      ['the number before is across the street', 'the address file places no further number here'],
    ])
  })
  it('but not there where no two doors on either side tell which way it runs', () => {
    expect(rowsOf([...line([1], 0, 10), ...line([2, 3, 4, 5, 6], 0, 10, 20)])).toEqual(['1 2 3 4 5 6'])
    expect(
      rowsOf([...line([1, 2], 0, 10), ...line([4, 3], 0, 10, 17), ...line([5, 6, 7, 8], -10, -10, 17)]),
    ).toEqual(['1 2 | 3 4 5 6 7 8'])
    expect(rowsOf([...line([1, 2, 3, 4, 5], 0, 10), [6, 40, 20]])).toEqual(['1 2 3 4 5 6'])
  })
  it('at a gap of more than 60 m, or of four usual steps where plots are wide', () => {
    const odd = (step: number, gap: number) => [
      ...line([1, 3, 5, 7], 0, step),
      ...line([9, 11, 13], 3 * step + gap, step),
    ]
    expect(rowsOf(odd(10, 60))).toEqual(['1 3 5 7 9 11 13'])
    expect(rowsOf(odd(10, 60.6))).toEqual(['1 3 5 7 | 9 11 13'])
    expect(endsOf(odd(10, 60.6))).toEqual([
      ['the address file places no further number here', 'the next door is 61 m away'],
      ['the next door is 61 m away', 'the address file places no further number here'],
    ])
    expect(rowsOf(odd(20, 80))).toEqual(['1 3 5 7 9 11 13'])
    expect(rowsOf(odd(20, 80.1))).toEqual(['1 3 5 7 | 9 11 13'])
    // homes on one point have no usual step of their own: 0 is none
    const flats = [...line([1, 3, 5, 7, 9, 11], 0, 0), ...line([13, 15, 17], 20, 20)]
    expect(rowsOf([...flats, [19, 140, 0]])).toEqual(['1 3 5 7 9 11 13 15 17 19'])
  })
  it('not between homes whose place is not known, unless they are on another street', () => {
    const unknown = (gap: number): At[] => [
      ...line([1, 3, 5], 0, 10),
      [7, 20 + gap, 0, { shared: true }],
      [9, 20 + gap, 0, { shared: true }],
      ...line([11, 13], 20 + 2 * gap, 10),
    ]
    expect(rowsOf(unknown(100))).toEqual(['1 3 5 7 9 11 13'])
    expect(rowsOf(unknown(250))).toEqual(['1 3 5 7 9 11 13'])
    // a chain of other doors holds the street together while the step itself is longer
    const held: At[] = [...unknown(260), [2, 10, 30], [4, 150, 30], [6, 400, 30], [8, 500, 30]]
    expect(rowsOf(held)[0]).toContain('1 3 5 | 7 9 | 11 13')
    expect(endsOf(held)[0]).toEqual([
      'the address file places no further number here',
      'the next door is 260 m away',
    ])
  })
})

describe('a home without a number', () => {
  const street = line([1, 3, 5, 7], 0, 20)
  const withNamed = (...named: readonly (readonly [number, number])[]) =>
    layOut(placed([...street, ...named.map(([x, y]): At => [0, x, y])]))[0]
  const row = (s: ReturnType<typeof withNamed>) => s.rows[0].doors.map((d) => d.number || d.door)
  it('joins the row it stands in, up to 10 m out of its line', () => {
    for (const way of WAYS)
      for (const [y, joins] of [
        [0, true],
        [10, true],
        [-10, true],
        [10.1, false],
        [-10.1, false],
      ] as const) {
        const all: At[] = [...street, [0, 29, y] as const]
        const s = layOut(placed(all.map(([n, px, py]): At => [n, ...way(px, py)])))[0]
        expect(row(s)).toEqual(joins ? [1, 3, 4, 5, 7] : [1, 3, 5, 7])
        expect(s.loose.map((d) => d.door)).toEqual(joins ? [] : [4])
        expect(s.seat.get(4)).toEqual(joins ? { row: 0, at: 2 } : undefined)
      }
  })
  it('stands before the first and after the last door up to 60 m away', () => {
    expect(row(withNamed([-60, 5]))).toEqual([4, 1, 3, 5, 7])
    expect(row(withNamed([-60.1, 5]))).toEqual([1, 3, 5, 7])
    expect(row(withNamed([120, -5]))).toEqual([1, 3, 5, 7, 4])
    expect(row(withNamed([120.1, -5]))).toEqual([1, 3, 5, 7])
    expect(row(withNamed([-20, 10.1]))).toEqual([1, 3, 5, 7])
    expect(row(withNamed([80, 10.1]))).toEqual([1, 3, 5, 7])
  })
  it('of several in one gap goes by how far along it stands, then by its place in the file', () => {
    expect(row(withNamed([35, 0], [25, 2], [30, -3], [30, 3]))).toEqual([1, 3, 5, 6, 7, 4, 5, 7])
    expect(row(withNamed([-10, 0], [-30, 0]))).toEqual([5, 4, 1, 3, 5, 7])
    expect(row(withNamed([100, 0], [70, 0]))).toEqual([1, 3, 5, 7, 5, 4])
  })
  it('between two rows joins the one whose line it is nearer to', () => {
    const both = [...street, ...line([2, 4, 6, 8], 0, 20, 18)]
    for (const [y, at] of [
      [8, 0],
      [10, 1],
    ] as const) {
      const s = layOut(placed([...both, [0, 29, y] as const]))[0]
      expect(s.seat.get(8)).toEqual({ row: at, at: 2 })
    }
    // before the first door of both rows
    const s = layOut(placed([...both, [0, -9, 8.5] as const]))[0]
    expect(s.seat.get(8)).toEqual({ row: 0, at: 0 })
    const after = layOut(placed([...both, [0, 69, 9.5] as const]))[0]
    expect(after.seat.get(8)).toEqual({ row: 1, at: 4 })
  })
  it('between rows: the smaller detour, and at their ends the nearer line before the nearer end', () => {
    const rowOf = (other: readonly At[], x: number, y: number) =>
      layOut(placed([...street, ...other, [0, x, y] as const]))[0].seat.get(street.length + other.length)
    const even = line([2, 4, 6, 8], 0, 20, 18)
    expect(rowOf(even, 39, 8)).toEqual({ row: 0, at: 2 })
    expect(rowOf(even, 30, 9)).toEqual({ row: 0, at: 2 })
    expect(rowOf(line([2, 4, 6], 0, 40, 18), 25, 9.2)).toEqual({ row: 1, at: 1 })
    // ten metres along are worth one across
    expect(rowOf(line([2, 4, 6, 8], -30, 20, 18), -50, 8)).toEqual({ row: 1, at: 0 })
    expect(rowOf(line([2, 4, 6, 8], -10, 20, 14), -20, 5)).toEqual({ row: 0, at: 0 })
    expect(rowOf(line([2, 4, 6, 8], 30, 20, 18), 110, 8)).toEqual({ row: 1, at: 4 })
    expect(rowOf(line([2, 4, 6, 8], 10, 20, 14), 80, 5)).toEqual({ row: 0, at: 4 })
    // abreast of the first and of the last door
    expect(rowOf([], 0, 5)).toEqual({ row: 0, at: 0 })
    expect(rowOf([], 60, 5)).toEqual({ row: 0, at: 4 })
    for (const [y, joins] of [
      [9.9, true],
      [10.1, false],
    ] as const)
      // prettier-ignore
      for (const x of [-5, 29, 70])
        for (const sign of [-1, 1]) {
          const all = [...street, [0, x, sign * y] as const].map(([n, px, py]): At => [n, ...SLANTED(px, py)])
          expect(layOut(placed(all))[0].seat.has(4)).toBe(joins)
        }
  })
  it('is loose where its place is not known, and where the street has no numbers', () => {
    const s = layOut(placed([...street, [0, 30, 0, { shared: true }]]))[0]
    expect(s.loose.map((d) => d.door)).toEqual([4])
    const none = layOut(placed([[0, 0, 0], [0, 10, 0], [5, 20, 0]]))[0] // prettier-ignore
    expect([none.numbering, none.rows.length, none.loose.length, none.doors]).toEqual([
      'none',
      0,
      3,
      [0, 1, 2],
    ])
  })
})

describe('the front of a door', () => {
  const odd = line([1, 3, 5, 7, 9], 0, 10)
  const facing = (y: number, x = 0): At[] => line([2, 4, 6, 8, 10], x, 10, y)
  const front = (at: readonly At[], door = 2) => frontOf(layOut(placed(at))[0], door)
  it('looks at what stands across the street, and its numbers rise along it', () => {
    for (const y of [20, -20])
      for (const way of WAYS) {
        const at = [...odd, ...facing(y)]
        const [ox, oy] = way(0, 0)
        const turn = (x: number, dy: number) => way(x, dy).map((v, i) => v - [ox, oy][i])
        const found = front(at.map(([n, px, py]): At => [n, ...way(px, py)]))!
        found.front.forEach((v, i) => expect(v).toBeCloseTo(turn(0, Math.sign(y))[i], 9))
        found.along.forEach((v, i) => expect(v).toBeCloseTo(turn(1, 0)[i], 9))
      }
    // at either end of the row its one neighbour tells the way
    expect(front([...odd, ...facing(20)], 0)).toEqual({ front: [-0, 1], along: [1, 0] })
    expect(front([...odd, ...facing(20)], 4)).toEqual({ front: [-0, 1], along: [1, 0] })
  })
  it('is not known where nothing stands from 8 to 60 m across, and within 60 m along', () => {
    const one = (x: number, y: number): At[] => [...odd, [2, x, y]]
    expect(front(one(20, 8))).toBeDefined()
    expect(front(one(20, 7.9))).toBeUndefined()
    expect(front(one(20, 60))).toBeDefined()
    expect(front(one(20, 60.1))).toBeUndefined()
    expect(front(one(80, 30))).toBeDefined()
    expect(front(one(80.1, 30))).toBeUndefined()
    expect(front(one(-40, -30))).toBeDefined()
    expect(front(one(-40.1, -30))).toBeUndefined()
    for (const [x, y, known] of [
      [79, 30, true],
      [81, 30, false],
      [20, 9, true],
      [20, 7, false],
      [-39, -30, true],
      [-41, -30, false],
      [20, -59, true],
      [20, -61, false],
    ] as const)
      // prettier-ignore
      expect(front(one(x, y).map(([n, px, py]): At => [n, ...SLANTED(px, py)])) !== undefined).toBe(known)
    expect(front(odd)).toBeUndefined()
    // one door alone has no direction
    expect(frontOf(layOut(placed([[1, 0, 0], [2, 0, 20], [4, 10, 20], [6, 20, 20]]))[0], 0)).toBeUndefined() // prettier-ignore
    expect(frontOf(layOut(placed(odd))[0], 99)).toBeUndefined()
  })
  it('is where more stands, near by: votes by nearness', () => {
    // one door near in front, one farther behind; then two behind
    expect(front([...odd, [2, 20, 20], [4, 20, -40]])!.front).toEqual([-0, 1])
    expect(front([...odd, [2, 20, 20], [4, 20, -30], [6, 21, -30]])!.front).toEqual([0, -1])
    expect(front([...odd, [2, 20, 20], [4, 20, -40.5], [6, 20, -40.5]])!.front).toEqual([0, -1])
    // as many alike on both sides say nothing
    expect(front([...odd, [2, 20, 20], [4, 20, -20]])).toBeUndefined()
    // homes without a number that join no row count too
    expect(front([...odd, [0, 20, 30]])!.front).toEqual([-0, 1])
  })
})
