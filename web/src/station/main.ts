import '@/ui/theme.css'
import '@/ui/base.css'
import '@/ui/vant.css'
import './station.css'
import { createFront } from '@/kit/createFront'
import App from './App.vue'
import { routes } from './routes'

createFront(App, '/station/', routes)
