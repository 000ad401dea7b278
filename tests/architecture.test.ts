/** Reads every import under src and holds it against the table of rooms in src/README.md. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const SRC = resolve(import.meta.dirname, '../src')

/** The folders of the core, in the one order in which they may rest on each other. */
const CORE = ['base', 'geometry', 'table', 'places', 'stats', 'near', 'series', 'evaluation']

/** Which room a file belongs to; the files of an analysis are told apart by their kind. */
export function roomOf(path: string): string {
  const parts = path.split('/')
  if (parts.length === 1) return 'main'
  // a table as data: no control, no React
  if (path === 'ui/table.ts') return 'ui/table'
  if (parts[0] === 'core') return `core/${parts[1]}`
  if (parts[0] === 'views') return parts.length === 2 ? 'views' : `views/${parts[1]}`
  if (parts[0] !== 'analyses') return parts[0]
  if (parts.length === 2) return `analyses/${parts[1].replace(/\.tsx?$/, '')}`
  const file = parts.at(-1)!
  if (file === 'compute.ts') return 'analysis compute'
  if (file === 'params.ts') return 'analysis params'
  if (file.endsWith('.tsx')) return 'analysis screen'
  return 'analysis part'
}

const core = CORE.map((c) => `core/${c}`)
const below = [
  'ui',
  'ui/table',
  'charts',
  'print',
  'map',
  'state',
  'analyses/contract',
  'analyses/heads',
  'analyses/index',
  'cocoon',
  'worker',
  'import',
]
const MAY: Record<string, string[]> = {
  ...Object.fromEntries(core.map((room, i) => [room, core.slice(0, i + 1)])),
  import: ['import', ...core],
  map: ['map', ...core],
  cocoon: ['cocoon', ...core],
  'ui/table': ['core/base'],
  ui: ['ui', 'ui/table', 'core/base'],
  charts: ['charts', 'ui', 'ui/table', ...core],
  print: ['print', 'ui', 'ui/table', ...core],
  'analysis params': ['analysis params', ...core],
  'analysis part': ['analysis params', 'analysis part', 'ui/table', ...core],
  'analysis compute': ['analysis params', 'analysis part', ...core],
  'analysis screen': [
    ...['ui', 'ui/table', 'charts', 'map', 'analyses/contract', ...core],
    ...['analysis params', 'analysis compute', 'analysis part', 'analysis screen'],
  ],
  'analyses/contract': ['map', 'ui', 'ui/table', ...core],
  'analyses/manifest': ['analysis compute', ...core],
  'analyses/heads': ['analysis part', 'analyses/contract'],
  'analyses/index': ['analysis screen', 'analyses/contract'],
  'analyses/words': ['analysis part', 'analyses/contract'],
  worker: ['worker', 'import', 'cocoon', 'analyses/manifest', ...core],
  cli: ['cli', 'import', 'cocoon', 'analyses/manifest', 'analyses/words', 'ui/table', ...core],
  state: ['state', 'import', 'analyses/contract', 'worker', 'cocoon', 'map', ...core],
  desk: ['desk', ...below, ...core],
  street: ['street', 'desk', ...below, ...core],
}

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'"();]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"]([^'"]+)['"]/g

export function importsOf(file: string, text: string): Import[] {
  return [...text.matchAll(IMPORT)]
    .map((m) => ({ spec: m[2] ?? m[3] ?? m[4], typeOnly: !!m[1] }))
    .filter(({ spec }) => spec.startsWith('.'))
    .map(({ spec, typeOnly }) => ({
      from: file,
      to: relative(SRC, resolve(SRC, dirname(file), spec)),
      typeOnly,
    }))
}

/** Why an import breaks the table; undefined when it may stand. */
export function breach({ from, to, typeOnly }: Import): string | undefined {
  const a = roomOf(from)
  const b = roomOf(to)
  if (to.startsWith('..'))
    return (/^\.\.\/(data|public)\//.test(to) && a === 'desk') ||
      // how the terminal's program is built, which is no part of it
      (/^\.\.\/vite\.\w+\.ts$/.test(to) && from === 'cli/vite.config.ts')
      ? undefined
      : `${from} reaches outside src: ${to}`
  if (a === 'app' || a === 'main') return undefined
  if (b === 'app') return `${from} imports the frame: ${to}`
  if (a === b)
    return a.startsWith('analysis') && dirname(from) !== dirname(to)
      ? `${from} imports another analysis: ${to}`
      : undefined
  if (a === 'views') return undefined
  if (a.startsWith('views/')) {
    if (b.startsWith('views/'))
      return /\/index\.tsx?$/.test(to) ? undefined : `${from} enters another view not by its index: ${to}`
    return ['desk', ...below, ...core].includes(b) ? undefined : `${from} (${a}) may not import ${to} (${b})`
  }
  if (a.startsWith('analysis') && b.startsWith('analysis') && dirname(from) !== dirname(to))
    return `${from} imports another analysis: ${to}`
  const types = a === 'analysis screen' ? ['analysis compute'] : ['analysis compute', 'analyses/contract']
  if ((a === 'analysis screen' || a === 'analysis part') && types.includes(b))
    return typeOnly ? undefined : `${from} must import ${to} by "import type"`
  if (!MAY[a]) return `${from} stands in no room`
  return MAY[a].includes(b) ? undefined : `${from} (${a}) may not import ${to} (${b})`
}

/** Circles of imports at run time: files that can be reached from themselves, each circle once. */
export function circles(imports: readonly Import[]): string[] {
  const next = new Map<string, string[]>()
  for (const { from, to, typeOnly } of imports) if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to])
  // Tarjan's strongly connected components
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const found: string[] = []
  const visit = (v: string) => {
    index.set(v, index.size)
    low.set(v, index.get(v)!)
    stack.push(v)
    for (const w of next.get(v) ?? [])
      if (!index.has(w)) {
        visit(w)
        low.set(v, Math.min(low.get(v)!, low.get(w)!))
      } else if (stack.includes(w)) low.set(v, Math.min(low.get(v)!, index.get(w)!))
    if (low.get(v) !== index.get(v)) return
    const group = stack.splice(stack.indexOf(v))
    if (group.length > 1) found.push(group.sort().join(' ↔ '))
  }
  for (const v of next.keys()) if (!index.has(v)) visit(v)
  return found
}

const DOM =
  /(?<![.\w'])(document|window|navigator|localStorage|sessionStorage|indexedDB|customElements)\b\s*(?=[.?[(])|(?<![.\w'])(alert|fetch|requestAnimationFrame)\s*\(|\b(HTML\w*Element|XMLHttpRequest)\b/

/** What of the page a text touches, comments and quoted words apart. The core's own tsconfig, without the DOM, sees the rest. */
export const touchesDom = (text: string): string | undefined =>
  DOM.exec(text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'[^'\n]*'|`[^`]*`/g, "''"))?.[0]

/** Marks of a loop for the first or last day of a table: what `Incidents.span` and `coveredDays` hold. */
const DAY_LOOPS = [
  // the least or greatest of minutes or days, row by row
  /Math\.(?:min|max)\(\s*[a-z]\w*,\s*(?:dayOf\(|day\(|[\w.]*\b(?:from|reported)\[)/,
  // the same of a whole column
  /\b(?:from|reported|days?)\.reduce\([^;]{0,60}Math\.(?:min|max)/,
  /Math\.(?:min|max)\(\s*\.\.\.[\w.]*\b(?:from|reported)\b/,
  // by comparison
  /\b(?:from|reported)\[\w+\]\s*[<>]=?\s*(\w+)\)+\s*\{?\s*\1\s*=/,
  /\bconst (\w+) = dayOf\([\w.]*\bfrom\[\w+\]\)[\s\S]{0,120}?if \(\1 [<>]=? (\w+)\) \2 = \1/,
  // or by sorting all of it
  /\bfrom\.(?:slice\(\)\.sort|toSorted)\(/,
]

/** What of a text looks for the first or last day of a table. */
export const loopsForDays = (text: string): string | undefined =>
  DAY_LOOPS.map((loop) => loop.exec(text)?.[0]).find(Boolean)

/** What at the top of a module may keep data: variables, empty maps and lists, stores. */
const KEEPERS = [
  /^(?:export )?let (\w+)/gm,
  /^(?:export )?const (\w+)(?:: [^=\n]+)? = new (?:Weak)?(?:Map|Set)\b(?:<[^;()]*?>)?\(\)/gm,
  /^(?:export )?const (\w+)(?:: (?!readonly )[^=\n]+)? = (?:\[\]|\{\}|new Array\b.*)$/gm,
  /^(?:export )?const (\w+)(?:: [^=\n]+)? = create(?:Store)?[<(]/gm,
]

/** The call `name(…)` from `at` on, up to the bracket that closes it. */
function callAt(text: string, at: number): string {
  let depth = 0
  for (let i = at; i < text.length; i++) {
    if (text[i] === '(') depth++
    else if (text[i] === ')' && --depth === 0) return text.slice(at, i + 1)
  }
  return text.slice(at)
}

/** What in a module keeps data and neither registers in `core/base/kept.ts` nor says that it keeps none. */
export function unregistered(text: string): string[] {
  const calls = [...text.matchAll(/^keeps\(/gm)].map((m) => callAt(text, m.index)).join('\n')
  // a function that is named in the call speaks for what is in its body
  const bodies = [...text.matchAll(/^(?:export )?(?:async )?function (\w+)[\s\S]*?^}/gm)]
    .filter((m) => new RegExp(`\\b${m[1]}\\b`).test(calls))
    .map((m) => m[0])
  const told = [calls, ...bodies].join('\n')
  return KEEPERS.flatMap((k) => [...text.matchAll(k)])
    .filter((m) => !/\/\/ keeps no data: .+\n$/.test(text.slice(0, m.index)))
    .map((m) => m[1])
    .filter((name) => !new RegExp(`\\b${name}\\b`).test(told))
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((f) => /\.tsx?$/.test(f) && !f.endsWith('.d.ts'))
  .map((f) => f.replaceAll('\\', '/'))
const all = files.flatMap((f) => importsOf(f, readFileSync(join(SRC, f), 'utf8')))

/** A call that is given a column of a table argument by argument: some 120,000 are the most there can be. */
const spreadsRows = (text: string): string | undefined =>
  /(?:Math\.(?:max|min)|\.push|String\.fromCharCode)\((?:[^()\n]*, )?\.\.\.(?:\w+[.!?]+)*(?:rows|days|x|y|lng|lat|from|to|codes|place|offence|flags|values|incidents)\)/.exec(
    text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''),
  )?.[0]

describe('the rooms of the house', () => {
  it('imports only what the table in src/README.md allows', () => {
    expect(all.map(breach).filter(Boolean)).toEqual([])
  })

  it('imports in no circle', () => {
    expect(circles(all)).toEqual([])
    const made = (from: string, to: string) => ({ from, to, typeOnly: false })
    expect(circles([made('a', 'b'), made('b', 'c'), made('c', 'a'), made('c', 'd')])).toEqual(['a ↔ b ↔ c'])
  })

  it('keeps React, deck.gl, MapLibre and zustand out of the core, import, cocoon and compute files', () => {
    const pure = files.filter(
      (f) => /^(core|import|cocoon|cli)\//.test(f) || /^analyses\/.*(params|compute|words)\.ts$/.test(f),
    )
    const guilty = pure.filter((f) =>
      /from '(react|react-dom|@deck\.gl|maplibre-gl|zustand)/.test(readFileSync(join(SRC, f), 'utf8')),
    )
    expect(guilty).toEqual([])
  })

  it('leaves no dependency of an effect out', () => {
    const guilty = files.filter((f) =>
      /eslint-disable[^\n]*exhaustive-deps/.test(readFileSync(join(SRC, f), 'utf8')),
    )
    expect(guilty).toEqual([])
  })

  it('keeps the page out of the core', () => {
    const guilty = files
      .filter((f) => f.startsWith('core/'))
      .map((f) => [f, touchesDom(readFileSync(join(SRC, f), 'utf8'))])
      .filter(([, found]) => found)
    expect(guilty).toEqual([])
    const config = readFileSync(join(SRC, 'core/tsconfig.json'), 'utf8')
    expect(JSON.parse(config).compilerOptions.lib).toEqual(['ES2023'])
    expect(touchesDom('const a = document.title')).toContain('document')
    expect(touchesDom('// document.title\nconst window = 3; const b = the.window[1]')).toBeUndefined()
  })

  it('looks for the first and last day of a table in one place', () => {
    const guilty = files
      .filter(
        (f) => /^(core|analyses|views|desk|state|cli|app|cocoon)\//.test(f) && f !== 'core/table/span.ts',
      )
      .map((f) => [f, loopsForDays(readFileSync(join(SRC, f), 'utf8'))])
      .filter(([, found]) => found)
    expect(guilty).toEqual([])
    for (const loop of [
      'for (let i = 0; i < table.n; i++) first = Math.min(first, dayOf(table.from[i]))',
      'const first = table.from.reduce((a, b) => Math.min(a, b), Infinity)',
      'const firstDay = rows.reduce((a, i) => Math.min(a, day(i)), Infinity)',
      'const firstDay = day.reduce((a, b) => Math.min(a, b), Infinity)',
      'for (const i of rows) if (t.from[i] > last) last = t.from[i]',
      'const d = dayOf(table.from[i])\n  if (d < first) first = d',
      'const last = Math.max(...table.from)',
    ])
      expect(loopsForDays(loop)).toBeDefined()
    expect(
      loopsForDays('const { first } = table.span; const age = today - dayOf(table.from[i])'),
    ).toBeUndefined()
  })

  it('gives no call as many arguments as a table has rows', () => {
    // known to be few: doors of a round, spots of a plan, the shades of a sheet, a sample of 500 dates
    const few = [
      'street/nextDoors.ts',
      'print/Plan.tsx',
      'desk/leaving/paper.ts',
      'import/meaning/dateOrder.ts',
    ]
    const guilty = files
      .filter((f) => !few.includes(f))
      .map((f) => [f, spreadsRows(readFileSync(join(SRC, f), 'utf8'))])
      .filter(([, found]) => found)
    expect(guilty).toEqual([])
    for (const trap of [
      'const last = Math.max(...table.from)',
      'const low = Math.min(0, ...points.x)',
      'out.push(...rows)',
      'const newest = Math.max(...days)',
    ])
      expect(spreadsRows(trap)).toBeDefined()
    for (const sound of ['const all = [...rows]', 'Math.max(...edges)', '// Math.max(...rows) would fail'])
      expect(spreadsRows(sound)).toBeUndefined()
  })

  it('registers whatever keeps data, so that erasing everything forgets it', () => {
    const guilty = files
      // the registry itself, and the programs that end with their answer
      .filter((f) => f !== 'core/base/kept.ts' && !/^(cli|worker)\//.test(f))
      .map((f) => [f, unregistered(readFileSync(join(SRC, f), 'utf8'))] as const)
      .filter(([, found]) => found.length > 0)
    expect(guilty).toEqual([])
    for (const keeper of [
      'let last: Incidents | undefined',
      'const seen = new Map<string, Incidents>()',
      'const seen = new WeakMap<\n  Incidents,\n  { a: number }\n>()',
      'export const useIt = create<{ a: number }>(() => ({ a: 1 }))',
      'const known: string[] = []',
      'const known = {}',
    ])
      expect(unregistered(keeper)).toHaveLength(1)
    for (const sound of [
      'let last = 1\nkeeps(() => void (last = 1))',
      'let last = 1\nfunction drop() {\n  last = 1\n}\nkeeps(drop)',
      '// keeps no data: a counter\nlet last = 1',
      'const none: readonly number[] = []\nconst seen = keptMap<string, number>()',
      "const NAMES = new Map([['a', 1]])",
    ])
      expect(unregistered(sound)).toEqual([])
  })

  it('would notice a breach', () => {
    const made = (from: string, spec: string, type = '') =>
      importsOf(from, `import ${type} { a } from '${spec}'`).map(breach)
    expect(made('core/base/bands.ts', '../../ui/table.ts')).toEqual([
      expect.stringContaining('may not import'),
    ])
    expect(made('core/base/bands.ts', '../near/knox.ts')).toEqual([expect.stringContaining('may not import')])
    expect(made('analyses/knox/compute.ts', '../zones/compute.ts')).toEqual([
      expect.stringContaining('another analysis'),
    ])
    expect(made('analyses/knox/screen.tsx', './compute.ts')).toEqual([expect.stringContaining('import type')])
    expect(made('analyses/knox/screen.tsx', './compute.ts', 'type')).toEqual([undefined])
    expect(made('map/view.tsx', '../app/App.tsx')).toEqual([expect.stringContaining('frame')])
    expect(made('desk/words.ts', '../app/App.tsx')).toEqual([expect.stringContaining('frame')])
    expect(made('views/data/Files.tsx', '../story/words.ts')).toEqual([
      expect.stringContaining('another view'),
    ])
    expect(made('views/data/Files.tsx', '../story/index.ts')).toEqual([undefined])
  })
})
