import type { RouteRecordRaw } from 'vue-router'
import { accountants, bosses, everyone, keepers, merchants, readers, type Role } from './frame/roles'

declare module 'vue-router' {
  interface RouteMeta {
    /** Who may open the page; the server decides again. */
    roles?: readonly Role[]
  }
}

type Page = RouteRecordRaw['component']

const page = (path: string, name: string, roles: readonly Role[], component: Page, props = false): RouteRecordRaw =>
  ({ path, name, component, props, meta: { roles } }) as RouteRecordRaw

export const routes: RouteRecordRaw[] = [
  page('/', 'home', everyone, () => import('./home/HomePage.vue')),

  page('/reviews', 'reviews', keepers, () => import('./review/ReviewsPage.vue')),
  page('/reviews/:id(\\d+)', 'review', keepers, () => import('./review/ReviewPage.vue'), true),
  page('/produce', 'produce', readers, () => import('./produce/ProduceListPage.vue')),
  page('/produce/new', 'newProduce', bosses, () => import('./produce/ProducePage.vue')),
  page('/produce/:id(\\d+)', 'oneProduce', bosses, () => import('./produce/ProducePage.vue'), true),
  page('/suppliers', 'suppliers', readers, () => import('./supplier/SuppliersPage.vue')),
  page('/suppliers/new', 'newSupplier', bosses, () => import('./supplier/NewSupplierPage.vue')),
  page('/stations', 'stations', readers, () => import('./station/StationsPage.vue')),
  page('/stations/new', 'newStation', bosses, () => import('./station/NewStationPage.vue')),
  page('/stations/:id(\\d+)', 'station', readers, () => import('./station/StationPage.vue'), true),
  page('/places', 'places', readers, () => import('./place/PlacesPage.vue')),
  page('/places/:code(\\d{9})', 'place', readers, () => import('./place/TownPage.vue'), true),
  page('/households', 'households', keepers, () => import('./household/HouseholdsPage.vue')),
  page('/households/:id(\\d+)', 'household', keepers, () => import('./household/HouseholdPage.vue'), true),
  page('/imports', 'imports', bosses, () => import('./imports/ImportsPage.vue')),
  page('/imports/:id(\\d+)', 'import', bosses, () => import('./imports/ImportPage.vue'), true),
  page('/orders', 'orders', readers, () => import('./order/OrdersPage.vue')),
  page('/orders/:id(\\d+)', 'order', readers, () => import('./order/OrderPage.vue'), true),
  page('/journals', 'journals', accountants, () => import('./journal/JournalsPage.vue')),
  page('/journals/:id(\\d+)', 'journal', accountants, () => import('./journal/JournalPage.vue'), true),
  page('/villages', 'villages', readers, () => import('./village/VillagesPage.vue')),
  page('/claims', 'claims', readers, () => import('./claim/ClaimsPage.vue')),
  page('/disputes', 'disputes', readers, () => import('./dispute/DisputesPage.vue')),
  page('/anomalies', 'anomalies', accountants, () => import('./anomaly/AnomaliesPage.vue')),
  page('/users', 'users', bosses, () => import('./user/UsersPage.vue')),
  page('/users/new', 'newUser', bosses, () => import('./user/NewUserPage.vue')),
  page('/audit', 'audit', accountants, () => import('./audit/AuditPage.vue')),
  page('/doctor', 'doctor', accountants, () => import('./doctor/DoctorPage.vue')),

  page('/benefits', 'benefits', merchants, () => import('./benefit/BenefitsPage.vue')),
  page('/benefits/new', 'newBenefit', merchants, () => import('./benefit/BenefitPage.vue')),
  page('/benefits/:id(\\d+)', 'benefit', merchants, () => import('./benefit/BenefitPage.vue'), true),
  page('/freight', 'freight', merchants, () => import('./freight/FreightPage.vue')),
  page('/freight/new', 'newTemplate', merchants, () => import('./freight/TemplatePage.vue')),
  page('/freight/:id(\\d+)', 'template', merchants, () => import('./freight/TemplatePage.vue'), true),
  page('/sales', 'sales', merchants, () => import('./order/SalesPage.vue')),
  page('/sales/:id(\\d+)', 'sale', merchants, () => import('./order/OrderPage.vue'), true),
  page('/payouts', 'payouts', merchants, () => import('./payout/PayoutsPage.vue')),
  page('/payouts/:id(\\d+)', 'payout', merchants, () => import('./payout/PayoutPage.vue'), true),
  page('/credits', 'credits', merchants, () => import('./credit/CreditsPage.vue')),
  page('/corrections', 'corrections', merchants, () => import('./correction/AskPage.vue')),
  page('/recoverables', 'recoverables', merchants, () => import('./recovery/AskPage.vue')),
  page('/recoveries', 'recoveries', accountants, () => import('./recovery/DecidePage.vue')),
  page('/reversals', 'reversals', accountants, () => import('./correction/DecidePage.vue')),
  page('/distributions', 'distributions', [...merchants, ...readers], () => import('./distribution/DistributionsPage.vue')),
  page('/distributions/new', 'newDistribution', merchants, () => import('./distribution/NewDistributionPage.vue')),
  page('/distributions/:id(\\d+)', 'distribution', [...merchants, ...readers], () => import('./distribution/DistributionPage.vue'), true),
  page('/shares', 'shares', merchants, () => import('./distribution/SharesPage.vue')),
  page('/book', 'book', merchants, () => import('./book/BookPage.vue')),
  page('/book/:month(\\d{6})', 'bookMonth', merchants, () => import('./book/MonthPage.vue'), true),

  page('/password', 'password', everyone, () => import('./me/PasswordPage.vue')),
  { path: '/:rest(.*)*', name: 'lost', component: () => import('./frame/LostPage.vue') },
]
