/**
 * All mutants of a source at once: every operator, number and min or max is written so that one of them can be switched on
 * while the program runs. A file is so read and compiled once, and not once for each mutant.
 */
import ts from 'typescript'

/** What stands for what: each change is one that a tired hand makes, with the name of its switch in `switches.ts`. */
const SWAPS = new Map<ts.SyntaxKind, readonly [by: string, name: string]>([
  [ts.SyntaxKind.LessThanToken, ['<=', 'lt']],
  [ts.SyntaxKind.LessThanEqualsToken, ['<', 'le']],
  [ts.SyntaxKind.GreaterThanToken, ['>=', 'gt']],
  [ts.SyntaxKind.GreaterThanEqualsToken, ['>', 'ge']],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, ['!==', 'eq']],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, ['===', 'ne']],
  [ts.SyntaxKind.PlusToken, ['-', 'add']],
  [ts.SyntaxKind.MinusToken, ['+', 'sub']],
  [ts.SyntaxKind.AsteriskToken, ['/', 'mul']],
  [ts.SyntaxKind.SlashToken, ['*', 'div']],
  [ts.SyntaxKind.AmpersandAmpersandToken, ['||', 'and']],
  [ts.SyntaxKind.BarBarToken, ['&&', 'or']],
  [ts.SyntaxKind.QuestionQuestionToken, ['&&', 'nil']],
])

/** One change of one file. */
export interface Mutant {
  readonly file: string
  readonly line: number
  readonly was: string
  readonly by: string
}

/** Where the switches stand while a program runs (`switches.ts`). */
const AT = 'globalThis.__mutants'

/** Whether an expression hands control back in its middle: it then cannot be put into a function of its own. */
function pauses(node: ts.Node): boolean {
  if (ts.isYieldExpression(node) || ts.isAwaitExpression(node)) return true
  if (ts.isFunctionLike(node)) return false
  return ts.forEachChild(node, (child) => pauses(child) || undefined) ?? false
}

/** Loops that a condition ends, and that a mutant may so keep from ending. */
const isLoop = (node: ts.Node): node is ts.ForStatement | ts.WhileStatement | ts.DoStatement =>
  ts.isForStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node)

/** Whether a number is the name of a property. */
const isName = (node: ts.Node): boolean =>
  (ts.isPropertyAssignment(node.parent) && node.parent.name === node) || ts.isEnumMember(node.parent)

/** Checks of `core/base/sound.ts` that are handed how large a value may be. */
const SIZES = new Set(['textTo', 'wholeIn', 'numberIn', 'listOf'])

/**
 * Whether a value is declared and decided nowhere: a limit, step or default of a form's field (`schema`), or how long a text
 * or a list may at most be. A test of it could only say it again; what happens at such limits is tried where they are read.
 */
function declared(node: ts.Node): boolean {
  for (let at = node; ; at = at.parent) {
    if (ts.isCallExpression(at) && at !== node) {
      const name = at.expression.getText()
      return name === 'schema' || SIZES.has(name)
    }
    const passes =
      at === node ||
      ts.isObjectLiteralExpression(at) ||
      ts.isPropertyAssignment(at) ||
      ts.isPrefixUnaryExpression(at) ||
      ts.isArrayLiteralExpression(at)
    if (!passes || !at.parent) return false
  }
}

/**
 * Numbers of a file that have a name (`const STEP = 60`): switched wherever the name is read, so that they need not be
 * loaded anew. Names that are declared twice are left to the loading.
 */
function named(source: ts.SourceFile): Map<string, ts.NumericLiteral> {
  const found = new Map<string, ts.NumericLiteral>()
  const times = new Map<string, number>()
  const look = (node: ts.Node): void => {
    const isOwn =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node)
    if (isOwn && node.name && ts.isIdentifier(node.name))
      times.set(node.name.text, (times.get(node.name.text) ?? 0) + 1)
    ts.forEachChild(node, look)
  }
  look(source)
  for (const s of source.statements)
    if (ts.isVariableStatement(s) && s.declarationList.flags & ts.NodeFlags.Const)
      for (const { name, initializer } of s.declarationList.declarations)
        if (
          ts.isIdentifier(name) &&
          initializer &&
          ts.isNumericLiteral(initializer) &&
          times.get(name.text) === 1
        )
          found.set(name.text, initializer)
  return found
}

/** Whether the statement a number is declared in hands it to other files. */
const isExported = (node: ts.Node): boolean => {
  const statement = node.parent.parent.parent
  return (
    ts.canHaveModifiers(statement) &&
    !!ts.getModifiers(statement)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword)
  )
}

/** Whether a name stands where its value is read. */
const isRead = (node: ts.Identifier, { parent } = node): boolean =>
  !(ts.isPropertyAccessExpression(parent) && parent.name === node) &&
  !(ts.isPropertyAssignment(parent) && parent.name === node) &&
  !(ts.isVariableDeclaration(parent) && parent.name === node) &&
  !ts.isShorthandPropertyAssignment(parent) &&
  !ts.isExportSpecifier(parent)

/** The text of a file with all its mutants, numbered from `first` on, and a count of rounds in each loop: one may never end. */
export function instrument(
  file: string,
  text: string,
  first: number,
): { readonly code: string; readonly mutants: readonly Mutant[] } {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true)
  const mutants: Mutant[] = []
  const numbers = named(source)
  const ofName = new Map<string, { k: number; by: string }>()
  const own = (node: ts.Node): string => {
    // children are written first, then put into the text of their parent from the last to the first
    const parts: { from: number; to: number; by: string }[] = []
    ts.forEachChild(node, (child) => {
      const text = write(child)
      const by = isLoop(node) && node.statement === child ? `{ ${AT}.round(); ${text} }` : text
      if (by !== child.getText(source)) parts.push({ from: child.getStart(source), to: child.getEnd(), by })
    })
    let out = node.getText(source)
    const start = node.getStart(source)
    for (const p of parts.sort((a, b) => b.from - a.from))
      out = out.slice(0, p.from - start) + p.by + out.slice(p.to - start)
    return out
  }
  const add = (node: ts.Node, by: string): number => {
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1
    return first + mutants.push({ file, line, was: node.getText(source), by }) - 1
  }
  const less = (node: ts.NumericLiteral) => (node.text === '0' ? '1' : `(${node.getText(source)} - 1)`)
  /** the one switch of a number that has a name */
  const switchOf = (node: ts.NumericLiteral) => {
    const key = String(node.getStart(source))
    if (!ofName.has(key)) ofName.set(key, { k: add(node, less(node)), by: less(node) })
    return ofName.get(key)!
  }
  const binary = (node: ts.BinaryExpression): string | undefined => {
    const swap = SWAPS.get(node.operatorToken.kind)
    const words = [node.left, node.right].some((n) => ts.isStringLiteralLike(n) || ts.isTemplateExpression(n))
    if (!swap || (words && node.operatorToken.kind === ts.SyntaxKind.PlusToken)) return undefined
    const [by, name] = swap
    const k = add(node.operatorToken, by)
    const left = write(node.left)
    const right = write(node.right)
    if (!['and', 'or', 'nil'].includes(name)) return `${AT}.${name}(${k}, ${left}, ${right})`
    if (pauses(node.right))
      return `(${AT}.on(${k}) ? ((${left}) ${by} (${right})) : ((${left}) ${node.operatorToken.getText(source)} (${right})))`
    return `${AT}.${name}(${k}, ${left}, () => (${right}))`
  }
  const write = (node: ts.Node): string => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isImportDeclaration(node))
      return node.getText(source)
    if (ts.isBinaryExpression(node)) return binary(node) ?? own(node)
    if (ts.isPropertyAccessExpression(node) && node.expression.getText(source) === 'Math') {
      const other = { min: 'max', max: 'min', floor: 'ceil', ceil: 'floor' }[node.name.text]
      if (other) return `(${AT}.on(${add(node.name, other)}) ? Math.${other} : Math.${node.name.text})`
    }
    if (ts.isIdentifier(node) && numbers.has(node.text) && isRead(node)) {
      const its = switchOf(numbers.get(node.text)!)
      return `(${AT}.on(${its.k}) ? ${its.by} : ${node.text})`
    }
    if (ts.isNumericLiteral(node) && !isName(node) && !declared(node)) {
      const its = [...numbers].find(([, n]) => n === node)
      // only others can still read it where it is loaded
      if (its && !isExported(node)) return (switchOf(node), node.getText(source))
      if (its) return `(${AT}.on(${switchOf(node).k}) ? ${switchOf(node).by} : ${node.getText(source)})`
      const by = less(node)
      return `(${AT}.on(${add(node, by)}) ? ${by} : ${node.getText(source)})`
    }
    if (declared(node)) return own(node)
    if (node.kind === ts.SyntaxKind.TrueKeyword) return `(!${AT}.on(${add(node, 'false')}))`
    if (node.kind === ts.SyntaxKind.FalseKeyword) return `${AT}.on(${add(node, 'true')})`
    return own(node)
  }
  return { code: own(source), mutants }
}
