/** The map on its own page, to be looked at: `npx vite --config tests/map/harness/vite.config.ts`. */
import react from '@vitejs/plugin-react'
import { resolve } from 'node:path'
import { defineConfig } from 'vite'

const root = import.meta.dirname
// the policy of the app's page, so that what is seen here is what may run there
const policy =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
  "worker-src 'self' blob:; connect-src 'self' blob: data:"

export default defineConfig({
  root,
  base: './',
  plugins: [react()],
  server: { fs: { allow: [resolve(root, '../../..')] } },
  preview: { headers: { 'Content-Security-Policy': policy } },
  worker: { format: 'es' },
  build: { target: 'es2022', outDir: resolve(root, '../../output/map-harness'), emptyOutDir: true },
})
