import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { firstPaint } from './first-paint'

const service = 'http://127.0.0.1:8000'

export default defineConfig({
  plugins: [react(), tailwindcss(), firstPaint()],
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  build: {
    manifest: true,
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      output: {
        codeSplitting: {
          // A browser opens few connections at once, each slow at first: few files instead of dozens of a few hundred bytes.
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: 'first', tags: ['$initial'] },
            { name: 'shared', test: /src[\\/](components|lib)[\\/]/, minShareCount: 4 },
          ],
        },
      },
    },
  },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
  server: {
    proxy: {
      '/api': service,
      '/live': { target: service, ws: true },
      '/listen': { target: service, ws: true },
      '/media': { target: service, ws: true },
    },
  },
})
