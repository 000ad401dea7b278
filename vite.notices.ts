/** What is shipped besides our own code: its licences are checked, and its notices written beside the page. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
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

/** The three-clause licence of the BSD, which is also the Eclipse Distribution License. */
const bsd3 = (holder: string): string => `Copyright ${holder}

Redistribution and use in source and binary forms, with or without modification, are permitted provided that the following
conditions are met:

1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following
disclaimer.

2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following
disclaimer in the documentation and/or other materials provided with the distribution.

3. Neither the name of the copyright holder nor the names of its contributors may be used to endorse or promote products
derived from this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES,
INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL,
EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF
USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT
LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED
OF THE POSSIBILITY OF SUCH DAMAGE.`

/** The texts of packages that carry none, from where their source is kept. */
const TEXTS: Readonly<Record<string, string>> = {
  pmtiles: bsd3('2021 Protomaps LLC'),
  '@turf/jsts': bsd3('(c) 2016, Björn Harrtell. All rights reserved.'),
}

type Shipped = Pick<Dependency, 'name' | 'version' | 'license' | 'homepage' | 'licenseText' | 'noticeText'>

/** Every package found in what is built (the page and its workers, or the terminal program), with the texts it asks to be shown. */
const bundled = new Map<string, Shipped>()

/** Collects the packages of one bundle. The page and each worker are bundles of their own. */
export const collect = (): Plugin =>
  license({
    thirdParty: {
      multipleVersions: true,
      output: (found) => found.forEach((d) => bundled.set(`${d.name}@${d.version}`, d)),
    },
  }) as unknown as Plugin

const MODULES = resolve(import.meta.dirname, 'node_modules')
const packageOf = (folder: string): Shipped & { dependencies?: Record<string, string> } =>
  JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8'))

/** A package as it is installed, for `user` if that has one of its own; its text may stand in its README. */
function installed(name: string, user: string): Shipped {
  const folder = [resolve(MODULES, user, 'node_modules', name), resolve(MODULES, name)].find(existsSync)!
  const file = readdirSync(folder).find((f) => /^licen[cs]e/i.test(f))
  const readme = () =>
    /^#+ licen[cs]e.*\n([^]*)/im.exec(readFileSync(resolve(folder, 'README.md'), 'utf8'))?.[1]
  return {
    ...packageOf(folder),
    licenseText: (file ? readFileSync(resolve(folder, file), 'utf8') : readme()) ?? null,
    noticeText: null,
  }
}

/** What no bundling of the page sees: packages that the map library has built in, and those the service worker is made of. */
export const unseenInPage = (): Shipped[] => [
  ...Object.keys(packageOf(resolve(MODULES, 'maplibre-gl')).dependencies ?? {})
    .filter((name) => !name.startsWith('@types/'))
    .map((name) => installed(name, 'maplibre-gl')),
  ...['core', 'precaching', 'routing', 'strategies'].map((part) =>
    installed(`workbox-${part}`, 'workbox-build'),
  ),
]

/** Why a package must not be shipped unread; undefined when it may. */
function doubt(d: Shipped): string | undefined {
  const named = READ[d.name ?? ''] ?? d.license ?? ''
  const choices = named.replace(/[()]/g, '').split(/ OR /)
  return choices.some((c) => c.split(/ AND /).every((one) => ALLOWED.includes(one.trim())))
    ? undefined
    : `${d.name} ${d.version} is under "${named}"`
}

/** The text of its licence: nearly all ask that it goes with every copy. */
const textOf = (d: Shipped): string => (d.licenseText ?? TEXTS[d.name ?? ''] ?? '').trim()

let outDir = 'dist'

/** Writes the notices of everything bundled, and of what no bundling sees, beside it; stops at a licence nobody has read. */
export const notices = (unseen: () => Shipped[] = () => []): Plugin => ({
  name: 'third-party-notices',
  apply: 'build',
  configResolved(config) {
    outDir = resolve(config.root, config.build.outDir)
  },
  closeBundle: {
    order: 'post',
    sequential: true,
    handler() {
      for (const d of unseen())
        bundled.set(`${d.name}@${d.version}`, bundled.get(`${d.name}@${d.version}`) ?? d)
      const all = [...bundled.values()].sort((a, b) => (a.name! < b.name! ? -1 : 1))
      const doubts = all.map(doubt).filter(Boolean)
      doubts.push(...all.filter((d) => !textOf(d)).map((d) => `${d.name} ${d.version} carries no text`))
      if (doubts.length) throw new Error(`Read these licences first (vite.notices.ts): ${doubts.join('; ')}.`)
      const text = all.map((d) =>
        [
          `${d.name} ${d.version} (${READ[d.name ?? ''] ?? d.license})`,
          d.homepage ?? '',
          textOf(d),
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
})
