import type { RouteRecordRaw } from 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** The page has its own bar at the bottom of a phone: no tabs there. */
    bare?: boolean
  }
}

const bare = { bare: true }

export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('./home/HomePage.vue') },
  { path: '/products', name: 'products', component: () => import('./product/ProductsPage.vue') },
  { path: '/products/:id(\\d+)', name: 'product', component: () => import('./product/ProductPage.vue'), props: true, meta: bare },
  { path: '/villages', name: 'villages', component: () => import('./village/VillagesPage.vue') },
  { path: '/villages/:code(\\d+)', name: 'village', component: () => import('./village/VillagePage.vue'), props: true },
  { path: '/lots/:no', name: 'lot', component: () => import('./trace/LotPage.vue'), props: true },
  { path: '/cart', name: 'cart', component: () => import('./cart/CartPage.vue') },
  { path: '/checkout', name: 'checkout', component: () => import('./checkout/CheckoutPage.vue'), meta: bare },
  { path: '/pay/:id(\\d+)', name: 'pay', component: () => import('./checkout/PayPage.vue'), props: true, meta: bare },
  { path: '/orders', name: 'orders', component: () => import('./order/OrdersPage.vue') },
  { path: '/orders/:id(\\d+)', name: 'order', component: () => import('./order/OrderPage.vue'), props: true, meta: bare },
  { path: '/addresses', name: 'addresses', component: () => import('./address/AddressesPage.vue') },
  { path: '/me', name: 'me', component: () => import('./me/MePage.vue') },
  { path: '/household', name: 'household', component: () => import('./household/HouseholdPage.vue') },
  { path: '/book', name: 'book', component: () => import('./book/BookPage.vue') },
  { path: '/book/:code(\\d+)', name: 'villageBook', component: () => import('./book/VillageBookPage.vue'), props: true },
  { path: '/months/:month(\\d{6})?/:code(\\d+)?', name: 'month', component: () => import('./month/MonthPage.vue'), props: true },
  { path: '/proof', name: 'proofForm', component: () => import('./proof/ProofPage.vue') },
  { path: '/proof/:token', name: 'proof', component: () => import('./proof/ProofPage.vue'), props: true },
  { path: '/checkpoints', name: 'checkpoints', component: () => import('./proof/CheckpointsPage.vue') },
  { path: '/poster', name: 'poster', component: () => import('./proof/PosterPage.vue') },
  { path: '/:rest(.*)*', name: 'lost', component: () => import('./frame/LostPage.vue') },
]
