/** Reads every import under src and holds it against the table of rooms in src/README.md. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const SRC = resolve(import.meta.dirname, '../src')

/** Which room a file belongs to; analyses are told apart by what kind of file they are. */
export function roomOf(path: string): string {
  const parts = path.split('/')
  if (parts.length === 1) return 'main'
  if (parts[0] !== 'analyses') return parts[0]
  if (parts.length === 2) return `analyses/${parts[1].replace(/\.tsx?$/, '')}`
  const file = parts.at(-1)!
  if (file === 'compute.ts') return 'analysis compute'
  if (file === 'params.ts') return 'analysis params'
  if (file.endsWith('.tsx')) return 'analysis index'
  return 'analysis part'
}

const MAY: Record<string, string[]> = {
  core: ['core'],
  ui: ['ui'],
  import: ['import', 'core'],
  map: ['map', 'core'],
  charts: ['charts', 'core', 'ui'],
  print: ['print', 'core', 'ui'],
  cocoon: ['cocoon', 'core'],
  'analysis params': ['core', 'analysis params'],
  'analysis part': ['core', 'analysis params', 'analysis part'],
  'analysis compute': ['core', 'analysis params', 'analysis part'],
  'analysis index': [
    'core',
    'ui',
    'charts',
    'map',
    'analysis params',
    'analysis compute',
    'analysis part',
    'analysis index',
    'analyses/contract',
  ],
  'analyses/contract': ['core', 'map', 'ui'],
  'analyses/compute': ['core', 'analysis compute'],
  'analyses/index': ['analysis index', 'analyses/contract'],
  worker: ['worker', 'core', 'import', 'cocoon', 'analyses/compute'],
  state: ['state', 'core', 'import', 'analyses/contract', 'worker', 'map', 'cocoon'],
  cli: ['cli', 'core', 'import', 'analyses/compute', 'cocoon'],
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
    return /^\.\.\/(data|public)\//.test(to) && a === 'app' ? undefined : `${from} reaches outside src: ${to}`
  if (b === 'app' && a !== 'app' && a !== 'main') return `${from} imports the shell: ${to}`
  if (a === 'app' || a === 'main') return undefined
  if (a.startsWith('analysis') && b.startsWith('analysis') && dirname(from) !== dirname(to))
    return `${from} imports another analysis: ${to}`
  if (a === 'analysis index' && b === 'analysis compute' && !typeOnly)
    return `${from} must import ${to} by "import type"`
  // the contract needs the table's type, as design asks of state and analyses
  // what a spreadsheet would run is one rule, and tables are exported from the screen too
  if (a === 'ui' && to === 'core/csv.ts') return undefined
  if (!MAY[a]) return `${from} stands in no room`
  return MAY[a].includes(b) ? undefined : `${from} (${a}) may not import ${to} (${b})`
}

const DOM =
  /(?<![.\w'])(document|window|navigator|localStorage|sessionStorage|indexedDB|customElements)\b\s*(?=[.?[(])|(?<![.\w'])(alert|fetch|requestAnimationFrame)\s*\(|\b(HTML\w*Element|XMLHttpRequest)\b/

/** What of the page a text touches, comments and quoted words apart. The core's own tsconfig, without the DOM, sees the rest. */
export const touchesDom = (text: string): string | undefined =>
  DOM.exec(text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'[^'\n]*'|`[^`]*`/g, "''"))?.[0]

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((f) => /\.tsx?$/.test(f) && !f.endsWith('.d.ts'))
  .map((f) => f.replaceAll('\\', '/'))

describe('the rooms of the house', () => {
  it('imports only what the table in src/README.md allows', () => {
    const breaches = files
      .flatMap((f) => importsOf(f, readFileSync(join(SRC, f), 'utf8')))
      .map(breach)
      .filter(Boolean)
    expect(breaches).toEqual([])
  })

  it('keeps React, deck.gl, MapLibre and zustand out of the core, import, cocoon and compute files', () => {
    const pure = files.filter(
      (f) => /^(core|import|cocoon|cli)\//.test(f) || /^analyses\/.*(params|compute)\.ts$/.test(f),
    )
    const guilty = pure.filter((f) =>
      /from '(react|react-dom|@deck\.gl|maplibre-gl|zustand)/.test(readFileSync(join(SRC, f), 'utf8')),
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

  it('would notice a breach', () => {
    const made = (from: string, spec: string, type = '') =>
      importsOf(from, `import ${type} { a } from '${spec}'`).map(breach)
    expect(made('core/bands.ts', '../ui/table.ts')).toEqual([expect.stringContaining('may not import')])
    expect(made('analyses/knox/compute.ts', '../zones/compute.ts')).toEqual([
      expect.stringContaining('another analysis'),
    ])
    expect(made('analyses/knox/index.tsx', './compute.ts')).toEqual([expect.stringContaining('import type')])
    expect(made('analyses/knox/index.tsx', './compute.ts', 'type')).toEqual([undefined])
    expect(made('map/view.tsx', '../app/shell.tsx')).toEqual([expect.stringContaining('shell')])
  })
})
