import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** The policy of the built page. React Aria's one injected <style> is allowed by hash or nonce, not by 'unsafe-inline'. */
export default defineConfig({
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: { target: 'es2022', chunkSizeWarningLimit: 1500 },
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    environment: 'node',
    testTimeout: 30_000,
  },
})
