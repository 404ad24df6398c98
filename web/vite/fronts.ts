import type { Plugin } from 'vite'

/** The three entries and the paths under which the server answers with them. */
export const fronts = {
  station: { base: '/station/', page: '/station.html' },
  office: { base: '/office/', page: '/office.html' },
  shop: { base: '/', page: '/shop.html' },
} as const

/** Paths that the Go server owns: the dev server hands them on. */
export const serverPaths = ['/api', '/media', '/cashier', '/sandbox', '/docs', '/healthz', '/readyz', '/metrics']

/** History fallback of the dev server: the same mapping the Go server does for the built pages. */
export function frontPages(): Plugin {
  return {
    name: 'yigou-front-pages',
    configureServer(server) {
      server.middlewares.use((req, _res, next) => {
        if (req.method === 'GET' && req.headers.accept?.includes('text/html')) {
          req.url = pageFor(req.url ?? '/')
        }
        next()
      })
    },
  }
}

function pageFor(url: string): string {
  const path = url.split('?')[0] ?? '/'
  if (serverPaths.some((p) => path === p || path.startsWith(p + '/'))) return url
  if (/\.[a-z0-9]+$/.test(path)) return url
  const hit = Object.values(fronts).find((f) => path === f.base.slice(0, -1) || path.startsWith(f.base))
  return (hit ?? fronts.shop).page
}
