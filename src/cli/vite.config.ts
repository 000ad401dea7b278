import { defineConfig } from 'vite'

/** Bundles the terminal program into one file that needs nothing but Node. */
export default defineConfig({
  // nothing of the page belongs beside the program
  publicDir: false,
  // Turf's hull requires this package as CommonJS: as a module it would come without its constructor
  resolve: { alias: { rbush: 'rbush/rbush.js' } },
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'src/cli/cocoon.ts',
    outDir: 'dist-cli',
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: {
      output: { entryFileNames: 'cocoon.js', codeSplitting: false, banner: '#!/usr/bin/env node' },
    },
  },
  plugins: [
    {
      name: 'executable',
      async writeBundle() {
        const { chmod } = await import('node:fs/promises')
        await chmod('dist-cli/cocoon.js', 0o755)
      },
    },
  ],
})
