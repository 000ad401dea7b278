import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { defineConfig } from 'vite'
import { noMgrs, noRemoteZstd } from '../../vite.never.ts'
import { collect, notices } from '../../vite.notices.ts'

/** Bundles the terminal program: it needs nothing but Node, and reads parts for rare files only when they come. */
export default defineConfig({
  // nothing of the page belongs beside the program
  publicDir: false,
  // Turf's hull requires this package as CommonJS: as a module it would come without its constructor
  resolve: { alias: { rbush: 'rbush/rbush.js' } },
  // the engines' clients are optional and partly machine code: they are looked for only when a source names them
  ssr: { noExternal: true, external: ['@duckdb/node-api', 'pg'], target: 'node' },
  build: {
    ssr: 'src/cli/cocoon.ts',
    outDir: 'dist-cli',
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: {
      output: {
        entryFileNames: 'cocoon.js',
        chunkFileNames: 'parts/[name]-[hash].js',
        banner: (chunk) => (chunk.isEntry ? '#!/usr/bin/env node' : ''),
      },
    },
  },
  plugins: [
    noMgrs,
    noRemoteZstd,
    collect(),
    notices(),
    {
      name: 'executable',
      async writeBundle({ dir = 'dist-cli' }) {
        await chmod(join(dir, 'cocoon.js'), 0o755)
      },
    },
  ],
})
