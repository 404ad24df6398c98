import type { RouteRecordRaw } from 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** The page has its own bar at the bottom of a phone: no tabs there. */
    bare?: boolean
  }
}

const bare = { bare: true }

export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'today', component: () => import('./today/TodayPage.vue') },
  { path: '/lots', name: 'lots', component: () => import('./intake/LotsPage.vue') },
  { path: '/lots/new', name: 'newLot', component: () => import('./intake/NewLotPage.vue'), meta: bare },
  { path: '/lots/:id(\\d+)', name: 'lot', component: () => import('./intake/LotPage.vue'), props: true, meta: bare },
  { path: '/lots/:id(\\d+)/label', name: 'label', component: () => import('./intake/LabelPage.vue'), props: true, meta: bare },
  { path: '/orders', name: 'orders', component: () => import('./order/OrdersPage.vue') },
  { path: '/orders/:id(\\d+)', name: 'order', component: () => import('./order/OrderPage.vue'), props: true, meta: bare },
  { path: '/products', name: 'products', component: () => import('./product/ProductsPage.vue') },
  { path: '/products/new', name: 'newProduct', component: () => import('./product/EditPage.vue'), meta: bare },
  { path: '/products/:id(\\d+)', name: 'product', component: () => import('./product/ProductPage.vue'), props: true, meta: bare },
  { path: '/products/:id(\\d+)/edit', name: 'editProduct', component: () => import('./product/EditPage.vue'), props: true, meta: bare },
  { path: '/stock', name: 'stock', component: () => import('./stock/StockPage.vue') },
  { path: '/households', name: 'households', component: () => import('./household/HouseholdsPage.vue') },
  { path: '/credits', name: 'credits', component: () => import('./credit/CreditsPage.vue') },
  { path: '/claims', name: 'claims', component: () => import('./claim/ClaimsPage.vue') },
  { path: '/households/:id(\\d+)/passbook', name: 'passbook', component: () => import('./passbook/PassbookPage.vue'), props: true, meta: bare },
  { path: '/card', name: 'card', component: () => import('./card/CardPage.vue'), meta: bare },
  { path: '/disputes', name: 'disputes', component: () => import('./dispute/DisputesPage.vue') },
  { path: '/more', name: 'more', component: () => import('./more/MorePage.vue') },
  { path: '/password', name: 'password', component: () => import('./more/PasswordPage.vue'), meta: bare },
  { path: '/:rest(.*)*', name: 'lost', component: () => import('./frame/LostPage.vue') },
]
