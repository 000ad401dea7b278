/** What is shipped besides our own code: its licences are checked, and its notices written beside the page. */
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import license, { type Dependency } from 'rollup-plugin-license'
import type { Plugin } from 'vite'

/** What may stand in the bundle; another licence stops the build until someone has read it. */
const ALLOWED = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'OFL-1.1',
  'Unlicense',
  'CC0-1.0',
  'BSL-1.0',
  'EDL-1.0',
  'Zlib',
]

/** Packages whose own file names their licence in other words, read by hand: name → what their licence text is. */
const READ: Readonly<Record<string, string>> = {
  arc: 'BSD-2-Clause',
  'splaytree-ts': 'BSD-3-Clause',
}

/** Every package found in the page or its workers, with the licence texts it asks to be shown. */
const bundled = new Map<string, Dependency>()

/** Collects the packages of one bundle. The page and each worker are bundles of their own. */
export const collect = (): Plugin =>
  license({
    thirdParty: {
      multipleVersions: true,
      output: (found) => found.forEach((d) => bundled.set(`${d.name}@${d.version}`, d)),
    },
  }) as unknown as Plugin

/** Why a package must not be shipped unread; undefined when it may. */
function doubt(d: Dependency): string | undefined {
  const named = READ[d.name ?? ''] ?? d.license ?? ''
  const choices = named.replace(/[()]/g, '').split(/ OR /)
  return choices.some((c) => c.split(/ AND /).every((one) => ALLOWED.includes(one.trim())))
    ? undefined
    : `${d.name} ${d.version} is under "${named}"`
}

let outDir = 'dist'

/** Writes the notices of everything bundled beside the page, and stops at a licence nobody has read. */
export const notices: Plugin = {
  name: 'third-party-notices',
  apply: 'build',
  configResolved(config) {
    outDir = resolve(config.root, config.build.outDir)
  },
  closeBundle: {
    order: 'post',
    sequential: true,
    handler() {
      const all = [...bundled.values()].sort((a, b) => (a.name! < b.name! ? -1 : 1))
      const doubts = all.map(doubt).filter(Boolean)
      if (doubts.length) throw new Error(`Read these licences first (vite.notices.ts): ${doubts.join('; ')}.`)
      const text = all.map((d) =>
        [
          `${d.name} ${d.version} (${READ[d.name ?? ''] ?? d.license})`,
          d.homepage ?? '',
          (d.licenseText ?? `Published under ${d.license}; the package carries no text of its own.`).trim(),
          (d.noticeText ?? '').trim(),
        ]
          .filter(Boolean)
          .join('\n\n'),
      )
      const head = `Cocoon is published under the MIT licence. It contains the following packages, with thanks.\n`
      writeFileSync(
        resolve(outDir, 'THIRD-PARTY-NOTICES.txt'),
        [head, ...text].join(`\n\n${'-'.repeat(72)}\n\n`) + '\n',
      )
    },
  },
}
