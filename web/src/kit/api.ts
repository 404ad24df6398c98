import createClient from 'openapi-fetch'
import type { components, paths } from '@/api/schema'
import { patientFetch } from './http'

/** The generated client: `ask(api.GET('/shop/home'))`. The session travels in its cookie. */
export const api = createClient<paths>({
  baseUrl: '/api/v1',
  credentials: 'same-origin',
  fetch: patientFetch,
  querySerializer: { array: { style: 'form', explode: false } },
})

/** A type of the contract by its name: Schema<'ProductCard'>. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name]
