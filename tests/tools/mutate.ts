/**
 * Mutation of one folder: each operator is changed, one at a time, and the tests that reach the file must notice.
 * `npm run mutate -- src/cocoon [--most 200] [--seed 1] [--tests tests/cocoon,tests/state/cocoon.test.ts] [--minutes 8]
 * [--skip "every home once|in no more than one of"]` prints the score and every survivor with its line; `--skip` leaves
 * out slow tests by their names, `--minutes` ends early with what was tried. The sources are put back at the end, and
 * when the run is ended from outside.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import ts from 'typescript'
import { createVitest, type TestSpecification } from 'vitest/node'
import { Stream } from '../../src/core/base/random.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/** What stands for what: each change is one that a tired hand makes. */
const SWAPS = new Map<ts.SyntaxKind, string>([
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.PlusToken, '-'],
  [ts.SyntaxKind.MinusToken, '+'],
  [ts.SyntaxKind.AsteriskToken, '/'],
  [ts.SyntaxKind.SlashToken, '*'],
  [ts.SyntaxKind.AmpersandAmpersandToken, '||'],
  [ts.SyntaxKind.BarBarToken, '&&'],
  [ts.SyntaxKind.QuestionQuestionToken, '&&'],
])

/** One change of one file: characters from ≤ i < to become `by`. */
interface Mutant {
  readonly file: string
  readonly from: number
  readonly to: number
  readonly by: string
  readonly line: number
}

/** Every mutant of a source: operators, min and max, and numbers in code (by one). Words and types are left alone. */
function mutantsOf(file: string, text: string): Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true)
  const out: Mutant[] = []
  const add = (node: ts.Node, by: string) =>
    out.push({
      file,
      from: node.getStart(source),
      to: node.getEnd(),
      by,
      line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1,
    })
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isImportDeclaration(node)) return
    if (ts.isBinaryExpression(node)) {
      const by = SWAPS.get(node.operatorToken.kind)
      const words = [node.left, node.right].some(
        (n) => ts.isStringLiteralLike(n) || ts.isTemplateExpression(n),
      )
      if (by && !(words && node.operatorToken.kind === ts.SyntaxKind.PlusToken)) add(node.operatorToken, by)
    }
    if (ts.isPropertyAccessExpression(node) && node.expression.getText(source) === 'Math') {
      const other = { min: 'max', max: 'min', floor: 'ceil', ceil: 'floor' }[node.name.text]
      if (other) add(node.name, other)
    }
    if (ts.isNumericLiteral(node)) add(node, node.text === '0' ? '1' : `(${node.getText(source)} - 1)`)
    if (node.kind === ts.SyntaxKind.TrueKeyword) add(node, 'false')
    if (node.kind === ts.SyntaxKind.FalseKeyword) add(node, 'true')
    ts.forEachChild(node, visit)
  }
  visit(source)
  return out
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    most: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    tests: { type: 'string' },
    minutes: { type: 'string', default: '600' },
    skip: { type: 'string' },
  },
})
const folder = positionals[0]
if (!folder) throw new Error('Name the folder to mutate, such as src/cocoon.')
const path = resolve(ROOT, folder)
const files = statSync(path).isFile()
  ? [path]
  : readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((f) => f.endsWith('.ts') && !f.endsWith('.d.ts'))
      .map((f) => join(path, f))
if (execFileSync('git', ['status', '--porcelain', folder], { cwd: ROOT, encoding: 'utf8' }))
  throw new Error(
    `${folder} has changes that are not committed. Commit them first: the files are written to.`,
  )

const texts = new Map(files.map((f) => [f, readFileSync(f, 'utf8')]))
const all = files.flatMap((f) => mutantsOf(f, texts.get(f)!))
// a seeded sample without replacement: the same call tries the same mutants
const random = new Stream(Number(values.seed), 0)
for (let i = all.length - 1; i > 0; i--) {
  const j = random.below(i + 1)
  ;[all[i], all[j]] = [all[j], all[i]]
}
const mutants = all.slice(0, Number(values.most))

const putBack = () => texts.forEach((text, f) => writeFileSync(f, text))
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    putBack()
    process.exit(130)
  })

const filters = values.tests?.split(',') ?? [folder.replace(/^src/, 'tests')]
const vitest = await createVitest('test', {
  root: ROOT,
  watch: false,
  bail: 1,
  reporters: [{}],
  silent: true,
  testTimeout: 20_000,
  ...(values.skip && { testNamePattern: `^(?!.*(${values.skip}))` }),
})
const specs: TestSpecification[] = await vitest.globTestSpecifications(filters)
/** Whether every test passes as the files stand. */
const passes = async (file?: string): Promise<boolean> => {
  if (file) vitest.invalidateFile(file)
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specs)
  return unhandledErrors.length === 0 && testModules.every((m) => m.ok())
}

const survivors: Mutant[] = []
const end = Date.now() + Number(values.minutes) * 60_000
let tried = 0
try {
  if (!(await passes())) throw new Error('The tests fail as they stand; mend them first.')
  console.log(
    `${mutants.length} of ${all.length} mutants of ${files.length} files, ${specs.length} test files`,
  )
  for (const m of mutants) {
    if (Date.now() > end) break
    const text = texts.get(m.file)!
    writeFileSync(m.file, text.slice(0, m.from) + m.by + text.slice(m.to))
    if (await passes(m.file)) survivors.push(m)
    writeFileSync(m.file, text)
    vitest.invalidateFile(m.file)
    if (++tried % 20 === 0) console.log(`${tried} tried, ${survivors.length} survived`)
  }
} finally {
  putBack()
  await vitest.close()
}
for (const m of survivors) {
  const line = texts.get(m.file)!.split('\n')[m.line - 1].trim()
  const was = texts.get(m.file)!.slice(m.from, m.to)
  console.log(`survived  ${relative(ROOT, m.file)}:${m.line}  ${was} → ${m.by}   ${line}`)
}
const score = (100 * (tried - survivors.length)) / tried
console.log(`${folder}: ${tried - survivors.length} of ${tried} killed, score ${score.toFixed(1)}%`)
process.exit(0)
