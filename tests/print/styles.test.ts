/**
 * A sheet looks the same whatever was opened before it: what it uses is styled by the stylesheets that come with it, and a
 * stylesheet that comes later with one kind of sheet has no rule for the others.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const DIR = resolve(import.meta.dirname, '../../src/print')
const read = (f: string) => readFileSync(join(DIR, f), 'utf8')
const importsOf = (f: string) => [...read(f).matchAll(/import '\.\/([\w-]+\.css)'/g)].map((m) => m[1])
/** What comes with the printing itself. */
const ALWAYS = importsOf('printDocument.tsx')

/** The selectors of a stylesheet, one by one. */
const selectorsOf = (f: string) =>
  [
    ...read(f)
      .replace(/\/\*[^]*?\*\//g, '')
      .matchAll(/([^{};]+)\{/g),
  ]
    .flatMap((m) => m[1].split(','))
    .map((s) => s.trim())
    .filter((s) => s.startsWith('.'))
const classesOf = (text: string) => [...text.matchAll(/\.([a-z][\w-]*)/g)].map((m) => m[1])
const sheets = readdirSync(DIR).filter((f) => f.endsWith('.css'))
const styledBy = new Map<string, string[]>()
for (const f of sheets)
  for (const c of new Set(selectorsOf(f).flatMap(classesOf))) styledBy.set(c, [...(styledBy.get(c) ?? []), f])

it('comes with its styles', () => {
  const missing = readdirSync(DIR)
    .filter((f) => f.endsWith('.tsx'))
    .flatMap((f) => {
      const come = [...ALWAYS, ...importsOf(f)]
      const used = [...read(f).matchAll(/className=(?:"([^"]+)"|\{([^}]+)\})/g)].flatMap((m) =>
        m[1] ? m[1].split(' ') : [...m[2].matchAll(/'([^']*)'/g)].flatMap((q) => q[1].split(' ')),
      )
      return [...new Set(used)]
        .filter((c) => styledBy.has(c) && !styledBy.get(c)!.some((s) => come.includes(s)))
        .map((c) => `${f}: .${c} is styled in ${styledBy.get(c)!.join(', ')} alone`)
    })
  expect(missing).toEqual([])
})

it('is left alone by the styles of another', () => {
  const own: Record<string, RegExp> = {
    'briefing.css': /^\.(bf-|briefing-sheet|public-sheet|report-sheet\.briefing-sheet|picture-root)/,
    'plan.css': /^\.(plan-sheet|days-sheet)/,
    'series.css': /^\.series-/,
  }
  const late = sheets.filter((f) => !ALWAYS.includes(f))
  expect(late.sort()).toEqual(Object.keys(own).sort())
  expect(
    late.flatMap((f) =>
      selectorsOf(f)
        .filter((s) => !own[f].test(s))
        .map((s) => `${f}: ${s}`),
    ),
  ).toEqual([])
})

it('keeps the words beside a map off its scale bar, which a picture has at its foot', () => {
  const rule = /\.sheet-map figcaption \{([^}]*)\}/.exec(read('print.css'))![1]
  expect(rule).toMatch(/top: 0;/)
  expect(rule).not.toMatch(/bottom/)
})
