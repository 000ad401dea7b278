/** The gallery of parts and charts, built with the strict policy of the shipped page; not part of it. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  publicDir: false,
  plugins: [react()],
  build: { outDir: '../../output/gallery', emptyOutDir: true, chunkSizeWarningLimit: 1500 },
})
