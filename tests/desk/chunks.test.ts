import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Graph, partsOf } from '../../vite.chunks.ts'

const root = resolve(import.meta.dirname, '../..').replaceAll('\\', '/')
const id = (path: string) => `${root}/${path}`

/** A graph of modules as the bundler tells it: path → text. */
function graphOf(modules: Readonly<Record<string, string>>): Graph {
  return {
    getModuleInfo(of) {
      const path = of.slice(root.length + 1)
      const code = modules[path]
      if (code === undefined) return null
      const importedIds = [...code.matchAll(/from "([^"]+)"/g)].map(([, spec]) =>
        spec.startsWith('.')
          ? resolve(root, path, '..', spec).replaceAll('\\', '/')
          : id(`node_modules/${spec}/index.js`),
      )
      return { code, importedIds }
    },
  }
}

const MODULES = {
  'src/start.ts': 'import { draw } from "./draw.ts";',
  'src/draw.ts': 'export const draw = 1;',
  'src/desk.ts':
    'import { draw } from "./draw.ts";\nimport { Button } from "./ui/index.ts";\nimport { scale } from "d3";',
  'src/street.ts': 'import { Button } from "./ui/index.ts";',
  'src/ui/index.ts': 'export { Button } from "./button.ts";\nexport { Table } from "./table.ts";',
  'src/ui/button.ts': 'import { shade } from "./shade.ts";\nexport const Button = 1;',
  'src/ui/shade.ts': 'export const shade = 1;',
  'src/ui/table.ts': 'export const Table = 1;',
  'node_modules/d3/index.js': 'export const scale = 1;',
}

describe('what travels together', () => {
  const { groups } = partsOf(
    [
      { name: 'first', all: ['src/start.ts'] },
      { name: 'both', all: ['src/desk.ts', 'src/street.ts'] },
      { name: 'desk', all: ['src/desk.ts'] },
    ],
    ['src/start.ts'],
  )
  const graph = graphOf(MODULES)
  const fileOf = (path: string) => groups.map((g) => g.name(id(path), graph)).find((n) => n !== null)

  it('puts a module into the first file it belongs to', () => {
    expect(fileOf('src/draw.ts')).toBe('first')
    expect(fileOf('src/ui/button.ts')).toBe('both')
    expect(fileOf('src/ui/shade.ts')).toBe('both')
    expect(fileOf('src/desk.ts')).toBe('desk')
  })

  it('follows through a contents page only what was asked of it', () => {
    expect(fileOf('src/ui/table.ts')).toBeUndefined()
  })

  it('leaves entries and large libraries to the bundler', () => {
    expect(fileOf('src/start.ts')).toBeUndefined()
    expect(fileOf('node_modules/d3/index.js')).toBeUndefined()
  })

  it('asks a group for its own file only, the first before the later ones', () => {
    expect(groups.map((g) => g.name(id('src/draw.ts'), graph))).toEqual(['first', null, null])
    expect(groups.map((g) => g.priority)).toEqual([3, 2, 1])
  })
})
