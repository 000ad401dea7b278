/** Type check and the lint rules that need types, over one reading of the program: apart, each reads and checks all of it anew. */
import { dirname } from 'node:path'
import { ESLint } from 'eslint'
import ts from 'typescript'

const root = `${import.meta.dirname}/../..`

const host: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (f) => f,
  getCurrentDirectory: () => root,
  getNewLine: () => '\n',
}

/** The program of a project file, and what the compiler finds in it, as `tsc -p` has it. */
function checked(config: string): { program: ts.Program; found: readonly ts.Diagnostic[] } {
  const path = `${root}/${config}`
  const read = ts.readConfigFile(path, (f) => ts.sys.readFile(f))
  const { options, fileNames, errors } = ts.parseJsonConfigFileContent(
    read.config,
    ts.sys,
    dirname(path),
    undefined,
    path,
  )
  const program = ts.createProgram(fileNames, options)
  const found = [...(read.error ? [read.error] : []), ...errors, ...ts.getPreEmitDiagnostics(program)]
  return { program, found }
}

const whole = checked('tsconfig.json')
// the core knows no DOM: the same files in another world
const core = checked('src/core/tsconfig.json')
const found = [...whole.found, ...core.found]
if (found.length) console.error(ts.formatDiagnostics(found, host))

const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: 'eslint.typed.config.js',
  overrideConfig: { languageOptions: { parserOptions: { project: null, programs: [whole.program] } } },
})
const results = await eslint.lintFiles('src')
const text = await (await eslint.loadFormatter()).format(results)
if (text) console.error(text)
process.exitCode = found.length || results.some((r) => r.errorCount || r.warningCount) ? 1 : 0
