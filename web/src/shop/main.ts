import '@/ui/theme.css'
import '@/ui/base.css'
import './shop.css'
import { createFront } from '@/kit/createFront'
import App from './App.vue'
import { routes } from './routes'

createFront(App, '/', routes)
