/**
 * Every sentence template of the app in one list with the condition under which it is said, collected from the source:
 * to be read from top to bottom by someone with a statistician's eye. Written to tests/output/sentences.txt.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const SRC = join(import.meta.dirname, '../src')

interface Template {
  readonly file: string
  readonly line: number
  readonly when: string
  readonly says: string
}

const short = (text: string) => {
  const one = text.replace(/\s+/g, ' ')
  return one.length > 110 ? one.slice(0, 107) + '…' : one
}

/** The conditions a node stands under, outermost first, up to the function it is in. */
function whenOf(node: ts.Node): string {
  const out: string[] = []
  for (let n = node; n.parent; n = n.parent) {
    const p = n.parent
    if (ts.isIfStatement(p) && n !== p.expression)
      out.push(
        n === p.thenStatement ? short(p.expression.getText()) : `not (${short(p.expression.getText())})`,
      )
    else if (ts.isConditionalExpression(p) && n !== p.condition)
      out.push(n === p.whenTrue ? short(p.condition.getText()) : `not (${short(p.condition.getText())})`)
    else if (
      ts.isBinaryExpression(p) &&
      p.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken &&
      n === p.right
    )
      out.push(short(p.left.getText()))
    else if (ts.isCaseClause(p)) out.push(`is ${short(p.expression.getText())}`)
    else if (ts.isBlock(p)) {
      // what was returned before was not the case
      const before = p.statements.slice(0, p.statements.indexOf(n as ts.Statement))
      for (const s of [...before].reverse())
        if (
          ts.isIfStatement(s) &&
          !s.elseStatement &&
          /\b(return|throw|continue)\b/.test(s.thenStatement.getText())
        )
          out.push(`not (${short(s.expression.getText())})`)
    }
    if (ts.isFunctionLike(p) && !ts.isArrowFunction(p)) break
  }
  return out.reverse().join(' · ') || 'always'
}

/** Whether a text is one that a person reads as a sentence, not a key, a class or a piece of one. */
const isSentence = (text: string) =>
  text.length >= 25 &&
  /^[\p{Lu}“$\d]/u.test(text) &&
  /\s/.test(text) &&
  /[.?!]["”]?$/.test(text.trim()) &&
  !/[{};]\s*$/.test(text)

function templatesOf(path: string): Template[] {
  const file = relative(SRC, path)
  const source = ts.createSourceFile(
    file,
    readFileSync(path, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )
  const found: Template[] = []
  const visit = (n: ts.Node) => {
    const whole = ts.isStringLiteral(n) || ts.isNoSubstitutionTemplateLiteral(n) ? n.text : undefined
    const pieces = ts.isTemplateExpression(n)
      ? n.head.text +
        n.templateSpans.map((s) => `⟨${short(s.expression.getText())}⟩${s.literal.text}`).join('')
      : undefined
    const says = whole ?? pieces
    // what stands on ⟨…⟩ begins with what it is filled with
    if (says && isSentence(says.replace(/^⟨/, '$')))
      found.push({
        file,
        line: source.getLineAndCharacterOfPosition(n.getStart()).line + 1,
        when: whenOf(n),
        says: says.replace(/\s+/g, ' '),
      })
    ts.forEachChild(n, visit)
  }
  visit(source)
  return found
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((f) => /\.tsx?$/.test(f))
  .sort()
const all = files.flatMap((f) => templatesOf(join(SRC, f)))

describe('the sentences of the app', () => {
  it('stand in one list with their conditions', () => {
    const lines = files.flatMap((f) => {
      const own = all.filter((t) => t.file === f)
      return own.length
        ? [`\n== ${f}`, ...own.flatMap((t) => [`${t.line}: [${t.when}]`, `    ${t.says}`])]
        : []
    })
    const out = join(import.meta.dirname, 'output')
    mkdirSync(out, { recursive: true })
    writeFileSync(
      join(out, 'sentences.txt'),
      `${all.length} sentence templates. ⟨…⟩ is filled in; [ ] is the condition under which it is said.\n${lines.join('\n')}\n`,
    )
    expect(all.length).toBeGreaterThan(500)
  })

  it('hold those of every method', () => {
    const methods = readdirSync(join(SRC, 'analyses'), { withFileTypes: true }).filter((d) => d.isDirectory())
    for (const { name } of methods) {
      const own = all.filter((t) => t.file.startsWith(`analyses/${name}/`))
      expect(
        own.length,
        `sentences of ${name}: what it is, what it assumes, when not to use it and why it refuses are one each`,
      ).toBeGreaterThan(3)
    }
  })

  it('promise no more than data can carry', () => {
    // words that a count, a p-value or a map never earns
    const claims =
      /(?<!seem to )\b(proves?|proven|guarantee[ds]?|definitely|certainly|will be burgled|predicts? crime)\b/i
    expect(all.filter((t) => claims.test(t.says)).map((t) => `${t.file}:${t.line} ${t.says}`)).toEqual([])
  })

  it('have no slips of the keyboard', () => {
    const slips = all.filter((t) => / {2}| ,|\.\.(?!\.)|\( | \)/.test(t.says.replace(/⟨[^⟩]*⟩/g, 'x')))
    expect(slips.map((t) => `${t.file}:${t.line} ${t.says}`)).toEqual([])
  })
})
