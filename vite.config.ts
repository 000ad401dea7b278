import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'
import { TILE_HOST_UNLESS_NAMED } from './src/map/tileHost.ts'
import { partsOf } from './vite.chunks.ts'
import { NEVER, noMgrs, noRemoteZstd } from './vite.never.ts'
import { collect, notices, unseenInPage } from './vite.notices.ts'

/**
 * The policy of the built pages. index.html can reach nothing but its own origin; online.html, opened only
 * when the user asks for an online map, may also ask one named host for tiles. Both are the same app.
 */
export const policy = (page: string): string => {
  const tiles = page === 'online.html' ? ` ${process.env.VITE_TILE_HOST ?? TILE_HOST_UNLESS_NAMED}` : ''
  return [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' data: blob:${tiles}`,
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    `connect-src 'self' blob: data:${tiles}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

const csp: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: (_, { filename }) => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: policy(filename.split('/').at(-1)!) },
      injectTo: 'head-prepend',
    },
  ],
}

/** Asks for what both pages need along with the first script, instead of after it was read. */
const ahead: Plugin = {
  name: 'ask-ahead',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((file) => /^assets\/(both|page)-[^/]+\.js$/.test(file))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: '', href: `./${file}` },
          injectTo: 'head' as const,
        })),
  },
}

/**
 * Of proj4 the page and nearly every file need three projections and no text of a coordinate system: a plane is the National
 * Grid or UTM. What else the library can do (thirty projections, WKT) comes whole when a file writes its system out
 * (src/import/meaning/projections.ts).
 */
const fewProjections: Plugin = {
  name: 'few-projections',
  apply: 'build',
  enforce: 'pre',
  load(id) {
    const path = id.replaceAll('\\', '/')
    if (path.endsWith('/proj4/projs.js'))
      return `import tmerc from './lib/projections/tmerc'
        import etmerc from './lib/projections/etmerc'
        import utm from './lib/projections/utm'
        export default (proj4) => [tmerc, etmerc, utm].forEach((p) => proj4.Proj.projections.add(p))`
    // nor the datums of four hundred systems: planes here name WGS84, or say their shift themselves
    if (path.endsWith('/proj4/lib/constants/Datum.js'))
      return `const none = '0,0,0'
        const wgs84 = { towgs84: none, ellipse: 'WGS84', datumName: 'WGS84' }
        const nad83 = { towgs84: none, ellipse: 'GRS80', datumName: 'North_American_Datum_1983' }
        export default { wgs84, WGS84: wgs84, nad83, North_American_Datum_1983: nad83 }`
    // nor a grid of shifts
    if (path.endsWith('/proj4/lib/nadgrid.js'))
      return 'export const getNadgrids = () => null; export default getNadgrids'
    return /\/node_modules\/wkt-parser\/.*\.js$/.test(path) ? NEVER : undefined
  },
}

/** What SQLite's reader asks of Node, where it runs there: in a browser it is never called. */
const noNode: Plugin = {
  name: 'no-node',
  apply: 'build',
  enforce: 'pre',
  resolveId: (id, importer) =>
    id.startsWith('node:') && importer?.replaceAll('\\', '/').includes('/sql.js/') ? '\0no-node' : undefined,
  load: (id) => (id === '\0no-node' ? 'export default {}' : undefined),
}

/**
 * Headers that cut the page off from other origins: browsers then give it memory that page and workers look at together,
 * so that there is one copy of a large table. Hosts without them work too, with a copy each (docs/serving.md).
 */
const APART = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'credentialless',
}

/** Tests of the rooms that keep nothing: they share a process and what it has read, which takes a third less time. */
const WITHOUT_STATE = [
  'tests/{analyses,bench,charts,cli,cocoon,core,data,import,map,print,ui}/**/*.test.{ts,tsx}',
]

export default defineConfig({
  base: './',
  server: { headers: APART },
  preview: { headers: APART },
  plugins: [
    react(),
    csp,
    ahead,
    noMgrs,
    noRemoteZstd,
    noNode,
    fewProjections,
    collect(),
    notices(unseenInPage),
    VitePWA({
      // a new version waits until the last page of the old one is closed: an open list is never swapped
      registerType: 'prompt',
      // kept for the next visit once the page has given its first answer (src/desk/newVersion.ts)
      injectRegister: null,
      workbox: {
        // the first visit too: a phone that opens the page at the station goes out without a network, and a part that is
        // read only when needed (the lock of a file) must be there
        clientsClaim: true,
        globPatterns: ['**/*.{html,js,css,woff2,svg,png,csv,json,txt}'],
        maximumFileSizeToCacheInBytes: 16 * 2 ** 20,
        navigateFallback: null,
        importScripts: ['workers-apart.js'],
      },
      manifest: {
        name: 'Cocoon',
        short_name: 'Cocoon',
        description: 'Hotspots, near-repeat risk zones and cocooning lists, offline.',
        lang: 'en-GB',
        start_url: './',
        shortcuts: [{ name: 'Rounds', url: './#round' }],
        display: 'standalone',
        background_color: '#ffffff',
        theme_color: '#0b5cad',
        icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
      },
    }),
  ],
  // named after whom they serve: a page's parts and a worker's are counted apart
  worker: {
    format: 'es',
    plugins: () => [collect(), noMgrs, noRemoteZstd, noNode, fewProjections],
    rolldownOptions: {
      output: {
        comments: { legal: false },
        chunkFileNames: 'assets/worker-[name]-[hash].js',
        codeSplitting: partsOf(
          [
            { name: 'both', all: ['src/import/open.ts', 'src/cocoon/make.ts'] },
            { name: 'reads', all: ['src/import/open.ts'] },
            { name: 'lists', all: ['src/cocoon/make.ts'] },
          ],
          ['src/worker/worker.ts'],
        ),
      },
    },
  },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: {
        index: resolve(import.meta.dirname, 'index.html'),
        online: resolve(import.meta.dirname, 'online.html'),
      },
      output: {
        // the notices stand in one file beside the page, in full; some libraries repeat theirs in every one of 200 modules
        comments: { legal: false },
        codeSplitting: partsOf(
          [
            { name: 'first', all: ['src/start.ts'] },
            { name: 'both', all: ['src/street/Street.tsx', 'src/app/Desk.tsx'] },
            { name: 'page', all: ['src/main.tsx'] },
            { name: 'desk', all: ['src/app/Desk.tsx'] },
          ],
          ['src/start.ts'],
        ),
        // names that every static server knows: some send .mjs as bytes (a worker is then refused) or .geojson not at all
        assetFileNames: ({ names }) =>
          names[0]?.endsWith('.mjs')
            ? 'assets/[name]-[hash].js'
            : names[0]?.endsWith('.geojson')
              ? 'assets/[name]-[hash].json'
              : 'assets/[name]-[hash][extname]',
      },
    },
  },
  test: {
    environment: 'node',
    testTimeout: 120_000,
    // Vitest leaves one core idle unless told
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      {
        extends: true,
        test: { name: 'without state', include: WITHOUT_STATE, isolate: false },
      },
      {
        extends: true,
        test: { name: 'apart', include: ['tests/**/*.test.{ts,tsx}'], exclude: WITHOUT_STATE },
      },
    ],
  },
})
