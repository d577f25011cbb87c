import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Office machines run old Chromium shells (360, QQ, WeCom): the target is what those understand.
export default defineConfig({
  plugins: [react()],
  build: { target: ['chrome92', 'safari15.4'], assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
  server: { proxy: { '/api': process.env.CAREBOOK_ADDRESS ?? 'http://127.0.0.1:8080' } },
})
