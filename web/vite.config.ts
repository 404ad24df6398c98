import { fileURLToPath } from 'node:url'
import { VantResolver } from '@vant/auto-import-resolver'
import vue from '@vitejs/plugin-vue'
import Components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { defineConfig } from 'vitest/config'
import { frontPages, serverPaths } from './vite/fronts.ts'
import { vantIcons } from './vite/vantIcons.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = process.env.YIGOU_DEV_API ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [
    vue(),
    vantIcons(),
    // Components of the two libraries are imported where a template names them; ours are imported by hand.
    Components({ dirs: [], dts: 'src/components.d.ts', resolvers: [VantResolver(), ElementPlusResolver()] }),
    frontPages(),
  ],
  resolve: { alias: { '@': here('./src') } },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(serverPaths.map((path) => [path, { target: server }])),
  },
  build: {
    target: ['chrome87', 'safari14', 'firefox85'],
    manifest: true,
    reportCompressedSize: false,
    rollupOptions: {
      output: {
        // Few files for weak networks: the libraries, our kit and ui, then one chunk a page.
        codeSplitting: {
          groups: [
            { name: 'vendor', test: /node_modules\/(@vue|vue|vue-router|pinia|@tanstack|openapi-fetch)\// },
            { name: 'ui', test: /src\/(kit|ui)\/.*\.(ts|vue)/ },
          ],
        },
      },
      input: { shop: here('shop.html'), station: here('station.html'), office: here('office.html') },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    server: { deps: { inline: ['vant', 'element-plus'] } },
  },
})
