/**
 * Which modules travel together. Left alone, the bundler makes a file of every set of modules that some parts share: more
 * than a hundred for the first answer, and each costs the browser a request and the packer what it knew of the others. Here
 * what the first script, both pages, the desk, or a worker's duty needs at once is one file each.
 */
import { dirname, resolve } from 'node:path'

/** What the bundler tells of a module: its text after translation, and the modules its imports resolve to. */
interface Module {
  readonly code: string | null
  readonly importedIds: readonly string[]
}

/** Asks the bundler for a module. */
export interface Graph {
  getModuleInfo(id: string): Module | null
}

/** A file of modules: everything that is reached from all of `all` and is in no earlier file. */
export interface Part {
  readonly name: string
  /** roots, as paths from the project's folder; a module must be reached from every one */
  readonly all: readonly string[]
}

const IMPORT = /^\s*(import|export)\b\s*([^'";]*?)(?:\bfrom\s*)?["']([^"']+)["']/gm
const root = import.meta.dirname.replaceAll('\\', '/')
const plain = (id: string): string => id.replaceAll('\\', '/').split('?')[0]

/** Names asked of a module; `true` = all of it. */
type Asked = true | ReadonlySet<string>

const namesOf = (clause: string): Asked => {
  const braces = /\{([^}]*)\}/.exec(clause)
  if (!braces || /\*/.test(clause)) return true
  const names = braces[1].split(',').map((n) => n.trim().split(/\s+as\s+/)[0])
  if (/^\s*\w+\s*,/.test(clause)) names.push('default')
  return new Set(names.filter(Boolean))
}

/** Whether a module is a contents page: it only passes on what others hold, so a name asked of it asks one of those. */
const isContents = (id: string, code: string): boolean =>
  /\/src\/.*\/index\.tsx?$/.test(id) &&
  !/\b(const|let|class|function)\b/.test(code.replace(/\/\*[\s\S]*?\*\//g, ''))

/** Every module that is read when `from` is, that one among them. */
function reached(graph: Graph, from: string): Set<string> {
  const found = new Set<string>()
  const asked = new Map<string, Asked>()
  const queue: [string, Asked][] = [[from, true]]
  for (let next = queue.pop(); next; next = queue.pop()) {
    const [id, want] = next
    const path = plain(id)
    const module = graph.getModuleInfo(id)
    if (!module) continue
    const code = module.code ?? ''
    const contents = isContents(path, code)
    const before = asked.get(id)
    if (before === true || (before && want !== true && [...want].every((n) => before.has(n)))) continue
    if (before && !contents) continue
    asked.set(id, contents && want !== true ? new Set([...(before ?? []), ...want]) : true)
    found.add(path)
    const named = new Map<string, Asked>()
    for (const [, verb, clause, spec] of code.matchAll(IMPORT)) {
      if (!spec.startsWith('.')) continue
      const to = resolve(dirname(path), spec.split('?')[0]).replaceAll('\\', '/')
      const names = namesOf(clause)
      if (
        contents &&
        verb === 'export' &&
        want !== true &&
        names !== true &&
        ![...names].some((n) => want.has(n))
      ) {
        if (!named.has(to)) named.set(to, new Set())
        continue
      }
      const had = named.get(to)
      named.set(to, had === true || names === true ? true : new Set([...(had ?? []), ...names]))
    }
    for (const other of module.importedIds) {
      const names = named.get(plain(other)) ?? true
      if ((names !== true && names.size === 0) || !TOGETHER.test(plain(other))) continue
      queue.push([other, names])
    }
  }
  return found
}

/**
 * What is put together by hand: our own modules, and the libraries of which a part needs nearly all. Of the map and of what
 * it draws with the first answer needs next to nothing: the bundler knows best what.
 */
const TOGETHER =
  /\/src\/(?!map\/)|\/node_modules\/(react|react-dom|scheduler|zustand|react-resizable-panels|@tanstack|tinykeys|idb-keyval|proj4|wkt-parser|mgrs|kdbush)\/|preload-helper|rolldown[\\/]runtime/

/** The groups of a bundle for its `codeSplitting`: a module goes to the first part it belongs to, else where the bundler puts it. */
export function partsOf(parts: readonly Part[], entries: readonly string[]) {
  let files: (readonly [name: string, modules: ReadonlySet<string>])[] | undefined
  const cache = new Map<string, Set<string>>()
  const from = (graph: Graph, path: string): Set<string> => {
    let found = cache.get(path)
    if (!found) cache.set(path, (found = reached(graph, `${root}/${path}`)))
    return found
  }
  const fileOf = (id: string, graph: Graph): string | undefined => {
    files ??= parts.map((p) => {
      const [first, ...others] = p.all.map((path) => from(graph, path))
      return [p.name, new Set([...first].filter((m) => others.every((o) => o.has(m))))] as const
    })
    const path = plain(id)
    if (!TOGETHER.test(path) || /\.css$/.test(path) || entries.includes(path.slice(root.length + 1)))
      return undefined
    return files.find(([, modules]) => modules.has(path))?.[0]
  }
  return {
    // one group each, the first first: a group takes along what its modules need and no earlier one has
    groups: parts.map((p, i) => ({
      name: (id: string, graph: Graph) => (fileOf(id, graph) === p.name ? p.name : null),
      debugName: p.name,
      priority: parts.length - i,
    })),
  }
}
