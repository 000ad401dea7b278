import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'

/**
 * The policy of the built pages. index.html can reach nothing but its own origin; online.html, opened only
 * when the user asks for an online map, may also ask for tiles. Both are the same app.
 */
export const policy = (page: string): string => {
  const tiles = page === 'online.html' ? ' https:' : ''
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

export default defineConfig({
  base: './',
  plugins: [
    react(),
    csp,
    VitePWA({
      // a new version waits until the last page of the old one is closed: an open list is never swapped
      registerType: 'prompt',
      injectRegister: 'script-defer',
      workbox: {
        globPatterns: ['**/*.{html,js,mjs,css,woff2,svg,png,csv,geojson}'],
        maximumFileSizeToCacheInBytes: 16 * 2 ** 20,
        navigateFallback: null,
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
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: {
        index: resolve(import.meta.dirname, 'index.html'),
        online: resolve(import.meta.dirname, 'online.html'),
      },
    },
  },
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    environment: 'node',
    testTimeout: 30_000,
  },
})
