/// <reference types="vitest/config" />
import { defineConfig } from 'vite'
import vue from '@vitejs/plugin-vue'
import Components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'

export default defineConfig({
  base: '/',
  plugins: [vue(), Components({ dts: 'components.d.ts', resolvers: [ElementPlusResolver()] })],
  build: { outDir: process.env.CONSOLE_OUT ?? '../../../target/classes/console', emptyOutDir: true, target: ['chrome87', 'safari14'], assetsInlineLimit: 0 },
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false' },
  server: { proxy: { '/api': 'http://127.0.0.1:8110' } },
  test: { environment: 'happy-dom', include: ['test/**/*.test.ts'] },
})
