import type { Handlers } from '../handlers.ts'
import { accountHandlers } from './account/handlers.ts'
import { birthHandlers } from './birth/handlers.ts'
import { ledgerHandlers } from './certificate/ledger-handlers.ts'
import { printHandlers } from './certificate/print-handlers.ts'
import { registerHandlers } from './certificate/register-handlers.ts'
import { deviceHandlers } from './device/handlers.ts'
import { packageHandlers } from './export/handlers.ts'
import { homeHandlers } from './home/handlers.ts'
import { maternalHandlers } from './maternal/handlers.ts'
import { peopleHandlers } from './people/handlers.ts'
import { workstationHandlers } from './workstation/handlers.ts'
import { recordHandlers } from './record-handlers.ts'
import { referralHandlers } from './referral/handlers.ts'
import { stockHandlers } from './stock/handlers.ts'
import { systemHandlers } from './system/handlers.ts'

/** Every handler of the contract. A test holds this object against the contract. */
export const handlers: Partial<Handlers> = { ...recordHandlers, ...accountHandlers, ...systemHandlers, ...workstationHandlers, ...homeHandlers, ...stockHandlers, ...registerHandlers, ...printHandlers, ...ledgerHandlers, ...peopleHandlers, ...birthHandlers, ...referralHandlers, ...maternalHandlers, ...packageHandlers, ...deviceHandlers }
