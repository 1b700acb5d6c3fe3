import type { Handlers } from '../handlers.ts'
import { accountHandlers } from './account/handlers.ts'
import { recordHandlers } from './record-handlers.ts'
import { systemHandlers } from './system/handlers.ts'

/** Every handler of the contract. A test holds this object against the contract. */
export const handlers: Partial<Handlers> = { ...recordHandlers, ...accountHandlers, ...systemHandlers }
