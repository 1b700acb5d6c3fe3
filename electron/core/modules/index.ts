import type { Handlers } from '../handlers.ts'
import { accountHandlers } from './account/handlers.ts'
import { deadlineHandlers } from './annual/deadline-handlers.ts'
import { annualHandlers } from './annual/handlers.ts'
import { birthHandlers } from './birth/handlers.ts'
import { identityHandlers } from './certificate/identity-handlers.ts'
import { printHandlers } from './certificate/print-handlers.ts'
import { registerHandlers } from './certificate/register-handlers.ts'
import { deviceHandlers } from './device/handlers.ts'
import { childDueHandlers } from './child/due-handlers.ts'
import { childFileHandlers } from './child/file-handlers.ts'
<<<<<<< HEAD
import { childGrowthHandlers } from './child/growth-handlers.ts'
=======
import { childStatisticsHandlers } from './child/statistics-handlers.ts'
>>>>>>> f042f1944837495af127a01a0469500379d16a88
import { childVisitHandlers } from './child/visit-handlers.ts'
import { packageHandlers } from './export/handlers.ts'
import { homeHandlers } from './home/handlers.ts'
import { ledgerHandlers } from './ledger/handlers.ts'
import { maternalHandlers } from './referral/maternal-handlers.ts'
import { peopleHandlers } from './people/handlers.ts'
import { certificateJobHandlers } from './certificate/print-job.ts'
import { printingHandlers } from './printing/handlers.ts'
import { workstationHandlers } from './workstation/handlers.ts'
import { recordHandlers } from './record-handlers.ts'
import { replacementHandlers } from './certificate/replacement/handlers.ts'
import { reconciliationHandlers } from './reconciliation/handlers.ts'
import { referralHandlers } from './referral/handlers.ts'
import { stockHandlers } from './stock/handlers.ts'
import { lossHandlers } from './stock/loss-handlers.ts'
import { managerHandlers } from './stock/manager-handlers.ts'
import { paperHandlers } from './stock/paper-handlers.ts'
import { planHandlers } from './stock/plan-handlers.ts'
import { wasteHandlers } from './stock/waste-handlers.ts'
import { stocktakeHandlers } from './stocktake/handlers.ts'
import { systemHandlers } from './system/handlers.ts'

/** Every handler of the contract. A test holds this object against the contract. */
<<<<<<< HEAD
export const handlers: Partial<Handlers> = { ...recordHandlers, ...accountHandlers, ...systemHandlers, ...workstationHandlers, ...homeHandlers, ...annualHandlers, ...deadlineHandlers, ...stockHandlers, ...lossHandlers, ...managerHandlers, ...paperHandlers, ...planHandlers, ...wasteHandlers, ...registerHandlers, ...printHandlers, ...identityHandlers, ...certificateJobHandlers, ...printingHandlers, ...stocktakeHandlers, ...ledgerHandlers, ...replacementHandlers, ...peopleHandlers, ...birthHandlers, ...referralHandlers, ...maternalHandlers, ...childFileHandlers, ...childDueHandlers, ...childVisitHandlers, ...childGrowthHandlers, ...packageHandlers, ...reconciliationHandlers, ...deviceHandlers }
=======
export const handlers: Partial<Handlers> = { ...recordHandlers, ...accountHandlers, ...systemHandlers, ...workstationHandlers, ...homeHandlers, ...annualHandlers, ...deadlineHandlers, ...stockHandlers, ...lossHandlers, ...managerHandlers, ...paperHandlers, ...planHandlers, ...wasteHandlers, ...registerHandlers, ...printHandlers, ...identityHandlers, ...certificateJobHandlers, ...printingHandlers, ...stocktakeHandlers, ...ledgerHandlers, ...replacementHandlers, ...peopleHandlers, ...birthHandlers, ...referralHandlers, ...maternalHandlers, ...childFileHandlers, ...childDueHandlers, ...childVisitHandlers, ...childStatisticsHandlers, ...packageHandlers, ...reconciliationHandlers, ...deviceHandlers }
>>>>>>> f042f1944837495af127a01a0469500379d16a88
