import { fruit } from './fruit.js'
import { garden } from './garden.js'
import { grain } from './grain.js'
import { honey } from './honey.js'
import { yard } from './yard.js'

/** Every product picture by its name. */
export const stills = { ...fruit, ...honey, ...grain, ...garden, ...yard }
