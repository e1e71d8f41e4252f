import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const service = 'http://127.0.0.1:8000'

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  build: { manifest: true, chunkSizeWarningLimit: 700 },
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
